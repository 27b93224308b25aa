"""Words of saying and the frames they stand in, from `speech.yaml`."""
from __future__ import annotations

from typing import Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import Shape, Words

Frame = Literal["clause", "matter", "person"]
Group = Literal["views", "holding", "that", "meeting", "papers", "mute", "sources", "topic", "recalled", "briefing", "quoting", "laying",
                "proposing", "announcing", "wanting", "addressing"]


class Table(Shape):
    """What `speech.yaml` holds."""

    clause: Words
    matter: Words
    person: Words
    that: Words
    meeting: Words
    views: Words
    holding: Words
    papers: Words
    mute: Words
    sources: Words
    topic: Words
    recalled: Words
    briefing: Words
    quoting: Words
    laying: Words
    proposing: Words
    announcing: Words
    wanting: Words
    addressing: Words


@per_codebook
def _table() -> dict[str, frozenset[str]]:
    data: dict[str, list[str]] = read_yaml("speech.yaml", Table)
    return {frame: frozenset(words) for frame, words in data.items()}


def says(lemma: str, frame: Frame) -> bool:
    """Whether a verb, by its lemma, reports words in this frame."""
    return lemma in _table()[frame]


def is_saying(lemma: str) -> bool:
    """Whether a verb reports words in any frame."""
    return any(lemma in _table()[frame] for frame in ("clause", "matter", "person", "holding", "that", "topic", "briefing"))


def is_plain_saying(lemma: str) -> bool:
    """Whether a verb reports words whatever stands after it."""
    return any(says(lemma, frame) for frame in ("clause", "matter", "person"))


def is_one_of(lemma: str, words: Group) -> bool:
    """Whether a lemma stands in one of the other lists."""
    return lemma in _table()[words]
