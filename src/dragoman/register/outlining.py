"""What a register holds of two actors, in outline: enough to count and to choose by, without a report or a text being loaded."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypedDict

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, func, or_, select

from dragoman.errors import RegisterError
from dragoman.facts.follow_up import PROMISES, STATES, State, state_shown
from dragoman.facts.periods import bounds
from dragoman.register.database import numbers, selected
from dragoman.register.schema import CONTRADICTED, documents, facts, pairs


class Outline(NamedTuple):
    """A fact in outline. `label`: its kind, measure (figures), stance (commitments), event type, or whom a speaker speaks for.

    `begins` and `ends` are the first and the last day that it may have been on; where it is not `dated`, the day it was first told.
    `disputed`: its reports differ on a field. `links`: the kinds of links that say something of it (kept, late, dropped, conflict).
    """

    id: str
    type: str
    label: str | None
    begins: str
    ends: str
    dated: bool
    status: str | None
    due: str | None
    disputed: bool
    links: frozenset[str]

    def state(self, today: str) -> State:
        """What has become of a commitment by `today` (ISO date)."""
        return state_shown(self.links, self.due, today)



@dataclass(frozen=True, slots=True)
class Told:
    """Of which two actors (codes), and of which period (ISO dates or partial dates, None: of all time), facts are asked for.

    A fact is in the period when it may have been on one of its days.
    """

    pair: tuple[str, str]
    since: str | None = None
    until: str | None = None


class Narrowed(TypedDict, total=False):
    """Which facts of two actors are asked for, where not all are; what is empty narrows nothing.

    `types`: of one of these; `labels`: of one of these; `but`: of none of these labels; `ids`: one of these; `begun`: on this day or before
    it (ISO); `lasting`: still on this day or after it; `contradicted`: by another fact, or by some of its own reports.
    """

    types: Collection[str]
    labels: Collection[str]
    but: Collection[str]
    ids: Collection[str]
    begun: str | None
    lasting: str | None
    contradicted: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts of two actors there are of a type and a status; commitments also of a stance and of what has become of them.

    `contradicted`: by another fact, or by some of their own reports.
    """

    type: str
    status: str | None
    stance: str | None
    state: State | None
    contradicted: bool
    number: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published documents that tell facts of two actors, how many, and when the earliest and the latest one (None: undated).

    `source` and `url` (of one of them) are None where that is not known. `official`: a government or an international organisation.
    """

    source: str | None
    url: str | None
    official: bool
    documents: int
    first: str | None
    last: str | None


def outline(connection: Connection, told: Told, narrowed: Narrowed, latest: int | None = None) -> list[Outline]:
    """The facts of two actors in order of time and id; `latest`: at most so many, the latest."""
    asked = _asked(told, narrowed)
    return _outlines(_fetched(connection, _outlined(frozenset(asked), latest), asked))[::-1]


def urgent(connection: Connection, told: Told, today: str, states: Collection[State], most: int) -> list[Outline]:
    """The first commitments of two actors that have come to one of these states by `today` (ISO date), as `urgency.by_urgency` sorts."""
    asked = {**_asked(told, {"types": ["commitment"]}), "today": today, "states": sorted(states)}
    return _outlines(_fetched(connection, _most_urgent(frozenset(asked), most), asked))


def tally(connection: Connection, told: Told, today: str) -> list[Tally]:
    """The facts of two actors, counted as of `today` (ISO date), which is the day that commitments are looked at on."""
    asked = {**_asked(told, {}), "today": today}
    rows = _fetched(connection, _tallied(frozenset(asked) - {"today"}), asked)
    found = [Tally(type_, status, stance, state, bool(contradicted), number) for type_, status, stance, state, contradicted, number in rows]
    return sorted(found, key=lambda one: (one.type, one.status or "", one.stance or "", one.state or "", one.contradicted))


def months(connection: Connection, told: Told) -> dict[tuple[str, str], int]:
    """Type and month (of the first day that a fact may have been on: 2024-05) → how many facts of two actors there are."""
    asked = _asked(told, {})
    kind = (pairs.c.type, func.substr(pairs.c.begins, 1, 7).label("month"))
    query = select(*kind, func.count()).where(*_conditions(asked)).group_by(*kind)
    return {(type_, month): number for type_, month, number in _fetched(connection, query, asked)}


def publishers(connection: Connection, told: Told) -> list[Publisher]:
    """Who published the documents that tell facts of two actors; in the order of names."""
    asked = _asked(told, {})
    telling = numbers(connection, select(pairs.c.documents).where(*_conditions(asked)))
    day = documents.c.published
    kind = (documents.c.source, documents.c.official)
    query = select(*kind, func.count(), func.min(day), func.max(day), func.min(documents.c.id)).where(documents.c.key.in_(telling))
    query = query.with_hint(documents, "INDEXED BY ix_documents_publisher", "sqlite")  # else it would read each with its text
    rows = connection.execute(query.group_by(*kind), asked).all()
    ids = [first for *_, first in rows]
    urls = {row.id: row.url for row in selected(connection, select(documents.c.id, documents.c.url), documents.c.id, ids)}
    others: dict[str | None, str] = {}  # of official ones, by which they may be told apart: where the first of their documents has none
    if any(official and urls[first] is None and number > 1 for _, official, number, *_, first in rows):
        known = select(documents.c.source, func.min(documents.c.url).label("url")).where(documents.c.key.in_(telling), documents.c.official)
        others = {row.source: row.url for row in connection.execute(known.group_by(documents.c.source), asked)}
    found = [Publisher(source, urls[first] or (others.get(source) if official else None), official, number, *days)
             for source, official, number, *days, first in rows]
    return sorted(found, key=lambda one: (one.source or "", one.official))


def _fetched(connection: Connection, query: Select[Any], asked: dict[str, Any]) -> Sequence[Any]:
    """Rows as the driver gives them: of a pair of ten thousand facts, making rows of them takes as long as the database does."""
    driver = connection.execute(query, asked).cursor
    return driver.fetchall() if driver else ()


@lru_cache(maxsize=256)
def _outlined(asked: frozenset[str], latest: int | None) -> Select[Any]:
    """The query for the facts that are asked for so, the latest first. A brief asks a dozen, and to write one takes a millisecond."""
    query = select(*_COLUMNS).where(*_conditions(asked))
    return query.order_by(pairs.c.begins.desc(), pairs.c.ends.desc(), pairs.c.id.desc()).limit(latest)


@lru_cache(maxsize=64)
def _most_urgent(asked: frozenset[str], most: int) -> Select[Any]:
    rank = case({state: n for n, state in enumerate(STATES)}, value=_STATE)
    order = (rank, pairs.c.label.not_in(PROMISES), func.coalesce(pairs.c.due, "9999"), pairs.c.begins.desc(), pairs.c.id.desc())
    return select(*_COLUMNS).where(*_conditions(asked - {"today"})).order_by(*order).limit(most)


@lru_cache(maxsize=64)
def _tallied(asked: frozenset[str]) -> Select[Any]:
    promise = pairs.c.type == "commitment"
    kind = (pairs.c.type, pairs.c.status, case((promise, pairs.c.label)).label("stance"), case((promise, _STATE)).label("state"),
            _CONTRADICTED.label("contradicted"))
    return select(*kind, func.count()).where(*_conditions(asked)).group_by(*kind)


def _outlines(rows: Iterable[Sequence[Any]]) -> list[Outline]:
    return [Outline(id_, type_, label, begins, ends, bool(dated), status, due, bool(disputed), _kinds(said))
            for id_, type_, label, begins, ends, dated, status, due, disputed, said in rows]


@lru_cache(maxsize=64)
def _kinds(said: str | None) -> frozenset[str]:
    return frozenset((said or "").split())


_COLUMNS = [pairs.c[name] for name in Outline._fields]
_CONTRADICTED = func.coalesce(CONTRADICTED, False)
_STATE = case(  # as facts.follow_up.state_shown has it
    (pairs.c.links.contains("kept"), "kept"), (pairs.c.links.contains("dropped"), "dropped"),
    (or_(pairs.c.links.contains("late"), pairs.c.due < bindparam("today")), "overdue"), else_="open")
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "a": pairs.c.a == bindparam("a"), "b": pairs.c.b == bindparam("b"),
    "since": pairs.c.ends >= bindparam("since"), "until": pairs.c.begins <= bindparam("until"),
    "begun": pairs.c.begins <= bindparam("begun"), "lasting": pairs.c.ends >= bindparam("lasting"),
    "types": pairs.c.type.in_(bindparam("types", expanding=True)), "labels": pairs.c.label.in_(bindparam("labels", expanding=True)),
    "but": or_(pairs.c.label.is_(None), pairs.c.label.not_in(bindparam("but", expanding=True))),
    "ids": pairs.c.fact.in_(select(facts.c.key).where(facts.c.id.in_(bindparam("ids", expanding=True)))),
    "contradicted": CONTRADICTED, "states": _STATE.in_(bindparam("states", expanding=True)),
}


def _conditions(asked: Iterable[str]) -> list[ColumnElement[bool]]:
    """What rows of `pairs` are asked for."""
    return [_CONDITIONS[name] for name in asked]


def _asked(told: Told, narrowed: Narrowed) -> dict[str, Any]:
    """What is asked for by name, as the database takes it."""
    a, b = told.pair
    if a == b:
        raise RegisterError(f"{a}: a pair needs two different actors; name two")
    asked = {"a": a, "b": b, "since": told.since and bounds(told.since)[0], "until": told.until and bounds(told.until)[1], **narrowed}
    return {name: sorted(value) if isinstance(value, Collection) and not isinstance(value, str) else value
            for name, value in asked.items() if value}
