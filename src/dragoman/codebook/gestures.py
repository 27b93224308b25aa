"""Words of gesture, from `gestures.yaml`."""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import OneEach, Shape

Kind = Literal["thanks", "congratulation", "condolence", "praise", "welcome", "support", "apology", "recognition", "criticism",
               "accusation", "protest", "rejection", "warning", "threat"]


class Gesture(BaseModel):
    """Words that show a kind of gesture, and where whom it is meant for (`to`) and what it is about (`about`) stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: frozenset[str]
    kind: Kind
    to: tuple[str, ...]
    about: tuple[str, ...]
    aim: Literal["named", "thing", "merit", "policy", "envoy", "own", "side"] = "side"
    particles: frozenset[str] = Field(default=frozenset(), alias="with")
    instead: dict[Literal["helps", "virtues", "steps", "own_faults"], Kind] = Field(default_factory=dict)
    under: frozenset[str] = frozenset()


class Table(Shape):
    """What `gestures.yaml` holds."""

    verbs: OneEach[Gesture]
    nouns: OneEach[Gesture]
    adjectives: OneEach[Gesture]
    usual_to: tuple[str, ...]
    usual_about: tuple[str, ...]
    puts: frozenset[str]
    puts_support: frozenset[str]
    bearers: frozenset[str]
    draws: frozenset[str]
    upsets: frozenset[str]
    hostile: frozenset[str]
    hostile_if: frozenset[str]
    hostile_answers: frozenset[str]
    hostile_things: frozenset[str]
    hostile_against: frozenset[str]
    revenge: frozenset[str]
    suffers: frozenset[str]
    holds_out: frozenset[str]
    calls_off: frozenset[str]
    refused: frozenset[str]
    recognised: frozenset[str]
    groups: frozenset[str]
    learns: frozenset[str]
    courtesies: frozenset[str]
    bystanders: frozenset[str]
    helps: frozenset[str]
    virtues: frozenset[str]
    own_faults: frozenset[str]
    no_refusals: frozenset[str]
    merits: frozenset[str]
    policies: frozenset[str]
    steps: frozenset[str]
    wrongs: frozenset[str]
    wrongs_of: frozenset[str]
    faults: frozenset[str]
    done_to: frozenset[str]
    offences: frozenset[str]
    duties: frozenset[str]
    harsh: frozenset[str]
    bad: frozenset[str]
    untrue: frozenset[str]
    good: frozenset[str]
    good_natures: frozenset[str]
    good_with_praise: frozenset[str]
    calls: frozenset[str]
    possessed: frozenset[str]
    tails: frozenset[str]


_PARTS = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}


@per_codebook
def gesture_words() -> Table:
    """The whole table."""
    return read_table("gestures.yaml", Table)


@per_codebook
def _by_word(part: str) -> dict[str, Gesture]:
    return {word: gesture for gesture in getattr(gesture_words(), part) for word in gesture.words}


def gesture(lemma: str, upos: str) -> Gesture | None:
    """What a verb, noun or adjective may show; None for a word that shows nothing."""
    return _by_word(_PARTS[upos]).get(lemma) if upos in _PARTS else None


def usual_frame(kind: Kind) -> Gesture:
    """The frame of a word of which only the kind is known: those who take part may stand at any of the usual places."""
    words = gesture_words()
    return Gesture(words=frozenset(), kind=kind, to=words.usual_to, about=words.usual_about)


def kind_of(shown: Gesture, thing: str) -> Kind:
    """The kind that a word shows of a thing (a lemma): "appreciate" gives thanks for help, and praises a role."""
    lists = gesture_words()
    return next((kind for name, kind in shown.instead.items() if thing in getattr(lists, name)), shown.kind)
