"""Dates, sums, names and lists as people write them in English."""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from dragoman.resolution.countries import name_of

LOCALE = Locale("en", "GB")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_PATTERNS = {1: "y", 2: "MMMM y", 3: "d MMMM y"}  # parts of a date → how it is written, after Unicode LDML
_CURRENCY = re.compile("[A-Z]{3}")
_UNIT_SYMBOLS = {"m2": "m²", "m3": "m³", "km2": "km²"}
# Names that English puts an article before.
_WITH_ARTICLE = re.compile(
    r"(United|Democratic Republic|Republic|Kingdom|State|Commonwealth|Federation|Union|European) .*|.* (Republic|Islands|Emirates|Union)"
    r"|Holy See|Vatican|Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|West Bank|Kremlin|.* House|U\.?S\.?(A\.?)?|U\.?K\.?|EU|UN")


def when(text: str) -> str:
    """An ISO 8601 date, partial date or interval in words: "16–18 November 2026", "since May 2024". What is none stays as it is."""
    first, slash, last = text.partition("/")
    if slash and not last:
        return f"since {_point(first)}"
    if not slash or first == last:
        return _point(first)
    a, b = (_point(day).split(" ") for day in (first, last))
    if len(a) != len(b):
        return f"{_point(first)} – {_point(last)}"
    while len(a) > 1 and a[-1] == b[len(a) - 1]:  # what both ends share at their end is said once
        a = a[:-1]
    return " ".join(a) + ("–" if len(a) == 1 else " – ") + " ".join(b)


def at(text: str) -> str:
    """A date as it follows a verb: "on 17 November 2026", "in May 2024", "since May 2024"."""
    words = when(text)
    return words if words.startswith("since") else f"{'on' if text.partition('/')[0].count('-') == 2 else 'in'} {words}"


def amount(value: float, unit: str) -> str:
    """A quantity with its unit: "USD 4.38 billion", "3,400", "6.1%", "18,000 tonnes"."""
    number = _number(value)
    if _CURRENCY.fullmatch(unit):
        return f"{unit} {number}"
    if unit == "percent":
        return f"{number}%"
    if unit == "count":
        return number
    unit = _UNIT_SYMBOLS.get(unit, unit)
    plural = "s" if unit.isalpha() and unit.islower() and len(unit) > 3 and not unit.endswith("s") and abs(value) != 1 else ""
    return f"{number} {unit}{plural}"


def name(code: str) -> str:
    """What an actor is called in a sentence, with the article where English wants one: "Kazakhstan", "the United States"."""
    full = name_of(code)
    return f"the {full}" if code.startswith("IGO:") and " " in full else with_article(full)


def with_article(place: str) -> str:
    """The name of a place as it stands in a sentence: "the Republic of Korea"."""
    return f"the {place}" if _WITH_ARTICLE.fullmatch(place) else place


def listing(items: Iterable[str]) -> str:
    """A list in words: "A, B and C"."""
    return format_list(list(items), locale=LOCALE)


def flat(text: str, limit: int | None = None) -> str:
    """A text on one line; longer than `limit` characters, it is cut between words and ends in an ellipsis."""
    line = " ".join(text.split())
    return line if limit is None or len(line) <= limit else f"{line[:limit].rpartition(' ')[0] or line[:limit]}…"


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str) -> str:
    """A number of things: "1 document", "4 documents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _number(value: float) -> str:
    exact = Decimal(str(value))
    for size, word in _SCALES:
        scaled = exact / size
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return f"{_grouped(scaled)} {word}"
    return _grouped(exact)


def _grouped(number: Decimal) -> str:
    """A number with its thousands apart. Babel takes ten times as long, a brief has hundreds of them, and it fails at 26 digits."""
    written = f"{number:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


@lru_cache(maxsize=4096)
def _point(text: str) -> str:
    """A date or partial date in words; as it is where there is no such day."""
    if not _DATE.fullmatch(text):
        return text
    numbers = [int(part) for part in text.split("-")]
    try:
        day = date(*(*numbers, 1, 1)[:3])
    except ValueError:
        return text
    return format_date(day, _PATTERNS[len(numbers)], locale=LOCALE)
