"""Sectors of actors (GOV, MIL, REB…) by the words that name them, and armed groups with their countries, from `actor_sectors.yaml`."""
from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import Shape


class Table(Shape):
    """What `actor_sectors.yaml` holds."""

    sectors: dict[str, tuple[str, ...]]
    groups: dict[str, dict[str, tuple[str, ...]]]
    many: frozenset[str]


@per_codebook
def _by_word() -> dict[str, tuple[int, str]]:
    """Word → rank and name of its sector; an earlier sector has the lower rank."""
    table = read_table("actor_sectors.yaml", Table).sectors
    return {word: (rank, sector) for rank, (sector, words) in reversed(list(enumerate(table.items()))) for word in words}


@per_codebook
def _groups() -> dict[str, tuple[str, str]]:
    table = read_table("actor_sectors.yaml", Table).groups
    return {name: (code, sector) for sector, states in table.items() for code, names in states.items() for name in names}


def actor_sector(words: Iterable[str]) -> str | None:
    """The sector that some lower-case words of a phrase tell; of several the one that stands first in the table."""
    found = [_by_word()[word] for word in words if word in _by_word()]
    return min(found)[1] if found else None


def armed_group(words: list[str]) -> tuple[str, str] | None:
    """Country and sector of the group that some lower-case words name, alone or two together."""
    table = _groups()
    pairs = (f"{a} {b}" for a, b in pairwise(words))
    return next((table[name] for name in (*words, *pairs) if name in table), None)


@per_codebook
def parts_of_many() -> frozenset[str]:
    """Nouns that only count those named after "of": "dozens", "a group"."""
    return read_table("actor_sectors.yaml", Table).many
