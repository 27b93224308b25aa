"""Which currency a sign or a word means in a text: "A$", "marks", "Canadian dlrs", "dinars"."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.units import Currency, currencies
from dragoman.resolution.countries import code_of
from dragoman.resolution.gazetteer import find_places

_LONGEST_SIGN = 8  # characters, with the space behind it
_NEAR = 300  # characters: as far as a country is still what the sentence speaks of


class Money:
    """Currencies in one text, written in `country` (a code) where that is known, and on the day `published` (ISO 8601)."""

    def __init__(self, text: str, country: str | None, published: str | None) -> None:
        self._text, self._country, self._published = text, country, published

    def of_symbol(self, symbol: str, position: int) -> str | None:
        """The ISO 4217 code for a sign before the number at `position`.

        Signs of one or two letters ("R", "Rs") are read only where the text speaks of a country that uses them.
        """
        own, shared = _signs()[symbol]
        brief = symbol.rstrip(".").isalpha() and len(symbol) < 3 and symbol != "DM"
        return self._choose(own, shared, position, certain=not brief)

    def of_name(self, adjective: str, name: str, position: int) -> str | None:
        """The code for a word after the number at `position`, "francs" say, and the adjective before it, "Swiss" or ""."""
        own, shared = _names()[name]
        country = code_of(adjective) if adjective else None
        if country:
            return next((c.code for c in (*own, *shared) if country in c.countries), None)
        return self._choose(own, shared, position, certain=True)

    def _choose(self, own: Sequence[Currency], shared: Sequence[Currency], position: int, *, certain: bool) -> str | None:
        """The money of the text's country; else the only one of that name; else that of the country last named before, or named most."""
        candidates = [c for c in (*own, *shared) if not (self._published and c.until and c.until < self._published[:4])] or [*own, *shared]
        if self._country and (home := _of(candidates, self._country)):
            return home.code
        if len(own) == 1 and certain:
            return own[0].code
        named = [(starts, currency) for currency in candidates for country in currency.countries if (starts := self._mentions.get(country))]
        if not named:
            return None
        before = [(starts[i - 1], currency.code) for starts, currency in named if (i := bisect_left(starts, position))]
        latest = max(before, default=(-_NEAR, ""))
        return latest[1] if position - latest[0] < _NEAR else max(named, key=lambda entry: len(entry[0]))[1].code

    @cached_property
    def _mentions(self) -> dict[str, list[int]]:
        """Code of a country → where the text names it, in order."""
        mentions: dict[str, list[int]] = {}
        for place in find_places(self._text, self._published):
            mentions.setdefault(place.code, []).append(place.start)
        return mentions


def _of(candidates: Sequence[Currency], country: str) -> Currency | None:
    return next((c for c in candidates if country in c.countries), None)


def symbol_before(text: str, end: int) -> tuple[int, str] | None:
    """Start and text of the currency sign that ends where a number begins (a space may stand between), None where there is none."""
    match = _sign_pattern().search(text, max(end - _LONGEST_SIGN, 0), end)
    return (match.start(), match["sign"]) if match else None


def currency_after(text: str, start: int) -> tuple[int, str, str] | None:
    """End, adjective ("" if none) and name (singular) of the currency that follows a number, None where none does."""
    match = _name_pattern().match(text, start)
    if not match:
        return None
    name = match["name"]
    forms = (name, name.lower(), name.removesuffix("s"), name.lower().removesuffix("s"))
    return match.end(), (match["adjective"] or "").strip(" -\n"), next(form for form in forms if form in _names())


@per_codebook
def _signs() -> dict[str, tuple[list[Currency], list[Currency]]]:
    """Sign → currencies whose own sign it is, and those that share it."""
    table: dict[str, tuple[list[Currency], list[Currency]]] = {}
    for currency in currencies():
        for sign in currency.symbols:
            table.setdefault(sign, ([], []))[0].append(currency)
        for sign in currency.shared:
            if not sign.isalpha():
                table.setdefault(sign, ([], []))[1].append(currency)
    return table


@per_codebook
def _names() -> dict[str, tuple[list[Currency], list[Currency]]]:
    """Name → currencies that it means by itself, and those that share it. Codes and signs may stand behind a number too."""
    table: dict[str, tuple[list[Currency], list[Currency]]] = {}
    for currency in currencies():
        for name in (*currency.names, *(sign for sign in currency.symbols if len(sign) > 2 or sign in "€£$¥DM")):
            table.setdefault(name, ([], []))[0].append(currency)
        for name in currency.shared:
            if name != "$":
                table.setdefault(name, ([], []))[1].append(currency)
    return table


@per_codebook
def _sign_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?P<sign>{_alternatives(_signs())})[ \u00a0]?$")


@per_codebook
def _name_pattern() -> re.Pattern[str]:
    names, words = _alternatives(_names()), _alternatives(name for name in _names() if name.islower())
    return re.compile(rf"[ \n\u00a0-]?(?:of )?(?P<adjective>(?:[A-Z][\w.]*[ \n-]){{1,3}}?)?(?P<name>(?:{names}|(?i:{words}))s?)(?!\w)")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
