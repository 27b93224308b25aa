"""Lemmas of verbs as a codebook knows them."""
from __future__ import annotations

from collections.abc import Callable

from dragoman.analysis import Analysis

_ENDINGS = (("ed", 2), ("ing", 3))


def known_lemma(a: Analysis, t: int, is_known: Callable[[str], bool]) -> str:
    """The lemma of a word, lower case; where the codebook does not know it, the stem of a regular form that it knows.

    "boycotted" is "boycott" to it even where the lemma was guessed as "boycot".
    """
    lemma, word = a.lemma[t].lower(), a.word[t].lower()
    if a.upos[t] != "VERB" or is_known(lemma):
        return lemma
    stems = (word[:-n] + end for suffix, n in _ENDINGS if word.endswith(suffix) for end in ("", "e"))
    return next((stem for stem in stems if is_known(stem)), lemma)
