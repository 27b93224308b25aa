"""Quotation marks → quotations: which stretches of tokens stand between them."""
from __future__ import annotations

from typing import NamedTuple

from dragoman.analysis import Analysis

_PAIRS = {"“": "”", "«": "»", "„": "“", "``": "''"}
_CLOSING = frozenset(("”", "»", "''"))


class Quotation(NamedTuple):
    """Tokens `first` to `last` (inclusive) between two marks. `clause`: a clause or sentence of its own, not a few quoted words."""

    first: int
    last: int
    clause: bool

    def covers(self, token: int) -> bool:
        """Whether the token stands inside."""
        return self.first <= token <= self.last


def find_quotations(a: Analysis) -> list[Quotation]:
    """All quotations, in order. One that is not closed ends with its paragraph, as quoted paragraphs in a row are printed."""
    found: list[Quotation] = []
    opened: int | None = None
    for i in range(len(a)):
        word = a.word[i]
        if opened is not None and a.paragraph[i] != a.paragraph[opened]:
            _add(a, found, opened, i)
            opened = None
        opens, closes = word in _PAIRS, word in _CLOSING
        if word == '"':
            opens = opened is None and _stands_open(a, i)
            closes = not opens
        if opens and opened is None:
            opened = i
        elif closes and opened is not None:
            _add(a, found, opened, i)
            opened = None
    if opened is not None:
        _add(a, found, opened, len(a))
    return found


def _stands_open(a: Analysis, i: int) -> bool:
    """Whether a straight mark opens: text follows without a gap, or nothing but a gap stands before it."""
    follows = i + 1 < len(a) and a.start[i + 1] == a.end[i]
    return follows or i == 0 or a.end[i - 1] < a.start[i]


def _add(a: Analysis, found: list[Quotation], opening: int, closing: int) -> None:
    first, last = opening + 1, closing - 1
    if first <= last:
        found.append(Quotation(first, last, _is_clause(a, first, last)))


def _is_clause(a: Analysis, first: int, last: int) -> bool:
    finite = any("VerbForm=Fin" in a.feats[t] or "Mood=Imp" in a.feats[t] for t in range(first, last + 1))
    starts = a.word[first][:1].isupper() or not a.word[first][:1].isalpha()
    ended = a.word[last] in (",", ".", "!", "?", "...") or (last + 1 < len(a) and last + 2 < len(a) and a.word[last + 2] in (",", "."))
    return starts and (finite or (ended and last - first >= 3)) and last - first >= 1
