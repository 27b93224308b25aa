"""Words of gesture, from `gestures.yaml`."""
from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.codebook.loading import read_table

Kind = Literal["thanks", "congratulation", "condolence", "praise", "welcome", "support", "apology", "recognition", "criticism",
               "accusation", "protest", "rejection", "warning", "threat"]


class Gesture(BaseModel):
    """Words that show a kind of gesture, and where whom it is meant for (`to`) and what it is about (`about`) stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: frozenset[str]
    kind: Kind
    to: tuple[str, ...]
    about: tuple[str, ...]
    aim: Literal["named", "thing", "side"] = "side"
    particle: str = Field(default="", alias="with")


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    verbs: list[Gesture]
    nouns: list[Gesture]
    adjectives: list[Gesture]
    puts: frozenset[str]
    puts_support: frozenset[str]
    bearers: frozenset[str]
    hostile: frozenset[str]
    hostile_if: frozenset[str]
    recognised: frozenset[str]


_PARTS = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}


@cache
def gesture_words() -> _Table:
    """The whole table."""
    return read_table("gestures.yaml", _Table)


@cache
def _by_word(part: str) -> dict[str, Gesture]:
    return {word: gesture for gesture in getattr(gesture_words(), part) for word in gesture.words}


def gesture(lemma: str, upos: str) -> Gesture | None:
    """What a verb, noun or adjective may show; None for a word that shows nothing."""
    return _by_word(_PARTS[upos]).get(lemma) if upos in _PARTS else None
