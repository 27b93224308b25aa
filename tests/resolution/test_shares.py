"""Shares and multiples in words."""
from __future__ import annotations

import pytest

from dragoman.resolution.shares import find_shares


@pytest.mark.parametrize(("text", "percent"), [
    ("nearly a third of it", 33), ("two-thirds of it", 67), ("a tenth.", 10), ("four fifths of the bill", 80), ("nine-tenths", 90),
    ("a quarter of all", 25),
    ("half of them", 50), ("fell by half.", 50), ("one half of which", 50), ("every fourth of them", 25), ("one in five", 20),
    ("two in every five", 40),
    ("one out of 20", 5), ("doubled", 100), ("more than tripled", 200), ("is to double", 100), ("halved", -50), ("grew fivefold", 400),
    ("10-fold", 900), ("grew 2.6 times and", 160), ("one and a half times more", 50), ("twice as many", 100),
])
def test_words_are_percentages(text: str, percent: int) -> None:
    assert [share.percent for share in find_shares(text)] == [percent]


@pytest.mark.parametrize("text", [
    "a third satellite", "the first half of 2004", "half a million", "a half-year", "two in one", "double taxation", "met three times",
    "third parties",
    "every second", "every third year", "half-brother",
])
def test_other_uses_of_the_words_are_none(text: str) -> None:
    assert list(find_shares(text)) == []
