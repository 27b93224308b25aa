"""Numbers in figures and in words."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution.numbers import find_numbers


def values(text: str) -> list[Decimal]:
    return [number.value for number in find_numbers(text)]


@pytest.mark.parametrize(("text", "value"), [
    ("9,6", "9.6"), ("1,5", "1.5"), ("9.6", "9.6"), ("1,852,000", "1852000"), ("1,852", "1852"), ("1.852", "1.852"), ("1,234.5", "1234.5"),
    ("1.234.567", "1234567"), ("16 572", "16572"), ("2-1/2", "2.5"), ("2 1/2", "2.5"), ("2½", "2.5"), ("½", "0.5"),
    ("9,6 billion", "9600000000"),
    ("1.852 billion", "1852000000"), ("9.8 thousand million", "9800000000"), ("nine mln", "9000000"), ("15 crore", "150000000"),
    ("420m", "420000000"), ("12 M", "12000000"), ("5k", "5000"), ("fourteen", "14"), ("Twenty-one", "21"), ("two hundred and fifty", "250"),
    ("two thousand five hundred", "2500"), ("three hundred thousand", "300000"), ("a million", "1000000"), ("half a million", "500000"),
    ("two and a half million", "2500000"), ("a dozen", "12"), ("half a dozen", "6"), ("two dozen", "24"), ("a hundred", "100"),
    ("200 thousand", "200000"),
    ("Sh31 billion", "31000000000"), ("R1.2bn", "1200000000"), ("N500 million", "500000000"), ("Tk5 crore", "50000000"),
])
def test_a_notation_has_a_value(text: str, value: str) -> None:
    assert values(text) == [Decimal(value)]


@pytest.mark.parametrize("text", ["21st", "third", "G7", "A4", "1986/87", "10:30", "2.3.1", "millions of people", "someone", "stone",
"a year", "x2y", "P5 countries", "N5"])
def test_ordinals_and_parts_of_words_are_no_numbers(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("six two-year grants", ["6", "2"]), ("$15-20 billion", ["15", "20000000000"]),
    ("CHF250m and Rs640 and $A115", ["250000000", "640", "115"]),
    ("in 2021 300 firms", ["2021", "300"]), ("from one, two and three", ["1", "2", "3"]),
])
def test_numbers_side_by_side_stay_apart(text: str, expected: list[str]) -> None:
    assert values(text) == [Decimal(value) for value in expected]


@given(st.integers(0, 10**15 - 1))
def test_an_integer_is_read_as_written_with_and_without_commas(value: int) -> None:
    assert values(f"some {value:,} of them") == [value]
    assert values(f"some {value} of them") == [value]


def test_a_string_of_digits_longer_than_any_sum_is_no_number() -> None:
    assert values("9" * 5000) == []


@given(st.text(max_size=60))
def test_numbers_are_ordered_and_disjoint(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end
