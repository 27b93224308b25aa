"""Facts → their evidence, with the documents it stands in."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.questions.answer import Citation, Citations
from dragoman.questions.wording import when

if TYPE_CHECKING:
    from dragoman.facts import Fact, Report
    from dragoman.register import Imprint, View


@dataclass(frozen=True, slots=True)
class Claim:
    """One of several values that are told: the ids of the records that tell it, and who published them. Lists are joined by commas."""

    value: str | int | float
    records: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field of which the reports of one fact give different values, side by side."""

    field: str
    claims: tuple[Claim, ...]

    def __str__(self) -> str:
        claims = ", ".join(f"{_words(self.field, claim.value)} ({'; '.join(claim.sources)})" for claim in self.claims)
        return f"{self.field}: {claims}"


class Citing:
    """Cites some facts; what is known of their documents is looked up once for all of them."""

    def __init__(self, view: View, facts: Iterable[Fact]) -> None:
        self._documents = view.imprints({report.document for fact in facts for report in fact.reports})

    def fact(self, fact: Fact) -> Citations:
        """All evidence of a fact, its earliest report first."""
        return self.reports(fact.reports)

    def reports(self, reports: Iterable[Report]) -> Citations:
        """All evidence of some reports."""
        return tuple(one for report in reports for one in self._report(report))

    def _report(self, report: Report) -> Iterable[Citation]:
        document = self._documents[report.document]
        for piece in report.data["evidence"]:
            yield cite(document, report.record, piece["quote"], piece["start"], piece.get("page"))

    def source(self, report: Report) -> str:
        """Who tells: the publisher, else the document's title, else its id."""
        document = self._documents[report.document]
        return document.source or document.title or document.id

    def disputes(self, fact: Fact) -> tuple[Dispute, ...]:
        """What the reports of a fact disagree on."""
        return tuple(Dispute(conflict.field, tuple(self.claim(fact, value, told) for value, told in conflict.values))
                     for conflict in fact.conflicts)

    def claim(self, fact: Fact, value: Any, told: Iterable[str]) -> Claim:
        """A value, and who gives it: `told` are the ids of records of the fact."""
        records = tuple(told)
        sources = tuple(dict.fromkeys(self.source(report) for report in fact.reports if report.record in records))
        return Claim(", ".join(map(str, value)) if isinstance(value, list | tuple) else value, records, sources)


def cite(document: Imprint, record: str | None, quote: str, start: int, page: int | None = None) -> Citation:
    """A quote of a document, which begins at `start`."""
    return Citation(document.id, document.title, document.published, document.source, document.url, document.official, record,
                    quote, start, start + len(quote), page)


def differing(disputes: Iterable[Dispute]) -> str:
    """What reports disagree on, as the end of a cell: a line each."""
    return "".join(f"\nreports differ on {dispute}" for dispute in disputes)


def _words(field: str, value: str | float) -> str:
    if isinstance(value, str):
        return when(value) if field in ("date", "period") else value
    return f"{value:,}"
