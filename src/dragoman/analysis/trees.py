"""Arc scores → one tree per sentence."""
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

_ROOTS = 8  # of a sentence's words, how many are tried as its root at most


def best_trees(scores: Scores, sentences: NDArray[np.int64]) -> Heads:
    """Heads [B, N] in the best trees of windows of sentences, as places in their window; −1 for each sentence's one root.

    `scores` is [B, N, N + 1], column 0 the root, column j + 1 word j; `sentences` [B, N] numbers the sentence of each word, different
    ones in different windows, −1 for padding, whose heads mean nothing. The greedy choice is taken where it is a tree, which it is for
    most sentences.
    """
    n = sentences.shape[1]
    apart = sentences[:, :, None] != sentences[:, None, :]
    apart[:, np.arange(n), np.arange(n)] = True
    arcs = np.where(apart, -np.inf, scores[:, :, 1:])
    heads: Heads = arcs.argmax(2)
    heads[scores[:, :, 0] >= arcs.max(2)] = -1
    for sentence in _no_trees(heads, sentences):
        row, words = np.nonzero(sentences == sentence)
        first, stop = words[0], words[-1] + 1
        tree = best_tree(np.c_[scores[row[0], first:stop, 0], scores[row[0], first:stop, first + 1:stop + 1]])
        heads[row[0], first:stop] = np.where(tree < 0, -1, tree + first)
    return heads


def _no_trees(heads: Heads, sentences: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sentences whose greedy heads make no tree with one root: pointer doubling from each word, log₂ N steps."""
    rows, n = heads.shape
    ground = rows * n
    up = np.append(np.where(heads < 0, ground, heads + n * np.arange(rows)[:, None]).ravel(), ground)
    for _ in range(max(n.bit_length(), 1)):
        up = up[up]
    lost = (up[:-1] != ground).reshape(rows, n)
    known = sentences >= 0
    wrong = np.bincount(sentences[known & (heads < 0)], minlength=sentences.max() + 1) != 1
    wrong[sentences[known & lost]] = True
    return np.flatnonzero(wrong)


def best_tree(scores: Scores) -> Heads:
    """Heads of the best tree of one sentence: `scores` is [n, n + 1] as in `best_trees`. Returns [n], −1 for the one root.

    The maximum spanning tree with a single root (Chu and Liu 1965, Edmonds 1967). Roots are tried from the one whose tree could score
    highest, until none that is left can beat the best tree found.
    """
    n = len(scores)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:, :] = scores
    square[np.arange(n + 1), np.arange(n + 1)] = -np.inf
    root, square[:, 0] = square[:, 0].copy(), -np.inf
    greedy = square.max(1)
    bound = root[1:] + (greedy[1:].sum() - greedy[1:] if n > 1 else 0.0)
    best, best_total = np.zeros(n + 1, dtype=np.int64), -np.inf
    for chosen in (np.argsort(-bound, kind="stable")[:_ROOTS] + 1).tolist():
        if bound[chosen - 1] <= best_total:
            break
        trial = square.copy()
        trial[chosen] = -np.inf
        trial[chosen, 0] = root[chosen]
        tree = _spanning(trial)
        total = float(trial[np.arange(1, n + 1), tree[1:]].sum())
        if total > best_total:
            best, best_total = tree, total
    heads: Heads = best[1:] - 1
    return heads


def _spanning(scores: NDArray[np.float64]) -> Heads:
    """Maximum spanning arborescence of a square score matrix [dependent, head] with node 0 as root."""
    n = len(scores)
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    inner = scores[cycle, heads[cycle]]
    # Contract the cycle to one node, the last: what enters it trades against the arc it breaks.
    entering = scores[np.ix_(cycle, outside)] - inner[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    m = len(outside)
    smaller = np.full((m + 1, m + 1), -np.inf)
    smaller[:m, :m] = scores[np.ix_(outside, outside)]
    smaller[m, :m] = entering.max(0)
    smaller[:m, m] = leaving.max(1)
    sub = _spanning(smaller)
    result = heads.copy()
    for i in range(1, m):
        result[outside[i]] = outside[sub[i]] if sub[i] < m else cycle[leaving[i].argmax()]
    broken = entering[:, sub[m]].argmax()
    result[cycle[broken]] = outside[sub[m]]
    return result


def _find_cycle(heads: Heads) -> NDArray[np.int64] | None:
    """The nodes of some cycle, or None."""
    state = np.zeros(len(heads), dtype=np.int8)  # 0 unseen, 1 on the present path, 2 done
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(path[path.index(node):])
        state[path] = 2
    return None
