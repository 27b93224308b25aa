"""What a register holds, counted."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.questions.answer import Answer, Column, Row
from dragoman.questions.describing import actors
from dragoman.questions.wording import counted, when

if TYPE_CHECKING:
    from dragoman.register import Counts, View

Group = Literal["register", "facts by type", "sources", "pairs with most facts", "decisions", "read with"]


@dataclass(frozen=True, kw_only=True)
class StatsRow(Row):
    """So many of something; `codes` are those of a pair."""

    group: Group
    what: str
    number: int
    codes: tuple[str, ...] = ()

    columns = (
        Column("group", lambda row: row.group),
        Column("what", lambda row: row.what),
        Column("number", lambda row: f"{row.number:,}", number=True),
    )


def stats(view: View) -> Answer[StatsRow]:
    """How many documents, records and facts a register holds: by type, source and pair of actors, what people decided, what read them."""
    counts = view.counts()
    period = f"Published {when(f'{counts.first}/{counts.last}')}." if counts.first else "No document is dated."
    notes = (period,) if counts.documents else ("The register is empty; read some documents into it first.",)
    return Answer("stats", f"The register: {counted(counts.documents, 'document')}", StatsRow, tuple(_rows(counts)), notes)


def _rows(counts: Counts) -> Iterator[StatsRow]:
    yield from _group("register", {"documents": counts.documents, "records": counts.records, "facts": sum(counts.facts.values())})
    yield from _group("facts by type", counts.facts)
    yield from _group("sources", counts.sources)
    for a, b, number in counts.pairs:
        yield StatsRow(group="pairs with most facts", what=actors((a, b)), number=number, codes=(a, b))
    yield from _group("decisions", counts.decisions)
    yield from _group("read with", counts.read_with)


def _group(group: Group, counts: Mapping[str, int]) -> Iterator[StatsRow]:
    return (StatsRow(group=group, what=what or "not told", number=number) for what, number in counts.items())
