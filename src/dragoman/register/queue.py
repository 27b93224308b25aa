"""What waits for a person: the least certain records, facts whose reports conflict, facts that may be one; and what people have decided."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, cast, exists, func, or_, select, tuple_, union_all
from sqlalchemy.types import Text

from dragoman.errors import QuestionError
from dragoman.facts import Fact
from dragoman.records import RECORD_TYPES
from dragoman.register import database
from dragoman.register.decisions import Decision, undoings, undone
from dragoman.register.loading import load_facts
from dragoman.register.schema import decisions, documents, facts, links, records, sides
from dragoman.register.suggesting import Pair, still, suggest

_TYPES = tuple(str(kind.model_fields["type"].default) for kind in RECORD_TYPES)
_DECIDED = ("accepted", "corrected", "added", "unverifiable", "rejected")
_READ = "read"  # the standing of a record that nobody has decided on
_FEW = 4_000  # facts of an actor; of fewer, all are looked at, of more, all that waits until enough is the actor's
_FARTHEST = 2**31  # the least number that not every database takes as a key
_STEP = 60  # conflicts that are looked at together


@dataclass(frozen=True)
class Filter:
    """What is asked for in the queue: records and facts of a type, in which an actor (a code) figures; None for any."""

    type: str | None = None
    actor: str | None = None


@dataclass(frozen=True)
class Waiting:
    """A record that nobody has decided on, with the document that holds it, and the fact that it tells (None: it is not made yet)."""

    id: str
    document: str
    type: str
    confidence: float
    data: dict[str, Any]
    fact: str | None


@dataclass(frozen=True)
class Clash:
    """A fact whose reports differ, or two figures that cannot both be right: the other one, and why."""

    fact: Fact
    rival: Fact | None = None
    why: str | None = None


@dataclass(frozen=True)
class Entry:
    """An entry of the ledger, and whether another one has undone it."""

    decision: Decision
    undone: bool


class Queue:
    """The review queue of a register and its ledger, to be asked. Lists come in parts: with each the cursor of the next, None at the end.

    A QuestionError where a cursor is none that the queue has given.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def last(self) -> int:
        """The number of the last entry of the ledger, 0 where there is none: who decides tells it, to be told of what came later."""
        with database.reading(self._engine) as connection:
            return connection.execute(select(func.max(decisions.c.number))).scalar() or 0

    def decided(self) -> int:
        """How many records people have decided on."""
        with database.reading(self._engine) as connection:
            return connection.execute(select(func.count()).where(records.c.standing.in_(_DECIDED))).scalar_one()

    def standings(self, ids: Collection[str]) -> dict[str, str]:
        """What people have made of some records (their ids): accepted, corrected, added or unverifiable; without those of which nothing."""
        query = select(records.c.id, records.c.standing).where(records.c.standing.in_(_DECIDED))
        with database.reading(self._engine) as connection:
            return {row.id: row.standing for row in database.selected(connection, query, records.c.id, ids)}

    def uncertain(self, wanted: Filter, limit: int, cursor: str | None = None) -> tuple[list[Waiting], str | None]:
        """Records that nobody has decided on, the least certain first."""
        place = None if cursor is None else _place(cursor, (float, int))
        with database.reading(self._engine) as connection:
            keys = _least_certain(connection, wanted, limit + 1, place)
            query = select(records.c.key, records.c.id, documents.c.id.label("document"), records.c.type, records.c.confidence,
                           records.c.data, facts.c.id.label("fact"))
            query = query.join(documents, documents.c.key == records.c.document).outerjoin(facts, facts.c.key == records.c.fact)
            rows = {row.key: row for row in database.selected(connection, query, records.c.key, keys[:limit])}
        shown = [rows[key] for key in keys[:limit]]  # two documents of one text have the same records
        found = {row.id: Waiting(row.id, row.document, row.type, row.confidence, row.data, row.fact) for row in shown}
        return list(found.values()), f"{rows[keys[limit - 1]].confidence}~{keys[limit - 1]}" if len(keys) > limit else None

    def clashes(self, wanted: Filter, limit: int, cursor: str | None = None) -> tuple[list[Clash], str | None]:
        """Facts whose reports differ, then figures that cannot both be right, the last made first; without those that people decided on."""
        place = None if cursor is None else _place(cursor, (int, int))
        with database.reading(self._engine) as connection:
            found = list(_clashes(connection, wanted, limit + 1, place))
        of, by = found[limit - 1][1] if len(found) > limit else (0, 0)
        return [clash for clash, _ in found[:limit]], f"{of}~{by}" if len(found) > limit else None

    def pairs(self, wanted: Filter, limit: int, cursor: str | None = None) -> tuple[list[Pair], str | None]:
        """Facts that may be one. A part may hold none, though others follow. These are the dearest to find."""
        before = None if cursor is None else _place(cursor, (int,))[0]
        with database.reading(self._engine) as connection:
            found, after = suggest(connection, limit, (wanted.type, wanted.actor), before)
        return found, None if after is None else str(after)

    def still(self, found: Sequence[Pair]) -> list[Pair]:
        """Those of some facts that were found so a while ago that may still be one, as they are now."""
        with database.reading(self._engine) as connection:
            return still(connection, found)

    def history(self, limit: int, cursor: str | None = None, *, who: str | None = None,
                about: Collection[str] | None = None) -> tuple[list[Entry], str | None]:
        """The entries of the ledger, the last one first: those of a person, and those about any of some records (their ids)."""
        query = select(decisions).order_by(decisions.c.number.desc()).limit(limit + 1)
        if cursor is not None:
            query = query.where(decisions.c.number < _place(cursor, (int,))[0])
        if who is not None:
            query = query.where(decisions.c.who == who)
        if about is not None:
            query = query.where(or_(decisions.c.record.in_(about), decisions.c.record.is_(None) & or_(
                *(cast(side, Text).contains(f'"{id_}"', autoescape=True) for id_ in about for side in (decisions.c.old, decisions.c.new)))))
        with database.reading(self._engine) as connection:
            gone = undone(undoings(connection))
            found = [Entry(Decision(**row), row["number"] in gone) for row in connection.execute(query).mappings()]
        return found[:limit], str(found[limit - 1].decision.number) if len(found) > limit else None

    def entries(self, numbers: Collection[int]) -> list[Entry]:
        """The entries of these numbers, in order; those that are not there are left out."""
        query = select(decisions).where(decisions.c.number.in_(numbers)).order_by(decisions.c.number)
        with database.reading(self._engine) as connection:
            gone = undone(undoings(connection))
            return [Entry(Decision(**row), row["number"] in gone) for row in connection.execute(query).mappings()]


def _place(cursor: str, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    try:
        place = tuple(kind(part) for kind, part in zip(kinds, cursor[:100].split("~"), strict=True))
        if all(abs(part) < _FARTHEST for part in place):
            return place
        raise ValueError
    except ValueError:
        raise QuestionError(f"{cursor}: not a cursor; give one as the answer before this gave it, as `next`") from None


def _least_certain(connection: Connection, wanted: Filter, limit: int, place: tuple[float, int] | None) -> list[int]:
    """The keys of records; of few facts all their records are looked at, else the index is walked until enough are found."""
    if wanted.actor:
        keys = _few_facts(connection, wanted.actor, wanted.type)
        if keys is not None:
            some = select(records.c.confidence, records.c.key, records.c.standing)
            told = database.selected(connection, some, records.c.fact, keys)
            rows = sorted((row.confidence, row.key) for row in told if row.standing == _READ)
            return [key for confidence, key in rows if place is None or (confidence, key) > place][:limit]
    types = [wanted.type] if wanted.type else _TYPES
    each = [_walk(type_, wanted.actor, limit, place).subquery() for type_ in types]
    whole = union_all(*(select(some.c.confidence, some.c.key) for some in each)).subquery()
    return list(connection.execute(select(whole.c.key).order_by(whole.c.confidence, whole.c.key).limit(limit)).scalars())


def _few_facts(connection: Connection, actor: str, type_: str | None) -> list[int] | None:
    """The keys of an actor's facts; None where they are many."""
    own = select(sides.c.fact).where(sides.c.code == actor, *([sides.c.type == type_] if type_ else []))
    keys = list(connection.execute(own.limit(_FEW + 1)).scalars())
    return keys if len(keys) <= _FEW else None


def _walk(type_: str, actor: str | None, limit: int, place: tuple[float, int] | None) -> Select[Any]:
    query = select(records.c.confidence, records.c.key).where(records.c.standing == _READ, records.c.type == type_)
    if actor:
        query = query.where(exists().where(sides.c.fact == records.c.fact, sides.c.code == actor))
    if place is not None:
        query = query.where(tuple_(records.c.confidence, records.c.key) > place)
    return query.order_by(records.c.confidence, records.c.key).limit(limit)


def _clashes(connection: Connection, wanted: Filter, limit: int, place: tuple[int, int] | None) -> Iterator[tuple[Clash, tuple[int, int]]]:
    """Conflicts behind a place, each with its own: 0 and its key for a fact whose reports differ, else the keys of two figures."""
    found = 0
    if place is None or place[0] == 0:
        for key, fact in _differing(connection, wanted, None if place is None else place[1]):
            yield Clash(fact), (0, key)
            found += 1
            if found == limit:
                return
        place = None
    if wanted.type in (None, "figure"):
        rows = _rivals(connection, wanted.actor, place, limit - found)
        known = load_facts(connection, select(facts.c.key).where(facts.c.key.in_({key for row in rows for key in (row.of, row.by)})))
        for row in rows:
            yield Clash(known[row.of], known[row.by], row.why), (row.of, row.by)


def _differing(connection: Connection, wanted: Filter, before: int | None) -> Iterator[tuple[int, Fact]]:
    """Facts whose reports differ where nobody has decided on all of those that do, the last one made first."""
    query = select(facts.c.key).where(facts.c.disputed).order_by(facts.c.key.desc()).limit(_STEP)
    if wanted.type:
        query = query.where(facts.c.type == wanted.type)
    if wanted.actor:
        query = query.where(exists().where(sides.c.fact == facts.c.key, sides.c.code == wanted.actor))
    while True:
        some = query if before is None else query.where(facts.c.key < before)
        keys = connection.execute(some).scalars().all()
        known = load_facts(connection, select(facts.c.key).where(facts.c.key.in_(keys)))
        for key in keys:
            waiting = {report.record for report in known[key].reports if report.standing == _READ}
            if any(record in waiting for conflict in known[key].conflicts for _, told in conflict.values for record in told):
                yield key, known[key]
        if len(keys) < _STEP:
            return
        before = keys[-1]


def _rivals(connection: Connection, actor: str | None, place: tuple[int, int] | None, limit: int) -> list[Row[Any]]:
    """Figures that cannot both be right, of which nobody has decided on all reports."""
    ends = (links.c.of, links.c.by)
    query = select(links.c.of, links.c.by, links.c.why).where(
        links.c.kind == "conflict", or_(*(exists().where(records.c.fact == end, records.c.standing == _READ) for end in ends)))
    if place is not None:
        query = query.where(tuple_(*ends) < place)
    few = _few_facts(connection, actor, "figure") if actor else None
    if few is not None:
        rows = {(row.of, row.by): row for end in ends for row in database.selected(connection, query, end, few)}
        return [rows[key] for key in sorted(rows, reverse=True)[:limit]]
    if actor:
        query = query.where(or_(*(exists().where(sides.c.fact == end, sides.c.code == actor) for end in ends)))
    return list(connection.execute(query.order_by(links.c.of.desc(), links.c.by.desc()).limit(limit)))
