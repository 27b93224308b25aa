"""Readings and records → what is printed: tables for people, JSON for programs."""
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.codebook.layers import Codebook
from dragoman.doctor import Check
from dragoman.exports.events import events
from dragoman.records import Evidence, Figure, Reading, Record, record_id

_COLOURS = {"meeting": "cyan", "agreement": "green", "figure": "yellow", "body": "blue", "presence": "blue", "statement": "magenta",
            "commitment": "bright_green", "gesture": "bright_cyan", "event": "red"}

# Fields whose values say by themselves what they are.
_SPEAKING = {"kind", "rank", "parties", "status", "measure", "value", "bound", "nature", "between", "name", "speaker", "mode", "content",
             "actor", "stance", "action", "event_type", "subject"}


# What would steer a terminal instead of showing: the C1 controls that a wrong encoding leaves in a text. One character for one.
_SAFE = dict.fromkeys(range(0x80, 0xA0), "\ufffd")


def stdout() -> Console:
    """Standard output, as wide as the terminal; the words of a document are never taken for markup."""
    return Console(highlight=False, markup=False, emoji=False)


def json_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """One document a line, with its records."""
    return (_json(reading.to_dict()) for reading in readings)


def json_array(readings: Iterable[Reading]) -> Iterator[str]:
    """All documents as one JSON array, one a line."""
    before = "["
    for line in json_lines(readings):
        yield before + line
        before = ","
    yield "]" if before == "," else "[]"


def event_lines(readings: Iterable[Reading], codebook: Codebook) -> Iterator[str]:
    """One PLOVER event a line."""
    return (_json(event) for reading in readings for event in events(reading, codebook))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def print_reading(console: Console, reading: Reading) -> None:
    """The document's head, then a table of its records with their evidence."""
    console.print(_head(reading))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("record", no_wrap=True)
    table.add_column("what", ratio=3)
    table.add_column("evidence", ratio=4)
    for record in reading.records:
        quotes = Text("\n").join(Text.assemble((f"{e.start}:{e.end} ", "dim"), flat(e.quote)) for e in record.evidence)
        table.add_row(Text(record.type, _COLOURS[record.type]), describe(record), quotes)
    if reading.records:
        console.print(table)
    console.print()


def print_text(console: Console, reading: Reading) -> None:
    """The document's head and text, with the evidence underlined and the number of its record behind it; then the numbered records."""
    console.print(_head(reading))
    console.print(marked(reading.text, reading.records))
    console.print()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("", "record", "what", "id"):
        table.add_column(column, no_wrap=column != "what")
    for n, record in enumerate(reading.records, 1):
        table.add_row(f"[{n}]", Text(record.type, _COLOURS[record.type]), describe(record), Text(record_id(reading, record), "dim"))
    console.print(table)


def print_record(console: Console, reading: Reading, record: Record) -> None:
    """One record: its fields, then each piece of its evidence with the paragraph it stands in."""
    console.print(Text.assemble((record.type, f"bold {_COLOURS[record.type]}"), " ", (record_id(reading, record), "dim")))
    table = Table.grid(padding=(0, 2))
    for name, value in {**_fields(record), **({} if record.confidence is None else {"confidence": record.confidence})}.items():
        table.add_row(Text(f"  {name}", "dim"), Text(_shown(value)))
    console.print(table)
    console.print()
    console.print(_head(reading))
    for piece in record.evidence:
        console.print(_in_context(reading.text, piece))


def print_checks(console: Console, checks: Iterable[Check]) -> None:
    """What the doctor found, a line each."""
    table = Table.grid(padding=(0, 2))
    for check in checks:
        table.add_row(Text("ok", "green") if check.ok else Text("broken", "bold red"), check.name, check.found)
    console.print(table)


def describe(record: Record) -> Text:
    """A record's fields in one line, with names where the value does not speak for itself: `visit · state · KAZ, KOR · place Seoul`."""
    fields = _fields(record)
    if isinstance(record, Figure):
        fields = _figure(record, fields)
    ends = [_shown(fields.pop(name)) for name in ("from", "to") if name in fields]
    parts = [Text.assemble(("" if name in _SPEAKING else f"{name} ", "dim"), _shown(value)) for name, value in fields.items()]
    if ends:
        parts.append(Text(" → ".join(ends)))
    return Text(" · ").join(parts)


def _figure(record: Figure, fields: dict[str, Any]) -> dict[str, Any]:
    """A figure's fields without what goes without saying: that it is a count, exact, and a level."""
    unit = "" if record.unit == "count" else f" {record.unit}"
    unsaid = {"unit", *(("bound",) if record.bound == "exact" else ()), *(("nature",) if record.nature == "level" else ())}
    return {name: value for name, value in {**fields, "value": _shown(record.value) + unit}.items() if name not in unsaid}


def marked(text: str, records: Sequence[Record]) -> Text:
    """The text with all evidence underlined; behind each piece stands the number, from 1, of the record that it bears out."""
    text = text.translate(_SAFE)
    numbers: dict[int, list[int]] = defaultdict(list)
    spans = []
    for n, record in enumerate(records, 1):
        for piece in record.evidence:
            spans.append((piece.start, piece.end))
            numbers[piece.end].append(n)
    cuts = sorted({0, len(text)}.union(*spans)) if spans else [0, len(text)]
    result = Text()
    for start, end in pairwise(cuts):
        inside = any(a <= start and end <= b for a, b in spans)
        result.append(text[start:end], "underline" if inside else "")
        if end in numbers:
            result.append(f"[{','.join(map(str, numbers[end]))}]", "bold cyan")
    return result


def _head(reading: Reading) -> Text:
    known = [value for value in (reading.id, reading.published, reading.source) if value]
    title = [(f"{flat(reading.title)}\n", "bold")] if reading.title else []
    return Text.assemble(*title, (" · ".join(known), "dim"))


def _in_context(text: str, piece: Evidence) -> Text:
    """The paragraph around a piece of evidence, the piece in bold; where it stands, before it."""
    text = text.translate(_SAFE)
    start = text.rfind("\n", 0, piece.start) + 1
    end = text.find("\n", piece.end)
    where = f"{piece.start}:{piece.end}" if piece.page is None else f"page {piece.page}, {piece.start}:{piece.end}"
    after = text[piece.end:end] if end != -1 else text[piece.end:]
    return Text.assemble((f"{where} ", "dim"), text[start:piece.start], (f"⟦{text[piece.start:piece.end]}⟧", "bold"), after)


def _fields(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.to_dict().items() if name not in ("type", "evidence", "confidence")}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return f"{value:,}" if isinstance(value, int | float) else str(value).translate(_SAFE)


def flat(text: str) -> str:
    """One line: a table has no room for a document's line breaks."""
    return " ".join(safe(text).split())


def safe(text: str) -> str:
    """The text, letter for letter, without what would steer a terminal."""
    return text.translate(_SAFE)
