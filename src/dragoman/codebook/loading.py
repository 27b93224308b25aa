"""How the codebook's files are read, with what is laid over them; a file that cannot be is a CodebookError."""
from __future__ import annotations

import csv
from importlib.resources import files
from io import StringIO
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from dragoman.codebook.layers import added
from dragoman.codebook.merging import merged, merged_rows
from dragoman.codebook.shapes import Rows
from dragoman.errors import CodebookError

Table = TypeVar("Table", bound=BaseModel)
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, ten times as fast, where PyYAML was built with it


def read_yaml(name: str, table: type[BaseModel]) -> dict[str, Any]:
    """The mapping that the file of this name holds; a CodebookError names the line where it is no YAML.

    What it holds is checked by `checking`, not here.
    """
    shipped, own = parsed(name, shipped_text(name)), added(name)
    return shipped if own is None else merged(shipped, parsed(name, own), table)


def read_table(name: str, table: type[Table]) -> Table:
    """The file as a table of its own type; a CodebookError names each entry that breaks the type's rules."""
    try:
        return table.model_validate(read_yaml(name, table))
    except ValidationError as error:
        raise CodebookError(f"{name}: {error}") from error


def read_rows(rows: Rows) -> list[dict[str, str]]:
    """The rows of a CSV file, each with all columns of the file; a CodebookError where its first line or a row has others."""
    shipped, own = parsed_rows(rows, shipped_text(rows.file), partial=False), added(rows.file)
    return shipped if own is None else merged_rows(shipped, parsed_rows(rows, own, partial=True), rows)


def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a text file that hold anything and do not begin with "#"."""
    lines = f"{shipped_text(name)}\n{added(name) or ''}".splitlines()
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.startswith("#")))


def shipped_text(name: str) -> str:
    """The text of a shipped file."""
    return files("dragoman.codebook").joinpath(name).read_text(encoding="utf-8")


def parsed(name: str, text: str) -> dict[str, Any]:
    """The mapping that a YAML text holds; an empty one where nothing, or nothing but comments, is in it."""
    try:
        data = yaml.load(text, YAML_LOADER)  # noqa: S506 - it is a safe loader
    except yaml.YAMLError as error:
        raise CodebookError(f"{name}: {error}") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise CodebookError(f"{name}: must be a mapping of names to lists or tables")
    return data


def parsed_rows(rows: Rows, text: str, *, partial: bool) -> list[dict[str, str]]:
    """The rows of a CSV text; if `partial`, it may leave out columns."""
    reader = csv.DictReader(StringIO(text))
    columns = list(reader.fieldnames or ())
    if columns != list(rows.columns) and not (partial and set(columns) <= set(rows.columns)):
        raise CodebookError(f"{rows.file}: its first line must be {','.join(rows.columns)}")
    found = list(reader)
    for number, row in enumerate(found, 2):
        if None in row or None in row.values():
            raise CodebookError(f"{rows.file}, row {number}: {len(columns)} columns are needed; quote a name that holds a comma")
    return found
