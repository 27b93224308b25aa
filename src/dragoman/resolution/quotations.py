"""Quotation marks → quotations: which stretches of tokens stand between them."""
from __future__ import annotations

from typing import NamedTuple

from dragoman.analysis import Analysis

_PAIRS = {"“": "”", "«": "»", "„": "“", "``": "''"}
_CLOSING = frozenset(("”", "»", "''"))
_MARKS = frozenset(('"', *_PAIRS, *_CLOSING))
_MOST_SINGLE = 120  # tokens from mark to mark of a quotation between single marks
_MOST_INNER = 10  # tokens from mark to mark of words quoted inside a quotation


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
    last_mark = {a.paragraph[i]: i for i in range(len(a)) if a.word[i] in _MARKS}
    inner = -1  # the closing mark of words quoted inside a quotation
    for i in range(len(a)):
        word = a.word[i]
        if opened is not None and word in _MARKS and i > inner and a.paragraph[i] == a.paragraph[opened]:
            inner = max(inner, _inner_closing(a, i, last_mark[a.paragraph[i]]))
        if opened is not None and i <= inner:
            continue
        if opened is not None and a.paragraph[i] != a.paragraph[opened]:
            _add(a, found, opened, i)
            opened = None
        opens, closes = word in _PAIRS, word in _CLOSING
        if word == "‘" and opened is None:
            single = _single_closing(a, i)
            if single > 0:
                _add(a, found, i, single)
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


def _inner_closing(a: Analysis, i: int, last_mark: int) -> int:
    """Where words end that are quoted inside a quotation ("the field of "green" energy"), if a mark opens them; else -1."""
    if i + 1 >= len(a) or a.end[i - 1] == a.start[i] or a.start[i + 1] > a.end[i]:
        return -1
    closing = next((t for t in range(i + 2, min(i + _MOST_INNER, last_mark)) if a.word[t] in _MARKS), -1)
    return closing if closing > 0 and a.end[closing - 1] == a.start[closing] and a.word[closing] in (*_CLOSING, '"') else -1


def _single_closing(a: Analysis, i: int) -> int:
    """Where a quotation between single marks ends, told from an apostrophe by the comma or stop before it; -1 for words alone."""
    for t in range(i + 3, min(i + _MOST_SINGLE, len(a))):
        if a.paragraph[t] != a.paragraph[i] or a.word[t] == "‘":
            return -1
        if a.word[t] in ("’", "'") and a.word[t - 1] in (",", ".", "!", "?"):
            return t
    return -1


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
    called = first > 1 and a.upos[first - 2] in ("NOUN", "PROPN")  # at the forum "Trade in the north", it is a name
    ended = a.word[last] in (",", ".", "!", "?", "...") or (last + 1 < len(a) and last + 2 < len(a) and a.word[last + 2] in (",", "."))
    return starts and (finite or (ended and not called and last - first >= 3)) and last - first >= 1
