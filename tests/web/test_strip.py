"""The strip of facts over time."""
from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dragoman.facts.periods import bounds
from dragoman.web.strip import LEFT, WIDTH, draw_strip
from tests.strategies import DATES


def months(*told: tuple[str, str]) -> Counter[tuple[str, str]]:
    return Counter((type_, bounds(date)[0][:7]) for type_, date in told)


def test_facts_of_one_month_are_one_dot_that_tells_its_ends() -> None:
    strip = draw_strip(months(("meeting", "2024-05-03"), ("meeting", "2024-05"), ("figure", "2024-07-01")))
    assert strip is not None
    assert [(dot.type, dot.number, dot.since, dot.until) for dot in strip.dots] == [
        ("meeting", 2, "2024-05", "2024-05"), ("figure", 1, "2024-07", "2024-07")]


def test_long_spans_have_wider_columns() -> None:
    for last, ends in (("2025-05", ("2024-05", "2024-05")), ("2030-01", ("2024-04", "2024-06")), ("2060-01", ("2024-01", "2024-12")),
                       ("2190-01", ("2020-01", "2024-12"))):
        strip = draw_strip(months(("meeting", "2024-05-03"), ("meeting", last)))
        assert strip is not None
        assert (strip.dots[0].since, strip.dots[0].until) == ends


def test_fewer_than_two_dates_are_no_strip() -> None:
    assert draw_strip({}) is None
    assert draw_strip(months(("meeting", "2024"), ("meeting", "9999"))) is None


@given(st.lists(st.tuples(st.sampled_from(["meeting", "event", "statement"]), DATES), max_size=40))
def test_every_dated_fact_is_in_one_dot_within_the_picture(found: list[tuple[str, str]]) -> None:
    strip = draw_strip(months(*found))
    if strip is None:
        return
    assert sum(dot.number for dot in strip.dots) + strip.left_out == len(found)
    assert len({(dot.x, dot.y) for dot in strip.dots}) == len(strip.dots)
    for dot in strip.dots:
        assert LEFT < dot.x < WIDTH
        assert 0 < dot.y < strip.height
        assert dot.since <= dot.until
