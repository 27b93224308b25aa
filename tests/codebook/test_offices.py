"""Nouns of office and of institution."""
from __future__ import annotations

import pytest

from dragoman.codebook.offices import agency_of, institution_class, is_collective, is_heading, is_medium, is_peculiar, office_class


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


def test_news_agencies_of_states_are_known_in_any_letter_case() -> None:
    assert (agency_of("TASS"), agency_of("Tass"), agency_of("Reuters")) == ("RUS", "RUS", None)


def test_some_offices_have_names_that_one_state_alone_uses() -> None:
    assert is_peculiar("Undersecretary", "USA")
    assert not is_peculiar("undersecretary", "GBR")


def test_newspapers_and_verbs_of_heading_are_known() -> None:
    assert is_medium("Times")
    assert is_heading("lead")
    assert not is_medium("Institute")
    assert not is_heading("visit")
