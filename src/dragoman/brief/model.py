"""What a brief consists of, before it becomes Markdown or HTML."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "lead", "quote", "note"]


@dataclass(frozen=True)
class Citation:
    """A numbered piece of evidence in its context: `before`, `quote` and `after` are one passage of the document's text.

    `start` and `end` are the quote's offsets in code points; `page` is that of a PDF; `records` are the ids of those that rest on it.
    """

    number: int
    before: str
    quote: str
    after: str
    start: int
    end: int
    page: int | None
    records: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A document that the brief cites, and its citations in the order of the text."""

    id: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Part:
    """A piece of a line and the numbers of the citations that bear it out, in rising order.

    `lead` is what the line is about (its date, the quantity), `quote` stands in the text word for word and is written in quotation marks,
    `note` is said beside the matter (planned, deadline).
    """

    text: str
    style: Style = "plain"
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One statement of the brief. It has at least one citation."""

    parts: tuple[Part, ...]

    @property
    def citations(self) -> tuple[int, ...]:
        """The numbers of all its citations, in rising order."""
        return tuple(sorted({number for part in self.parts for number in part.citations}))


@dataclass(frozen=True)
class Group:
    """Lines under a heading of their own (a status, a speaker), or under the section's where `heading` is None."""

    heading: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A part of the brief with a title."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Brief:
    """What the documents of a register say of two actors. Every citation of a line is found, by its number, in one of the sources."""

    title: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
