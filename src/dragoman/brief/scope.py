"""What the sections of a brief are made from: the facts of two actors in outline, and those chosen for each section as a whole."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.brief.model import Group, Line, Part
from dragoman.facts import Fact, Link, Report
from dragoman.facts.follow_up import State
from dragoman.questions.answer import Citation, Citations
from dragoman.questions.citing import Citing
from dragoman.questions.figures import FigureRow
from dragoman.questions.wording import counted, flat, listing, name, when
from dragoman.register import Outline, Publisher, Tally

T = TypeVar("T")

_REPORTS = 3  # no more reports are cited where many tell the same
_PIECES = 3  # of the evidence of one report


@dataclass(frozen=True)
class Scope:
    """The facts of two actors.

    `tallies` count all of them, or all of a period; `states` says what has become of each commitment that is told of; `chosen` are
    those of each section, by its key, and `left_out` says how many others there are; `facts` what is known of the chosen ones and of those
    they are linked with, by id. `links` are those of a promise, by its id; `disputes` the facts that give several values of one quantity;
    `ledger` the figures.
    `sides`: publisher → the one of the two that it speaks for.
    """

    a: str
    b: str
    today: str
    tallies: Sequence[Tally]
    chosen: Mapping[str, Sequence[Outline]]
    left_out: Mapping[str, int]
    facts: Mapping[str, Fact]
    links: Mapping[str, Sequence[Link]]
    disputes: Sequence[Sequence[Fact]]
    ledger: Sequence[FigureRow]
    citing: Citing
    publishers: Sequence[Publisher]
    sides: Mapping[str | None, str]
    states: Mapping[str, State]

    def of(self, key: str) -> list[Fact]:
        """The facts chosen for a section, in their order there."""
        return [self.facts[one.id] for one in self.chosen.get(key, ())]

    def beside(self, codes: Iterable[str]) -> str:
        """The other actors than the two, as the end of a line: ", with Japan and the European Union"; "" where there are none."""
        others = [name(code) for code in sorted(codes) if code not in (self.a, self.b)]
        return f", with {listing(others)}" if others else ""

    def side(self, report: Report) -> str | None:
        """Which of the two tells it officially."""
        return self.sides.get(report.source) if report.official else None

    def cite(self, reports: Sequence[Report]) -> Citations:
        """The evidence of reports; of many, that of a few: an official one of each side, the first and the last."""
        first = {side: report for report in reversed(reports) if (side := self.side(report))}
        told = {(report.document, report.position): report for report in (*first.values(), reports[0], reports[-1], *reports)}
        few = sorted(list(told.values())[:_REPORTS], key=lambda report: report.order)
        return tuple(one for report in few for one in self.citing.reports([report])[:_PIECES])

    def told_by(self, reports: Iterable[Report]) -> str:
        """Who tells something, and when: "Akorda Press Service, 18 November 2026; Dala Press"."""
        return "; ".join(dict.fromkeys(self._teller(report) for report in reports))

    def _teller(self, report: Report) -> str:
        return flat(self.citing.source(report), 80) + (f", {when(report.published)}" if report.published else "")


def reports_of(fact: Fact, records: Iterable[str]) -> list[Report]:
    """The reports of a fact that these records are."""
    wanted = set(records)
    return [report for report in fact.reports if report.record in wanted]


def retold(fact: Fact) -> Part:
    """How many documents tell a fact, where it is more than one."""
    return Part(f"; told by {counted(fact.n_reports, 'document')}" if fact.n_reports > 1 else "", "note")


def dated(fact: Fact) -> str:
    """The date of a fact at the head of a line: its own, else when it was told."""
    if fact.fields.get("date"):
        return when(fact.fields["date"])
    return f"undated, told {when(fact.first_report)}" if fact.first_report else "undated"


def told_on(fact: Fact) -> str:
    """When a fact was first told, as the end of a line's head; "" where that is not known."""
    return f", {when(fact.first_report)}" if fact.first_report else ""


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
        other = result.get(words)
        result[words] = line if other is None else Line(
            tuple(Part(p.text, p.style, _once((*p.citations, *q.citations))) for p, q in zip(other.parts, line.parts, strict=True)),
            tuple(dict.fromkeys((*other.facts, *line.facts))))
    return tuple(result.values())


def headed(lines: Iterable[tuple[str | None, Line]]) -> list[Group]:
    """Lines, each with the heading it belongs under, as groups in the order of the headings' first coming."""
    groups: dict[str | None, list[Line]] = defaultdict(list)
    for heading, line in lines:
        groups[heading].append(line)
    return [Group(heading, merged(found)) for heading, found in groups.items()]


def _once(citations: Iterable[Citation]) -> Citations:
    return tuple(dict.fromkeys(citations))
