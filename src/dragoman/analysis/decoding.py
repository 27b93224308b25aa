"""Scores → labels: pure functions of arrays, no model and no text."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Stems that no English verb ends in: its "e" went with the ending ("reiterat-ed", "impos-ing", "settl-ed"), or its last consonant was
# doubled before it ("expell-ed"). The rules are those of English spelling; verbs that break them ("add", "sell") are in the treebanks.
_LOST_E = re.compile(r"(?:[^aeo]at|[^tz]z|v|[^cis]c|(?<!foc)(?<!cauc)us|[aeio]s|[nr]s|[lrd]g|[bcdfgkpstz]l|[pqsu]ir|sur|phon|[nr]ven)$")
_LOST_Y = re.compile(r"(?<=..[^aeiou])ie?$")  # "ratifi-ed"; short ones ("die", "lie") are in the treebanks
_DOUBLED = re.compile(r"(?:(?<=..)([bdgmnprt])\1|(?:xpel|mpel|ropel|ncel|avel|abel|odel|ntrol|nrol)l)$")


class Chunk(NamedTuple):
    """Tokens `first` to `last` (inclusive) with one label."""

    first: int
    last: int
    label: str


def best_path(scores: NDArray[np.float32], labels: Sequence[str]) -> NDArray[np.int64]:
    """The best BIO labelling [n] of token scores [n, labels] in which no I- follows anything but its own B- or I- (Viterbi)."""
    n = len(scores)
    if n == 0:
        return np.zeros(0, dtype=np.int64)
    kinds = [label[2:] for label in labels]
    inner = [label.startswith("I-") for label in labels]
    allowed = np.array([[not inner[b] or kinds[a] == kinds[b] for b in range(len(labels))] for a in range(len(labels))])
    step = np.where(allowed, 0.0, -np.inf)
    total = np.where(inner, -np.inf, scores[0].astype(np.float64))
    back = np.zeros((n, len(labels)), dtype=np.int64)
    for i in range(1, n):
        through = total[:, None] + step
        back[i] = through.argmax(0)
        total = through.max(0) + scores[i]
    path = np.zeros(n, dtype=np.int64)
    path[-1] = total.argmax()
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def chunks(path: NDArray[np.int64], labels: Sequence[str]) -> list[Chunk]:
    """The labelled chunks of a BIO path."""
    found: list[Chunk] = []
    for i, k in enumerate(path):
        label = labels[k]
        if label.startswith("I-") and found and found[-1].last == i - 1:
            found[-1] = found[-1]._replace(last=i)
        elif label != "O":
            found.append(Chunk(i, i, label[2:]))
    return found


def linked_cue(chunk: Chunk, cues: Sequence[Chunk], links: NDArray[np.float32]) -> Chunk | None:
    """The cue that most of the chunk's weight points at; `links` is [n, n + 1], column 0 "none". None where that weighs most."""
    rows = links[chunk.first:chunk.last + 1].astype(np.float64)
    weights = np.exp(rows - rows.max(1, keepdims=True))
    weights /= weights.sum(1, keepdims=True)
    mean = weights.mean(0)
    shares = [float(mean[cue.first + 1:cue.last + 2].sum()) for cue in cues]
    if not shares or max(shares) < mean[0]:
        return None
    return cues[int(np.argmax(shares))]


def lemma(form: str, script: str) -> str:
    """Apply a lemma script: "L4|" lower-cases and cuts four characters, "K0|" keeps the form; what stands after "|" is added."""
    cut, _, added = script[1:].partition("|")
    base = form if script[0] == "K" else form.lower()
    count = int(cut)
    return base[:len(base) - count] + added if count <= len(base) else base


def whole_verb(stem: str) -> str:
    """The verb that a stem is left of, where the spelling shows that something was cut off or doubled; any other stem as it is."""
    if _DOUBLED.search(stem) or stem.endswith(("sse", "tche")):
        return stem[:-1]
    if _LOST_Y.search(stem):
        return f"{stem.rstrip('e')[:-1]}y"
    return f"{stem}e" if _LOST_E.search(stem) else stem
