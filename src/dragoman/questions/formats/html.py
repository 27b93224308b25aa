"""Answer → one HTML page that needs nothing else: no scripts, no network, every text escaped. And a piece of one, for notebooks."""
from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from jinja2 import Environment

from dragoman.pages import environment
from dragoman.questions.answer import Answer, Cell
from dragoman.questions.chart import draw
from dragoman.questions.formats.cells import ascription, is_cited, numbers, runs, span_words, spans

_MOST = 100  # rows that a notebook shows
_SHORT, _LONG = 18, 48  # characters: up to so many a cell stays on one line; with more its column must not become too narrow


def write(answer: Answer[Any]) -> str:
    """The answer as a page. Numbers lead from the rows to the quotes, and each quote back to the first row that rests on it."""
    return _pages().get_template("answer.html").render(**_parts(answer), first=_first_rows(answer))


def fragment(answer: Answer[Any]) -> str:
    """The table and its sources, to be put into a page of somebody else's, such as a notebook: of a long one the first rows, and a note."""
    more = len(answer) - _MOST
    if more > 0:
        note = f"The first {_MOST} rows; there {'is' if more == 1 else 'are'} {more:,} more."
        answer = replace(answer, rows=answer.rows[:_MOST], notes=(*answer.notes, note))
    return _pages().get_template("fragment.html").render(**_parts(answer))


@cache
def _pages() -> Environment:
    made = environment("dragoman.questions.formats")
    made.filters.update(ascription=ascription, spans=spans, span_words=span_words, draw=draw)
    return made


def _parts(answer: Answer[Any]) -> dict[str, Any]:
    columns, rows = answer.table
    cells = [[_cell(answer, cell) for cell in row] for row in rows]
    longest = [max((sum(len(run.text) for run in runs(row[n])) for row in rows), default=0) for n in range(len(columns))]
    widths = ["short" if length <= _SHORT else "long" if length > _LONG else "" for length in longest]
    return {"answer": answer, "columns": columns, "rows": cells, "widths": widths}


def _cell(answer: Answer[Any], cell: Cell) -> dict[str, Any]:
    """Either the numbers of citations, or lines of runs."""
    if is_cited(cell):
        return {"numbers": numbers(answer, cell), "lines": ()}
    if isinstance(cell, str):
        return {"numbers": (), "lines": [runs(line) for line in cell.splitlines()]}
    return {"numbers": (), "lines": [runs(cell)]}


def _first_rows(answer: Answer[Any]) -> dict[int, int]:
    """The number of a citation → that of the first row, from 1, that has it."""
    first: dict[int, int] = {}
    for n, row in enumerate(answer, 1):
        for number in answer.numbers(row.cited):
            first.setdefault(number, n)
    return first
