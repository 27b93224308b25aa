"""Arc scores → one tree per sentence."""
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

_ROOTS = 8  # of a sentence's words, how many are tried as its root where the greedy choice is no tree


def best_tree(scores: Scores) -> Heads:
    """Heads of the best tree: `scores` is [n, n + 1], column 0 the root, column j + 1 word j. Returns [n], −1 for the one root.

    The greedy choice is taken where it is a tree, which it is for most sentences; else the maximum spanning tree with a single root
    (Chu and Liu 1965, Edmonds 1967).
    """
    n = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(n), np.arange(n) + 1] = -np.inf
    heads: Heads = scores.argmax(1) - 1
    if (heads < 0).sum() == 1 and not _cycle(heads).any():
        return heads
    return _single_root(scores)


def _cycle(heads: Heads) -> NDArray[np.bool_]:
    """Which words never reach the root: pointer doubling, log₂ n steps."""
    n = len(heads)
    up = np.where(heads < 0, n, heads)
    up = np.append(up, n)
    for _ in range(max(n.bit_length(), 1)):
        up = up[up]
    lost: NDArray[np.bool_] = up[:n] != n
    return lost


def _single_root(scores: Scores) -> Heads:
    """The best tree with a single root, over the `_ROOTS` likeliest choices of that root."""
    n = len(scores)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:, :] = scores
    best, best_total = np.zeros(n + 1, dtype=np.int64), -np.inf
    for root in np.argsort(-scores[:, 0], kind="stable")[:_ROOTS]:
        trial = square.copy()
        trial[1:, 0] = -np.inf
        trial[root + 1, 0] = scores[root, 0]
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
