"""Currencies, units of measure, and the words around numbers: `currencies.csv`, `units.yaml`, `quantities.yaml`."""
from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import NamedTuple

from dragoman.codebook.loading import read_yaml
from dragoman.errors import CodebookError

_FOLDER = files("dragoman.codebook")


class Currency(NamedTuple):
    """A currency by its ISO 4217 code (withdrawn ones too), and the codes of those who pay with it.

    `symbols` stand before or after a number. `names` are words that mean this currency whatever the text is about ("won"); `shared` are
    words and signs that several countries use for theirs ("dollar", "$", "dinar"); `until` the last year in which it was paid with, ""
    for today's.
    """

    code: str
    countries: tuple[str, ...]
    symbols: tuple[str, ...]
    names: tuple[str, ...]
    shared: tuple[str, ...]
    until: str


class Measure(NamedTuple):
    """What a word for a unit of measure means: so many of a unit ("GW" is 1000 MW)."""

    unit: str
    times: float


class QuantityWords(NamedTuple):
    """Words around numbers, in lower case; the two `bounds` map a bound to its words. `quantities.yaml` says what each list is for."""

    bounds: dict[str, tuple[str, ...]]
    bounds_after: dict[str, tuple[str, ...]]
    labels: tuple[str, ...]
    times: frozenset[str]
    plurals: frozenset[str]
    stops: frozenset[str]


@cache
def currencies() -> tuple[Currency, ...]:
    """All currencies, in the order of the file: of two that share a sign the first counts where nothing else decides."""
    reader = csv.DictReader(StringIO((_FOLDER / "currencies.csv").read_text(encoding="utf-8")))
    if reader.fieldnames != list(Currency._fields):
        raise CodebookError(f"currencies.csv: its first line must be {','.join(Currency._fields)}")
    return tuple(
        Currency(row["code"], _list(row["countries"]), _list(row["symbols"]), _list(row["names"]), _list(row["shared"]), row["until"])
        for row in reader)


@cache
def measures() -> dict[str, Measure]:
    """Word or sign → measure. Plurals in -s are added to words of three letters and more."""
    data = read_yaml("units.yaml")
    table: dict[str, Measure] = {}
    for unit, entry in data.items():
        unknown = set(entry) - {"names", "times"}
        if unknown:
            raise CodebookError(f"units.yaml: {unit} has {', '.join(sorted(unknown))}; only names and times are known")
        for name in entry["names"]:
            measure = Measure(unit, entry.get("times", {}).get(name, 1))
            table[name] = measure
            if len(name) > 2 and name[-1].isalpha() and not name.isupper() and not name.endswith(("s", "feet", "km", "Wh", "MWp")):
                table[f"{name}s"] = measure
    return table


@cache
def quantity_words() -> QuantityWords:
    """The lists of `quantities.yaml`. A CodebookError where one is missing, unknown or no list of words."""
    data = read_yaml("quantities.yaml")
    if set(data) != set(QuantityWords._fields):
        raise CodebookError(f"quantities.yaml: its lists must be {', '.join(QuantityWords._fields)}")
    before, after = ({bound: _words(part, words) for bound, words in data[part].items()} for part in ("bounds", "bounds_after"))
    labels, times, plurals, stops = (_words(part, data[part]) for part in ("labels", "times", "plurals", "stops"))
    return QuantityWords(before, after, labels, frozenset(times) | {f"{word}s" for word in times}, frozenset(plurals), frozenset(stops))


def _words(part: str, words: object) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise CodebookError(f"quantities.yaml: {part} must be a list of words; put YAML's own words (on, off, no, yes) in quotation marks")
    return tuple(word.lower() for word in words)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split(";") if item.strip())
