"""What became of promises, and which figures disagree: links between the facts of one pair of actors.

What links two facts follows from these two alone. So when some facts have changed, only those that they can be linked with are looked at:
of a pair that thousands of documents speak of, the facts of the same years.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select

from dragoman.facts import Fact, Link, pairs_of
from dragoman.facts.disputes import disputes
from dragoman.facts.follow_up import follow_up, shown_by
from dragoman.facts.identity.times import day_number
from dragoman.register.database import chunks, selected
from dragoman.register.loading import load_facts
from dragoman.register.schema import facts, links, pairs, records

Pair = tuple[str, str]

_FEW = 300  # facts of a pair that have changed; where more have, all facts of the pair are looked at
_SMALL = 200  # facts of a pair that are all looked at, whichever have changed: to ask for some of them takes as long
_ASKED = 20  # small pairs that are asked for at a time: what is held in memory
# How far apart in time facts are linked, at most: follow_up looks five years on from a promise or its term, and disputes at one month.
# A year and a month more, for partial dates and for days that no calendar has.
_YEARS, _DAYS = 6, 62


def follow(connection: Connection, changed: set[str] | None) -> None:
    """Make the links of these facts anew; None: of all facts."""
    if changed is None:
        connection.execute(delete(links))
        _store(connection, all_links(connection))
        return
    keys = [row.key for row in selected(connection, select(facts.c.key), facts.c.id, changed)]
    for some in chunks(keys):
        connection.execute(delete(links).where(links.c.of.in_(some) | links.c.by.in_(some)))
    of_pair: dict[Pair, list[Row[Any]]] = defaultdict(list)
    columns = (facts.c.key, facts.c.type, facts.c.first, facts.c.last, facts.c.due, facts.c.begins)
    query = select(pairs.c.a, pairs.c.b, *columns).join(facts, facts.c.key == pairs.c.fact)
    for row in selected(connection, query, pairs.c.fact, keys):
        if len(of_pair[row.a, row.b]) <= _FEW:  # more of them are not asked for, and need not be held
            of_pair[row.a, row.b].append(row)
    sizes = _sizes(connection, of_pair)
    found = list(_links_of_small(connection, sizes, changed))
    for pair, rows in sorted(of_pair.items()):
        if sizes[pair] > _SMALL:
            found += _links_of_large(connection, pair, rows, changed)
    _store(connection, found)


def all_links(connection: Connection) -> Iterator[Link]:
    """All links that follow from the facts, pair by pair."""
    sizes = _sizes(connection)
    yield from _links_of_small(connection, sizes, None)
    for pair, size in sizes.items():
        if size > _SMALL:
            yield from _links_of_large(connection, pair, (), None)


def _sizes(connection: Connection, wanted: Iterable[Pair] | None = None) -> dict[Pair, int]:
    """How many facts pairs of actors figure in together, by pair; None: all pairs."""
    query = select(pairs.c.a, pairs.c.b, func.count().label("size")).group_by(pairs.c.a, pairs.c.b).order_by(pairs.c.a, pairs.c.b)
    queries = [query] if wanted is None else [query.where(_is_of(some)) for some in chunks(sorted(wanted), _ASKED)]
    return {(row.a, row.b): row.size for query in queries for row in connection.execute(query)}


def _is_of(some: Iterable[Pair]) -> ColumnElement[bool]:
    return or_(*((pairs.c.a == a) & (pairs.c.b == b) for a, b in some))  # SQLite reads all of the table for a pair IN (…)


def _links_of_small(connection: Connection, sizes: Mapping[Pair, int], changed: Collection[str] | None) -> Iterator[Link]:
    """The links of pairs with few facts: many pairs are asked for at a time."""
    small = [pair for pair, size in sizes.items() if size <= _SMALL]
    for some in chunks(small, _ASKED):
        own = select(pairs.c.fact).where(_is_of(some))
        known, of_pair = load_facts(connection, own), defaultdict(list)
        for row in connection.execute(select(pairs.c.a, pairs.c.b, pairs.c.fact).where(_is_of(some))):
            of_pair[row.a, row.b].append(known[row.fact])
        for pair in some:
            yield from _links(pair, of_pair[pair], changed)


def _links_of_large(connection: Connection, pair: Pair, rows: Sequence[Row[Any]], changed: Collection[str] | None) -> list[Link]:
    """The links of a pair with many facts. `rows`: of the table `facts`, those that have changed, or more than `_FEW` of them."""
    query = select(pairs.c.fact).where(_is_of([pair]))
    if 0 < len(rows) <= _FEW:
        query = query.join(facts, facts.c.key == pairs.c.fact).where(or_(*_near(rows)))
    return _links(pair, list(load_facts(connection, query).values()), changed)


def _links(pair: Pair, related: Sequence[Fact], changed: Collection[str] | None) -> list[Link]:
    """The links between facts of a pair that one of those has that have changed, without those that an earlier pair has too."""
    promises, figures = ([fact for fact in related if fact.type == type_] for type_ in ("commitment", "figure"))
    if changed is None:
        found = follow_up(promises, related) + disputes(figures)
    else:
        new = [fact for fact in related if fact.id in changed]
        units = {fact.fields["unit"] for fact in new if fact.type == "figure"}
        found = follow_up([fact for fact in new if fact.type == "commitment"], related)
        found += shown_by(new, [fact for fact in promises if fact.id not in changed])
        found += [link for link in disputes([fact for fact in figures if fact.fields["unit"] in units])
                  if link.of in changed or link.by in changed]
    if not found:
        return []
    pairs_by_fact = {fact.id: pairs_of(fact) for fact in related}
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


def _store(connection: Connection, found: Iterable[Link]) -> None:
    found = list(found)
    ids = {id_ for link in found for id_ in (link.of, link.by)}
    key_of = {row.id: row.key for row in selected(connection, select(facts.c.id, facts.c.key), facts.c.id, ids)}
    if found:
        connection.execute(insert(links), [
            {"of": key_of[link.of], "by": key_of[link.by], "kind": link.kind, "why": link.why} for link in found])
