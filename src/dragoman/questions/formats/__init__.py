"""The formats in which answers are written: one file each, and the table of them."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import DragomanError
from dragoman.questions.answer import Answer
from dragoman.questions.formats import csv, docx, html, json, markdown, table

Writer = Callable[[Answer[Any]], str | bytes]


class Format(NamedTuple):
    """How answers are written, and the endings of files that are written so."""

    write: Writer
    endings: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "table": Format(table.write, (".txt",)),
    "markdown": Format(markdown.write, (".md", ".markdown")),
    "html": Format(html.write, (".html", ".htm")),
    "docx": Format(docx.write, (".docx",)),
    "json": Format(json.write, (".json",)),
    "csv": Format(csv.write, (".csv",)),
}


def format_of(path: Path, default: str = "table") -> str:
    """The format that a file's ending tells; the default where it tells none."""
    return next((name for name, format_ in FORMATS.items() if path.suffix.lower() in format_.endings), default)


def save(answer: Answer[Any], path: str | Path, format_: str | None = None) -> None:
    """Write an answer to a file, in the format of its ending where none is named; a DragomanError where it cannot be written."""
    path = Path(path)
    put(FORMATS[format_ or format_of(path)].write(answer), path)


def put(made: str | bytes, path: Path) -> None:
    """Write to a file; a DragomanError where that cannot be."""
    try:
        path.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
    except OSError as error:
        raise DragomanError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()}); name another file") from error
