"""Names of countries, peoples, capitals, cities, governments and international organisations in a text, found by their spelling alone.

Every word is looked up in a table of first words, so that the time for a text does not grow with the lists; of the names that begin with
it, the longest that fits wins ("Guinea-Bissau" before "Guinea", "New Mexico", which is no place of ours, before "Mexico").
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.places import cities, countries, not_places, organisations
from dragoman.resolution.countries import at

PlaceKind = Literal["country", "demonym", "capital", "city", "institution", "organisation"]

# Combining forms of peoples, before a hyphen only.
_COMBINING = {
    "Sino": "CHN", "Franco": "FRA", "Anglo": "GBR", "Russo": "RUS", "Indo": "IND", "Austro": "AUT", "Greco": "GRC", "Graeco": "GRC",
    "Italo": "ITA", "Luso": "PRT", "Hispano": "ESP", "Nippo": "JPN", "Turco": "TUR", "Turko": "TUR", "Polono": "POL", "Serbo": "SRB",
    "Americano": "USA", "Germano": "DEU", "Dano": "DNK", "Finno": "FIN", "Belgo": "BEL", "Swedo": "SWE",
}
# Spelled like a word of the language, so that they say nothing in a line that is all capitals.
_LIKE_WORDS = frozenset({"US", "WHO", "AU", "PA", "ICE", "BIS", "SELA", "ECO", "ALBA", "PACE", "GUAM", "CAN", "QUAD"})
# "Swiss francs", "US dollars" and "US$" are money, nobody's government.
_MONEY = re.compile(
    r"\$| (?:[Dd]ollars?|[Dd]lrs?|cents?|francs?|yen|won|marks?|pounds?|pesos?|rupees?|kron[aeo]r?|crowns?|currency|lire|lira|dirhams?"
    r"|dinars?|riyals?|rials?|reais|roubles?|rubles?|hryvnias?|tenge|shillings?|pesetas?|guilders?|schillings?|escudos?)\b")
_BODIES = ("Council", "Assembly")  # with a country right before them they are that country's
_NEAR = 100  # characters
_WORD = re.compile(r"[^\W_]+")
# One spelling for each apostrophe, hyphen and space; one character for one, so that offsets stay. A paragraph's end becomes two spaces,
# which no name has.
_TO_PLAIN = str.maketrans("’‘`\u2010\u2011–\xa0\n", "'''---  ")


class Place(NamedTuple):
    """A name in a text: half-open offsets in code points, without possessive "'s"; the code it stands for; and what sort of name it is."""

    start: int
    end: int
    code: str
    kind: PlaceKind


def find_places(text: str, published: str | None = None) -> list[Place]:
    """All names of places and international organisations in `text`, in order and without overlap.

    `published`, the ISO 8601 date of the text, chooses between states that had the same capital: Moscow speaks for SUN until 1991.
    Names of persons that are spelled like a place are not told apart here, except a few well-known ones.
    """
    table = _names_by_first_word()
    plain = text.translate(_TO_PLAIN)
    places: list[Place] = []
    end = 0
    for word in _WORD.finditer(plain):
        start = word.start()
        if start < end:
            continue
        for name, code, kind in table.get(word[0], ()):
            if plain.startswith(name, start) and (found := _whole(plain, start, name)):
                end = found
                of_a_state = kind == "institution" or (kind == "organisation" and name.endswith(_BODIES))
                if of_a_state and places and _owned(plain, places[-1], start) and places[-1].code != at(code, published):
                    break  # "Pakistan's Foreign Office", "Latvia's Security Council"
                if code and not _MONEY.match(plain, end) and not (name in _LIKE_WORDS and _shouted(text, start, end)):
                    places.append(Place(start, end, at(code, published), kind))
                break
    return places


def _owned(plain: str, before: Place, start: int) -> bool:
    """Whether a name stands right behind a country's: "Pakistan's Foreign Office", "Kenyan State House"."""
    return before.kind in ("country", "demonym") and plain[before.end:start] in (" ", "'s ", "' ")


def _whole(plain: str, start: int, name: str) -> int:
    """Where the name ends, 0 if it is only the beginning of a longer word. The hyphen of a combining form is no part of it."""
    end = start + len(name)
    joined = plain[end:end + 1].isalnum()
    if name[-1] == "-":
        return end - 1 if joined else 0
    return 0 if joined and name[-1] != "." else end


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the line around `start:end` (so much of it as is near) has letters beside it, and all are capitals."""
    before, after = text[max(start - _NEAR, 0):start], text[end:end + _NEAR]
    return (before.rpartition("\n")[2] + after.partition("\n")[0]).isupper()


@per_codebook
def _names_by_first_word() -> dict[str, list[tuple[str, str, PlaceKind]]]:
    """First word → the names that begin with it, the longest first, each with its code ("" for what only looks like a place) and kind."""
    meanings: dict[str, tuple[str, PlaceKind]] = {}
    for name, code, kind in _names():
        for spelling in _spellings(name, kind):
            meanings.setdefault(spelling, (code, kind))
    table: dict[str, list[tuple[str, str, PlaceKind]]] = {}
    for name in sorted(meanings, key=len, reverse=True):
        first = _WORD.match(name)
        if first:
            table.setdefault(first[0], []).append((name, *meanings[name]))
    return table


def _names() -> Iterator[tuple[str, str, PlaceKind]]:
    """Every name with its meaning; of equal names the first counts."""
    yield from ((name, "", "city") for name in not_places())
    by_rank = sorted(countries(), key=lambda c: bool(c.until))  # what is there today comes before what was there before it
    for country in by_rank:
        yield from ((name, country.code, "country") for name in (country.name, *country.aliases))
    for country in by_rank:
        yield from ((name, country.code, "demonym") for demonym in country.demonyms for name in (demonym, _plural(demonym)))
        yield from ((name, country.code, "institution") for name in country.institutions)
        yield from ((name, country.code, "capital") for name in country.capitals)
    for organisation in organisations():
        yield from ((name, organisation.code, "organisation") for name in (organisation.name, *organisation.aliases))
    yield from ((city.name, city.country, "city") for city in cities())
    yield from ((f"{form}-", code, "demonym") for form, code in _COMBINING.items())


def _plural(demonym: str) -> str:
    """Kazakh → Kazakhs; words like Chinese, Swiss, British and Frenchmen stay as they are."""
    return demonym if demonym.endswith(("s", "ese", "ish", "nch", "tch", "men")) else f"{demonym}s"


def _spellings(name: str, kind: PlaceKind) -> Iterator[str]:
    """The name, the name without diacritics, and both in capitals where it is long enough not to be some abbreviation then."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace("ı", "i").replace("ø", "o")
    for spelling in (name, bare):
        plain = spelling.translate(_TO_PLAIN)
        yield plain
        if plain.startswith("the "):  # at the head of a sentence
            yield f"The {plain.removeprefix('the ')}"
        if len(plain) > 3 and (kind != "organisation" or " " in plain):
            yield plain.upper()
