"""Turns → `statement` records."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.extraction.context import Context
from dragoman.records import Statement


def statements(c: Context) -> Iterator[Statement]:
    """One statement for each uninterrupted turn, its pieces joined by a space."""
    for turn in c.turns:
        content = " ".join(c.text(first, last) for first, last in turn.pieces)
        whole = c.evidence(*turn.whole, cue=turn.verb)
        yield Statement(speaker=turn.speaker, affiliation=turn.code, mode=turn.mode, content=content, evidence=(whole,))
