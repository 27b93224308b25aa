"""Words that tell the sector of a phrase, from `sectors.yaml`."""
from __future__ import annotations

import re
from typing import Literal, cast

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import ByKind, Shape
from dragoman.records import Sector

Strength = Literal["plain", "faint"]


class Table(Shape):
    """What `sectors.yaml` holds."""

    plain: ByKind[Sector]
    faint: ByKind[Sector]


def sector_words(text: str, strength: Strength) -> list[Sector]:
    """The sector of each telling word or phrase in `text`, in order; at each place the longest entry counts."""
    pattern, sectors = _patterns()[strength]
    return [sectors[m.lastgroup or ""] for m in pattern.finditer(text.lower().replace("’", "'"))]


@per_codebook
def _patterns() -> dict[Strength, tuple[re.Pattern[str], dict[str, Sector]]]:
    """For each strength one expression with a group for each entry, and the sector of each group."""
    data = read_yaml("sectors.yaml", Table)
    return {"plain": _pattern(data["plain"]), "faint": _pattern(data["faint"])}


def _pattern(table: dict[str, list[str]]) -> tuple[re.Pattern[str], dict[str, Sector]]:
    entries = sorted(((word, sector) for sector, words in table.items() for word in words), key=lambda e: -len(e[0]))
    groups = [f"(?P<e{n}>{re.escape(word.rstrip('*'))}{'[a-z]*' if word.endswith('*') else ''})" for n, (word, _) in enumerate(entries)]
    sectors = {f"e{n}": cast(Sector, sector) for n, (_, sector) in enumerate(entries)}
    return re.compile(r"(?<![\w-])(?:" + "|".join(groups) + r")(?!\w)"), sectors
