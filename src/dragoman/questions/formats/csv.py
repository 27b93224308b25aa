"""Answer → CSV as spreadsheets and statistics programs read it: a line a row, citations in columns of their own."""
from __future__ import annotations

import csv
import io
from dataclasses import fields, is_dataclass
from typing import Any

from dragoman.questions.answer import Answer, Citation, Citations, Run

_SEPARATOR = " | "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run
# What is written of a citation; in each column of a row the citations stand in one order.
_CITED = ("document", "title", "published", "source", "url", "official", "record", "start", "end", "page", "quote")


def write(answer: Answer[Any]) -> str:
    """Codes and ISO dates as in the data. Lists are joined by " | "; a text that a spreadsheet would take for a formula begins with "'"."""
    names = [field.name for field in fields(answer.kind)]
    cited = answer.kind.evidence_fields()
    heads = [name.rstrip("_") for name in names if name not in cited]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*heads, *(f"{_prefix(name)}_{part}" for name in cited for part in _CITED)])
    for row in answer:
        own = [_value(getattr(row, name)) for name in names if name not in cited]
        writer.writerow([*own, *(cell for name in cited for cell in _columns(getattr(row, name)))])
    return stream.getvalue()


def _prefix(name: str) -> str:
    return "citation" if name == "citations" else name


def _columns(citations: Citations) -> list[str]:
    return [_safe(_SEPARATOR.join(_text(getattr(one, part)) for one in citations)) for part in _CITED]


def _value(value: Any) -> Any:
    """A value as it stands in a cell: numbers stay numbers."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else _safe(_text(value))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "".join(run.text for run in value) if _is_marked(value) else _SEPARATOR.join(_text(one) for one in value)
    if is_dataclass(value) and not isinstance(value, Citation):
        return " ".join(text for field in fields(value) if (text := _text(getattr(value, field.name))))
    return str(value)


def _is_marked(value: tuple[Any, ...]) -> bool:
    return bool(value) and all(isinstance(one, Run) for one in value)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
