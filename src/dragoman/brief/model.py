"""What a brief consists of, before it is written in any format."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from dragoman.questions.answer import Citations, Source, sources_of
from dragoman.questions.chart import Chart

Style = Literal["plain", "lead", "quote", "note"]
OVERVIEW = "At a glance"  # the title of the section that sums up the others
# Where a quote stands: document, start, end.
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Part:
    """A piece of a line and the quotes that bear it out.

    `lead` is what the line is about (its date, the quantity), `quote` stands in the text word for word and is written in quotation marks,
    `note` is said beside the matter (planned, due, who else tells it).
    """

    text: str
    style: Style = "plain"
    citations: Citations = ()


@dataclass(frozen=True)
class Line:
    """One statement of the brief, with at least one citation. `facts`: the ids of those it tells of."""

    parts: tuple[Part, ...]
    facts: tuple[str, ...] = ()

    @property
    def cited(self) -> Citations:
        """All quotes that bear it out, in the order of its parts."""
        return tuple(one for part in self.parts for one in part.citations)

    @property
    def text(self) -> str:
        """The line as people read it, without its citations."""
        return "".join(f"“{part.text}”" if part.style == "quote" else part.text for part in self.parts)


@dataclass(frozen=True)
class Group:
    """Lines under a heading of their own (a status, a speaker), or under the section's where `heading` is None."""

    heading: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A part of the brief with a title. `more` says how much is left out, and how to see it; None where it is whole."""

    title: str
    groups: tuple[Group, ...]
    more: str | None = None
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class Brief:
    """What the documents of a register say of two actors.

    `about` says of which period, and as of which day. `around` holds what stands before and after each quote in its text.
    """

    title: str
    about: str
    sections: tuple[Section, ...]
    around: Mapping[Place, tuple[str, str]] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in order."""
        return tuple(line for section in self.sections for group in section.groups for line in group.lines)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The documents by date (undated ones last), their quotes in the order of the text and numbered from 1 through all of them."""
        return sources_of(one for line in self.lines for one in line.cited)

    @cached_property
    def _numbers(self) -> dict[Place, int]:
        return {(source.document, one.start, one.end): one.number for source in self.sources for one in source.passages}

    def _repr_html_(self) -> str:
        from dragoman.brief.rows import rows_of

        return rows_of(self)._repr_html_()

    def numbers(self, citations: Citations) -> tuple[int, ...]:
        """The numbers of some citations among the sources, in rising order."""
        return tuple(sorted({self._numbers[one.document, one.start, one.end] for one in citations}))
