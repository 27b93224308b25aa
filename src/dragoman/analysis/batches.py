"""Tokens → what the encoder is fed: windows, and batches of windows of like length as padded arrays."""
from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.tokens import Tokens
from dragoman.analysis.windows import GAP_NONE, MAX_PIECES, shape, windows
from dragoman.analysis.wordpieces import CLS, SEP, WordPieces

_PIECES = 448  # padded pieces of one batch: more is hardly faster, needs more memory, and leaves other cores idle at a document's end
_SLACK = 8  # pieces by which a window may be shorter than the longest of its batch: padding costs time, and widens the ranges of int8

Inputs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


class Batches:
    """The windows of one document, in an order that follows from that document alone."""

    def __init__(self, tokens: Tokens, pieces: WordPieces) -> None:
        encoded = pieces.encode(tokens.vocabulary)
        lengths = np.array([len(ids) for ids in encoded], dtype=np.int64)
        counts = lengths[tokens.word]
        self._first = np.concatenate([[0], np.cumsum(counts)])
        # The pieces of the whole text, one after another: a window is a slice of them.
        places = np.arange(self._first[-1]) + np.repeat((np.cumsum(lengths) - lengths)[tokens.word] - self._first[:-1], counts)
        self._ids = np.array([id_ for ids in encoded for id_ in ids], dtype=np.int64)[places]
        shapes = np.array([shape(word, GAP_NONE) for word in tokens.vocabulary], dtype=np.int8)[tokens.word] + tokens.gap
        self._shapes = np.repeat(shapes, counts)
        self._ranges = _windows(tokens, counts)

    def __iter__(self) -> Iterator[NDArray[np.int64]]:
        """Batches of windows, as token ranges [B, 2], from the longest windows to the shortest."""
        sizes = self._first[self._ranges[:, 1]] - self._first[self._ranges[:, 0]] + 2
        order = np.argsort(-sizes, kind="stable")
        ranges, descending = self._ranges[order], -sizes[order]
        start = 0
        while start < len(ranges):
            longest = -int(descending[start])
            alike = int(np.searchsorted(descending, _SLACK - longest, side="right"))
            stop = min(alike, start + max(_PIECES // longest, 1))
            yield ranges[start:stop]
            start = stop

    def inputs(self, batch: NDArray[np.int64]) -> Inputs:
        """`ids` and `shapes` [B, T], `first` [B, N] the place of each token's first piece; zero where a window is padded."""
        edges = self._first[batch]
        ids, shapes = (np.zeros((len(batch), int((edges[:, 1] - edges[:, 0]).max()) + 2), dtype=np.int64) for _ in range(2))
        first = np.zeros((len(batch), int((batch[:, 1] - batch[:, 0]).max())), dtype=np.int64)
        ids[:, 0] = CLS
        for row, ((a, b), (start, stop)) in enumerate(zip(batch.tolist(), edges.tolist(), strict=True)):
            ids[row, 1:stop - start + 1] = self._ids[start:stop]
            ids[row, stop - start + 1] = SEP
            shapes[row, 1:stop - start + 1] = self._shapes[start:stop]
            first[row, :b - a] = self._first[a:b] - start + 1
        return ids, shapes, first


def _windows(tokens: Tokens, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The windows [W, 2] of all paragraphs as token ranges, by the pieces of each token: a paragraph that fits is one, others are cut."""
    edges = np.concatenate([[0], np.flatnonzero(np.diff(tokens.paragraph)) + 1, [len(tokens.word)]])
    found = np.stack([edges[:-1], edges[1:]], 1)[np.diff(edges) > 0]
    upto = np.concatenate([[0], np.cumsum(counts)])
    long = upto[found[:, 1]] - upto[found[:, 0]] > MAX_PIECES
    cut = []
    for first, stop in found[long].tolist():
        words = [tokens.vocabulary[i] for i in tokens.word[first:stop].tolist()]
        starts = None if tokens.starts is None else tokens.starts[first:stop]
        cut += [(first + a, first + b) for a, b in windows(words, counts[first:stop], starts=starts)]
    whole = np.concatenate([found[~long], np.array(cut, dtype=np.int64).reshape(-1, 2)])
    return whole[np.argsort(whole[:, 0])]
