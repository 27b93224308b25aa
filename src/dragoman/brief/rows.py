"""Brief → the rows of an answer: for the formats that are made of rows, and for whoever counts or filters its lines."""
from __future__ import annotations

from dataclasses import dataclass

from dragoman.brief.model import Brief
from dragoman.questions.answer import Answer, Citations, Column, Row


@dataclass(frozen=True, kw_only=True)
class BriefRow(Row):
    """A line of a brief, with the title of its section and its own heading in it. `facts`: the ids of those it tells of."""

    section: str
    heading: str | None
    text: str
    facts: tuple[str, ...]
    citations: Citations

    columns = (
        Column("section", lambda row: row.section),
        Column("heading", lambda row: row.heading or ""),
        Column("what", lambda row: row.text),
        Column("sources", lambda row: row.citations),
    )


def rows_of(brief: Brief) -> Answer[BriefRow]:
    """The lines in order, as an answer; what is left out is said in its notes."""
    rows = tuple(BriefRow(section=section.title, heading=group.heading, text=line.text, facts=line.facts, citations=line.cited)
                 for section in brief.sections for group in section.groups for line in group.lines)
    more = tuple(f"{section.title}: {section.more}" for section in brief.sections if section.more)
    return Answer("brief", brief.title, BriefRow, rows, (brief.about, *more))
