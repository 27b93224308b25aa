"""Numbers by the year as bars, and as a line so small that it fits into a table."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT, BASE, _MARGIN = 720, 96, 72, 16
_MOST = 60  # bars; of more years, some stand together
_LABEL = 48  # pixels that a year needs
_SPARK_WIDTH, _SPARK_HEIGHT = 96, 22
_FIRST, _LAST = 1800, 2200  # what is dated before or after is not shown: nobody's relations reach so far


@dataclass(frozen=True, slots=True)
class Bar:
    """The facts of one year, or of the years from `since` to `until`; `chosen`: whether these are among those asked for."""

    x: float
    y: float
    width: float
    height: float
    since: int
    until: int
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars, and the years below (x, year)."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, int], ...]


def draw_bars(by_year: Mapping[int, int], chosen: range) -> Bars | None:
    """The bars of some years (year → number), none left out between the first and the last; None where fewer than two have a number."""
    years = {year: number for year, number in by_year.items() if _FIRST <= year <= _LAST}
    if len(years) < 2:
        return None
    first, last = min(years), max(years)
    step = -(-(last - first + 1) // _MOST)
    begins = range(first, last + 1, step)
    numbers = [sum(years.get(year, 0) for year in range(begin, begin + step)) for begin in begins]
    wide, most = (WIDTH - 2 * _MARGIN) / len(begins), max(numbers)
    bars, labels = [], list[tuple[float, int]]()
    for n, (begin, number) in enumerate(zip(begins, numbers, strict=True)):
        until, height = min(begin + step - 1, last), max(number / most * (BASE - 6), 1.5 if number else 0)
        place = (round(_MARGIN + n * wide + 1, 1), round(BASE - height, 1), round(wide - 2, 1), round(height, 1))
        bars.append(Bar(*place, begin, until, number, begin in chosen or until in chosen))
        middle = round(_MARGIN + (n + 0.5) * wide, 1)
        if not labels or middle - labels[-1][0] >= _LABEL:
            labels.append((middle, begin))
    return Bars(WIDTH, HEIGHT, BASE, tuple(bars), tuple(labels))


def spark(by_year: Mapping[int, int], years: range) -> str:
    """An SVG path through the numbers of some years; "" where there are fewer than two."""
    years = range(max(years.start, _FIRST), min(years.stop, _LAST + 1))
    if len(years) < 2:
        return ""
    most, wide = max((*by_year.values(), 1)), _SPARK_WIDTH / (len(years) - 1)
    points = (f"{n * wide:.0f} {_SPARK_HEIGHT - 1 - by_year.get(year, 0) / most * (_SPARK_HEIGHT - 2):.0f}" for n, year in enumerate(years))
    return f"M{'L'.join(points)}"
