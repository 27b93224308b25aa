"""Countries, cities and international organisations: `countries.csv`, `cities.csv`, `organisations.csv`, `not_places.txt`.

Lists inside a cell are separated by "; ". Codes of countries are ISO 3166-1 alpha-3 (XKX for Kosovo) and, for states that are no more,
the alpha-3 codes that ISO 3166-3 withdrew (SUN, YUG, CSK, DDR…). Codes of organisations are `IGO:` and an acronym.
"""
from __future__ import annotations

from typing import NamedTuple

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_lines, read_rows
from dragoman.codebook.shapes import Rows, listed

COUNTRIES = Rows("countries.csv", {
    "code": "own_code", "alpha2": "text", "name": "text", "aliases": "names", "demonyms": "names", "capitals": "shared",
    "institutions": "names", "until": "date", "successor": "code"}, key=("code",), needed=("code", "name"))
ORGANISATIONS = Rows("organisations.csv", {
    "code": "own_code", "name": "text", "aliases": "names", "until": "date", "successor": "code"}, key=("code",), needed=("code", "name"))
CITIES = Rows("cities.csv", {"name": "text", "country": "code"}, key=("name",), needed=("name", "country"))


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


@per_codebook
def countries() -> tuple[Country, ...]:
    """All countries of `countries.csv`, in its order."""
    return tuple(
        Country(row["code"], row["alpha2"], row["name"], listed(row["aliases"]), listed(row["demonyms"]), listed(row["capitals"]),
                listed(row["institutions"]), row["until"], row["successor"])
        for row in read_rows(COUNTRIES))


@per_codebook
def organisations() -> tuple[Organisation, ...]:
    """All organisations of `organisations.csv`, in its order."""
    return tuple(Organisation(row["code"], row["name"], listed(row["aliases"]), row["until"], row["successor"])
                 for row in read_rows(ORGANISATIONS))


@per_codebook
def cities() -> tuple[City, ...]:
    """All cities of `cities.csv`, in its order."""
    return tuple(City(row["name"], row["country"]) for row in read_rows(CITIES))


@per_codebook
def not_places() -> tuple[str, ...]:
    """Names that contain a place and are none, or not that one ("New Mexico", "Paris Club"), from `not_places.txt`."""
    return read_lines("not_places.txt")
