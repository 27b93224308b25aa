"""Words that tell what became of a promise, and how a number is to be taken, from `follow_up.yaml`."""
from __future__ import annotations

from typing import Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import Kinds, Shape, Words

ActKind = Literal["visit", "found", "give", "buy", "build", "lift", "release", "withdraw", "name", "train"]
StageAsked = Literal["negotiating", "signed", "ratified", "in_force", "extended"]


class Act(Shape):
    """One sort of deed: how a promise asks for it, and how a later text tells it as done."""

    asked: Words
    done: Words


class Table(Shape):
    """What `follow_up.yaml` holds."""

    function: Words
    common: Words
    acts: dict[ActKind, Act]
    stages: Kinds[StageAsked]
    late: Words
    undone: Words
    dropped: Words
    unreal: Words
    partial: Words
    claims: Words
    measures: Words


@per_codebook
def follow_up_words() -> Table:
    """The whole table."""
    return read_table("follow_up.yaml", Table)
