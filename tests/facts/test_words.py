"""Words as they are compared."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.facts.words import Kinds, Phrases, name_stems, stem, stems, tokens


@pytest.mark.parametrize("forms", [
    "allot allots allotted allotting", "vessel vessels", "open opens opened opening", "ratify ratified ratifies ratifying",
    "agree agreed agrees", "ship ships shipped shipping", "delivery deliveries", "process processes", "invite invited inviting",
    "modernise modernised modernising"])
def test_regular_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len(set(map(stem, forms.split()))) == 1


@pytest.mark.parametrize(("one", "other"), [("process", "procession"), ("bring", "bride"), ("bus", "but"), ("need", "needle"),
                                           ("2025", "2026")])
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_numbers_are_one_however_they_are_written() -> None:
    assert tokens("1,5 billion, 18,000 tonnes, $420m and 9.9bn") == ("1.5", "billion", "18000", "tonnes", "420", "m", "and", "9.9", "bn")


def test_apostrophes_and_denials_come_apart() -> None:
    assert tokens("Kazakhstan’s mill hasn't opened") == ("kazakhstan", "mill", "has", "not", "opened")


def test_names_of_actors_cover_their_demonyms_and_plain_names() -> None:
    assert {"kazakhstan", "kazakh"} <= name_stems(["KAZ"])
    assert name_stems(["Namhae Air"]) == {"namha", "air"}


def test_of_phrases_that_begin_alike_the_longest_counts() -> None:
    phrases = Phrases([("not",), ("not", "yet"), ("put", "off")])
    assert phrases.first(tokens("It has not yet been put off.")) == "not yet"
    assert phrases.first(tokens("It was put on.")) is None


def test_phrases_of_several_kinds_are_found_whole_and_in_order() -> None:
    kinds = Kinds({"delay": [("put", "off"), ("late",)], "end": [("put", "an", "end")], "start": [("put",)], "none": []})
    assert kinds.of(tokens("They put off the late talks.")) == {"delay", "start"}
    assert kinds.of(tokens("They put an end to it.")) == {"end", "start"}
    assert kinds.of(tokens("An end: put.")) == {"start"}
    assert kinds.of(()) == frozenset()


@given(st.text(max_size=80))
def test_any_text_has_stems(text: str) -> None:
    assert all(stems(text))
