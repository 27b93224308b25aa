"""Words of a field → places of the text."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.wording import find_words

TEXT = "The two sides met in Finland.\nThey agreed,\nhe said, to open a\n  road in the north."


@pytest.mark.parametrize(("words", "found"), [
    ("two sides", ["two sides"]),
    ("open a road", ["open a\n  road"]),
    ("They agreed, to open a road", ["They agreed,", "to open a\n  road"]),
    ("in the north", ["in the north"]),
    ("in", ["in"]),
    ("sea", []),
    ("road two sides", []),
    ("", []),
])
def test_words_are_found_whole_and_in_order(words: str, found: list[str]) -> None:
    assert [TEXT[s.start:s.end] for s in find_words(TEXT, 0, len(TEXT), words)] == found


def test_a_piece_of_a_longer_word_is_no_word() -> None:
    (span,) = find_words("Inland seas in view", 0, 19, "in")
    assert span.start == 12


def test_only_the_given_part_of_the_text_is_searched() -> None:
    assert find_words(TEXT, 10, 20, "two sides") == ()


@given(st.lists(st.sampled_from(["a", "bb", "c,", "é", "—"]), max_size=30), st.data())
def test_words_cut_out_of_a_text_are_found_in_it(words: list[str], data: st.DataObject) -> None:
    text = "".join(word + data.draw(st.sampled_from([" ", "\n", " \n "])) for word in words)
    first = data.draw(st.integers(0, len(words)))
    wanted = words[first:data.draw(st.integers(first, len(words)))]
    spans = find_words(text, 0, len(text), " ".join(wanted))
    assert [word for span in spans for word in text[span.start:span.end].split()] == wanted
