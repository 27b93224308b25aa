"""How the codebook's YAML files are read: the one place that turns a mistake in one of them into a CodebookError."""
from __future__ import annotations

from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from dragoman.errors import CodebookError

Table = TypeVar("Table", bound=BaseModel)


def read_yaml(name: str) -> dict[str, Any]:
    """The mapping that the file of this name holds; a CodebookError names the line where it is no YAML."""
    try:
        data = yaml.safe_load(files("dragoman.codebook").joinpath(name).read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise CodebookError(f"{name}: {error}") from error
    if not isinstance(data, dict):
        raise CodebookError(f"{name}: must be a mapping of names to lists or tables")
    return data


def read_table(name: str, table: type[Table]) -> Table:
    """The file as a table of its own type; a CodebookError names each entry that breaks the type's rules."""
    try:
        return table.model_validate(read_yaml(name))
    except ValidationError as error:
        raise CodebookError(f"{name}: {error}") from error
