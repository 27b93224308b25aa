"""Quantities of a text: sums of money, percentages, measures and numbers of things, each with its bound ("more than US$6 billion").

Dates, ordinals, ages, clock times, telephone and resolution numbers, list numbers and lengths of time are none.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.units import measures, quantity_words
from dragoman.resolution.bounds import bound_after, bound_before
from dragoman.resolution.dates import find_dates
from dragoman.resolution.money import Money, currency_after, symbol_before
from dragoman.resolution.numbers import Number, find_numbers
from dragoman.resolution.shares import find_shares


class Quantity(NamedTuple):
    """A number with its unit: half-open offsets in code points, from the words of its bound to its unit or noun.

    `unit` is an ISO 4217 code, "percent", "count" or a unit of measure; `bound` one of exact, about, more_than, less_than, up_to; `noun`
    the word for what is counted or measured ("companies"), None where the text leaves it out.
    """

    start: int
    end: int
    value: int | float
    unit: str
    bound: str
    noun: str | None = None


class _Unit(NamedTuple):
    """What stands behind a number: where it ends, the unit, how many of the unit it is worth, and the noun."""

    end: int
    unit: str
    times: Decimal = Decimal(1)
    noun: str | None = None


def find_quantities(text: str, country: str | None = None, published: str | None = None) -> list[Quantity]:
    """All quantities of `text`, in order and without overlap.

    `country` is the code of the country in which the text was written: its own money is meant by "$" or "dinars" without a country's
    adjective. Without it "$" is the US dollar, and of other shared names that is meant whose country the text speaks of. `published`, the
    ISO 8601 date of the text, rules out money that was no longer paid with.
    A range is its upper value with the bound up_to; "from … to …" is two quantities.
    """
    found = [_quantity(text, share.start, share.end, share.percent, "percent") for share in find_shares(text)]
    found += _Numbers(text, Money(text, country, published)).quantities()
    found.sort(key=lambda q: (q.start, -q.end))
    result: list[Quantity] = []
    for quantity in found:
        if not result or quantity.start >= result[-1].end:
            result.append(quantity)
    return result


def _quantity(text: str, start: int, end: int, value: Decimal, unit: str, noun: str | None = None) -> Quantity:
    start, bound = bound_before(text, start)
    if bound is None:
        end, bound = bound_after(text, end)
    number = int(value) if value == value.to_integral_value() else float(value)
    return Quantity(start, end, number, unit, bound or "exact", noun)


_PERCENT = re.compile(r"\s?%|[\s-](?:percent|per ?cent|pct|p\.c\.)(?:age points?)?(?!\w)|[\s-]percentage points?\b", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and)\s")
_BETWEEN = re.compile(r"\bbetween\W{1,5}$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_OF_WHAT = re.compile(r"\sof (?:the )?([^\W\d_][\w-]*)")
_WORD = re.compile(r"[ \n\u00a0]([^\W\d_][\w'’.-]*)")
_FREQUENCY = re.compile(r"-strong\b|\stimes (?=a (?:day|week|month|year)\b)")  # "the 164,000-strong community", "flies 24 times a week"
_JOINED = re.compile(r"[-–][^\W\d]|['’]s\b")  # "two-way", "48-hour", "1990's"
_CLOCK = re.compile(r"\s?(?:a\.?m\b|p\.?m\b|hrs\b|hours\b|o['’]clock|GMT|UTC|:\d)", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|\n)\s*\(?$")
_ANY_DAY = "2000-01-01"  # dates are only looked for to see where they stand
_MOST_WORDS = 5  # from a number to the noun it counts: "two anti-tank guided missile systems"
_NEAR = 300  # characters from a sum to a number that leaves its unit out


class _Numbers:
    """The numbers of one text, read from left to right."""

    def __init__(self, text: str, money: Money) -> None:
        self.text, self.money = text, money
        self.dates = find_dates(text, _ANY_DAY)
        self.last: Quantity | None = None  # with a unit that the numbers after it may leave out

    def quantities(self) -> Iterator[Quantity]:
        """Every quantity with a number, in order."""
        numbers = list(find_numbers(self.text))
        taken = False
        for number, following in zip_longest(numbers, numbers[1:]):
            if taken:
                taken = False
            elif following and self._is_range(number, following):
                taken = True
                yield from self._range(number, following)
            elif quantity := self._single(number):
                yield quantity

    def _single(self, number: Number) -> Quantity | None:
        unit = self._unit(number)
        if unit is None or (unit.unit == "count" and self._is_label(number, unit)):
            return None
        return self._remember(_quantity(self.text, self._sign(number)[0], unit.end, number.value * unit.times, unit.unit, unit.noun))

    def _remember(self, quantity: Quantity) -> Quantity:
        if quantity.unit not in ("count", "percent"):
            self.last = quantity
        return quantity

    # -- ranges

    def _is_range(self, low: Number, high: Number) -> bool:
        """Whether two numbers are the ends of a range, which has one unit, behind the second."""
        if self._in_date(low) or self._in_date(high) or self._scaled(low, high) >= high.value:
            return False
        joint = _BETWEEN_TWO.fullmatch(self.text[low.end:self._sign(high)[0]])
        if not joint or (joint[0].strip() == "and" and not _BETWEEN.search(self.text, max(low.start - 14, 0), low.start)):
            return False
        return self._unit(high) is not None

    @staticmethod
    def _scaled(low: Number, high: Number) -> Decimal:
        """The lower end, with the upper end's "million" where it has none itself: "six to seven million"."""
        if low.scaled or not high.scaled:
            return low.value
        return low.value * next((scale for scale in (10**12, 10**9, 10**6, 10**3) if high.value >= scale), 1)

    def _range(self, low: Number, high: Number) -> Iterator[Quantity]:
        unit = self._unit(high) or _Unit(high.end, "count")
        start, code = self._sign(low)
        name = code or unit.unit
        if _FROM.search(self.text, max(start - 6, 0), start):
            yield _quantity(self.text, start, low.end, self._scaled(low, high) * unit.times, name, unit.noun)
            yield self._remember(_quantity(self.text, self._sign(high)[0], unit.end, high.value * unit.times, name, unit.noun))
        else:
            quantity = _quantity(self.text, start, unit.end, high.value * unit.times, name, unit.noun)
            yield self._remember(quantity._replace(bound="up_to"))

    # -- units

    def _sign(self, number: Number) -> tuple[int, str | None]:
        """Where a number begins with its currency sign, and the code; the number's own start and None where it has none."""
        sign = symbol_before(self.text, number.start)
        code = self.money.of_symbol(sign[1], number.start) if sign else None
        return (sign[0], code) if sign and code else (number.start, None)

    def _unit(self, number: Number) -> _Unit | None:
        """The unit of a number; None where the number counts nothing."""
        text, end = self.text, number.end
        code = self._sign(number)[1]
        if code:
            return _Unit(end, code)
        if percent := _PERCENT.match(text, end):
            return _Unit(percent.end(), "percent")
        if (money := currency_after(text, end)) and (code := self.money.of_name(*money[1:], number.start)):
            return _Unit(money[0], code)
        if measure := _measure_pattern().match(text, end):
            unit, times = measures()[measure["unit"]]
            what = _OF_WHAT.match(text, measure.end())
            return _Unit(measure.end(), unit, Decimal(str(times)), what[1] if what else None)
        return None if self._in_date(number) else self._counted(number)

    def _counted(self, number: Number) -> _Unit | None:
        """What a bare number counts: the first plural noun behind it, behind "one" the last word before a pause."""
        text, words, one = self.text, quantity_words(), number.value == 1
        if frequency := _FREQUENCY.match(text, number.end):
            return _Unit(frequency.end(), "count")
        if _JOINED.match(text, number.end):
            return None
        noun, position = None, number.end
        for _ in range(_MOST_WORDS):
            match = _WORD.match(text, position)
            word = match[1].rstrip(".") if match else ""
            if not match or word.lower() in words.stops:
                break
            if word.lower() in words.times:
                return None
            noun, position = word, match.start(1) + len(word)
            if _is_plural(word) and not one:
                return _Unit(position, "count", noun=noun)
            if text[position:position + 1] in ",;:).":
                break
        if one:
            return _Unit(position, "count", noun=noun) if noun else None
        return self._left_out(number)

    def _left_out(self, number: Number) -> _Unit | None:
        """A number whose unit is that of the sum before it ("of the promised 1.5 billion"); else of things that are not named."""
        last, whole = self.last, number.value == number.value.to_integral_value()
        if last and number.start - last.end < _NEAR and "\n" not in self.text[last.end:number.start]:
            if number.scaled:
                return _Unit(number.end, last.unit)
            if not whole and last.value >= 10**6:  # "$9.9bn, Seoul's Eximbank 8.6"
                return _Unit(number.end, last.unit, Decimal(10**9 if last.value >= 10**9 else 10**6))
        return _Unit(number.end, "count") if whole else None

    # -- numbers that are no quantities

    def _in_date(self, number: Number) -> bool:
        # Dates do not overlap, so that the last that begins before the number ends is the only one that can.
        i = bisect_left(self.dates, number.end, key=lambda date: date.start)
        return i > 0 and self.dates[i - 1].end > number.start

    def _is_label(self, number: Number, unit: _Unit) -> bool:
        """Whether a number without a unit only names something: an age, an hour, a resolution, a telephone, an entry of a list."""
        text, start, end = self.text, number.start, number.end
        label = _label_pattern().search(text, max(start - 16, 0), start)
        if (label and not (unit.noun and (label["word"] or "").lower() == "group of")) or _CLOCK.match(text, end):
            return True
        if number.spelled:
            return False
        before, after = text[max(start - 2, 0):start], text[end:end + 5]
        in_list = _LINE_START.search(text, max(start - 6, 0), start) is not None and after[:1] in (".", ")", "", "\n")
        age = before == ", " and after[:1] in (",", ".", ";") and 15 < number.value < 110
        joined = re.fullmatch(r"\w[-–]|.?\+", before) is not None
        phone = text[start] == "0" or re.match(r"[ -]\d{3}", after) is not None or re.fullmatch(r"\d[ -]", before) is not None
        year = unit.noun is None and 1800 <= number.value <= 2100 and "," not in text[start:end]
        return in_list or age or joined or phone or year


def _is_plural(word: str) -> bool:
    lower = word.lower()
    if lower in quantity_words().plurals:
        return True
    if word[:1].isupper() and lower.endswith(("ais", "qis", "lis", "nis", "tis")):  # "Iraqis", "Israelis"
        return True
    return len(lower) > 2 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s"))


@per_codebook
def _measure_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(measures(), key=len, reverse=True))
    kinds = "metric|long|short|standard|nautical|additional|further|more|extra"
    return re.compile(rf"[\s\u00a0-]?(?:(?:{kinds}) )?(?P<unit>{names})(?![\w³²])")


@per_codebook
def _label_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(quantity_words().labels, key=len, reverse=True))
    return re.compile(rf"(?:(?<!\w)(?P<word>{words})\.?|\(0?)\s?$", re.IGNORECASE)
