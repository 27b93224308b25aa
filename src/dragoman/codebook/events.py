"""Words of events, from `events.yaml`."""
from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.plover import PloverContext
from dragoman.codebook.shapes import Shape
from dragoman.records import EventType


class Deed(BaseModel):
    """Words that tell of a PLOVER event. `to`: where the one it is done to stands; `things`: what the object must be, any where empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: frozenset[str]
    type: EventType
    mode: str | None = None
    context: tuple[str, ...] | None = None
    what: str | None = None
    to: tuple[str, ...]
    particle: str = Field(default="", alias="with")
    described: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    reciprocal: bool = False
    agentless: bool = False
    explicit: bool = False
    detailed: bool = False
    alone: bool = False


class Table(Shape):
    """What `events.yaml` holds."""

    verbs: list[Deed]
    nouns: list[Deed]
    things: dict[str, frozenset[str]]
    unreal: frozenset[str]
    under_way: frozenset[str]
    carrying: frozenset[str]
    ending: frozenset[str]
    contexts: dict[EventType, dict[PloverContext, frozenset[str]]]

    @model_validator(mode="after")
    def _lists_exist(self) -> Self:
        missing = {deed.what for deed in (*self.verbs, *self.nouns) if deed.what} - set(self.things)
        if missing:
            raise ValueError(f"no list of things is called {', '.join(sorted(map(str, missing)))}")
        return self


_PARTS = {"VERB": "verbs", "NOUN": "nouns"}


@per_codebook
def event_words() -> Table:
    """The whole table."""
    return read_table("events.yaml", Table)


@per_codebook
def _by_word(part: str) -> dict[str, tuple[Deed, ...]]:
    found: dict[str, tuple[Deed, ...]] = {}
    for deed in getattr(event_words(), part):
        for word in deed.words:
            found[word] = (*found.get(word, ()), deed)
    return found


def deeds(lemma: str, upos: str) -> tuple[Deed, ...]:
    """What a verb or noun may tell of, in the order of the file; () for a word that tells of no event."""
    return _by_word(_PARTS[upos]).get(lemma, ()) if upos in _PARTS else ()
