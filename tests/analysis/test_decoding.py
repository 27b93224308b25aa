"""Labels are decoded by the rules of BIO and of lemma scripts."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.decoding import Chunk, best_path, chunks, lemma, linked_cue, whole_verb

LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue"]


@given(st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_no_inner_label_follows_anything_but_its_own_kind(n, seed):
    path = best_path(np.random.default_rng(seed).normal(size=(n, len(LABELS))).astype(np.float32), LABELS)
    tags = [LABELS[i] for i in path]
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


def test_a_lone_inner_label_is_overruled_by_its_surroundings():
    scores = np.array([[0.0, 2.9, 3.0, 0, 0], [0, 0, 3, 0, 0]], dtype=np.float32)
    assert [LABELS[i] for i in best_path(scores, LABELS)] == ["B-source", "I-source"]


def test_chunks_are_runs_of_one_label():
    path = np.array([LABELS.index(x) for x in ("B-source", "I-source", "O", "B-cue", "B-cue", "I-cue")])
    assert chunks(path, LABELS) == [Chunk(0, 1, "source"), Chunk(3, 3, "cue"), Chunk(4, 5, "cue")]


@pytest.mark.parametrize(("form", "script", "expected"), [
    ("running", "L4|", "run"), ("Was", "L3|be", "be"), ("Korea", "K0|", "Korea"), ("cities", "L3|y", "city"), ("ad", "L5|", "ad"),
])
def test_lemma_scripts_edit_the_end_of_a_form(form, script, expected):
    assert lemma(form, script) == expected


def test_a_chunk_goes_to_the_cue_that_its_tokens_point_at():
    links = np.full((4, 5), -9.0, dtype=np.float32)
    links[0, 4] = links[1, 4] = 5.0  # column 4 is token 3
    cues = [Chunk(2, 2, "cue"), Chunk(3, 3, "cue")]
    assert linked_cue(Chunk(0, 1, "content"), cues, links) == cues[1]


def test_a_chunk_that_points_at_nothing_has_no_cue():
    links = np.zeros((2, 3), dtype=np.float32)
    links[:, 0] = 5.0
    assert linked_cue(Chunk(0, 0, "content"), [Chunk(1, 1, "cue")], links) is None


@pytest.mark.parametrize(("stem", "verb"), [
    ("reiterat", "reiterate"), ("impos", "impose"), ("accus", "accuse"), ("expell", "expel"), ("permitt", "permit"), ("settl", "settle"),
    ("announc", "announce"), ("defeat", "defeat"), ("express", "express"), ("focus", "focus"), ("sign", "sign"), ("call", "call"),
    ("ratifie", "ratify"), ("ratifi", "ratify"), ("telephon", "telephone"), ("conven", "convene"), ("discusse", "discuss"),
])
def test_what_an_ending_took_from_a_verb_is_given_back(stem, verb):
    assert whole_verb(stem) == verb
