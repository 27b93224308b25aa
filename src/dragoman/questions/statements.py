"""Who said what."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.questions.answer import Answer, Citations, Column, Row
from dragoman.questions.asked import Sides, period
from dragoman.questions.citing import Citing
from dragoman.questions.wording import flat, name, when
from dragoman.resolution.countries import code_of, fold
from dragoman.resolution.gazetteer import find_places

if TYPE_CHECKING:
    from dragoman.facts import Fact
    from dragoman.register import View


@dataclass(frozen=True, kw_only=True)
class StatementRow(Row):
    """A statement; `date`: of the document that reports it first. `affiliation`: the actor spoken for. `mode`: direct or indirect."""

    fact: str
    date: str | None
    speaker: str
    affiliation: str | None
    mode: str
    content: str
    n_reports: int
    n_sources: int
    official: bool
    citations: Citations

    columns = (
        Column("date", lambda row: when(row.date) if row.date else "undated"),
        Column("speaker", lambda row: flat(row.speaker)),
        Column("for", lambda row: name(row.affiliation) if row.affiliation else ""),
        Column("said", lambda row: f"“{flat(row.content)}”" if row.mode == "direct" else flat(row.content)),
        Column("told by", lambda row: str(row.n_sources), number=True),
        Column("sources", lambda row: row.citations),
    )


def statements(
    view: View, *, by: str | None = None, about: str | None = None, since: str | None = None, until: str | None = None,
) -> Answer[StatementRow]:
    """Statements in order of time. `by`: words of the speaker's name, or the actor spoken for; `about`: words of what is said, or an actor.

    A name or code of a country or organisation means that actor. Words are found whole, in any order, whatever their case and diacritics.
    A QuestionError where a date is none.
    """
    speaking, when_ = code_of(by) if by else None, period(since, until)
    told_of = code_of(about) if about else None
    found = Sides((speaking,) if speaking else ()).facts(view, type="statement", **when_)
    if by and not speaking:
        found = [fact for fact in found if _has(fact.fields["speaker"], by)]
    if about:
        found = [fact for fact in found if (_names(fact, told_of) if told_of else _has(fact.fields["content"], about))]
    citing = Citing(view, found)
    rows = tuple(StatementRow(
        fact=fact.id, date=fact.first_report, speaker=fact.fields["speaker"], affiliation=fact.fields.get("affiliation"),
        mode=fact.fields["mode"], content=fact.fields["content"], n_reports=fact.n_reports, n_sources=fact.n_sources,
        official=fact.official, citations=citing.fact(fact)) for fact in found)
    title = "Statements" + (f" by {name(speaking) if speaking else by}" if by else "") + (
        f" about {name(told_of) if told_of else about}" if about else "")
    notes = () if rows else (Sides(()).why_empty(view, "statements", type="statement"),)
    return Answer("statements", title, StatementRow, rows, notes)


def _has(text: str, words: str) -> bool:
    return set(fold(words).split()) <= set(fold(text).split())


def _names(fact: Fact, code: str) -> bool:
    """Whether what is said names the actor, its people, its capital or one of its cities."""
    return any(place.code == code for place in find_places(fact.fields["content"], fact.first_report))
