"""Passages → padded tensors, batched by length."""
from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import torch
from torch import Tensor

from dragoman.analysis.windows import shape, windows
from dragoman.analysis.wordpieces import CLS, SEP, WordPieces
from training.corpora import NAMES, ROLES, Passage
from training.lemmas import script

IGNORE = -100


def vocabularies(passages: Sequence[Passage]) -> dict[str, list[str]]:
    """Label sets of each head, most frequent first. Lemma scripts seen once are left to the plain lower-case rule."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "lemma", "feats", "deprel")}
    for p in passages:
        counts["upos"].update(p.upos)
        counts["feats"].update(p.features)
        counts["deprel"].update(p.labels)
        counts["lemma"].update(script(w, lemma) for w, lemma in zip(p.words, p.lemmas, strict=False))
    table = {name: [v for v, n in c.most_common() if n > 1 or name != "lemma"] for name, c in counts.items()}
    return {**table, "names": NAMES, "roles": ROLES}


def fit(passage: Passage, pieces: WordPieces) -> list[Passage]:
    """The passage cut into windows that the encoder can hold. Only passages without trees are ever long enough to be cut."""
    cuts = windows(passage.words, [len(p) for p in pieces.encode(passage.words)])
    if len(cuts) < 2:
        return [passage]
    parts = []
    for a, b in cuts:
        part = Passage(passage.words[a:b], passage.gaps[a:b], names=passage.names[a:b], roles=passage.roles[a:b])
        part.links = [link if link < 1 else link - a if a < link <= b else -1 for link in passage.links[a:b]]
        parts.append(part)
    return parts


def batches(passages: Sequence[Passage], pieces: WordPieces, most: int, seed: int) -> list[list[Passage]]:
    """Groups of passages of like length, at most `most` padded pieces each, in a random order fixed by `seed`."""
    rng = random.Random(seed)
    sized = [(sum(len(x) for x in pieces.encode(p.words)) + 2 + rng.random(), i) for i, p in enumerate(passages)]
    groups: list[list[Passage]] = [[]]
    for size, i in sorted(sized):
        if groups[-1] and (len(groups[-1]) + 1) * int(size) > most:
            groups.append([])
        groups[-1].append(passages[i])
    rng.shuffle(groups)
    return groups


def inputs(group: Sequence[Passage], pieces: WordPieces) -> dict[str, Tensor]:
    """`ids`, `shapes` [B, T] and `first` [B, N], the place of each word's first piece (0 for padding)."""
    rows = []
    for p in group:
        ids, shapes, first = [CLS], [0], []
        for word, gap, own in zip(p.words, p.gaps, pieces.encode(p.words), strict=True):
            first.append(len(ids))
            ids += own
            shapes += [shape(word, gap)] * len(own)
        rows.append(([*ids, SEP], [*shapes, 0], first))
    return {name: _pad([r[k] for r in rows], 0) for k, name in enumerate(("ids", "shapes", "first"))}


def targets(group: Sequence[Passage], vocab: dict[str, list[str]]) -> dict[str, Tensor]:
    """Label ids [B, N] of each head the batch has gold for; `IGNORE` for padding and unknown labels."""
    index = {name: {v: i for i, v in enumerate(values)} for name, values in vocab.items()}
    rows: dict[str, list[list[int]]] = {}

    def put(name: str, values: list[list[int]]) -> None:
        if any(values):
            rows[name] = values

    put("starts", [p.starts for p in group])
    put("heads", [p.heads for p in group])
    put("links", [[IGNORE if link < 0 else link for link in p.links] for p in group])
    for name, key in (("upos", "upos"), ("feats", "features"), ("deprel", "labels"), ("names", "names"), ("roles", "roles")):
        put(name, [[index[name].get(v, IGNORE) for v in getattr(p, key)] for p in group])
    scripts = index["lemma"]
    put("lemma", [[scripts.get(script(w, m), IGNORE) if m else IGNORE for w, m in zip(p.words, p.lemmas, strict=False)] for p in group])
    width = max(len(p.words) for p in group)
    return {name: _pad(values, IGNORE, width) for name, values in rows.items()}


def _pad(rows: list[list[int]], value: int, width: int = 0) -> Tensor:
    width = width or max(len(r) for r in rows)
    return torch.tensor([r + [value] * (width - len(r)) for r in rows])
