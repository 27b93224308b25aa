"""Words that tell the sector of a phrase, from `sectors.yaml`."""
from __future__ import annotations

import re
from typing import Literal, cast

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import ByKind, Shape, Words
from dragoman.records import Sector

Strength = Literal["plain", "faint"]

_START = re.compile(r"(?<![\w-])(?=(\S.))", re.DOTALL)  # of a word: there a pattern is tried, the one for its first two letters
_WORD = re.compile(r"\w[\w-]*")


class Table(Shape):
    """What `sectors.yaml` holds."""

    plain: ByKind[Sector]
    faint: ByKind[Sector]
    vague: Words


def sector_words(text: str, strength: Strength) -> list[Sector]:
    """The sector of each telling word or phrase in `text`, in order; at each place the longest entry counts."""
    patterns, sectors = _patterns()[strength]
    lower, end, found = text.lower().replace("’", "'"), 0, []
    for start in _START.finditer(lower):
        pattern = patterns.get(start[1]) if start.start() >= end else None
        if pattern and (match := pattern.match(lower, start.start())):
            found.append(sectors[match.lastgroup or ""])
            end = match.end()
    return found


def is_vague(text: str) -> bool:
    """Whether a phrase has only words that name no field, and names: "continue working together with Japan"."""
    found = _WORD.findall(text)
    return bool(found) and all(word[0].isupper() or _vague().fullmatch(word) for word in found)


@per_codebook
def _vague() -> re.Pattern[str]:
    entries = (re.escape(word.rstrip("*")) + ("[a-z]*" if word.endswith("*") else "") for word in read_yaml("sectors.yaml", Table)["vague"])
    return re.compile("|".join(entries))


@per_codebook
def _patterns() -> dict[Strength, tuple[dict[str, re.Pattern[str]], dict[str, Sector]]]:
    """For each strength an expression by the first two letters, with a group for each entry, and the sector of each group."""
    data = read_yaml("sectors.yaml", Table)
    return {"plain": _pattern(data["plain"]), "faint": _pattern(data["faint"])}


def _pattern(table: dict[str, list[str]]) -> tuple[dict[str, re.Pattern[str]], dict[str, Sector]]:
    entries = sorted(((word, sector) for sector, words in table.items() for word in words), key=lambda e: -len(e[0]))
    groups: dict[str, list[str]] = {}
    for n, (word, _) in enumerate(entries):
        inflected = "[a-z]*" if word.endswith("*") else ""
        groups.setdefault(word[:2], []).append(f"(?P<e{n}>{re.escape(word.rstrip('*'))}{inflected})")
    patterns = {start: re.compile(rf"(?:{'|'.join(group)})(?!\w)") for start, group in groups.items()}
    return patterns, {f"e{n}": cast(Sector, sector) for n, (_, sector) in enumerate(entries)}
