"""Answer → a table for the terminal, with the numbered sources below it."""
from __future__ import annotations

import io
import re
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.questions.answer import Answer, Cell
from dragoman.questions.formats.cells import ascription, is_cited, numbers, runs, span_words, spans
from dragoman.questions.wording import flat

_WIDTH = 120
_WORD = 14  # characters: shorter words are not broken
_GAP = 3  # between columns; where rows must be broken into lines they are set apart
# What would steer a terminal instead of showing: controls, and the signs that turn the direction of everything behind them.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def write(answer: Answer[Any]) -> str:
    """The table as plain text, 120 columns wide."""
    stream = io.StringIO()
    Console(file=stream, width=_WIDTH, highlight=False, markup=False, emoji=False, color_system=None).print(render(answer))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def render(answer: Answer[Any]) -> Group:
    """What a Rich console prints of the answer."""
    columns, rows = answer.table
    parts: list[RenderableType] = [Text(safe(answer.title), "bold")]
    if rows:
        needs = [max(sum(len(run.text) for run in runs(row[n])) for row in rows) + _GAP for n in range(len(columns))]
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, leading=int(sum(needs) > _WIDTH))
        for n, column in enumerate(columns):
            words = [word for row in rows for run in runs(row[n]) for word in run.text.split()]
            least = min(max(map(len, words), default=0), _WORD)
            table.add_column(column.header, justify="right" if column.number else "left", overflow="fold", min_width=least)
        for row in rows:
            table.add_row(*(_cell(answer, cell) for cell in row))
        parts.append(table)
    parts += [Text(safe(note), "dim") for note in answer.notes]
    if answer.sources:
        parts += [Text("\nSources", "bold"), _sources(answer)]
    return Group(*parts)


def safe(text: str) -> str:
    """The text, letter for letter, without what would steer a terminal."""
    return _CONTROL.sub("\ufffd", text)


def _cell(answer: Answer[Any], cell: Cell) -> Text:
    if is_cited(cell):
        return Text(", ".join(map(span_words, spans(numbers(answer, cell)))), "dim")
    return Text.assemble(*((f"⟦{safe(run.text)}⟧", "bold") if run.marked else safe(run.text) for run in runs(cell)))


def _sources(answer: Answer[Any]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", min_width=4)
    for source in answer.sources:
        title = f"{safe(flat(source.title))}  " if source.title else ""
        grid.add_row("", Text.assemble((title, "bold"), (safe(ascription(source)), "dim")))
        for passage in source.passages:
            page = f"page {passage.page}, " if passage.page else ""
            where = (f"{page}{passage.start}:{passage.end} ", "dim")
            grid.add_row(Text(str(passage.number), "cyan"), Text.assemble(where, safe(flat(passage.quote))))
    return grid
