"""What the sections of a brief are made from: the records of two actors, and the number of each piece of their evidence."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.wording import listing, name
from dragoman.document import Document
from dragoman.records import Record
from dragoman.register import Entry

R = TypeVar("R", bound=Record)
T = TypeVar("T")

# Where a piece of evidence stands: document id, start, end.
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Told(Generic[R]):
    """A record, the document that tells of it, and the numbers of its evidence."""

    record: R
    document: Document
    citations: tuple[int, ...]

    @property
    def published(self) -> str:
        """The document's date; "" where it has none."""
        return self.document.published or ""


@dataclass(frozen=True)
class Scope:
    """The records of two actors in order of time, and the number of each piece of evidence."""

    a: str
    b: str
    entries: Sequence[Entry]
    numbers: Mapping[Place, int]

    def of(self, kind: type[R]) -> list[Told[R]]:
        """The records of one type, in order of time."""
        return [Told(entry.record, entry.document, self._citations(entry)) for entry in self.entries if isinstance(entry.record, kind)]

    def _citations(self, entry: Entry) -> tuple[int, ...]:
        return tuple(sorted({self.numbers[entry.document.id, piece.start, piece.end] for piece in entry.record.evidence}))

    def beside(self, codes: Iterable[str]) -> str:
        """The other actors than the two, as the end of a line: ", with Japan and the European Union"; "" where there are none."""
        others = [name(code) for code in codes if code not in (self.a, self.b)]
        return f", with {listing(others)}" if others else ""


def cite(told: Iterable[Told[R]]) -> tuple[int, ...]:
    """The numbers of all evidence of some records, in rising order."""
    return tuple(sorted({number for one in told for number in one.citations}))


def gather(items: Iterable[T], keys: Iterable[Hashable]) -> list[list[T]]:
    """The items of equal keys together, both in the order of their first coming."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item, key in zip(items, keys, strict=True):
        groups[key].append(item)
    return list(groups.values())


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, those that say the same as one line with the citations of all."""
    result: dict[tuple[tuple[str, str], ...], Line] = {}
    for line in lines:
        words = tuple((part.text, part.style) for part in line.parts)
        other = result.get(words, line)
        result[words] = Line(tuple(Part(p.text, p.style, tuple(sorted({*p.citations, *q.citations})))
                                   for p, q in zip(line.parts, other.parts, strict=True)))
    return tuple(result.values())


def headed(lines: Iterable[tuple[str, Line]]) -> list[Group]:
    """Lines, each with the heading it belongs under, as groups in the order of the headings' first coming."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for heading, line in lines:
        groups[heading].append(line)
    return [Group(heading, merged(found)) for heading, found in groups.items()]
