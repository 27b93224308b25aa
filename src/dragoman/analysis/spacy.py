"""Analysis → a spaCy Doc, for people whose tools begin with one. spaCy is imported here only, and only when called."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from dragoman.analysis.decoding import Chunk
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from dragoman.analysis.columns import Analysis

SPANS = "attribution"  # the key of `doc.spans` under which sources, cues and contents are


class _Token(NamedTuple):
    """A token of the Doc: its text, whether one space follows, and the token of the analysis; −1 for white space, a token to spaCy."""

    text: str
    spaced: bool
    of: int


def to_spacy(analysis: Analysis, nlp: Language | None = None) -> Doc:
    """The analysis as a Doc whose text is the document's, character for character.

    `nlp`: the pipeline whose vocabulary the Doc shares; without one, that of a blank English pipeline. Raises DragomanError where spaCy
    is not installed.
    """
    try:
        import spacy
        from spacy.tokens import Doc, Span
    except ImportError as error:
        raise DragomanError(f"to_spacy needs spaCy, which cannot be imported ({error}); pip install spacy") from error
    vocab = (nlp or spacy.blank("en")).vocab
    tokens = _tokens(analysis)
    place = {token.of: i for i, token in enumerate(tokens) if token.of >= 0}
    words = [token.of for token in tokens]
    doc = Doc(
        vocab, words=[token.text for token in tokens], spaces=[token.spaced for token in tokens],
        tags=["_SP" if t < 0 else "" for t in words], pos=["SPACE" if t < 0 else analysis.upos[t] for t in words],
        lemmas=[token.text if token.of < 0 else analysis.lemma[token.of] for token in tokens],
        morphs=["" if t < 0 else analysis.feats[t].strip("_") for t in words], heads=_heads(analysis, tokens, place),
        deps=["dep" if t < 0 else "ROOT" if analysis.head[t] < 0 else analysis.deprel[t] for t in words])

    def span(chunk: Chunk, number: int = 0) -> Span:
        return Span(doc, place[chunk.first], place[chunk.last] + 1, label=chunk.label, span_id=str(number) if number else "")

    doc.set_ents([span(name) for name in analysis.names])
    doc.spans[SPANS] = [span(chunk, number) for number, found in enumerate(analysis.attributions, 1)
                        for chunk in (found.cue, *found.sources, *found.contents)]
    return doc


def _tokens(analysis: Analysis) -> list[_Token]:
    """Words, and white space as spaCy's own tokenizer has it: one space belongs to the word before it, what is more is a token."""
    text = analysis.document.text
    tokens: list[_Token] = []
    before = 0
    for t, start in enumerate([*analysis.start, len(text)]):
        gap = text[before:start]
        if t and gap.startswith(" "):
            tokens[-1], gap = tokens[-1]._replace(spaced=True), gap[1:]
        if gap:
            tokens.append(_Token(gap, spaced=False, of=-1))
        if t < len(analysis):
            tokens.append(_Token(analysis.word[t], spaced=False, of=t))
            before = analysis.end[t]
    return tokens


def _heads(analysis: Analysis, tokens: Sequence[_Token], place: dict[int, int]) -> list[int]:
    """The place of each token's head; a root's is its own, white space hangs on the word before it, or after it at the very start."""
    heads = []
    for i, token in enumerate(tokens):
        if token.of < 0:
            heads.append(i - 1 if i else min(1, len(tokens) - 1))
        else:
            head = analysis.head[token.of]
            heads.append(i if head < 0 else place[head])
    return heads
