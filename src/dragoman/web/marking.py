"""A text with evidence → parts, paragraphs and pieces that a page can show one after the other."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

PART = 24_000  # characters of a text that are shown at once, about
MOST = 100  # pieces of evidence that begin in one part, about: each has a card beside the text
_DEEPEST = 12  # records that one piece names; of more that rest on the same words, the first
# Signs that no reader sees and that turn or hide what he does see; those that scripts need (joiners, direction marks) are not among them.
_HIDDEN = re.compile("([\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069])")


class Evidence(NamedTuple):
    """Words that a record rests on: `text[start:end]`, and the record's number in the document."""

    start: int
    end: int
    record: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on which the same records rest. `begins`: those whose evidence begins here. `page`: the page that begins here.

    `runs` are the text, piece by piece: a visible stretch, or the code point of a hidden sign.
    """

    start: int
    runs: tuple[str | int, ...]
    records: tuple[int, ...]
    begins: tuple[int, ...]
    page: int | None


def parts(text: str, evidence: Iterable[Evidence]) -> list[tuple[int, int]]:
    """Where each part of a long text begins and ends: between paragraphs, or between words of a long one; all of the text, in order."""
    starts = sorted(one.start for one in evidence)
    found, begin = [], 0
    while begin < len(text):
        end = min(begin + PART, len(text))
        first = bisect_left(starts, begin)
        if first + MOST < len(starts):
            end = min(end, max(starts[first + MOST], begin + 1))
        if end < len(text):
            at = max(text.rfind("\n", begin, end), begin) or begin
            end = at + 1 if at > begin else (text.rfind(" ", begin, end) + 1 or end)
            end = max(end, begin + 1)
        found.append((begin, end))
        begin = end
    return found or [(0, 0)]


def paragraphs(
    text: str, bounds: tuple[int, int], evidence: Sequence[Evidence], pages: Sequence[int] = (), at: int | None = None,
) -> list[list[Piece]]:
    """The paragraphs of a part of a text, each as its pieces; empty ones are left out. `at`: a place where a piece is to begin."""
    begin, end = bounds
    inside = [one for one in evidence if one.start < end and one.end > begin]
    cuts = {begin, end, *(place for one in inside for place in (one.start, one.end)), *pages, *(() if at is None else (at,))}
    for line_end in re.compile("\n").finditer(text, begin, end):
        cuts |= {line_end.start(), line_end.end()}
    ordered = sorted(place for place in cuts if begin <= place <= end)
    page_at = {start: number for number, start in enumerate(pages, 1)}
    found: list[list[Piece]] = [[]]
    page = None
    for start, stop, records in _covered(ordered, inside):
        page = page_at.get(start, page)
        if text[start:stop] == "\n":
            found.append([])
            continue
        begins = tuple(one.record for one in inside if one.start == start)[:_DEEPEST] if records else ()
        found[-1].append(Piece(start, tuple(_runs(text[start:stop])), records, begins, page))
        page = None
    return [pieces for pieces in found if any(run != "" for piece in pieces for run in piece.runs)]


def part_of(bounds: Sequence[tuple[int, int]], at: int) -> int:
    """The number, from 0, of the part that holds a place."""
    return max(bisect_right([begin for begin, _ in bounds], at) - 1, 0)


def _covered(cuts: Sequence[int], evidence: Sequence[Evidence]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """The stretches between neighbouring cuts, each with the records that rest on it, in the order of their beginnings."""
    waiting = sorted(evidence)
    active: list[Evidence] = []
    next_ = 0
    for start, stop in pairwise(cuts):
        active = [one for one in active if one.end > start]
        while next_ < len(waiting) and waiting[next_].start <= start:
            if waiting[next_].end > start:
                active.append(waiting[next_])
            next_ += 1
        yield start, stop, tuple(dict.fromkeys(one.record for one in active))[:_DEEPEST]


def _runs(text: str) -> Iterator[str | int]:
    for n, run in enumerate(_HIDDEN.split(text)):
        if n % 2:
            yield ord(run)
        elif run:
            yield run
