"""Words by which two records are found to tell of one fact, from `identity.yaml`."""
from __future__ import annotations

from typing import Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import Kinds, Shape, Words

Mission = Literal["honorary", "embassy", "consulate", "trade", "culture", "delegation", "mission"]


class Table(Shape):
    """What `identity.yaml` holds."""

    wrappers: Words
    vague: Words
    missions: Kinds[Mission]
    legal_forms: Words


@per_codebook
def identity_words() -> Table:
    """The whole table."""
    return read_table("identity.yaml", Table)
