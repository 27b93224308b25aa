"""Tokens → what the encoder reads beside their word pieces: shapes, and windows that no token falls out of.

A *window* is a run of consecutive tokens of one paragraph whose word pieces fit the encoder (`MAX_PIECES`). A paragraph that is longer
is cut after the last sentence-final mark that still fits, else after the last token that does. Training uses the same functions, so that
the model meets at run time what it was trained on.
"""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

MAX_PIECES = 254  # of one window, without the two that frame it
SHAPES = 19  # number of shape ids: 0 for padding and frame, then case (6) × gap (3)
_SENTENCE_FINAL = frozenset(".!?;”\"")

_REMEMBERED = 40  # characters of the longest word whose letter case is remembered

GAP_NONE, GAP_SPACE, GAP_BREAK = 0, 1, 2

Range = tuple[int, int]


def shape(word: str, gap: int) -> int:
    """The shape id of a word: its letter case and what stands before it (nothing, a space, a line break).

    The vocabulary is lower case; this brings back what lower-casing loses.
    """
    return 1 + (_case(word) if len(word) <= _REMEMBERED else _case.__wrapped__(word)) * 3 + gap


@lru_cache(100_000)
def _case(word: str) -> int:
    if word.islower():
        return 0
    if word.istitle() or (len(word) == 1 and word.isupper()):
        return 1
    if word.isupper():
        return 2
    if any(c.isdigit() for c in word):
        return 3
    return 4 if any(c.isalpha() for c in word) else 5


def windows(words: Sequence[str], lengths: ArrayLike, limit: int = MAX_PIECES, *, starts: ArrayLike | None = None) -> list[Range]:
    """Cut one paragraph into (first, last + 1) token ranges whose pieces sum to at most `limit`; every token is in exactly one.

    `lengths` are the pieces of each word. `starts`: which words are known to start a sentence; without it, one ends at its final marks.
    """
    ends = np.cumsum(np.asarray(lengths, dtype=np.int64))
    n = len(ends)
    if n and ends[-1] <= limit:
        return [(0, n)]
    sentences = np.array([i + 1 for i, word in enumerate(words) if word in _SENTENCE_FINAL]) if starts is None else np.flatnonzero(starts)
    cuts, first = [], 0
    while first < n:
        fits = int(np.searchsorted(ends, (ends[first - 1] if first else 0) + limit, side="right"))
        cut = fits
        if fits < n:
            last = np.searchsorted(sentences, fits, side="right") - 1  # the last sentence that ends before what no longer fits
            cut = int(sentences[last]) if last >= 0 and sentences[last] > first else fits
        cuts.append((first, cut))
        first = cut
    return cuts
