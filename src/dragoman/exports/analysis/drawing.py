"""A sentence's dependency tree → where its words, arcs and labels stand, in pixels. Nothing is measured: widths are estimated from above.

Arcs stand over the words, a short one below every longer one that covers it; each ends at a place of its own over its word, so that no two
share a line. The arrow points at the dependent.
"""
from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.analysis import Analysis, Chunk

WORD_SIZE, SMALL_SIZE = 15, 12  # pixels of the letters; the page's style sheet sets the same
_LEVEL, _STEP, _GAP, _MARGIN, _CORNER = 21, 7, 14, 14, 7
_LINE, _BAND = 18, 24  # height of a line below the words, and of a band
_LONGEST = 32  # characters of a word that are drawn
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’|!()[]-·"), frozenset("mwMW@%&—…")

Ends = list[dict[tuple[int, int], float]]


@dataclass(frozen=True)
class Column:
    """A word and what stands under it; `x` is its middle. `form` and `lemma` may be shortened."""

    x: int
    token: int
    form: str
    upos: str
    lemma: str


@dataclass(frozen=True)
class Arc:
    """A line from head to dependent, with the three points of an arrow at its end; the label's middle is at (x, y)."""

    path: str
    arrow: str
    label: str
    x: int
    y: int


@dataclass(frozen=True)
class Band:
    """A bracket under some words: a name, or a part of an attribution. `kind` is the chunk's label, `label` what is written to it."""

    x1: int
    x2: int
    y: int
    kind: str
    label: str


@dataclass(frozen=True)
class Drawing:
    """A sentence, drawn: `base` is the height at which arcs end and words begin."""

    width: int
    height: int
    base: int
    columns: tuple[Column, ...]
    arcs: tuple[Arc, ...]
    bands: tuple[Band, ...]


def draw(analysis: Analysis, tokens: range, bands: Sequence[Sequence[tuple[Chunk, str]]] = ()) -> Drawing:
    """The drawing of one sentence. `bands`: row by row the chunks to be bracketed under it, each with what is written to it."""
    heads = [analysis.head[t] - tokens.start if analysis.head[t] >= 0 else i for i, t in enumerate(tokens)]
    rows = [(_shortened(analysis.word[t]), analysis.upos[t], _shortened(analysis.lemma[t])) for t in tokens]
    relations = [analysis.deprel[t] for t in tokens]
    ends = _ends(heads)
    widths = [max(text_width(form, WORD_SIZE), text_width(upos, SMALL_SIZE), text_width(lemma, SMALL_SIZE), _STEP * len(own))
              for (form, upos, lemma), own in zip(rows, ends, strict=True)]
    filled = [row for row in bands if row]
    for chunk, label in chain.from_iterable(filled):
        first, last = max(chunk.first, tokens.start) - tokens.start, min(chunk.last, tokens[-1]) - tokens.start
        room = text_width(label, SMALL_SIZE) + _CORNER  # it is written in bold
        widths[last] += max(0, room - sum(widths[first:last + 1]) - _GAP * (last - first))
    middles = _middles(widths, heads, relations, ends)
    levels = _levels(heads)
    base = _MARGIN + SMALL_SIZE + _LEVEL * (max(levels) + 1)
    arcs = [_arc(middles[h] + ends[h][h, d], middles[d] + ends[d][h, d], base - _LEVEL * levels[d], base, relation)
            if h != d else _root(middles[d] + ends[d][d, d], base, relation)
            for d, (h, relation) in enumerate(zip(heads, relations, strict=True))]
    edges = [(round(x - w / 2), round(x + w / 2)) for x, w in zip(middles, widths, strict=True)]
    below = base + 3 * _LINE + 8
    return Drawing(
        edges[-1][1] + _MARGIN, below + _BAND * len(filled) + 4, base,
        tuple(Column(round(x), t, *row) for x, t, row in zip(middles, tokens, rows, strict=True)), tuple(arcs),
        tuple(Band(edges[max(chunk.first - tokens.start, 0)][0], edges[min(chunk.last, tokens[-1]) - tokens.start][1],
                   below + _BAND * n, chunk.label, label) for n, row in enumerate(filled) for chunk, label in row))


def text_width(text: str, size: int) -> float:
    """About how wide a text is, in pixels, in the sans-serif letters of most systems; rather too wide than too narrow."""
    return size * sum(map(_letter_width, text))


def _letter_width(c: str) -> float:
    """In units of the letters' size."""
    if unicodedata.combining(c) or unicodedata.category(c) == "Cf":
        return 0.0
    if c in _NARROW:
        return 0.36
    if unicodedata.east_asian_width(c) in "WF":
        return 1.05
    return 0.92 if c in _WIDE else 0.72 if c.isupper() else 0.6


def _shortened(word: str) -> str:
    return word if len(word) <= _LONGEST else f"{word[:_LONGEST - 1]}…"


def _levels(heads: Sequence[int]) -> list[int]:
    """How high the arc to each word runs: from 1, over all shorter ones that share a stretch with it; 0 for a root."""
    levels, highest = [0] * len(heads), [0] * len(heads)
    for d in sorted(range(len(heads)), key=lambda d: (abs(heads[d] - d), d)):
        a, b = sorted((heads[d], d))
        if a < b:
            levels[d] = max(highest[a:b]) + 1
            highest[a:b] = [levels[d]] * (b - a)
    return levels


def _ends(heads: Sequence[int]) -> Ends:
    """For each word, how far from its middle each of its arcs (head, dependent) ends; that of a root is (d, d), a line from above.

    From left to right: arcs to the left, the shortest first; the root's; arcs to the right, the longest first. So none crosses another.
    """
    at: list[list[tuple[int, int, tuple[int, int]]]] = [[] for _ in heads]
    for d, h in enumerate(heads):
        for here, there in {(d, h), (h, d)}:
            side = (there > here) - (there < here)
            at[here].append((side, here - there, (h, d)))
    return [{arc: (k - (len(found) - 1) / 2) * _STEP for k, (_, _, arc) in enumerate(sorted(found))} for found in at]


def _middles(widths: Sequence[float], heads: Sequence[int], relations: Sequence[str], ends: Ends) -> list[float]:
    """The middle of each word: far enough from the one before, and from the other end of each arc for the arc's label."""
    closing: list[list[tuple[int, int]]] = [[] for _ in widths]
    for d, h in enumerate(heads):
        closing[max(d, h)].append((h, d))
    middles: list[float] = []
    for i, width in enumerate(widths):
        x = middles[-1] + (widths[i - 1] + width) / 2 + _GAP if i else _MARGIN + width / 2
        for h, d in closing[i]:
            room = text_width(relations[d], SMALL_SIZE)
            if h != d:
                other = min(h, d)
                x = max(x, middles[other] + ends[other][h, d] + room + 2 * _CORNER - ends[i][h, d])
            elif not i:
                x = max(x, room / 2 + 4)
        middles.append(x)
    return middles


def _arc(head: float, dependent: float, y: int, base: int, relation: str) -> Arc:
    a, b = round(head), round(dependent)
    turn = _CORNER if b > a else -_CORNER
    path = f"M{a} {base}V{y + _CORNER}Q{a} {y} {a + turn} {y}H{b - turn}Q{b} {y} {b} {y + _CORNER}V{base - 5}"
    return Arc(path, _arrow(b, base), relation, (a + b) // 2, y)


def _root(at: float, base: int, relation: str) -> Arc:
    x, top = round(at), _MARGIN
    return Arc(f"M{x} {top}V{base - 5}", _arrow(x, base), relation, x, top)


def _arrow(x: int, base: int) -> str:
    return f"{x - 3},{base - 6} {x + 3},{base - 6} {x},{base}"
