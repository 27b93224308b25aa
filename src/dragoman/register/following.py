"""What became of promises, and which figures disagree: links between the facts of one pair of actors.

What links two facts follows from these two alone. So when some facts have changed, only those are loaded that they may be linked with, as
far as the gists of facts tell (facts.gists): of a pair that thousands of documents speak of, a few.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, update

from dragoman.facts import Fact, Link, pairs_of
from dragoman.facts.disputes import disputes
from dragoman.facts.follow_up import follow_up, shown_by
from dragoman.facts.gists import YEARS, Gist, asks_in, candidates, words_in, years_on
from dragoman.facts.identity.times import day_number
from dragoman.register.database import among, chunks, selected
from dragoman.register.linking import linked_with, say
from dragoman.register.loading import load_facts
from dragoman.register.schema import facts, links, pairs, records

Pair = tuple[str, str]
_Row = Row[*tuple[Any, ...]]

_FEW = 300  # facts of a pair that have changed; where more have, all facts of the pair are looked at
_HELD = 3_000  # facts to be looked at that are loaded at a time: what is held in memory
_DAYS = 62  # how far apart two disagreeing figures are told at most: a month, and one more for partial dates
_GIST = (facts.c.key, facts.c.type, facts.c.label, facts.c.first, facts.c.last, facts.c.due, facts.c.reports, facts.c.stems, facts.c.asks)
_IMPORTED = ("export", "import")  # measures of which one side's is the other's

# The facts of a pair that are asked for: written once, since a pair of every document asks for them.
_PAIR = (pairs.c.a == bindparam("a"), pairs.c.b == bindparam("b"))
_ALL = select(*_GIST).join(pairs, pairs.c.fact == facts.c.key).where(*_PAIR)
_PROMISES = _ALL.where(
    pairs.c.type == "commitment", facts.c.first <= bindparam("last"), func.coalesce(facts.c.due, facts.c.last) >= bindparam("since"))
_LATER = _ALL.where(facts.c.last >= bindparam("since"), facts.c.first <= bindparam("until"))
_beside = records.alias()
_BESIDE = select(_beside.c.fact).join(records, records.c.document == _beside.c.document)
_FIGURES = select(facts.c.key).join(pairs, pairs.c.fact == facts.c.key).where(
    *_PAIR, pairs.c.type == "figure", pairs.c.label.in_(bindparam("measures", expanding=True)),
    or_(facts.c.begins.in_(bindparam("begins", expanding=True)),
        (facts.c.last >= bindparam("since")) & (facts.c.first <= bindparam("until")),
        facts.c.key.in_(_BESIDE.where(records.c.fact.in_(bindparam("figures", expanding=True))))))


def follow(connection: Connection, changed: set[str] | None) -> None:
    """Make the links of these facts anew; None: of all facts."""
    if changed is None:
        connection.execute(delete(links))
        connection.execute(update(pairs).where(pairs.c.links.is_not(None)).values(links=None))
        say(connection, _store(connection, all_links(connection)))
        return
    keys = [row.key for row in selected(connection, select(facts.c.key), facts.c.id, changed)]
    before = linked_with(connection, keys)
    for some in chunks(keys):
        connection.execute(delete(links).where(links.c.of.in_(some) | links.c.by.in_(some)))
    of_pair: dict[Pair, list[_Row]] = defaultdict(list)
    query = select(pairs.c.a, pairs.c.b, *_GIST, facts.c.begins).join(facts, facts.c.key == pairs.c.fact)
    for row in selected(connection, query, pairs.c.fact, keys):
        if len(of_pair[row.a, row.b]) <= _FEW:  # more of them are not asked for, and need not be held
            of_pair[row.a, row.b].append(row)
    say(connection, before | _store(connection, _found(connection, of_pair, changed)))


def all_links(connection: Connection) -> Iterator[Link]:
    """All links that follow from the facts, pair by pair."""
    every = connection.execute(select(pairs.c.a, pairs.c.b).distinct()).all()
    return _found(connection, {(row.a, row.b): () for row in every}, None)


def _found(connection: Connection, of_pair: Mapping[Pair, Sequence[_Row]], changed: Collection[str] | None) -> Iterator[Link]:
    """The links of facts of these pairs, each with its facts that have changed, or with none where all facts are looked at."""
    waiting: dict[Pair, set[int]] = {}
    for n, pair in enumerate(sorted(of_pair), start=1):
        waiting[pair] = _linkable(connection, pair, of_pair[pair])
        if n == len(of_pair) or sum(map(len, waiting.values())) >= _HELD:
            known = _loaded(connection, set().union(*waiting.values()))
            for one, keys in waiting.items():
                yield from _links(one, [known[key] for key in sorted(keys)], changed)
            waiting = {}


def _loaded(connection: Connection, keys: Collection[int]) -> dict[int, Fact]:
    loaded = [load_facts(connection, select(facts.c.key).where(among(connection, facts.c.key, some))) for some in chunks(sorted(keys))]
    return {key: fact for some in loaded for key, fact in some.items()}


# -- which facts are looked at

def _linkable(connection: Connection, pair: Pair, rows: Sequence[_Row]) -> set[int]:
    """The keys of the facts of a pair that may be linked with those of `rows`, which have changed, and of these; of all, where it has none
    or more than `_FEW` of them.
    """
    near = rows if len(rows) <= _FEW else ()
    gists = {row.key: _gist(row) for row in (*near, *_near(connection, pair, near))}
    new = {row.key: gists[row.key] for row in near} or gists
    promised = [gist for gist in new.values() if gist.asks]
    others = [gist for key, gist in gists.items() if gist.asks and key not in new]
    both = [*candidates(promised, list(gists.values())), *candidates(others, list(new.values()))]
    told_again = {gist.key for gist in promised if gist.reports > 1}
    figures = _figures(connection, pair, near) if near else (key for key, gist in gists.items() if gist.type == "figure")
    return told_again.union(*both, figures)


def _gist(row: _Row) -> Gist:
    words, asks = words_in(row.stems), asks_in(row.asks) if row.asks else None
    return Gist(row.key, row.type, row.label, row.first or "", row.last or "", row.due, row.reports, words, asks)


def _near(connection: Connection, pair: Pair, rows: Sequence[_Row]) -> Iterator[_Row]:
    """Rows of the promises of a pair that facts may show something of, and of what may show something of the promises among these facts; of
    all facts, where there are none.
    """
    both = {"a": pair[0], "b": pair[1]}
    dated = [row for row in rows if row.first]
    if not rows:
        yield from connection.execute(_ALL, both)
    if dated:
        since = years_on(min(row.first for row in dated), -YEARS)
        yield from connection.execute(_PROMISES, {**both, "since": since, "last": max(row.last for row in dated)})
    if promises := [row for row in dated if row.type == "commitment"]:
        until = years_on(max(row.due or row.last for row in promises), YEARS)
        yield from connection.execute(_LATER, {**both, "since": min(row.first for row in promises), "until": until})


def _figures(connection: Connection, pair: Pair, rows: Sequence[_Row]) -> Iterator[int]:
    """The keys of the figures of a pair that may disagree with those among the changed facts, and of these: of their measures and of one
    period, or told within a month, or by one document.
    """
    figures = [row for row in rows if row.type == "figure"]
    if not figures:
        return
    measures = {row.label for row in figures}
    measures.update(_IMPORTED if not measures.isdisjoint(_IMPORTED) else ())
    since = until = ""  # no fact was told so early
    if dated := [row for row in figures if row.first]:
        since, until = _days_on(min(row.first for row in dated), -_DAYS), _days_on(max(row.last for row in dated), _DAYS)
    yield from connection.execute(_FIGURES, {
        "a": pair[0], "b": pair[1], "measures": sorted(measures), "begins": sorted({row.begins for row in figures}), "since": since,
        "until": until, "figures": [row.key for row in figures]}).scalars()


def _days_on(day: str, days: int) -> str:
    return date.fromordinal(max(1, min(date.max.toordinal(), day_number(day) + days))).isoformat()


# -- what links them

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


def _store(connection: Connection, found: Iterable[Link]) -> set[int]:
    """Store links; the keys of the facts at their ends are returned."""
    found = list(found)
    ids = {id_ for link in found for id_ in (link.of, link.by)}
    key_of = {row.id: row.key for row in selected(connection, select(facts.c.id, facts.c.key), facts.c.id, ids)}
    if found:
        connection.execute(insert(links), [
            {"of": key_of[link.of], "by": key_of[link.by], "kind": link.kind, "why": link.why} for link in found])
    return set(key_of.values())
