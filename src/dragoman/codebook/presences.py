"""Words for organisations and what they do abroad, from `presences.yaml`."""
from __future__ import annotations

from typing import Any

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import Shape, Words


class Table(Shape):
    """What `presences.yaml` holds."""

    organisations: Words
    listing: Words
    running: Words
    doing: Words
    sites: Words
    missions: Words
    qualified: Words
    task: Words
    not_names: Words


@per_codebook
def _data() -> dict[str, Any]:
    return read_yaml("presences.yaml", Table)


@per_codebook
def presence_words(part: str) -> frozenset[str]:
    """The lemmas of one list of the file: "organisations", "listing", "running", "doing", "sites", "missions", "qualified"."""
    return frozenset(_data()[part])
