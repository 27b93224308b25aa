"""Countries, cities and international organisations: `countries.csv`, `cities.csv`, `organisations.csv`, `not_places.txt`.

Lists inside a cell are separated by "; ". Codes of countries are ISO 3166-1 alpha-3 (XKX for Kosovo) and, for states that are no more,
the alpha-3 codes that ISO 3166-3 withdrew (SUN, YUG, CSK, DDR…). Codes of organisations are `IGO:` and an acronym.
"""
from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import NamedTuple

from dragoman.errors import CodebookError

_FOLDER = files("dragoman.codebook")


class Country(NamedTuple):
    """A state or territory. `institutions` are names that stand for its government ("Kremlin") or are part of it.

    `until` is the last day on which the code was in force (ISO 8601, "" for today's states); `successor` the code that the same capital,
    and the same short name, stand for afterwards ("" where there is none).
    """

    code: str
    alpha2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    institutions: tuple[str, ...]
    until: str
    successor: str


class Organisation(NamedTuple):
    """An intergovernmental organisation; `until` and `successor` as in `Country`."""

    code: str
    name: str
    aliases: tuple[str, ...]
    until: str
    successor: str


class City(NamedTuple):
    """A city, region or site that is not a capital, and the code of its country."""

    name: str
    country: str


@cache
def countries() -> tuple[Country, ...]:
    """All countries of `countries.csv`, in its order."""
    return tuple(
        Country(row["code"], row["alpha2"], row["name"], _list(row["aliases"]), _list(row["demonyms"]), _list(row["capitals"]),
                _list(row["institutions"]), row["until"], row["successor"])
        for row in _rows("countries.csv", "code alpha2 name aliases demonyms capitals institutions until successor"))


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations of `organisations.csv`, in its order."""
    return tuple(Organisation(row["code"], row["name"], _list(row["aliases"]), row["until"], row["successor"])
                 for row in _rows("organisations.csv", "code name aliases until successor"))


@cache
def cities() -> tuple[City, ...]:
    """All cities of `cities.csv`, in its order."""
    return tuple(City(row["name"], row["country"]) for row in _rows("cities.csv", "name country"))


@cache
def not_places() -> tuple[str, ...]:
    """Names that contain a place and are none, or not that one ("New Mexico", "Paris Club"), from `not_places.txt`."""
    lines = (_FOLDER / "not_places.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _rows(name: str, columns: str) -> list[dict[str, str]]:
    reader = csv.DictReader(StringIO((_FOLDER / name).read_text(encoding="utf-8")))
    if reader.fieldnames != columns.split():
        raise CodebookError(f"{name}: its first line must be {','.join(columns.split())}")
    rows = list(reader)
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise CodebookError(f"{name}, row {number}: {len(columns.split())} columns are needed; quote a name that holds a comma")
    return rows


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split(";") if item.strip())
