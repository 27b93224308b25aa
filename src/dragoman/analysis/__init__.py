"""Text → tokens, sentences, parts of speech, lemmas, trees, names and attributed speech.

`analyse` is a pure function of the document's text and the model: batches hold windows of one document only, so that what else is read
in the same call changes nothing (docs/decisions/0005).
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.decoding import Chunk, best_path, chunks, linked_cue
from dragoman.analysis.model import Model, Scores, shipped
from dragoman.analysis.tokenization import tokenize
from dragoman.analysis.trees import best_tree
from dragoman.analysis.windows import GAP_BREAK, GAP_NONE, GAP_SPACE, shape, windows
from dragoman.analysis.wordpieces import CLS, SEP
from dragoman.document import Document, Span

__all__ = ["Analysis", "Attribution", "Chunk", "Model", "analyse", "shipped"]

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_FINAL, _CLOSING = frozenset((".", "!", "?")), frozenset(("”", "»", '"', ")"))
# Added to the logit of a sentence start by what the spelling suggests. On EWT and GUM dev, 2 after a full stop changes nothing (± 0.1 F1),
# and inside long quotations, which the treebanks hardly have, it finds the starts that the network is in two minds about; −2 after a
# word costs 0.3 on the web texts of EWT, which often leave out the full stop, and keeps long titles and names whole.
_AFTER_FINAL, _AFTER_WORD = 2.0, -2.0
_BATCH_PIECES = 4096  # padded pieces of one batch: enough to keep two cores busy, about 60 MB of activations


@dataclass(frozen=True)
class Attribution:
    """Somebody's words as the speech head sees them: the cue ("said", "according to"), who, and what. All are chunks of tokens."""

    cue: Chunk
    sources: tuple[Chunk, ...]
    contents: tuple[Chunk, ...]


@dataclass(frozen=True)
class Analysis:
    """Columns over the tokens of a document; `n` tokens, all lists of that length.

    `start`, `end` are code-point offsets; `head` is the index of a token's head, −1 for the root of a sentence; `sentence` and `paragraph`
    number what a token belongs to; `upos`, `feats`, `deprel` are Universal Dependencies labels.
    """

    document: Document
    start: list[int]
    end: list[int]
    word: list[str]
    paragraph: list[int]
    sentence: list[int]
    upos: list[str]
    lemma: list[str]
    feats: list[str]
    head: list[int]
    deprel: list[str]
    names: tuple[Chunk, ...]
    attributions: tuple[Attribution, ...]

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def sentences(self) -> list[range]:
        """The token range of each sentence."""
        cuts = [i for i in range(len(self)) if i == 0 or self.sentence[i] != self.sentence[i - 1]] + [len(self)]
        return [range(a, b) for a, b in pairwise(cuts)]

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in order."""
        lists: list[list[int]] = [[] for _ in self.word]
        for i, h in enumerate(self.head):
            if h >= 0:
                lists[h].append(i)
        return lists

    def subtree(self, token: int) -> list[int]:
        """The token and everything that hangs on it, in order."""
        found, queue = [token], [token]
        while queue:
            below = self.children[queue.pop()]
            found += below
            queue += below
        return sorted(found)

    def span(self, first: int, last: int) -> Span:
        """The code-point range from token `first` to token `last`, inclusive."""
        return Span(self.start[first], self.end[last])

    def text(self, first: int, last: int) -> str:
        """The document's text from token `first` to token `last`, inclusive."""
        return self.document.text[self.start[first]:self.end[last]]


def analyse(document: Document, model: Model | None = None) -> Analysis:
    """Analyse a document with the shipped model, or with another."""
    model = model or shipped()
    text = document.text
    spans: list[tuple[int, int]] = []
    paragraphs: list[range] = []
    for match in _PARAGRAPH.finditer(text):
        inside = list(tokenize(text, *match.span()))
        paragraphs.append(range(len(spans), len(spans) + len(inside)))
        spans += inside
    words = [text[a:b] for a, b in spans]
    return _Decoder(document, model, spans, words, paragraphs).analysis()


def _hint(words: Sequence[str], i: int) -> float:
    """What the spelling adds to the score of a sentence start, by the mark or the word before it and the letter it begins with."""
    before = i - 1 - (i > 1 and words[i - 1] in _CLOSING)
    if before >= 0 and words[before] in _FINAL and (words[i][0].isupper() or words[i][0].isdigit() or words[i][0] in "“«\""):
        return _AFTER_FINAL
    return _AFTER_WORD if i and words[i - 1][-1].isalnum() else 0.0


class _Decoder:
    """The work of one `analyse`: windows in, columns out."""

    def __init__(self, document: Document, model: Model, spans: list[tuple[int, int]], words: list[str], paragraphs: list[range]) -> None:
        self.document, self.model, self.spans, self.words, self.paragraphs = document, model, spans, words, paragraphs
        self.pieces = model.pieces.encode(words)
        gaps = [GAP_SPACE if i and a > spans[i - 1][1] else GAP_NONE for i, (a, _) in enumerate(spans)]
        for p in paragraphs:
            gaps[p.start] = GAP_BREAK
        self.shapes = [shape(w, g) for w, g in zip(words, gaps, strict=True)]
        self.hints = np.array([_hint(words, i) for i in range(len(words))], dtype=np.float32)
        n = len(words)
        self.sentence_starts = np.zeros(n, dtype=bool)
        self.upos, self.lemma, self.feats = ([""] * n for _ in range(3))
        self.arcs: list[tuple[int, NDArray[np.float32], NDArray[np.float32]]] = []  # first token of a window, vectors of its arcs' two ends
        self.head = [-1] * n
        self.names: list[Chunk] = []
        self.attributions: list[Attribution] = []

    def analysis(self) -> Analysis:
        ranges = [(p.start + a, p.start + b) for p in self.paragraphs
                  for a, b in windows(self.words[p.start:p.stop], [len(x) for x in self.pieces[p.start:p.stop]])]
        for batch in self._batches(ranges):
            for (a, b), scores in zip(batch, self._run(batch), strict=True):
                self._syntax(a, b, scores)
                self._speech(a, scores)
        return Analysis(
            self.document, [a for a, _ in self.spans], [b for _, b in self.spans], self.words,
            [k for k, p in enumerate(self.paragraphs) for _ in p], (np.cumsum(self.sentence_starts) - 1).tolist(),
            self.upos, self.lemma, self.feats, self.head, self._labels(),
            tuple(sorted(self.names)), tuple(sorted(self.attributions, key=lambda x: x.cue)))

    def _batches(self, ranges: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
        """Windows of like length together; the order depends on this document alone."""
        sized = sorted((sum(len(p) for p in self.pieces[a:b]) + 2, a, b) for a, b in ranges)
        batches: list[list[tuple[int, int]]] = []
        room = 0
        for size, a, b in sized:
            if not batches or (len(batches[-1]) + 1) * size > room:
                batches.append([])
                room = _BATCH_PIECES
            batches[-1].append((a, b))
        return batches

    def _run(self, batch: Sequence[tuple[int, int]]) -> list[Scores]:
        """The scores of each window, cut to its own length."""
        rows = []
        for a, b in batch:
            ids, shapes, first = [CLS], [0], []
            for i in range(a, b):
                first.append(len(ids))
                ids += self.pieces[i]
                shapes += [self.shapes[i]] * len(self.pieces[i])
            rows.append(([*ids, SEP], [*shapes, 0], first))
        arrays = []
        for column in zip(*rows, strict=True):
            padded = np.zeros((len(rows), max(len(r) for r in column)), dtype=np.int64)
            for row, values in zip(padded, column, strict=True):
                row[:len(values)] = values
            arrays.append(padded)
        scores = self.model.run(*arrays)
        square = ("arcs", "links")
        return [{name: values[k, :b - a, :b - a + 1] if name in square else values[k, :b - a + (name == "label_head")]
                 for name, values in scores.items()} for k, (a, b) in enumerate(batch)]

    def _syntax(self, a: int, b: int, scores: Scores) -> None:
        labels = self.model.labels
        starts = scores["start"] + self.hints[a:b] > 0
        starts[0] = True
        self.sentence_starts[a:b] = starts
        cuts = [*np.flatnonzero(starts).tolist(), b - a]
        heads = np.empty(b - a, dtype=np.int64)
        for first, stop in pairwise(cuts):
            columns = np.r_[0, first + 1:stop + 1]
            tree = best_tree(scores["arcs"][first:stop][:, columns])
            heads[first:stop] = np.where(tree < 0, -1, tree + first)
        self.arcs.append((a, scores["label_dependent"], scores["label_head"][heads + 1]))
        for i in range(b - a):
            self.upos[a + i] = labels["upos"][scores["upos"][i]]
            self.feats[a + i] = labels["feats"][scores["feats"][i]]
            self.lemma[a + i] = self.model.lemma(self.words[a + i], self.upos[a + i], int(scores["lemma"][i]))
            self.head[a + i] = a + int(heads[i]) if heads[i] >= 0 else -1

    def _labels(self) -> list[str]:
        """The relation of each token to its head, for all windows in one product."""
        if not self.arcs:
            return []
        _, dependents, heads = zip(*sorted(self.arcs, key=lambda arcs: arcs[0]), strict=True)
        labels = self.model.dependency_labels(np.concatenate(dependents), np.concatenate(heads))
        return [label if head >= 0 else "root" for label, head in zip(labels, self.head, strict=True)]

    def _speech(self, a: int, scores: Scores) -> None:
        labels = self.model.labels
        named = chunks(best_path(scores["names"], labels["names"]), labels["names"])
        self.names += [Chunk(a + c.first, a + c.last, c.label) for c in named]
        found = chunks(best_path(scores["roles"], labels["roles"]), labels["roles"])
        cues = [c for c in found if c.label == "cue"]
        linked: dict[Chunk, dict[str, list[Chunk]]] = {c: {"source": [], "content": []} for c in cues}
        for chunk in found:
            if chunk.label != "cue":
                cue = linked_cue(chunk, cues, scores["links"])
                if cue is not None:
                    linked[cue][chunk.label].append(Chunk(a + chunk.first, a + chunk.last, chunk.label))
        self.attributions += [Attribution(Chunk(a + c.first, a + c.last, "cue"), tuple(parts["source"]), tuple(parts["content"]))
                              for c, parts in linked.items()]
