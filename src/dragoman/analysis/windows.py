"""Tokens → what the encoder reads beside their word pieces: shapes, and windows that no token falls out of.

A *window* is a run of consecutive tokens of one paragraph whose word pieces fit the encoder (`MAX_PIECES`). A paragraph that is longer
is cut after the last sentence-final mark that still fits, else after the last token that does. Training uses the same functions, so that
the model meets at run time what it was trained on.
"""
from __future__ import annotations

from collections.abc import Sequence

MAX_PIECES = 254  # of one window, without the two that frame it
SHAPES = 19  # number of shape ids: 0 for padding and frame, then case (6) × gap (3)
_SENTENCE_FINAL = frozenset(".!?;”\"")

GAP_NONE, GAP_SPACE, GAP_BREAK = 0, 1, 2


def shape(word: str, gap: int) -> int:
    """The shape id of a word: its letter case and what stands before it (nothing, a space, a line break).

    The vocabulary is lower case; this brings back what lower-casing loses.
    """
    if word.islower():
        case = 0
    elif word.istitle() or (len(word) == 1 and word.isupper()):
        case = 1
    elif word.isupper():
        case = 2
    elif any(c.isdigit() for c in word):
        case = 3
    elif any(c.isalpha() for c in word):
        case = 4
    else:
        case = 5
    return 1 + case * 3 + gap


def windows(words: Sequence[str], lengths: Sequence[int], limit: int = MAX_PIECES) -> list[tuple[int, int]]:
    """Cut one paragraph into (first, last + 1) token ranges whose pieces sum to at most `limit`; every token is in exactly one."""
    cuts, first, total, final = [], 0, 0, 0
    for i, n in enumerate(lengths):
        while total + n > limit:  # what a cut after a full stop leaves may still be too long
            cut = final if final > first else i
            cuts.append((first, cut))
            first, total = cut, sum(lengths[cut:i])
        total += n
        if words[i] in _SENTENCE_FINAL:
            final = i + 1
    if first < len(words):
        cuts.append((first, len(words)))
    return cuts
