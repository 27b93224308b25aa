"""What is wrong with a CSV file of the codebook, as findings with the line of each."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from typing import NamedTuple, get_args

from dragoman.codebook.findings import ADD_CODE, Finding, choice
from dragoman.codebook.offices import Office
from dragoman.codebook.shapes import Rows, listed

_OWN_CODES = {
    "countries.csv": (re.compile(r"[A-Z]{3}"), "a code of ISO 3166-1 alpha-3", "write three capital letters"),
    "organisations.csv": (re.compile(r"IGO:[\w.-]+"), "a code of an organisation", "write IGO: and an acronym"),
    "currencies.csv": (re.compile(r"[A-Z]{3}"), "a code of ISO 4217", "write three capital letters")}
_YEAR = re.compile(r"1\d{3}|2\d{3}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Known(NamedTuple):
    """What is there to be referred to: the codes of countries and organisations, and the keys of the shipped rows of this file."""

    codes: frozenset[str]
    keys: frozenset[tuple[str, ...]]


def keys_of(rows: Rows, text: str) -> frozenset[tuple[str, ...]]:
    """The keys of the rows of a text, as far as it can be read."""
    found: set[tuple[str, ...]] = set()
    with suppress(csv.Error):
        found.update(tuple(row.get(column) or "" for column in rows.key) for row in csv.DictReader(StringIO(text)))
    return frozenset(found)


def csv_findings(rows: Rows, text: str, known: Known) -> Iterator[Finding]:
    """The mistakes of one file, which may leave out columns, and cells of rows whose key is shipped."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    keys: dict[tuple[str, ...], int] = {}
    names: dict[tuple[str, str], int] = {}
    try:
        columns = next(reader, [])
        yield from _of_header(rows, columns)
        if not set(rows.key) <= set(columns) <= set(rows.columns):
            return
        for cells in reader:
            if len(cells) not in (0, len(columns)):
                wrong = f"{len(cells)} cells where the first line has {len(columns)}"
                yield Finding(rows.file, reader.line_num, wrong, "put a cell that holds a comma in quotation marks")
            elif cells:
                yield from _of_row(rows, dict(zip(columns, cells, strict=True)), reader.line_num, known)
                yield from _repeated(rows, dict(zip(columns, cells, strict=True)), reader.line_num, keys, names)
    except csv.Error as error:
        yield Finding(rows.file, reader.line_num, f"this is no CSV ({error})", "look for a quotation mark that is not closed")


def _of_header(rows: Rows, columns: list[str]) -> Iterator[Finding]:
    unknown = [column for column in columns if column not in rows.columns]
    for column in unknown:
        yield Finding(rows.file, 1, f"unknown column {column!r}", choice(column, rows.columns))
    missing = [column for column in rows.key if column not in columns]
    if missing and not unknown:
        yield Finding(rows.file, 1, f"no column {', '.join(missing)}", f"name the columns in the first line: {','.join(rows.columns)}")


def _of_row(rows: Rows, row: dict[str, str], line: int, known: Known) -> Iterator[Finding]:
    is_new = tuple(row[column] for column in rows.key) not in known.keys
    for column in rows.needed:
        if not row.get(column) and (is_new or column in rows.key):
            yield Finding(rows.file, line, f"no {column}", "fill it in")
    for column, cell in row.items():
        kind = rows.columns[column]
        if not cell:
            continue
        if kind == "own_code" and is_new and not _OWN_CODES[rows.file][0].fullmatch(cell):
            yield Finding(rows.file, line, f"{cell!r} is not {_OWN_CODES[rows.file][1]}", _OWN_CODES[rows.file][2])
        elif kind in ("code", "codes"):
            yield from (Finding(rows.file, line, f"no country or organisation has the code {code}", ADD_CODE)
                        for code in (listed(cell) if kind == "codes" else [cell]) if code not in known.codes)
        elif kind == "office" and cell not in get_args(Office):
            yield Finding(rows.file, line, f"{cell!r} is no class of office", choice(cell, get_args(Office)))
        elif kind == "year" and not _YEAR.fullmatch(cell):
            yield Finding(rows.file, line, f"{column} is {cell!r}, no year", "write four digits")
        elif kind == "date" and not _DATE.fullmatch(cell):
            yield Finding(rows.file, line, f"{column} is {cell!r}, no date", "write it as 2031-05-04")
    if row.get("to", "9999") < row.get("from", "") and row["to"]:
        yield Finding(rows.file, line, f"the term ends ({row['to']}) before it begins ({row['from']})", "exchange or mend the years")


def _repeated(
    rows: Rows, row: dict[str, str], line: int, keys: dict[tuple[str, ...], int], names: dict[tuple[str, str], int],
) -> Iterator[Finding]:
    """Rows with one key, and names that stand in two rows."""
    key = tuple(row[column] for column in rows.key)
    if key in keys:
        yield Finding(rows.file, line, f"{', '.join(key)} has a row already (line {keys[key]})", "make one of the two")
    keys.setdefault(key, line)
    for column, cell in row.items():
        for name in listed(cell) if rows.columns[column] == "names" else ():
            if (column, name) in names:
                wrong = f"{name!r} stands among the {column} here and on line {names[column, name]}"
                yield Finding(rows.file, line, wrong, "keep one of the two")
            names.setdefault((column, name), line)
