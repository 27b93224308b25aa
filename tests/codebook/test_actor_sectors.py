"""Sectors of actors and armed groups."""
from __future__ import annotations

import pytest

from dragoman.codebook.actor_sectors import Table, actor_sector, armed_group
from dragoman.codebook.loading import read_table
from dragoman.codebook.places import countries


@pytest.mark.parametrize(("words", "expected"), [
    (["government"], "GOV"), (["angry", "student"], "EDU"), (["government", "soldier"], "MIL"), (["opposition", "leader"], "OPP"),
    (["tree"], None)])
def test_sector_that_stands_first_in_the_table_counts(words: list[str], expected: str | None) -> None:
    assert actor_sector(words) == expected


@pytest.mark.parametrize(("words", "expected"), [
    (["taliban"], ("AFG", "REB")), (["the", "boko", "haram"], ("NGA", "REB")), (["haram", "boko"], None), ([], None)])
def test_group_is_known_by_one_word_or_two_in_order(words: list[str], expected: tuple[str, str] | None) -> None:
    assert armed_group(words) == expected


def test_groups_are_of_states_that_exist() -> None:
    known = {country.code for country in countries()}
    assert all(code in known for states in read_table("actor_sectors.yaml", Table).groups.values() for code in states)
