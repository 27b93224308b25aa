"""What happened between two actors, in order of time."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.errors import QuestionError
from dragoman.questions.answer import Answer, Citations, Column, Row
from dragoman.questions.asked import Sides, period
from dragoman.questions.citing import Citing, Dispute, differing
from dragoman.questions.describing import describe
from dragoman.questions.wording import when
from dragoman.records import RECORD_TYPES

if TYPE_CHECKING:
    from dragoman.facts import Fact
    from dragoman.register import View

TYPES = tuple(str(kind.model_fields["type"].default) for kind in RECORD_TYPES)


@dataclass(frozen=True, kw_only=True)
class TimelineRow(Row):
    """A fact. `date` is its own (ISO 8601, may be partial or an interval), and `dated` true; else that of its first report.

    `disputed`: what its reports disagree on.
    """

    fact: str
    date: str | None
    dated: bool
    type: str
    what: str
    actors: tuple[str, ...]
    status: str | None
    disputed: tuple[Dispute, ...]
    n_reports: int
    n_sources: int
    official: bool
    citations: Citations

    columns = (
        Column("date", lambda row: when(row.date) + ("" if row.dated else " (told)") if row.date else "undated"),
        Column("type", lambda row: row.type),
        Column("what", lambda row: row.what + differing(row.disputed)),
        Column("told by", lambda row: str(row.n_sources), number=True),
        Column("sources", lambda row: row.citations),
    )


def timeline(
    view: View, a: str, b: str, *, since: str | None = None, until: str | None = None, types: Collection[str] = (),
) -> Answer[TimelineRow]:
    """The facts of two actors (names or codes) in order of time; `types`: only records of these types.

    An UnknownError where there is no such actor, a QuestionError where a date or a type is none, or both actors are one.
    """
    sides, when_, wanted = Sides.of(view, a, b), period(since, until), checked_types(types)
    return told_in_order(view, sides, [fact for fact in sides.facts(view, **when_) if fact.type in wanted])


def checked_types(types: Collection[str]) -> Collection[str]:
    """The types of records that are asked for, all where none is named; a QuestionError where one is none."""
    if unknown := set(types) - set(TYPES):
        raise QuestionError(f"{min(unknown)}: no type of record; give one of {', '.join(TYPES)}")
    return types or TYPES


def told_in_order(view: View, sides: Sides, facts: Sequence[Fact]) -> Answer[TimelineRow]:
    """The timeline of some facts of two actors, which are in order of time."""
    citing = Citing(view, facts)
    rows = tuple(TimelineRow(
        fact=fact.id, date=None if fact.when == "9999" else fact.when, dated=bool(fact.fields.get("date") or fact.fields.get("period")),
        type=fact.type, what=describe(fact), actors=tuple(sorted(fact.actors)), status=fact.fields.get("status"),
        disputed=citing.disputes(fact), n_reports=fact.n_reports, n_sources=fact.n_sources,
        official=fact.official, citations=citing.fact(fact)) for fact in facts)
    notes = () if rows else (sides.why_empty(view, "facts"),)
    if any(row.date and not row.dated for row in rows):
        notes = ("“told”: no date of its own is given; it is that of the first report.",)
    return Answer("timeline", f"Timeline{sides.named}", TimelineRow, rows, notes)
