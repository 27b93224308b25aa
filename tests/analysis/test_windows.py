"""Windows hold every token once and never more pieces than fit."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.windows import GAP_BREAK, GAP_NONE, GAP_SPACE, SHAPES, shape, windows

LENGTHS = st.lists(st.integers(1, 32), max_size=200)


@given(LENGTHS, st.integers(32, 254), st.randoms(use_true_random=False))
def test_every_token_is_in_exactly_one_window(lengths, limit, random):
    words = [random.choice(("a", ".", "?")) for _ in lengths]
    cuts = windows(words, lengths, limit)
    assert [i for a, b in cuts for i in range(a, b)] == list(range(len(lengths)))
    assert all(0 < sum(lengths[a:b]) <= limit for a, b in cuts)


def test_a_long_paragraph_is_cut_after_a_full_stop():
    words = ["a"] * 5 + ["."] + ["b"] * 6
    assert windows(words, [1] * len(words), 8) == [(0, 6), (6, 12)]


def test_what_fits_is_one_window():
    assert windows(["a", ".", "b"], [1, 1, 1], 3) == [(0, 3)]


@given(st.text(min_size=1, max_size=12), st.sampled_from((GAP_NONE, GAP_SPACE, GAP_BREAK)))
def test_shapes_are_within_the_table_of_the_model(word, gap):
    assert 0 < shape(word, gap) < SHAPES


def test_the_shape_tells_letter_case_and_gap():
    assert len({shape(w, g) for w in ("they", "They", "THEY", "1990", "eBay", ",") for g in (GAP_NONE, GAP_SPACE, GAP_BREAK)}) == 18
