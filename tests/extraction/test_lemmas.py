"""Lemmas as a codebook knows them."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.lemmas import known_lemma


@pytest.mark.parametrize(("known", "expected"), [({"boycott"}, "boycott"), ({"boycotte"}, "boycotte"), (set(), None)])
def test_stem_that_is_known_is_the_lemma_where_the_guessed_one_is_not(known: set[str], expected: str | None) -> None:
    a = analyse(Document(id="x", text="Peru boycotted the summit in Chile."))
    t = a.word.index("boycotted")
    assert known_lemma(a, t, known.__contains__) == (expected or a.lemma[t])


def test_known_lemma_stays() -> None:
    a = analyse(Document(id="x", text="Peru released two sailors."))
    assert known_lemma(a, a.word.index("released"), {"release", "releas"}.__contains__) == "release"


def test_nouns_keep_their_lemma() -> None:
    a = analyse(Document(id="x", text="The meeting in Chile was long."))
    assert known_lemma(a, 1, {"meet"}.__contains__) == a.lemma[1].lower()
