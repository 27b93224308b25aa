"""Text → tokens, sentences, parts of speech, lemmas, trees, names and attributed speech.

`analyse` is a pure function of the document's text and the model: batches hold windows of one document only, so that what else is read
in the same call changes nothing (docs/decisions/0005).
"""
from __future__ import annotations

from dragoman.analysis.columns import Analysis, Attribution
from dragoman.analysis.decoder import Decoder
from dragoman.analysis.decoding import Chunk
from dragoman.analysis.model import Model, shipped
from dragoman.analysis.tokens import Given, tokens_given, tokens_of
from dragoman.document import Document

__all__ = ["Analysis", "Attribution", "Chunk", "Model", "analyse", "shipped"]


def analyse(document: Document, model: Model | None = None, *, given: Given | None = None) -> Analysis:
    """Analyse a document with the shipped model, or with another.

    `given`: tokens and sentences known beforehand, sentence by sentence, as (start, end) code-point offsets into `document.text`, in order
    and without overlap. Then neither is guessed, and trees are decoded inside the given sentences; only a sentence that is longer than a
    window of the encoder is still cut. Raises InputError where the offsets are no such tokens.
    """
    tokens = tokens_of(document.text) if given is None else tokens_given(document, given)
    return Decoder(document, model or shipped(), tokens).analysis()
