"""Which words make an act future, possible, promised, asked, refused or denied, and what it is then, from `modality.yaml`."""
from __future__ import annotations

from typing import Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import Shape
from dragoman.records import Auxiliary, EventType

Frame = Literal["promised", "demanded", "refused", "threatened", "wished", "purpose", "begun"]
Beside = Literal["future", "hypothetical", "demanded"]  # what auxiliaries say
Modality = Literal["done", "future", "hypothetical", "negated", "promised", "demanded", "refused", "threatened", "wished"]
Reality = Literal["done", "planned", "unreal"]
Kind = Literal["meeting", "agreement", "event"]


class Table(Shape):
    """What `modality.yaml` holds."""

    auxiliaries: dict[Beside, frozenset[str]]
    conjunctions: frozenset[str]
    starting: frozenset[str]
    records: dict[Kind, frozenset[Reality]]
    frames: dict[Frame, frozenset[str]]
    becomes: dict[Modality, dict[EventType | Literal["cooperation", "conflict", "any"], EventType]]
    auxiliary: dict[Modality, Auxiliary]
    conflict: frozenset[EventType]


@per_codebook
def modality_words() -> Table:
    """The whole table."""
    return read_table("modality.yaml", Table)


@per_codebook
def _frame_by_word() -> dict[str, Frame]:
    return {word: frame for frame, words in modality_words().frames.items() for word in words}


def frame(keys: tuple[str, ...]) -> Frame | None:
    """What a verb or an adjective makes of the act under it; with a particle or a preposition it may be another than alone."""
    table = _frame_by_word()
    return next((table[key] for key in sorted(keys, key=len, reverse=True) if key in table), None)


def becomes(event: EventType | None, modality: Modality) -> EventType | None:
    """The type of an act in this modality; `event` None for an act that is not known. None where that is no event."""
    if modality == "done":
        return event
    row = modality_words().becomes.get(modality, {})
    if event is None:
        return row.get("any")
    return row.get(event) or row.get("conflict" if event in modality_words().conflict else "cooperation")


def auxiliary(modality: Modality) -> Auxiliary | None:
    """PLOVER's auxiliary mode for a modality; None for what is simply done."""
    return modality_words().auxiliary.get(modality)


def as_record(kind: Kind, reality: Reality) -> Reality:
    """How real something is as a record of that type: "unreal" where the codebook wants no record of it."""
    return reality if reality in modality_words().records[kind] else "unreal"
