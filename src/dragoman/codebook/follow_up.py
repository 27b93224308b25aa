"""Words that tell what became of a promise, and how a number is to be taken, from `follow_up.yaml`."""
from __future__ import annotations

from typing import Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import Kinds, Shape, Words

ActKind = Literal["visit", "found", "give", "buy", "build", "lift", "release", "withdraw", "name", "train", "decide", "meet"]
StageAsked = Literal["negotiating", "signed", "ratified", "in_force", "extended"]


class Act(Shape):
    """One sort of deed: how a promise asks for it, how a later text tells it as done, and what things are promised for it alone."""

    asked: Words
    done: Words
    things: Words = ()


class Table(Shape):
    """What `follow_up.yaml` holds."""

    function: Words
    common: Words
    acts: dict[ActKind, Act]
    stages: Kinds[StageAsked]
    alike: dict[str, Words]
    ranks: dict[str, Words]
    lasting: Words
    late: Words
    undone: Words
    dropped: Words
    unwilling: Words
    not_in_time: Words
    recalled: Words
    unreal: Words
    partial: Words
    claims: Words
    measures: Words


@per_codebook
def follow_up_words() -> Table:
    """The whole table."""
    return read_table("follow_up.yaml", Table)
