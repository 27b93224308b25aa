"""Numbers as texts write them: "9,6", "1,852,000", "6.5 billion", "nine mln", "two and a half thousand", "half a million"."""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: value for value, word in enumerate(_ONES, 1)} | {word: 10 * value for value, word in enumerate(_TENS, 2)}
_SCALES = {
    "thousand": 10**3, "lakh": 10**5, "million": 10**6, "mln": 10**6, "mn": 10**6, "mio": 10**6, "crore": 10**7, "billion": 10**9,
    "bln": 10**9, "bn": 10**9, "milliard": 10**9, "mlrd": 10**9, "trillion": 10**12, "trln": 10**12, "trn": 10**12, "tn": 10**12,
}
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}  # only right behind the digits
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "1/2": "0.5", "1/4": "0.25", "3/4": "0.75", "1/3": "0.333", "2/3": "0.667"}

_DIGITS = "|".join((  # at most 15 digits: longer ones are no number of anything
    r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?",  # 1,852,000.5
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}",  # 16 572
    r"\d{1,3}(?:\.\d{3}){2,4}",  # 1.234.567
    r"\d{1,6}(?:[ -]|(?=[½¼¾]))(?:[½¼¾]|1/2|1/4|3/4|1/3|2/3)",  # 2-1/2
    r"\d{1,15}(?:[.,]\d{1,6})?",  # 9,6
    r"[½¼¾]",
))
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_HUNDREDS = rf"(?:(?:{_SMALL}|an?)[ -](?:hundred|dozen)(?: (?:and )?{_SMALL})?|{_SMALL})"
_SPELLED = rf"{_HUNDREDS}(?: thousand (?:and )?{_HUNDREDS}| and a half)?|half an?(?: dozen)?|an?(?= (?:{'|'.join(_SCALES)})\b)"
_SCALE = rf"(?:{'|'.join(_SCALES)})s?(?: million| billion)?"
# Signs of one letter, right behind which many millions are whole numbers: "R31 billion"; the digits of "P5 countries" are none.
_BRIEF_SIGN = r"(?<=\b(?-i:[KNPR]))(?=[\d.,]+ ?(?:[mb]n?|tn|million|billion|trillion)\b)"
# Not inside a word, a decimal, a date or a fraction of other notation; right behind a code ("CHF250m", "Rs640") or "$A" it is whole too.
_NUMBER = re.compile(
    rf"(?:(?<![\w/])|(?<=\b[A-Z]{{3}})|(?<=\b(?:Rs|Sh|Tk|Br))|(?<=\$A)|{_BRIEF_SIGN})(?<!\w[.,:])(?:(?P<digits>{_DIGITS})|(?P<spelled>{_SPELLED}))"
    rf"(?:[ \u00a0\n-]?(?P<scale>{_SCALE})(?!\w)|(?<=\d)(?P<letter>[kmb]|(?-i: M))(?!\w))?(?![\w/]|[.,:]\d)", re.IGNORECASE)


class Number(NamedTuple):
    """A number in a text: half-open offsets, its value, whether a word like "million" belongs to it, and whether it is in words."""

    start: int
    end: int
    value: Decimal
    scaled: bool
    spelled: bool


def find_numbers(text: str) -> Iterator[Number]:
    """All numbers of a text, in order. Ordinals ("21st", "third"), and digits inside words ("G7", "F-16"), are none."""
    for match in _NUMBER.finditer(text):
        spelled = match["spelled"]
        value = _spelled(spelled.lower()) if spelled else _digits(match["digits"])
        for word in (match["scale"] or "").lower().split():
            value *= _SCALES.get(word) or _SCALES[word.rstrip("s")]
        if match["letter"]:
            value *= _LETTERS[match["letter"].strip().lower()]
        yield Number(*match.span(), value, bool(match["scale"] or match["letter"]), bool(spelled))


def _digits(text: str) -> Decimal:
    for sign, value in _FRACTIONS.items():
        if text.endswith(sign):
            return Decimal(text.removesuffix(sign).rstrip(" -") or 0) + Decimal(value)
    groups = re.split(r"[., \u00a0\u202f]", text)
    decimal_point = len(groups) == 2 and "." in text
    if text.count(".") > 1 or (all(len(group) == 3 for group in groups[1:]) and not decimal_point):
        return Decimal("".join(groups))
    return Decimal(text.replace(",", "" if "." in text else "."))


def _spelled(text: str) -> Decimal:
    """The value of a number in words; "a" before a word like "million" is one."""
    total, current = 0, 0
    for word in re.split(r"[ -]", text.removesuffix(" and a half")):
        if word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif word in ("hundred", "dozen"):
            current = (current or 1) * (100 if word == "hundred" else 12)
        else:
            current += WORDS.get(word, 0)
    value = Decimal(total + current)
    if text.startswith("half"):
        return Decimal(6) if text.endswith("dozen") else Decimal("0.5")
    return (value or Decimal(1)) + (Decimal("0.5") if text.endswith("and a half") else 0)
