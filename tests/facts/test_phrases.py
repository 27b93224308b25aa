"""How alike two phrases are."""
from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.facts.identity.phrases import jaccard, most_shared, overlap, shared

# Few letters, so that words begin alike and are of one root often.
WORDS = st.frozensets(st.text("abc1", min_size=1, max_size=6) | st.sampled_from(["rail", "railway", "tax", "taxation", "port", "portal"]))


@pytest.mark.parametrize(("one", "other", "number"), [
    ("rail link", "railway line", 1), ("tax", "taxation", 1), ("port", "portal", 1), ("bus", "business", 0), ("trade", "trade", 1),
    ("2025", "2026", 0), ("rail railway", "railway", 1), ("rail", "railway railways", 1), ("", "trade", 0)])
def test_words_of_one_root_are_one(one: str, other: str, number: int) -> None:
    assert shared(frozenset(one.split()), frozenset(other.split())) == number


@given(WORDS, WORDS)
def test_words_are_counted_as_if_each_were_held_against_each(one: frozenset[str], other: frozenset[str]) -> None:
    mine, its = one - other, other - one
    related = {(a, b) for a, b in product(mine, its) if shared(frozenset([a]), frozenset([b]))}
    beside = min(len({a for a, _ in related}), len({b for _, b in related}))
    assert shared(one, other) == shared(other, one) == len(one & other) + beside


@given(WORDS, WORDS)
def test_no_more_is_shared_than_the_quick_look_says(one: frozenset[str], other: frozenset[str]) -> None:
    assert len(one & other) <= shared(one, other) <= most_shared(one, other) <= min(len(one), len(other))


@given(WORDS, WORDS)
def test_likeness_is_a_part(one: frozenset[str], other: frozenset[str]) -> None:
    assert 0.0 <= jaccard(one, other) <= overlap(one, other) <= 1.0
