"""Full text: the documents that hold some words, with the passage in which they stand."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.questions.answer import Answer, Citations, Column, Marked, Row, Run
from dragoman.questions.asked import actor, period
from dragoman.questions.citing import cite
from dragoman.questions.wording import counted, flat, when
from dragoman.register.searching import Asked

if TYPE_CHECKING:
    from dragoman.register import Hit, Imprint, View

_REACH = 160  # characters that are shown on each side of the first word found


@dataclass(frozen=True, kw_only=True)
class SearchRow(Row):
    """A document that holds the words: the passage with the first of them, all of them marked in it, and how many there are in all."""

    document: str
    title: str | None
    published: str | None
    source: str | None
    passage: Marked
    found: int
    citations: Citations

    columns = (
        Column("published", lambda row: when(row.published) if row.published else ""),
        Column("document", lambda row: flat(row.title or row.document)),
        Column("source", lambda row: flat(row.source or "")),
        Column("passage", lambda row: row.passage),
        Column("found", lambda row: str(row.found), number=True),
        Column("sources", lambda row: row.citations),
    )


def search(view: View, asked: str | Asked, *, limit: int = 20, offset: int = 0) -> Answer[SearchRow]:
    """The documents that hold the words, best first, from `offset` on. An `Asked` has filters too: type, actor (name or code), since,
    until, source.

    A RegisterError where there is no word to look for; an UnknownError or QuestionError where the actor or a date is none.
    """
    asked = Asked(asked) if isinstance(asked, str) else asked
    if asked.actor is not None:
        asked = replace(asked, actor=actor(view, asked.actor))
    period(asked.since, asked.until)
    hits = view.search(asked, limit=limit, offset=offset)
    documents = view.imprints({hit.document for hit in hits})
    rows = tuple(_row(hit, documents[hit.document]) for hit in hits)
    notes: tuple[str, ...] = ()
    if not rows:
        holds = bool(view.search(Asked(asked.words), limit=1))
        notes = ("Documents hold these words, but none that was asked for; ask for less." if holds else
                 "No document of the register holds all of these words.",)
    elif len(rows) == limit:
        notes = (f"The best {counted(limit, 'document')}; there may be more.",)
    return Answer("search", f"Search: {flat(asked.words)}", SearchRow, rows, notes)


def _row(hit: Hit, document: Imprint) -> SearchRow:
    start, end = _passage(hit.text, hit.marks)
    cited = cite(document, None, hit.text[start:end], start)
    return SearchRow(document=hit.document, title=hit.title, published=hit.published, source=hit.source,
                     passage=_marked(hit.text, start, end, hit.marks), found=len(hit.marks), citations=(cited,))


def _passage(text: str, marks: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The part of the paragraph around the first word found, cut between words; where only the title has them, the text's beginning."""
    first, last = next(iter(marks), (0, 0))
    begin, stop = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    stop = len(text) if stop < 0 else stop
    if first - begin > _REACH:
        begin = text.find(" ", first - _REACH, first) + 1 or first - _REACH
    if stop - last > _REACH:
        space = text.rfind(" ", last, last + _REACH)
        stop = space if space > last else last + _REACH
    return begin, stop


def _marked(text: str, start: int, end: int, marks: Iterable[tuple[int, int]]) -> Marked:
    runs, at = [], start
    for first, last in marks:
        if at <= first and last <= end:
            runs += [Run(text[at:first], marked=False), Run(text[first:last], marked=True)]
            at = last
    return tuple(run for run in (*runs, Run(text[at:end], marked=False)) if run.text)
