"""Currencies, units of measure, and the words around numbers: `currencies.csv`, `units.yaml`, `quantities.yaml`."""
from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import Field, RootModel

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_rows, read_yaml
from dragoman.codebook.shapes import ByKind, Rows, Rule, Shape, Words, listed

CURRENCIES = Rows("currencies.csv", {
    "code": "own_code", "countries": "codes", "symbols": "shared", "names": "names", "shared": "shared", "until": "year"},
    key=("code",), needed=("code",))
Bound = Literal["up_to", "more_than", "less_than", "about"]


class Unit(Shape):
    """What a unit is called, and which of its names mean more or less of it than one."""

    names: Words = ()
    times: dict[str, float] = Field(default_factory=dict)


class Units(RootModel[Annotated[dict[str, Unit], Rule.one_meaning]]):
    """What `units.yaml` holds: unit → its names."""


class Quantities(Shape):
    """What `quantities.yaml` holds."""

    bounds: ByKind[Bound]
    bounds_after: ByKind[Bound]
    labels: Words
    times: Words
    plurals: Words
    stops: Words


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


@per_codebook
def currencies() -> tuple[Currency, ...]:
    """All currencies, in the order of the file: of two that share a sign the first counts where nothing else decides."""
    return tuple(
        Currency(row["code"], listed(row["countries"]), listed(row["symbols"]), listed(row["names"]), listed(row["shared"]), row["until"])
        for row in read_rows(CURRENCIES))


@per_codebook
def measures() -> dict[str, Measure]:
    """Word or sign → measure. Plurals in -s are added to words of three letters and more."""
    data = read_yaml("units.yaml", Units)
    table: dict[str, Measure] = {}
    for unit, entry in data.items():
        for name in entry.get("names", ()):
            measure = Measure(unit, entry.get("times", {}).get(name, 1))
            table[name] = measure
            if len(name) > 2 and name[-1].isalpha() and not name.isupper() and not name.endswith(("s", "feet", "km", "Wh", "MWp")):
                table[f"{name}s"] = measure
    return table


@per_codebook
def quantity_words() -> QuantityWords:
    """The lists of `quantities.yaml`."""
    data = read_yaml("quantities.yaml", Quantities)
    before, after = ({bound: _lower(words) for bound, words in data[part].items()} for part in ("bounds", "bounds_after"))
    labels, times, plurals, stops = (_lower(data[part]) for part in ("labels", "times", "plurals", "stops"))
    return QuantityWords(before, after, labels, frozenset(times) | {f"{word}s" for word in times}, frozenset(plurals), frozenset(stops))


def _lower(words: list[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)
