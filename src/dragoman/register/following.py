"""What became of promises, and which figures disagree: links between the facts of one pair of actors.

What links two facts follows from these two alone. So when some facts have changed, only those that they can be linked with are looked at:
of a pair that thousands of documents speak of, the facts of the same years.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select

from dragoman.facts import Link, pairs_of
from dragoman.facts.disputes import disputes
from dragoman.facts.follow_up import follow_up
from dragoman.facts.identity.times import day_number
from dragoman.register.database import chunks, selected
from dragoman.register.loading import load_facts
from dragoman.register.schema import facts, links, pairs, records

_FEW = 300  # facts of a pair that have changed; where more have, all facts of the pair are looked at
# How far apart in time facts are linked, at most: follow_up looks five years on from a promise or its term, and disputes at one month.
# A year and a month more, for partial dates and for days that no calendar has.
_YEARS, _DAYS = 6, 62


def follow(connection: Connection, changed: set[str] | None) -> None:
    """Make the links of these facts anew; None: of all facts."""
    if changed is None:
        connection.execute(delete(links))
        for pair in pairs_with_facts(connection):
            _store(connection, links_of_pair(connection, pair))
        return
    keys = [row.key for row in selected(connection, select(facts.c.key), facts.c.id, changed)]
    for some in chunks(keys):
        connection.execute(delete(links).where(links.c.of.in_(some) | links.c.by.in_(some)))
    of_pair: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    columns = (facts.c.key, facts.c.type, facts.c.first, facts.c.last, facts.c.due, facts.c.begins)
    query = select(pairs.c.a, pairs.c.b, *columns).join(facts, facts.c.key == pairs.c.fact)
    for row in selected(connection, query, pairs.c.fact, keys):
        if len(of_pair[row.a, row.b]) <= _FEW:  # more of them are not asked for, and need not be held
            of_pair[row.a, row.b].append(row)
    found = [link for pair, some in sorted(of_pair.items()) for link in links_of_pair(connection, pair, some)]
    _store(connection, [link for link in found if link.of in changed or link.by in changed])


def pairs_with_facts(connection: Connection) -> list[tuple[str, str]]:
    """All pairs of actors that figure in a fact together."""
    return [(row.a, row.b) for row in connection.execute(select(pairs.c.a, pairs.c.b).distinct().order_by(pairs.c.a, pairs.c.b))]


def links_of_pair(connection: Connection, pair: tuple[str, str], changed: Sequence[Row[Any]] = ()) -> list[Link]:
    """All links between the facts of a pair, without those that another pair, earlier by the alphabet, has too.

    `changed`: rows of `facts`; where there are some, links that none of these facts has may be missing.
    """
    query = select(pairs.c.fact).where(pairs.c.a == pair[0], pairs.c.b == pair[1])
    if 0 < len(changed) <= _FEW:
        query = query.join(facts, facts.c.key == pairs.c.fact).where(or_(*_near(changed)))
    related = load_facts(connection, query).values()
    pairs_by_fact = {fact.id: pairs_of(fact) for fact in related}
    found = follow_up([fact for fact in related if fact.type == "commitment"], list(related))
    found += disputes([fact for fact in related if fact.type == "figure"])
    return [link for link in found if min(pairs_by_fact[link.of] & pairs_by_fact[link.by]) == pair]


def _near(changed: Sequence[Row[Any]]) -> Iterable[ColumnElement[bool]]:
    """What facts that can be linked with one of these are, any of it."""
    yield facts.c.key.in_([row.key for row in changed])
    dated = [row for row in changed if row.first]
    if dated:  # the promises before them
        still = func.coalesce(facts.c.due, facts.c.last) >= _years_on(min(row.first for row in dated), -_YEARS)
        yield (facts.c.type == "commitment") & (facts.c.first <= max(row.last for row in dated)) & still
    if promises := [row for row in dated if row.type == "commitment"]:  # what was told after them
        until = _years_on(max(row.due or row.last for row in promises), _YEARS)
        yield (facts.c.last >= min(row.first for row in promises)) & (facts.c.first <= until)
    if figures := [row for row in changed if row.type == "figure"]:
        yield (facts.c.type == "figure") & or_(*_alike(figures))


def _alike(figures: Sequence[Row[Any]]) -> Iterable[ColumnElement[bool]]:
    """What figures are that can disagree with these: of one period, told within a month, or by one document."""
    yield facts.c.begins.in_({row.begins for row in figures})
    if dated := [row for row in figures if row.first]:
        since, until = _days_on(min(row.first for row in dated), -_DAYS), _days_on(max(row.last for row in dated), _DAYS)
        yield (facts.c.last >= since) & (facts.c.first <= until)
    other = records.alias()
    beside = select(other.c.fact).join(records, records.c.document == other.c.document)
    yield facts.c.key.in_(beside.where(records.c.fact.in_([row.key for row in figures])))


def _years_on(day: str, years: int) -> str:
    """A day so many years later; it is only compared, so that no calendar need have it."""
    return f"{max(1, min(9999, int(day[:4]) + years)):04d}{day[4:]}"


def _days_on(day: str, days: int) -> str:
    return date.fromordinal(max(1, min(date.max.toordinal(), day_number(day) + days))).isoformat()


def _store(connection: Connection, found: Sequence[Link]) -> None:
    ids = {id_ for link in found for id_ in (link.of, link.by)}
    key_of = {row.id: row.key for row in selected(connection, select(facts.c.id, facts.c.key), facts.c.id, ids)}
    if found:
        connection.execute(insert(links), [
            {"of": key_of[link.of], "by": key_of[link.by], "kind": link.kind, "why": link.why} for link in found])
