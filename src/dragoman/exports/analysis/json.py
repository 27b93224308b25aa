"""Analysis → JSON: columns over tokens, as `Analysis` has them, so that any language reads them into a table."""
from __future__ import annotations

from typing import TypedDict

from dragoman.analysis import Analysis, Chunk


class Tokens(TypedDict):
    """Columns of equal length. `start`, `end`: code points of `text`; `head`: index of a token, −1 for a root; all counted from 0."""

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


class Mention(TypedDict):
    """Tokens `first` to `last`, inclusive, with their offsets in the text: `text[start:end] == quote`."""

    label: str
    first: int
    last: int
    start: int
    end: int
    quote: str


class AttributionJson(TypedDict):
    """Somebody's words: the cue, who, and what."""

    cue: Mention
    sources: list[Mention]
    contents: list[Mention]


class AnalysisJson(TypedDict):
    """One document. `title` and `published` are None where unknown."""

    id: str
    title: str | None
    published: str | None
    text: str
    tokens: Tokens
    names: list[Mention]
    attributions: list[AttributionJson]


def to_dict(analysis: Analysis) -> AnalysisJson:
    """The analysis in the JSON shape of one document."""
    def mentions(chunks: tuple[Chunk, ...]) -> list[Mention]:
        return [_mention(analysis, chunk) for chunk in chunks]

    document = analysis.document
    return {
        "id": document.id, "title": document.title, "published": document.published, "text": document.text,
        "tokens": {
            "start": list(analysis.start), "end": list(analysis.end), "word": analysis.word, "paragraph": analysis.paragraph,
            "sentence": analysis.sentence, "upos": analysis.upos, "lemma": analysis.lemma, "feats": analysis.feats,
            "head": list(analysis.head), "deprel": analysis.deprel},
        "names": mentions(analysis.names),
        "attributions": [{"cue": _mention(analysis, a.cue), "sources": mentions(a.sources), "contents": mentions(a.contents)}
                         for a in analysis.attributions],
    }


def _mention(analysis: Analysis, chunk: Chunk) -> Mention:
    start, end = analysis.span(chunk.first, chunk.last)
    return {"label": chunk.label, "first": chunk.first, "last": chunk.last, "start": start, "end": end,
            "quote": analysis.text(chunk.first, chunk.last)}
