"""Answer → Markdown: a table, and a footnote for each quote."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.pages import is_web_address
from dragoman.questions.answer import Answer, Cell, Passage, Source
from dragoman.questions.formats.cells import ascription, is_cited, numbers, runs
from dragoman.questions.wording import flat

# What means something inside a line to CommonMark, to GitHub's Markdown or in its tables. No text ever begins a line.
_SPECIAL = re.compile(r"[\\`*_\[\]<>#~|]|&(?=#?\w+;)")


def write(answer: Answer[Any]) -> str:
    """The answer as Markdown. The texts of documents are escaped: none of them can become markup or HTML."""
    return "\n".join(_lines(answer)).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\g<0>", flat(text))


def _lines(answer: Answer[Any]) -> Iterator[str]:
    yield from (f"# {escape(answer.title)}", "")
    for note in answer.notes:
        yield from (escape(note), "")
    columns, rows = answer.table
    if not rows:
        return
    yield f"| {' | '.join(escape(column.header) for column in columns)} |"
    yield f"| {' | '.join('---:' if column.number else '---' for column in columns)} |"
    for row in rows:
        yield f"| {' | '.join(_cell(answer, cell) for cell in row)} |"
    if not answer.sources:
        return
    yield from ("", "## Sources", "")
    yield from (f"- {source_line(source)}" for source in answer.sources)
    yield ""
    for source in answer.sources:
        for passage in source.passages:
            yield from (_footnote(source, passage), "")


def _cell(answer: Answer[Any], cell: Cell) -> str:
    if is_cited(cell):
        return "".join(f"[^{number}]" for number in numbers(answer, cell))
    if isinstance(cell, str):
        return "; ".join(escape(line) for line in cell.splitlines() if line)
    return "".join(_run(run.text, marked=run.marked) for run in runs(cell))


def _run(text: str, *, marked: bool) -> str:
    words = escape(text)
    words = f"**{words}**" if marked and words else words
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else " "


def source_line(source: Source) -> str:
    """A document: its title, who published it and when, its id and address."""
    title = f"*{escape(source.title)}*: " if source.title else ""
    url = f" · {f'<{source.url}>' if is_web_address(source.url) else escape(source.url)}" if source.url else ""
    return f"{title}{escape(ascription(source))}{url}"


def _footnote(source: Source, passage: Passage) -> str:
    page = f", page {passage.page}" if passage.page else ""
    return f"[^{passage.number}]: *{escape(source.document)}*{page}, {passage.start}–{passage.end}: {escape(passage.quote)}"
