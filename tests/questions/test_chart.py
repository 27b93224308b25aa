"""Series as pictures."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.questions.chart import HEIGHT, WIDTH, Chart, Point, draw
from tests.strategies import DATES, NUMBERS

POINTS = st.lists(st.builds(Point, DATES, NUMBERS, st.just("words"), st.booleans()), max_size=12)


@given(POINTS)
def test_everything_stands_within_the_picture(points: list[Point]) -> None:
    drawing = draw(Chart("Trade", "EUR", tuple(points)))
    assert all(drawing.left <= dot.x <= drawing.right <= WIDTH and 0 <= dot.y <= HEIGHT for dot in drawing.dots)
    assert all(0 <= row.at <= HEIGHT for row in drawing.rows)
    assert [row.at for row in drawing.rows] == sorted((row.at for row in drawing.rows), reverse=True)
    assert drawing.base in [row.at for row in drawing.rows]


@given(POINTS)
def test_higher_values_stand_higher(points: list[Point]) -> None:
    dots = draw(Chart("Trade", "EUR", tuple(points))).dots
    assert all(a.y >= b.y for a in dots for b in dots if a.point.value <= b.point.value)


def test_time_runs_evenly_and_disputed_points_are_not_joined() -> None:
    points = (Point("2020", 1, ""), Point("2021", 9, "", disputed=True), Point("2024", 2, ""))
    drawing = draw(Chart("Trade", "EUR", points))
    a, b, c = (dot.x for dot in drawing.dots)
    assert round((b - a) / (c - a), 2) == 0.25
    assert drawing.path.count("L") == 1
    assert [tick.label for tick in drawing.rows] == ["EUR 0", "EUR 2.5", "EUR 5", "EUR 7.5", "EUR 10"]


def test_intervals_and_days_of_no_calendar_are_left_out() -> None:
    points = (Point("2020/2022", 1, ""), Point("2031-13-45", 1, ""), Point("2024-02", 2, ""))
    assert [dot.point.period for dot in draw(Chart("Trade", "EUR", points)).dots] == ["2024-02"]
