"""The facts of two actors over time as a strip of dots: a row for each type, a column for each month, or as many years as it takes."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.questions.timeline import TYPES

WIDTH, ROW, LEFT, TOP = 720, 26, 104, 8
_MOST = 48  # columns
_STEPS = (1, 3, 12, 60, 120)  # months in a column, the finest that fits
_LARGEST, _SMALLEST = 10.5, 3.0  # radii
_LABEL = 76  # pixels that a label needs
_FIRST_YEAR, _LAST_YEAR = 1800, 2200  # what is dated before or after is not shown: nobody's relations reach so far


@dataclass(frozen=True, slots=True)
class Dot:
    """So many facts of a type in a column, which lasts from `since` to `until` (ISO dates without the day, or years)."""

    x: float
    y: float
    radius: float
    type: str
    number: int
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The rows (type, y), the labels below (x, words), and the dots. `left_out`: facts without a usable date."""

    width: int
    height: int
    rows: tuple[tuple[str, int], ...]
    labels: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    left_out: int


def draw_strip(told: Mapping[tuple[str, str], int]) -> Strip | None:
    """The strip of some facts, counted by type and month ("2024-05"); None where fewer than two of them have a date."""
    months = {(type_, month): number for (type_, day), number in told.items() if (month := _month(day)) is not None}
    total = sum(months.values())
    if total < 2:
        return None
    first, last = min(month for _, month in months), max(month for _, month in months)
    step = next((step for step in _STEPS if last // step - first // step < _MOST), _STEPS[-1])
    begin, columns = first // step, last // step - first // step + 1
    wide = (WIDTH - LEFT) / columns
    types = [type_ for type_ in TYPES if any(type_ == one for one, _ in months)]
    height_of = {type_: TOP + ROW * n + ROW // 2 for n, type_ in enumerate(types)}
    count: Counter[tuple[str, int]] = Counter()
    for (type_, month), number in months.items():
        count[type_, month // step - begin] += number
    largest, most = min(_LARGEST, max(wide / 2 - 0.5, _SMALLEST)), max(count.values())
    dots = tuple(
        Dot(_across(column, wide), height_of[type_], round(_SMALLEST + (largest - _SMALLEST) * math.sqrt(number / most), 1), type_, number,
            *_ends((begin + column) * step, step))
        for (type_, column), number in sorted(count.items(), key=lambda item: (item[0][1], TYPES.index(item[0][0]))))
    rows = tuple((type_, height_of[type_]) for type_ in types)
    return Strip(WIDTH, TOP + ROW * len(types) + 24, rows, _labels(range(columns), begin, step, wide), dots, sum(told.values()) - total)


def _across(column: int, wide: float) -> float:
    return round(LEFT + wide * (column + 0.5), 1)


def _labels(columns: Iterable[int], begin: int, step: int, wide: float) -> tuple[tuple[float, str], ...]:
    """The years or months below, as many as there is room for."""
    found: list[tuple[float, str]] = []
    for column in columns:
        month = (begin + column) * step
        at = _across(column, wide)
        words = date(month // 12, month % 12 + 1, 1).strftime("%b %Y") if step < 12 else str(month // 12)
        if not found or at - found[-1][0] >= _LABEL:
            found.append((at, words))
    return tuple(found)


def _month(day: str) -> int | None:
    """The month of an ISO date, counted from the year 0; None where it is not shown."""
    year, month = int(day[:4]), int(day[5:7])
    return year * 12 + month - 1 if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 else None


def _ends(month: int, step: int) -> tuple[str, str]:
    last = month + step - 1
    return f"{month // 12}-{month % 12 + 1:02}", f"{last // 12}-{last % 12 + 1:02}"
