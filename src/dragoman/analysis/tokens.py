"""A document's text → its tokens and paragraphs, as columns: guessed by the tokenizer, or given by somebody who knows them."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.paragraphs import paragraphs
from dragoman.analysis.tokenization import tokenize
from dragoman.analysis.windows import GAP_BREAK, GAP_NONE, GAP_SPACE, Range
from dragoman.document import Document
from dragoman.errors import InputError

Given = Sequence[Sequence[tuple[int, int]]]  # by sentence, the (start, end) of each token


@dataclass(frozen=True)
class Tokens:
    """Columns over `n` tokens: `spans` [n, 2] in code points, `word` [n] which word of `vocabulary` (the different ones) a token is,
    `paragraph` [n] its number, `gap` [n] what stands before it.

    `starts` [n]: which tokens start a sentence, where that is known beforehand.
    """

    spans: NDArray[np.int64]
    vocabulary: list[str]
    word: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    gap: NDArray[np.int8]
    starts: NDArray[np.bool_] | None = None


def tokens_of(text: str) -> Tokens:
    """The tokens that the tokenizer finds in each paragraph of a text."""
    ranges = paragraphs(text)
    found = chain.from_iterable(tokenize(text, start, end) for start, end in ranges)
    spans = np.fromiter(chain.from_iterable(found), dtype=np.int64).reshape(-1, 2)
    return Tokens(spans, *_words(text, spans), _inside(ranges, spans), _gaps(text, spans))


def tokens_given(document: Document, sentences: Given) -> Tokens:
    """The given tokens. A paragraph ends with a sentence that is followed by the end of a paragraph of the text.

    Raises InputError where the offsets are no tokens of the text in order and without overlap.
    """
    text = document.text
    spans = np.array([span for sentence in sentences for span in sentence], dtype=np.int64).reshape(-1, 2)
    edges = np.concatenate([[0], spans.ravel()])
    wrong = np.flatnonzero((edges[:-1:2] > spans[:, 0]) | (spans[:, 0] >= spans[:, 1]) | (spans[:, 1] > len(text)))
    if wrong.size:
        start, end = spans[wrong[0]].tolist()
        raise InputError(document.id, f"the given token ({start}, {end}) is empty, out of order or outside the text",
                         "give tokens in order, without overlap, in code points of the text")
    starts = np.zeros(len(spans), dtype=bool)
    starts[np.cumsum([0, *map(len, sentences)])[:-1][[len(s) > 0 for s in sentences]]] = True
    own = _inside(paragraphs(text), spans)[starts][np.cumsum(starts) - 1]  # of each token, the paragraph where its sentence starts
    return Tokens(spans, *_words(text, spans), np.unique(own, return_inverse=True)[1], _gaps(text, spans), starts)


def _words(text: str, spans: NDArray[np.int64]) -> tuple[list[str], NDArray[np.int64]]:
    """The different words, and which of them each token is."""
    index: defaultdict[str, int] = defaultdict(count().__next__)  # numbers words as they come
    words = map(text.__getitem__, map(slice, *spans.T.tolist()))
    word = np.fromiter(map(index.__getitem__, words), dtype=np.int64, count=len(spans))
    return list(index), word


def _inside(ranges: Sequence[Range], spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the range that each token begins in."""
    numbers: NDArray[np.int64] = np.searchsorted([start for start, _ in ranges], spans[:, 0], side="right") - 1
    return numbers


def _gaps(text: str, spans: NDArray[np.int64]) -> NDArray[np.int8]:
    """What stands before each token: a line break or the beginning of the text, a space, or nothing."""
    breaks = np.array([-1, *(m.start() for m in re.finditer("\n", text))])
    before = np.concatenate([[-1], spans[:-1, 1]])[:len(spans)]
    broken = np.searchsorted(breaks, before) < np.searchsorted(breaks, spans[:, 0])
    return np.where(broken, GAP_BREAK, np.where(before < spans[:, 0], GAP_SPACE, GAP_NONE)).astype(np.int8)
