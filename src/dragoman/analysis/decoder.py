"""The network's scores → the columns of an analysis, batch by batch, so that few scores are held at any time."""
from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.batches import Batches
from dragoman.analysis.columns import Analysis, Attribution
from dragoman.analysis.decoding import Chunk, best_paths, chunks, linked_cues
from dragoman.analysis.model import Model, Scores
from dragoman.analysis.sentences import start_hints
from dragoman.analysis.tokens import Tokens
from dragoman.analysis.trees import best_trees
from dragoman.document import Document

T = TypeVar("T")

_TOGETHER = 4096  # tokens whose names and roles are decided at one go
_COLUMNS = ("upos", "feats", "lemma", "deprel", "names")


class Places(NamedTuple):
    """Where the tokens of a batch are, all [tokens]: in which window, at which place of it, and which of the document's tokens it is."""

    row: NDArray[np.int64]
    place: NDArray[np.int64]
    token: NDArray[np.int64]


class Waiting(NamedTuple):
    """What a batch says of names and speech until it is decided for several batches together, which is faster.

    `lengths` [windows]; `names`, `roles` [tokens, labels] and `links` [windows, N, N + 1] are scores.
    """

    at: Places
    lengths: NDArray[np.int64]
    names: NDArray[np.float32]
    roles: NDArray[np.float32]
    links: NDArray[np.float32]


class Decoder:
    """The work of one analysis. Columns hold label numbers until all batches are read."""

    def __init__(self, document: Document, model: Model, tokens: Tokens) -> None:
        self.document, self.model, self.tokens = document, model, tokens
        self.batches = Batches(tokens, model.pieces)
        self.hints = start_hints(tokens.vocabulary, tokens.word)
        n = len(tokens.word)
        self.columns = {name: np.zeros(n, dtype=np.int16) for name in _COLUMNS}
        self.starts = np.zeros(n, dtype=bool)
        self.heads = np.full(n, -1, dtype=np.int32)
        self.attributions: list[Attribution] = []
        self.waiting: list[Waiting] = []

    def analysis(self) -> Analysis:
        """Read every batch, and put the columns into words."""
        ranges = list(self.batches)
        for batch, scores in zip(ranges, self.model.run_all(map(self.batches.inputs, ranges)), strict=True):
            self._read(batch, scores)
            if sum(len(one.at.token) for one in self.waiting) >= _TOGETHER:
                self._spans()
        self._spans()
        del self.batches, self.hints  # what long texts cannot afford to keep
        tokens, labels, lemmas = self.tokens, self.model.labels, self._lemmas()
        upos, feats, deprel = (_named(labels[name], self.columns[name]) for name in ("upos", "feats", "deprel"))
        numbers = tokens.paragraph, np.cumsum(self.starts) - 1
        paragraphs, sentences = (_named(range(column.max(initial=-1) + 1), column) for column in numbers)
        start, end, head = (array("i", column.astype(np.int32).tobytes()) for column in (*tokens.spans.T, self.heads))
        return Analysis(
            self.document, start, end, _named(tokens.vocabulary, tokens.word), paragraphs, sentences, upos, lemmas, feats, head, deprel,
            tuple(chunks(self.columns["names"], labels["names"])),
            tuple(sorted(self.attributions, key=lambda attribution: attribution.cue)))

    def _read(self, batch: NDArray[np.int64], scores: Scores) -> None:
        first, stop = batch.T
        lengths = stop - first
        row, place = np.nonzero(np.arange(lengths.max()) < lengths[:, None])
        at = Places(row, place, first[row] + place)
        for name in ("upos", "feats", "lemma"):
            self.columns[name][at.token] = scores[name][row, place]
        self._trees(scores, at)
        self.waiting.append(Waiting(at, lengths, scores["names"][row, place], scores["roles"][row, place], scores["links"]))

    def _spans(self) -> None:
        """Names and attributed speech of the batches that wait for them."""
        if not self.waiting:
            return
        places, lengths, names, roles, _ = zip(*self.waiting, strict=True)
        paths = best_paths((np.concatenate(names), np.concatenate(roles)), np.concatenate(lengths), self.model.transitions)
        cuts = np.cumsum([len(at.token) for at in places])[:-1]
        for one, name, role in zip(self.waiting, *(np.split(path, cuts) for path in paths), strict=True):
            self.columns["names"][one.at.token] = name
            self._speech(one.links, role, one.at)
        self.waiting.clear()

    def _trees(self, scores: Scores, at: Places) -> None:
        row, place, token = at
        guessed = scores["start"][row, place] + self.hints[token] > 0
        starts = guessed if self.tokens.starts is None else self.tokens.starts[token]
        starts |= place == 0
        sentences = np.full(scores["start"].shape, -1, dtype=np.int64)
        sentences[row, place] = np.cumsum(starts) - 1
        heads = best_trees(scores["arcs"], sentences)[row, place]
        self.starts[token] = starts
        self.heads[token] = np.where(heads < 0, -1, heads + token - place)
        relations = self.model.relations(scores["label_dependent"][row, place], scores["label_head"][row, heads + 1])
        self.columns["deprel"][token] = np.where(heads < 0, self.model.root, relations)

    def _speech(self, links: NDArray[np.float32], roles: NDArray[np.int64], at: Places) -> None:
        """Attributions: each cue with the sources and contents that are linked to it."""
        found = chunks(roles, self.model.labels["roles"])
        cues = [c for c in found if c.label == "cue"]
        parts = [c for c in found if c.label != "cue"]
        linked: list[dict[str, list[Chunk]]] = [{"source": [], "content": []} for _ in cues]
        if cues and parts:
            sizes = np.array([c.last - c.first + 1 for c in parts])
            inside = np.concatenate([np.arange(c.first, c.last + 1) for c in parts])
            columns = np.array([(at.place[c.first] + 1, at.place[c.last] + 2) for c in cues])
            together = at.row[[c.first for c in parts]][:, None] == at.row[[c.first for c in cues]]
            chosen = linked_cues(links[at.row[inside], at.place[inside]], sizes, np.where(together[..., None], columns, 0))
            for part, cue in zip(parts, chosen.tolist(), strict=True):
                if cue >= 0:
                    linked[cue][part.label].append(_moved(part, at))
        self.attributions += [Attribution(_moved(cue, at), tuple(by["source"]), tuple(by["content"]))
                              for cue, by in zip(cues, linked, strict=True)]

    def _lemmas(self) -> list[str]:
        """The lemma of each token, worked out once for all tokens of the same form, part of speech and script."""
        upos, scripts = self.model.labels["upos"], len(self.model.labels["lemma"])
        keys = (self.tokens.word * len(upos) + self.columns["upos"]) * scripts + self.columns["lemma"]
        different, which = np.unique(keys, return_inverse=True)
        lemmas = [self.model.lemma(self.tokens.vocabulary[key // scripts // len(upos)], upos[key // scripts % len(upos)], key % scripts)
                  for key in different.tolist()]
        return _named(lemmas, which)


def _named(names: Sequence[T], column: NDArray[np.integer[Any]]) -> list[T]:
    """The column with numbers put into words; equal ones are one object."""
    words: list[T] = np.array(names, dtype=object)[column].tolist()
    return words


def _moved(chunk: Chunk, at: Places) -> Chunk:
    return Chunk(int(at.token[chunk.first]), int(at.token[chunk.last]), chunk.label)
