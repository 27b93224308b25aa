"""Words of commitment, from `commitments.yaml`."""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import Shape

Stance = Literal["pledge", "agreed", "intention", "interest", "proposal", "request", "invitation"]


class Cue(BaseModel):
    """Words that give a stance. `acts`: who is to act. `takes`: what may follow. `under`: verbs that a noun must hang on, where not any."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: frozenset[str]
    stance: Stance
    acts: Literal["self", "other", "both", "together", "named", "whoever"]
    takes: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    particle: str = Field(default="", alias="with")
    owned: bool = False


class Table(Shape):
    """What `commitments.yaml` holds."""

    verbs: list[Cue]
    adjectives: list[Cue]
    nouns: list[Cue]
    modals: list[Cue]
    gifts: frozenset[str]
    ties: frozenset[str]
    stood_by: frozenset[str]
    other_records: frozenset[str]
    no_acts: frozenset[str]
    undone: frozenset[str]
    needs: frozenset[str]
    tails: frozenset[str]
    measures: frozenset[str]
    forecasts: frozenset[str]
    doubts: frozenset[str]
    times: frozenset[str]


@per_codebook
def commitment_words() -> Table:
    """The whole table."""
    return read_table("commitments.yaml", Table)


_PARTS = {"VERB": "verbs", "ADJ": "adjectives", "NOUN": "nouns", "AUX": "modals"}


@per_codebook
def _by_word(part: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for cue in getattr(commitment_words(), part):
        for word in cue.words:
            found[word] = (*found.get(word, ()), cue)
    return found


def cues(lemma: str, upos: str) -> tuple[Cue, ...]:
    """What a word may mean as a verb, adjective, noun or auxiliary, in the order of the file; () for a word that commits to nothing."""
    return _by_word(_PARTS[upos]).get(lemma, ()) if upos in _PARTS else ()
