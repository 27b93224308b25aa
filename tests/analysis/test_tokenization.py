"""Tokens follow the treebanks' conventions and lose nothing."""
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.tokenization import tokenize


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenize(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("He didn't say.", "He did n't say ."),
    ("Kazakhstan’s Kazakh-made vaccine", "Kazakhstan ’s Kazakh - made vaccine"),
    ("more than US$6 billion", "more than US$ 6 billion"),
    ("the U.S. and Mr. Kim", "the U.S. and Mr. Kim"),
    ("9,6 billion, i.e. 4.2%", "9,6 billion , i.e. 4.2 %"),
    ("They cannot co-operate", "They can not co-operate"),
    ("“Yes,” he said...", "“ Yes , ” he said ..."),
    ("mail press@example.org or https://example.org/a?b=1.", "mail press@example.org or https://example.org/a?b=1 ."),
    ("on the 30th and/or 31st", "on the 30th and / or 31st"),
])
def test_words_are_cut_as_in_the_treebanks(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


@given(st.text(max_size=300))
def test_every_visible_character_is_in_exactly_one_token(text: str) -> None:
    spans = list(tokenize(text))
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    outside = set(range(len(text))) - {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in outside)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_a_range_is_cut_without_looking_past_its_end(before: str, inside: str, after: str) -> None:
    text = before + inside + after
    start, end = len(before), len(before) + len(inside)
    assert all(start <= a < b <= end for a, b in tokenize(text, start, end))
