"""Labels are decoded by the rules of BIO and of lemma scripts."""
from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.decoding import Chunk, best_paths, chunks, linked_cues, transition_scores

LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue"]
PLAIN = transition_scores(LABELS)
SEEDS = st.integers(0, 2**32 - 1)


def best_path(scores, transitions=PLAIN) -> list[str]:
    """The best labels of one window."""
    return [LABELS[k] for k in best_paths([scores], np.array([len(scores)]), [transitions])[0]]


def worth(scores, tags, transitions) -> float:
    path = [LABELS.index(tag) for tag in tags]
    return scores[np.arange(len(path)), path].sum() + transitions[[-1, *path[:-1]], path].sum()


@given(st.integers(1, 40), SEEDS)
def test_no_inner_label_follows_anything_but_its_own_kind(n, seed):
    tags = best_path(np.random.default_rng(seed).normal(size=(n, len(LABELS))).astype(np.float32))
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


@given(st.integers(1, 4), SEEDS)
def test_no_path_scores_higher(n, seed):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(n, len(LABELS))).astype(np.float32)
    transitions = transition_scores(LABELS, random.normal(size=(len(LABELS), len(LABELS))))
    highest = max(worth(scores, tags, transitions) for tags in itertools.product(LABELS, repeat=n))
    assert worth(scores, best_path(scores, transitions), transitions) == pytest.approx(highest)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), SEEDS)
def test_windows_and_heads_are_decoded_as_if_each_were_alone(lengths, seed):
    random = np.random.default_rng(seed)
    windows = [random.normal(size=(n, len(LABELS))).astype(np.float32) for n in lengths]
    scores = np.concatenate(windows)
    transitions = transition_scores(LABELS, random.normal(size=(len(LABELS), len(LABELS))))
    few = transition_scores(LABELS[:3])
    plain, learnt = best_paths([scores[:, :3], scores], np.array(lengths), [few, transitions])
    assert [LABELS[k] for k in learnt] == [label for window in windows for label in best_path(window, transitions)]
    alone = [best_paths([window[:, :3]], np.array([len(window)]), [few])[0].tolist() for window in windows]
    assert plain.tolist() == [label for labels in alone for label in labels]


def test_a_lone_inner_label_is_overruled_by_its_surroundings():
    scores = np.array([[0.0, 2.9, 3.0, 0, 0], [0, 0, 3, 0, 0]], dtype=np.float32)
    assert best_path(scores) == ["B-source", "I-source"]


def test_what_a_label_is_worth_behind_another_can_decide():
    scores = np.array([[0.0, 0, 0, 3, 0], [0.1, 0, 0, 0, 0]], dtype=np.float32)
    learnt = np.zeros((len(LABELS), len(LABELS)))
    learnt[LABELS.index("B-cue"), LABELS.index("I-cue")] = 1.0
    assert best_path(scores) == ["B-cue", "O"]
    assert best_path(scores, transition_scores(LABELS, learnt)) == ["B-cue", "I-cue"]


def test_chunks_are_runs_of_one_label():
    path = np.array([LABELS.index(x) for x in ("B-source", "I-source", "O", "B-cue", "B-cue", "I-cue")])
    assert chunks(path, LABELS) == [Chunk(0, 1, "source"), Chunk(3, 3, "cue"), Chunk(4, 5, "cue")]


def test_a_path_without_labels_has_no_chunks():
    assert chunks(np.zeros(3, dtype=np.int64), LABELS) == []
    assert chunks(np.zeros(0, dtype=np.int64), LABELS) == []


def test_a_chunk_goes_to_the_cue_that_its_tokens_point_at():
    links = np.full((3, 5), -9.0, dtype=np.float32)
    links[0, 4] = links[1, 4] = links[2, 3] = 5.0  # column 4 is token 3
    cues = np.array([(3, 4), (4, 5)])
    assert linked_cues(links, np.array([2, 1]), np.stack([cues, cues])).tolist() == [1, 0]


def test_a_chunk_that_points_at_nothing_has_no_cue():
    links = np.zeros((1, 3), dtype=np.float32)
    links[:, 0] = 5.0
    assert linked_cues(links, np.array([1]), np.array([[(2, 3)]])).tolist() == [-1]


def test_a_cue_of_another_window_is_none():
    links = np.full((1, 4), -9.0, dtype=np.float32)
    links[0, 3] = 5.0
    assert linked_cues(links, np.array([1]), np.array([[(0, 0), (3, 4)]])).tolist() == [1]
    links[0, 0] = -1e5
    assert linked_cues(links, np.array([1]), np.array([[(0, 0)]])).tolist() == [-1]
