"""Words for organisations and what they do abroad, from `presences.yaml`."""
from __future__ import annotations

from functools import cache
from typing import Any

from dragoman.codebook.loading import read_yaml


@cache
def _data() -> dict[str, Any]:
    return read_yaml("presences.yaml")


@cache
def presence_words(part: str) -> frozenset[str]:
    """The lemmas of one list of the file: "organisations", "listing", "running", "doing", "sites", "missions", "qualified"."""
    return frozenset(_data()[part])
