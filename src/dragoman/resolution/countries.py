"""Names of countries and international organisations ↔ their codes."""
from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.places import Country, Organisation, countries, organisations

_NOT_IN_A_KEY = re.compile(r"[^\w\s&]+")


def fold(name: str) -> str:
    """A name as it is compared: without case, diacritics, punctuation, and "the" before it."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c)).replace("ı", "i").replace("ø", "o").replace("ł", "l")
    words = _NOT_IN_A_KEY.sub(" ", bare.replace(".", "")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def code_of(name: str) -> str | None:
    """The code of a country or organisation, None where there is none of that name.

    Takes an alpha-3 or alpha-2 code, an `IGO:` code or its acronym, a name, another name, the word for its people, a capital, or a name
    that stands for its government. Letter case and diacritics do not count, but where two letters mean two things: as capitals what a text
    would mean by them ("AU" is the African Union), in lower case the alpha-2 code ("au", as in an internet address, is Australia).
    """
    if len(name) == 2 and name.islower() and (code := _alpha2().get(name.upper())):
        return code
    return _codes().get(fold(name))


def name_of(code: str) -> str:
    """The short English name of a country, the full name of an organisation; anything that is no code (a company's name) as it is."""
    return _names().get(code, code)


def nearest(name: str) -> list[str]:
    """Up to three names of countries and organisations that are spelled most like `name`, nearest first, for error messages."""
    found = difflib.get_close_matches(fold(name), _codes(), n=8, cutoff=0.7)
    return list(dict.fromkeys(name_of(_codes()[key]) for key in found))[:3]


def at(code: str, date: str | None) -> str:
    """The code that stood on a date (ISO 8601, may be partial) where a text's name gives `code`: in 1987 Moscow speaks for SUN, not RUS.

    Without a date, and for all codes that had no predecessor of the same capital, it is `code` itself.
    """
    until, before = _predecessors().get(code, ("", code))
    return before if date and until and date[:len(until)] <= until[:len(date)] else code


@per_codebook
def _names() -> dict[str, str]:
    return {country.code: country.name for country in countries()} | {o.code: o.name for o in organisations()}


@per_codebook
def _alpha2() -> dict[str, str]:
    return {country.alpha2: country.code for country in countries() if country.alpha2}


@per_codebook
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for key, code in _keys():
        codes.setdefault(fold(key), code)
    return codes


def _keys() -> Iterator[tuple[str, str]]:
    """Every name with its code; of equal names the first counts."""
    for column in ("code", "name", "aliases", "demonyms"):
        for country in countries():
            yield from ((key, country.code) for key in _cells(country, column))
    for organisation in organisations():
        acronym = organisation.code.removeprefix("IGO:")
        yield from ((key, organisation.code) for key in (organisation.code, acronym, organisation.name, *organisation.aliases))
    # Today's countries come before those whose capital they took over.
    for column in ("capitals", "institutions", "alpha2"):
        for country in sorted(countries(), key=lambda c: bool(c.until)):
            yield from ((key, country.code) for key in _cells(country, column))


def _cells(country: Country, column: str) -> tuple[str, ...]:
    value = getattr(country, column)
    return value if isinstance(value, tuple) else (value,) if value else ()


@per_codebook
def _predecessors() -> dict[str, tuple[str, str]]:
    """Code → (last day of the code before it, that code)."""
    entries: tuple[Country | Organisation, ...] = (*countries(), *organisations())
    return {entry.successor: (entry.until, entry.code) for entry in entries if entry.successor}
