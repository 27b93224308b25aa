"""Words for organisations and what they do abroad, from `presences.yaml`."""
from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _data() -> dict[str, Any]:
    return dict(yaml.safe_load(files("dragoman.codebook").joinpath("presences.yaml").read_text(encoding="utf-8")))


@cache
def presence_words(part: str) -> frozenset[str]:
    """The lemmas of one list of the file: "organisations", "listing", "running", "doing", "sites", "missions", "qualified"."""
    return frozenset(_data()[part])
