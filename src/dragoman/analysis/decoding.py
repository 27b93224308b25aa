"""Scores → labels: pure functions of arrays, no model and no text."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Chunk(NamedTuple):
    """Tokens `first` to `last` (inclusive) with one label."""

    first: int
    last: int
    label: str


def transition_scores(labels: Sequence[str], learnt: NDArray[np.float32] | None = None) -> NDArray[np.float64]:
    """What each BIO label is worth behind another, [labels + 1, labels]; the last row is for the first token of a window.

    An I- behind anything but its own B- or I- is minus infinity; all else is 0, or what the network learnt [labels, labels].
    """
    kinds = np.array([*(label[2:] for label in labels), ""])
    inner = np.array([label.startswith("I-") for label in labels])
    scores = np.zeros((len(labels) + 1, len(labels)))
    if learnt is not None:
        scores[:-1] = learnt
    return np.where(inner & (kinds[:, None] != kinds[:-1]), -np.inf, scores)


def best_paths(
        heads: Sequence[NDArray[np.float32]], lengths: NDArray[np.int64], transitions: Sequence[NDArray[np.float64]]) -> NDArray[np.int64]:
    """The best labels [heads, B, N] of windows under each head's `transition_scores` (Viterbi).

    `heads` are token scores [B, N, labels], each head with labels of its own: a step through the tokens costs as much for one head as for
    several. `lengths` [B] are the windows' tokens, at least one each; what is returned behind them means nothing.
    """
    rows, n = heads[0].shape[:2]
    size = max(scores.shape[2] for scores in heads)
    totals = np.full((n, len(heads), rows, size), -np.inf)  # of the best path up to a token that ends in each label
    between = np.full((len(heads), 1, size, size), -np.inf)  # [label, the label before it]
    for h, (scores, own) in enumerate(zip(heads, transitions, strict=True)):
        labels = scores.shape[2]
        totals[:, h, :, :labels] = scores.swapaxes(0, 1)
        totals[0, h, :, :labels] += own[-1]
        between[h, 0, :labels, :labels] = own[:-1].T
    steps = totals[1:, ..., None] + between  # what each step adds: the later label's own score, and what it is worth behind the one before
    through = np.empty(steps.shape[1:])
    for before, step, total in zip(totals[:-1, ..., None, :], steps, totals[1:], strict=True):
        np.add(before, step, out=through)
        np.maximum.reduce(through, axis=-1, out=total)
    back = (totals[:-1, ..., None, :] + between).argmax(-1)  # [N - 1, heads, B, label]: the label before it
    last = totals[lengths - 1, :, np.arange(rows)].argmax(-1)  # [B, heads]
    return np.array([[_back(back[:, h, row].tolist(), int(lengths[row]), int(last[row, h])) for row in range(rows)]
                     for h in range(len(heads))], dtype=np.int64)


def _back(before: list[list[int]], length: int, label: int) -> list[int]:
    """The path that ends in a label at the last token of a window, by the best label before each; it is filled up with that label."""
    path = [label] * (len(before) + 1)
    for i in range(length - 2, -1, -1):
        path[i] = label = before[i][label]
    return path


def chunks(path: NDArray[np.integer[Any]], labels: Sequence[str]) -> list[Chunk]:
    """The labelled chunks of a BIO path in which every I- follows its own B- or I-."""
    begins = np.flatnonzero(np.array([label.startswith("B-") for label in labels])[path])
    others = np.flatnonzero(np.array([*(not label.startswith("I-") for label in labels), True])[np.append(path, len(labels))])
    last = others[np.searchsorted(others, begins, side="right")] - 1
    return [Chunk(a, b, labels[k][2:]) for a, b, k in zip(begins.tolist(), last.tolist(), path[begins].tolist(), strict=True)]


def linked_cues(links: NDArray[np.float32], sizes: NDArray[np.int64], cues: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of each chunk, which cue most of its weight points at [chunks]; −1 for none, where that weighs most or there is no cue.

    `links` [tokens, N + 1] are the scores of the chunks' tokens, chunk behind chunk, column 0 "none"; `sizes` [chunks] the chunks' tokens;
    `cues` [chunks, cues, 2] the columns (first, last + 1) of each cue, an empty range where a cue is of another window than the chunk.
    """
    weights = np.exp(links.astype(np.float64) - links.max(1, keepdims=True))
    weights /= weights.sum(1, keepdims=True)
    mean = np.add.reduceat(weights, np.cumsum(sizes) - sizes) / sizes[:, None]
    upto = np.concatenate([np.zeros((len(mean), 1)), np.cumsum(mean, 1)], 1)
    chunk = np.arange(len(mean))[:, None]
    shares = upto[chunk, cues[..., 1]] - upto[chunk, cues[..., 0]]
    best = shares.argmax(1)
    return np.where(shares.max(1) >= np.maximum(mean[:, 0], np.finfo(np.float64).tiny), best, -1)
