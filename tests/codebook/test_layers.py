"""Which codebook is in use, and that each has answers of its own."""
from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.gestures import gesture
from dragoman.codebook.layers import SHIPPED, Codebook, added, in_use, per_codebook

OWN = Codebook.of({"gestures.yaml": "verbs:\n  - {words: [vilipend], kind: criticism, to: [object], about: [for]}\n"})


@per_codebook
def own_text(name: str) -> str | None:
    """What is laid over a file, remembered."""
    return added(name)


@given(st.lists(st.sampled_from([SHIPPED, OWN, Codebook.of({"gestures.yaml": "# other"})]), max_size=8))
def test_answers_are_those_of_the_codebook_in_use_whatever_was_used_before(order: list[Codebook]) -> None:
    for codebook in order:
        with in_use(codebook):
            assert own_text("gestures.yaml") == codebook.text("gestures.yaml")
    assert own_text("gestures.yaml") is None


def test_words_are_there_only_while_their_codebook_is_in_use() -> None:
    assert gesture("vilipend", "VERB") is None
    with in_use(OWN):
        meant = gesture("vilipend", "VERB")
        assert meant is not None
        assert meant.kind == "criticism"
        assert gesture("thank", "VERB") is not None
    assert gesture("vilipend", "VERB") is None


def test_an_error_ends_the_use() -> None:
    with pytest.raises(ValueError, match="stop"), in_use(OWN):
        raise ValueError("stop")
    assert added("gestures.yaml") is None


def test_another_thread_uses_the_shipped_one() -> None:
    with in_use(OWN), ThreadPoolExecutor(1) as pool:
        assert pool.submit(gesture, "vilipend", "VERB").result() is None


def test_fingerprint_tells_codebooks_apart_and_the_order_of_files_does_not_count() -> None:
    a, b = {"gestures.yaml": "x", "meetings.yaml": "y"}, {"meetings.yaml": "y", "gestures.yaml": "x"}
    assert Codebook.of(a) == Codebook.of(b)
    prints = {SHIPPED.fingerprint, Codebook.of(a).fingerprint, Codebook.of({"gestures.yaml": "x", "meetings.yaml": "z"}).fingerprint,
              Codebook.of({"gestures.yaml": "xy", "meetings.yaml": ""}).fingerprint}
    assert len(prints) == 4


def test_it_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(OWN)) == OWN  # noqa: S301 - our own bytes
    assert pickle.loads(pickle.dumps(OWN)).fingerprint == OWN.fingerprint  # noqa: S301
