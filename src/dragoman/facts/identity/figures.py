"""Figures: one if they measure one quantity and one value is the other, or is it rounded.

One quantity: measure, unit, nature, sides and direction are the same, and so is the period as far as it is told.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from dragoman.facts.identity.phrases import content, shared
from dragoman.facts.identity.rule import Identity, Key, Likeness
from dragoman.facts.identity.sides import block, may_be_one, sides_of
from dragoman.facts.identity.times import Days, days_of, published_day
from dragoman.facts.model import Report

_FLOWS = frozenset({"trade", "export", "import", "flights"})  # what is counted over a period, not at its end
_DEALS = frozenset({"loan", "grant", "contract"})  # what is agreed on once
_LONG = 10 * 366  # days within which one is told again
_YEAR = 400  # days within which a number without a period is of one time with another
_YEARS = 3 * 366  # the same, where value and words are the same
_ROUNDED = 0.05  # by how much of its value rounding may change a number
_FOR = re.compile(r"\bfor ((?:[^\W\d]+(?: |-|$)){1,6})")
_BOUNDED = 0.1  # the same, where it is said to be a bound


@dataclass(frozen=True, slots=True)
class Look:
    """What a number is told of. `source` and `target` are None where it has no direction; plain names stand as they are."""

    measure: str
    unit: str
    nature: str
    sides: frozenset[str]
    source: str | None
    target: str | None
    between: frozenset[str]
    days: Days | None
    told: int | None
    value: float
    bound: str
    words: frozenset[str]
    purpose: frozenset[str]
    digits: int


def look(report: Report) -> Look:
    """The number of a report, as numbers are compared."""
    data = report.data
    return Look(
        _measure(data), data["unit"], _nature(data), sides_of(_actors(report), report.circle), data.get("from"),
        data.get("to"), frozenset(data.get("between") or ()), days_of(data.get("period")), published_day(report.published),
        float(data["value"]), data.get("bound") or "exact", content(report.quote, _actors(report)),
        _purpose(report), _digits(float(data["value"])))


def _measure(data: Mapping[str, Any]) -> str:
    """What one exports is what the other imports, where the number says who from and who to."""
    return "export" if data["measure"] == "import" and data.get("from") and data.get("to") else str(data["measure"])


def _nature(data: Mapping[str, Any]) -> str:
    return data.get("nature") or "level"


def _purpose(report: Report) -> frozenset[str]:
    """The words of what a sum is for ("a grant for the hospital"), and of whatever else its sentence says "for" of."""
    return content(" ".join(_FOR.findall(report.quote)), _actors(report), vague=True)


def _actors(report: Report) -> tuple[str, ...]:
    data = report.data
    return tuple(actor for actor in (data.get("from"), data.get("to"), *(data.get("between") or ())) if actor)


def one_quantity(one: Look, other: Look) -> bool:
    """Whether two numbers measure the same thing, whatever their values."""
    return ((one.measure, one.unit, one.nature) == (other.measure, other.unit, other.nature)
            and one.sides == other.sides and _one_direction(one, other)
            and _one_period(one, other, _reach(one, other)))


def _reach(one: Look, other: Look) -> int:
    """Within how many days a number without a period is of one time with another: what a loan or a contract came to stays the same."""
    if one.value != other.value:
        return _YEAR
    return _LONG if one.measure in _DEALS else _YEARS if shared(one.words, other.words) else _YEAR


def one_value(one: Look, other: Look) -> bool:
    """Whether one value is the other, or is it rounded: 4.4 bn and 4.38 bn."""
    if one.value == other.value:
        return True
    low, high = (one, other) if one.digits < other.digits else (other, one)  # by how exact they are
    digits, difference = low.digits, abs(low.value - high.value)
    if digits == high.digits or (low.value < 0) != (high.value < 0) or difference > _BOUNDED * abs(high.value):
        return False
    if difference <= _ROUNDED * abs(high.value) and _rounded(high.value, digits) == low.value:
        return True
    step = 10.0 ** (floor(log10(abs(high.value))) - digits + 1)
    return difference < step and ((low.bound == "more_than" and low.value < high.value)
                                  or (low.bound in ("less_than", "up_to") and low.value > high.value))


def _digits(value: float) -> int:
    """How many digits of a number tell something: 2 of 4400."""
    return len(f"{abs(value):.15g}".partition("e")[0].replace(".", "").strip("0")) or 1


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{digits - 1}e}")


def _one_direction(one: Look, other: Look) -> bool:
    """Whether the same side gives; a firm may be of either, and what is between both is in both directions."""
    return all(may_be_one(*ends) for ends in ((one.source, other.source), (one.target, other.target)))


def _one_period(one: Look, other: Look, within: int) -> bool:
    if one.days is None or other.days is None:
        if one.told is None or other.told is None:
            return True
        if one.days is None and other.days is None:
            return abs(one.told - other.told) <= within
        days, told = (one.days, other.told) if one.days else (other.days, one.told)
        return days is not None and days.distance(told) <= within
    if one.measure in _FLOWS or one.nature == "change":
        return max(abs(one.days.first - other.days.first), abs(one.days.last - other.days.last)) <= 1
    return one.days.gap(other.days) <= 0


def _keys(look: Look) -> Iterable[Key]:
    """The value, and its size in the years that it may be of: rounding moves it to a neighbour at most."""
    size = floor(log10(abs(look.value)) * 20) if look.value else 0
    if look.days:
        years = range(look.days.first // 366, min(look.days.last // 366, look.days.first // 366 + 5) + 1)
    else:
        years = range(look.told // 366 - 2, look.told // 366 + 2) if look.told else range(1)
    return [Key(look.value), *(Key(("size", near), year) for near in (size - 1, size, size + 1) for year in years)]


def _exactness(look: Look) -> float:
    """Digits first: rounded numbers join exact ones."""
    return look.digits + 0.5 * (look.days is not None) + 0.1 * (look.source is not None)


def _likeness(one: Look, other: Look) -> Likeness:
    if not one_value(one, other) or not one_quantity(one, other):
        return None
    if one.purpose and other.purpose and not shared(one.purpose, other.purpose):
        return None
    same_period = one.days is not None and other.days is not None
    directed = one.source == other.source and one.target == other.target
    words = min(shared(one.words, other.words), 3)
    return 0.3 + 0.2 * (one.value == other.value) + 0.2 * same_period + 0.1 * directed + 0.05 * words


def _block(report: Report) -> str:
    data = report.data
    return block(report, _actors(report), _measure(data), data["unit"], _nature(data))


IDENTITY = Identity(_block, look, _keys, _exactness, _likeness)
