"""A user's file over the shipped one: it adds, and its word counts."""
from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import RootModel

from dragoman.codebook import events, gestures, meetings, places, plover, units
from dragoman.codebook.layers import Codebook, in_use
from dragoman.codebook.merging import merged, merged_rows
from dragoman.codebook.places import CITIES, COUNTRIES
from dragoman.codebook.shapes import ByKind, ByWord, Shape, Words
from dragoman.resolution.countries import code_of
from dragoman.resolution.gazetteer import find_places

WORDS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)
KINDS = st.dictionaries(st.sampled_from(["visit", "talks"]), WORDS)


class Table(Shape):
    """Sections of each shape."""

    kinds: ByKind[Literal["visit", "talks"]]
    only_with: ByWord
    plain: Words


def meaning(kinds: dict[str, list[str]]) -> dict[str, set[str]]:
    """Word → the kinds it stands under."""
    return {word: {kind for kind, words in kinds.items() if word in words} for words in kinds.values() for word in words}


@given(KINDS, KINDS)
def test_words_mean_what_the_users_file_says_and_all_others_what_they_did(shipped: dict[str, list[str]], own: dict[str, list[str]]) -> None:
    result = meaning(merged({"kinds": shipped}, {"kinds": own}, Table)["kinds"])
    assert result == {**meaning(shipped), **meaning(own)}


@given(KINDS, WORDS)
def test_laying_over_nothing_or_the_same_again_changes_nothing(kinds: dict[str, list[str]], plain: list[str]) -> None:
    data = {"kinds": kinds, "plain": plain}
    assert merged(data, {}, Table) == data
    once = merged(data, data, Table)
    assert merged(once, data, Table) == once


def test_plain_lists_grow_and_what_is_said_of_a_word_is_replaced() -> None:
    shipped = {"plain": ["a", "b"], "only_with": {"letter": ["intent"], "plan": ["action"]}}
    result = merged(shipped, {"plain": ["b", "c"], "only_with": {"letter": ["comfort"]}}, Table)
    assert result == {"plain": ["a", "b", "c"], "only_with": {"letter": ["comfort"], "plan": ["action"]}}
    assert shipped["plain"] == ["a", "b"]


def test_entries_take_their_words_away_from_the_shipped_ones() -> None:
    entry: dict[str, Any] = {"words": ["thank", "bless"], "kind": "thanks"}
    result = merged({"verbs": [entry]}, {"verbs": [{"words": ["bless"], "kind": "praise"}]}, gestures.Table)
    assert result["verbs"] == [{"words": ["thank"], "kind": "thanks"}, {"words": ["bless"], "kind": "praise"}]
    assert merged({"verbs": [entry]}, {"verbs": [{**entry, "kind": "praise"}]}, gestures.Table)["verbs"] == [{**entry, "kind": "praise"}]


def test_lists_of_things_grow() -> None:
    assert merged({"things": {"aid": ["rice"]}}, {"things": {"aid": ["yurt"], "new": ["x"]}}, events.Table)["things"] == {
        "aid": ["rice", "yurt"], "new": ["x"]}


def test_rules_of_ones_own_come_first() -> None:
    assert merged({"gesture": [{"event": None}]}, {"gesture": [{"event": "ACCUSE"}]}, plover.Table)["gesture"][0] == {"event": "ACCUSE"}


def test_units_and_their_names() -> None:
    assert issubclass(units.Units, RootModel)
    own = Codebook.of({"units.yaml": "stone:\n  names: [stone]\nkg:\n  names: [kilogramm]\n"})
    with in_use(own):
        table = units.measures()
    assert (table["stone"].unit, table["kilogramm"].unit, table["kilogram"].unit) == ("stone", "kg", "kg")


def test_a_row_adds_names_to_the_row_of_its_key_and_takes_them_from_others() -> None:
    shipped = [dict(zip(COUNTRIES.columns, row, strict=True)) for row in (
        ("AAA", "", "Alpha", "First; Land", "", "", "", "", ""), ("BBB", "", "Beta", "Second", "", "", "", "", ""))]
    first, second, third = merged_rows(shipped, [{"code": "BBB", "aliases": "Land"}, {"code": "CCC", "name": "Gamma"}], COUNTRIES)
    assert (first["aliases"], second["aliases"], second["name"], third["name"]) == ("First", "Second; Land", "Beta", "Gamma")
    assert third["capitals"] == ""
    assert shipped[0]["aliases"] == "First; Land"


def test_a_row_replaces_what_has_one_value() -> None:
    assert merged_rows([{"name": "Narva", "country": "RUS"}], [{"name": "Narva", "country": "EST"}], CITIES) == [
        {"name": "Narva", "country": "EST"}]


@pytest.mark.parametrize(("file", "text", "phrase", "code"), [
    ("countries.csv", "code,aliases\nEST,Maarjamaa\n", "Maarjamaa", "EST"),
    ("organisations.csv", "code,name,aliases\nIGO:BFC,Baltic Ferry Commission,BFC\n", "Baltic Ferry Commission", "IGO:BFC"),
    ("cities.csv", "name,country\nKuressaare Bay,EST\n", "Kuressaare Bay", "EST"),
])
def test_names_of_ones_own_are_found_in_texts(file: str, text: str, phrase: str, code: str) -> None:
    sentence = f"It was said in {phrase} on Sunday."
    with in_use(Codebook.of({file: text})):
        assert code in {place.code for place in find_places(sentence)}
        assert file == "cities.csv" or code_of(phrase) == code
    assert code not in {place.code for place in find_places(sentence)}


def test_a_line_of_ones_own_names_what_is_no_place() -> None:
    with in_use(Codebook.of({"not_places.txt": "Estonia Street\n"})):
        assert "Estonia Street" in places.not_places()


def test_nouns_of_meeting_are_added_and_moved() -> None:
    with in_use(Codebook.of({"meetings.yaml": "nouns: {conference: [powwow, parley]}"})):
        assert [meetings.noun_kind(noun) for noun in ("powwow", "parley", "visit")] == ["conference", "conference", "visit"]
    assert [meetings.noun_kind(noun) for noun in ("powwow", "parley")] == [None, "talks"]
