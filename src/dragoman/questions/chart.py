"""A series over time → where its points, lines and labels stand in a picture, in pixels."""
from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from dragoman.facts.periods import bounds
from dragoman.questions.wording import amount, when

WIDTH, HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 104, 28, 26, 34  # room for labels
_TICKS = 4  # lines of the grid above zero, about
_INSET = 14  # from the labels to the first point
_FINEST = 1e-6  # the smallest step of the grid
_LABEL = 70  # pixels that a label below the axis needs


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year, a month or a day; `words` says so. `disputed`: other values are told for it."""

    period: str
    value: float
    words: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A series in one unit."""

    title: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A label, and where on its axis it stands."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a point stands."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, drawn: the grid from `left` to `right`, the x-axis at `base`; `path` joins the dots that nobody disputes."""

    title: str
    left: int
    right: int
    base: float
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    path: str


def draw(chart: Chart) -> Drawing:
    """The drawing of a chart. Points whose period is no date of the calendar, or an interval, are left out."""
    days = {point: day for point in chart.points if (day := _day(point.period)) is not None}
    points = sorted(days, key=lambda point: (days[point], point.value))
    first, last = (days[points[0]], days[points[-1]]) if points else (0, 1)
    levels = _levels([point.value for point in points])
    low, high = levels[0], levels[-1]
    right, base = WIDTH - _RIGHT, HEIGHT - _BOTTOM

    def across(day: int) -> float:
        share = (day - first) / (last - first) if last > first else 0.5
        return round(_LEFT + _INSET + (right - _LEFT - _INSET) * share, 1)

    def up(value: float) -> float:
        return round(base - (base - _TOP) * (value - low) / (high - low), 1)

    dots = tuple(Dot(across(days[point]), up(point.value), point) for point in points)
    sure = [dot for dot in dots if not dot.point.disputed]
    path = " ".join(f"{'L' if n else 'M'}{dot.x} {dot.y}" for n, dot in enumerate(sure)) if len(sure) > 1 else ""
    rows = tuple(Tick(up(value), amount(value, chart.unit)) for value in levels)
    return Drawing(chart.title, _LEFT, right, up(0), rows, _columns(dots), dots, path)


def _day(period: str) -> int | None:
    """The middle day of a year or a month, as a number."""
    if "/" in period:
        return None
    try:
        first, last = (date.fromisoformat(end).toordinal() for end in bounds(period))
    except ValueError:
        return None
    return (first + last) // 2


def _levels(values: list[float]) -> list[float]:
    """Round numbers in even steps, from zero or below to the highest value or above."""
    low, high = min((0, *values)), max((0, *values))
    rough = max((high - low) / _TICKS, _FINEST)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999)
    count = range(math.floor(low / step), max(math.ceil(high / step), 1) + 1)
    return [float(f"{n * step:.12g}") for n in count]  # without what binary fractions add


def _columns(dots: tuple[Dot, ...]) -> tuple[Tick, ...]:
    """The periods below the axis, as many as there is room for."""
    ticks: list[Tick] = []
    for dot in dots:
        if not ticks or dot.x - ticks[-1].at >= _LABEL:
            ticks.append(Tick(dot.x, when(dot.point.period)))
    return tuple(ticks)
