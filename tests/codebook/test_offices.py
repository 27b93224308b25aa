"""Nouns of office and of institution."""
from __future__ import annotations

import pytest

from dragoman.codebook.offices import institution_class, is_collective, office_class


@pytest.mark.parametrize(("noun", "expected"), [
    ("president", "head_of_state"), ("Prime Minister", "head_of_government"), ("minister", "minister"),
    ("foreign minister", "foreign_minister"),
    ("secretary of state", "foreign_minister"), ("spokeswoman", "spokesperson"), ("ambassador", "ambassador"), ("king", "monarch"),
    ("vice president", "vice_head"), ("senator", "legislator"), ("ceo", "company"), ("table", None), ("", None),
])
def test_offices_have_a_class(noun: str, expected: str | None) -> None:
    assert office_class(noun) == expected


def test_institutions_are_collective_and_offices_are_not() -> None:
    assert institution_class("foreign ministry") == "ministry"
    assert is_collective("Government")
    assert is_collective("side")
    assert not is_collective("president")
