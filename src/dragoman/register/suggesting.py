"""Suggested merges: facts that nearly became one, looked for block by block, from the facts that were made last.

What is looked at is bounded, whatever the size of the register: a part of the list looks at so many facts and no more, and says where it
ended.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select

from dragoman.facts import Fact, Rulings
from dragoman.facts.suggestions import Reason, parted, suggestions
from dragoman.register.database import among, chunks
from dragoman.register.decisions import rulings_in_force
from dragoman.register.loading import load_facts
from dragoman.register.schema import facts, sides

_STEP = 24  # facts that are looked at together
_MOST = 120  # that are looked at for one part of the list
_BESIDE = 60  # facts of a block, the last ones made, that are compared with each other


class Pair(NamedTuple):
    """Two facts that may be one, the one that was made later first, and why."""

    one: Fact
    other: Fact
    reason: Reason


def suggest(connection: Connection, limit: int, wanted: tuple[str | None, str | None] = (None, None),
            before: int | None = None) -> tuple[list[Pair], int | None]:
    """Some pairs of facts that may be one, and the key of the fact before which the next part begins (None: all were looked at).

    `wanted`: the type and an actor of the facts, each None for any. There may be a few more than `limit`, or fewer, or none, though others
    follow in the next part.
    """
    rulings, found, looked = rulings_in_force(connection), list[Pair](), 0
    while looked < _MOST and len(found) < limit:
        rows = connection.execute(_facts(wanted, before)).all()
        by_block: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            by_block[row.block].append(row.key)
        for block, keys in by_block.items():
            found += _pairs(connection, block, set(keys), rulings)
        if len(rows) < _STEP:
            return found, None
        looked, before = looked + len(rows), rows[-1].key
    return found, before


def still(connection: Connection, found: Sequence[Pair]) -> list[Pair]:
    """Those of some pairs that were found before of which both facts are there and nobody has kept them apart, as they are now."""
    rulings, ids = rulings_in_force(connection), {fact.id for pair in found for fact in (pair.one, pair.other)}
    known = {fact.id: fact for some in chunks(sorted(ids))
             for fact in load_facts(connection, select(facts.c.key).where(among(connection, facts.c.id, some))).values()}
    now = [Pair(known[one.id], known[other.id], reason) for one, other, reason in found if one.id in known and other.id in known]
    return [pair for pair in now if not parted(_records(pair.one), _records(pair.other), rulings)]


def _records(fact: Fact) -> set[str]:
    return {report.record for report in fact.reports}


def _facts(wanted: tuple[str | None, str | None], before: int | None) -> Select[Any]:
    """The next facts to look at. An actor has few of them, which are sorted; all others are walked in their own order."""
    type_, actor = wanted
    query = select(facts.c.key, facts.c.block).order_by(facts.c.key.desc()).limit(_STEP)
    if actor:
        own = select(sides.c.fact).where(sides.c.code == actor, *([sides.c.type == type_] if type_ else []))
        own = own if before is None else own.where(sides.c.fact < before)
        return query.where(facts.c.key.in_(own.order_by(sides.c.fact.desc()).limit(_STEP)))
    if type_:
        query = query.where(facts.c.type + "" == type_)  # an expression, so that no index of the type is used: it is in another order
    return query if before is None else query.where(facts.c.key < before)


def _pairs(connection: Connection, block: int, keys: set[int], rulings: Rulings) -> list[Pair]:
    """The pairs of a block of which the later fact is one of these, by its key."""
    beside = select(facts.c.key).where(facts.c.block == block, facts.c.key <= max(keys)).order_by(facts.c.key.desc()).limit(_BESIDE)
    known = load_facts(connection, select(beside.subquery().c.key))
    if len(known) < 2:
        return []
    key_of = {fact.id: key for key, fact in known.items()}
    found = []
    for pair in suggestions(known.values(), rulings):
        later, earlier = sorted((key_of[pair.one], key_of[pair.other]), reverse=True)
        if later in keys:
            found.append(Pair(known[later], known[earlier], pair.reason))
    return sorted(found, key=lambda pair: (-key_of[pair.one.id], -key_of[pair.other.id]))
