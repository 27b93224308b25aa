"""Scores → labels: pure functions of arrays, no model and no text."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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
    """The best labels [heads, tokens] of windows under each head's `transition_scores` (Viterbi).

    `heads` are token scores [tokens, labels], window behind window, each head with labels of its own; `lengths` [windows] are the windows'
    tokens, at least one each. All windows and heads go through the tokens together: a step costs as much for one as for several.
    """
    place = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    rank = np.empty(len(lengths), dtype=np.int64)
    rank[np.argsort(-lengths, kind="stable")] = np.arange(len(lengths))
    order = np.lexsort((np.repeat(rank, lengths), place))  # all first tokens, then all second ones; the longest windows come first
    running = np.bincount(place)  # [steps]: windows that are so long
    size = max(scores.shape[1] for scores in heads)
    totals = np.full((len(order), len(heads), size), -np.inf)  # of the best path up to a token that ends in each label
    between = np.full((len(heads), size, size), -np.inf)  # [label, the label before it]
    for h, (scores, own) in enumerate(zip(heads, transitions, strict=True)):
        labels = scores.shape[1]
        totals[:, h, :labels] = scores[order]
        totals[:running[0], h, :labels] += own[-1]
        between[h, :labels, :labels] = own[:-1].T
    since = 0
    for before, now in pairwise(running.tolist()):
        at, since = since, since + before
        totals[since:since + now] += np.maximum.reduce(totals[at:at + now, :, None] + between, axis=-1)
    before = np.arange(running[0], len(order)) - np.repeat(running[:-1], running[1:])  # of all but first tokens, the row of the one before
    back = np.concatenate([np.zeros((running[0], len(heads), size), dtype=np.int64), (totals[before, :, None] + between).argmax(-1)])
    row = np.argsort(order)  # of each token
    last = np.cumsum(lengths) - 1
    return _followed(back[row], totals[row[last]].argmax(-1), last)


def _followed(back: NDArray[np.int64], final: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """The paths [heads, tokens] that end in the `final` labels [windows, heads] at `last`, by the best label before each."""
    paths = []
    for before, ends in zip(back.swapaxes(0, 1).tolist(), final.T.tolist(), strict=True):
        path = [0] * len(before)
        ending = dict(zip(last.tolist(), ends, strict=True))
        label = 0
        for i in range(len(before) - 1, -1, -1):
            path[i] = label = ending.get(i, label)
            label = before[i][label]
        paths.append(path)
    return np.array(paths, dtype=np.int64)


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
