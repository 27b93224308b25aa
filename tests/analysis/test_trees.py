"""The decoder gives the best tree, whatever the scores."""
from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.trees import best_tree, best_trees


def is_tree(heads) -> bool:
    for i in range(len(heads)):
        seen, node = set(), i
        while node >= 0:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node]
    return sum(h < 0 for h in heads) == 1


def total(scores, heads) -> float:
    return float(sum(scores[i, h + 1] for i, h in enumerate(heads)))


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_no_tree_with_one_root_scores_higher(n, seed):
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    trees = [t for t in itertools.product(range(-1, n), repeat=n) if is_tree(t) and all(h != i for i, h in enumerate(t))]
    found = best_tree(scores)
    assert is_tree(found)
    assert total(scores, found) == pytest.approx(max(total(scores, t) for t in trees), abs=1e-4)


@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_a_tree_comes_out_of_any_scores(n, seed):
    scores = np.random.default_rng(seed).integers(-2, 3, size=(n, n + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=5), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_trees_of_many_windows_are_those_of_each_sentence(windows, seed):
    n = max(map(sum, windows))
    scores = np.random.default_rng(seed).normal(size=(len(windows), n, n + 1)).astype(np.float32)
    sentences = np.full((len(windows), n), -1)
    number = 0
    places = []
    for row, lengths in enumerate(windows):
        ends = np.cumsum(lengths)
        for first, stop in zip(ends - lengths, ends, strict=True):
            sentences[row, first:stop] = number
            places.append((row, first, stop))
            number += 1
    heads = best_trees(scores, sentences)
    for row, first, stop in places:
        alone = best_tree(scores[row, first:stop][:, [0, *range(first + 1, stop + 1)]])
        assert heads[row, first:stop].tolist() == np.where(alone < 0, -1, alone + first).tolist()


def test_a_greedy_choice_that_is_a_tree_is_kept():
    scores = np.zeros((3, 4), dtype=np.float32)
    scores[0, 2], scores[1, 0], scores[2, 2] = 5, 5, 5
    assert best_tree(scores).tolist() == [1, -1, 1]
