"""The formats in which briefs are written: as a page, a Word document or Markdown; and as rows, in the formats of all answers."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.brief.formats import docx, html, json, markdown
from dragoman.brief.model import Brief
from dragoman.brief.rows import rows_of
from dragoman.questions import formats as of_answers

FORMATS: dict[str, Callable[[Brief], str | bytes]] = {
    "markdown": markdown.write,
    "html": html.write,
    "docx": docx.write,
    "json": json.write,
    "csv": lambda brief: of_answers.FORMATS["csv"].write(rows_of(brief)),
    "table": lambda brief: of_answers.FORMATS["table"].write(rows_of(brief)),
}


def save_brief(brief: Brief, path: str | Path, format_: str | None = None) -> None:
    """Write a brief to a file, in the format of its ending where none is named (Markdown where it tells none).

    A DragomanError where it cannot be written.
    """
    path = Path(path)
    of_answers.put(FORMATS[format_ or of_answers.format_of(path, "markdown")](brief), path)
