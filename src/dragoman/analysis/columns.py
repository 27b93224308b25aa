"""What an analysis holds: columns over the tokens of a document, and what they are asked for most."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.analysis.decoding import Chunk
from dragoman.document import Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Attribution:
    """Somebody's words as the speech head sees them: the cue ("said", "according to"), who, and what. All are chunks of tokens."""

    cue: Chunk
    sources: tuple[Chunk, ...]
    contents: tuple[Chunk, ...]


@dataclass(frozen=True)
class Analysis:
    """Columns over the tokens of a document; `n` tokens, all of that length.

    `start`, `end` are code-point offsets; `head` is the index of a token's head, −1 for the root of a sentence; `sentence` and `paragraph`
    number what a token belongs to; `upos`, `feats`, `deprel` are Universal Dependencies labels. Offsets and heads are compact arrays of
    integers, so that a long document stays small.
    """

    document: Document
    start: Sequence[int]
    end: Sequence[int]
    word: list[str]
    paragraph: list[int]
    sentence: list[int]
    upos: list[str]
    lemma: list[str]
    feats: list[str]
    head: Sequence[int]
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

    @cached_property
    def relation(self) -> list[str]:
        """Each token's relation without its subtype: "nsubj" for "nsubj:pass"."""
        return [relation.partition(":")[0] for relation in self.deprel]

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

    def to_spacy(self, nlp: Language | None = None) -> Doc:
        """A spaCy Doc of the document's text, with names as `ents` and sources, cues and contents as `spans["attribution"]`.

        `nlp` lends its vocabulary. Raises DragomanError where spaCy is not installed.
        """
        from dragoman.analysis.spacy import to_spacy

        return to_spacy(self, nlp)
