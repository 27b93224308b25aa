"""The treaty register: every instrument, how far it got, and when."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.questions.answer import Answer, Citations, Column, Row
from dragoman.questions.asked import Sides, choice
from dragoman.questions.citing import Citing, Dispute, differing
from dragoman.questions.describing import actors, instrument, stage_words, status_words
from dragoman.questions.wording import capital
from dragoman.records import Agreement

if TYPE_CHECKING:
    from dragoman.facts import Fact, Stage
    from dragoman.register import View

# Those that bind come first, those that no longer do last.
_ORDER = ("in_force", "extended", "ratified", "signed", "negotiating", "planned", "proposed", "suspended", "terminated")


@dataclass(frozen=True)
class AgreementStage:
    """How far the instrument got, on which date (None: not told) and where; for which party, where the reports tell of one alone.

    `records` are the ids of the records that say so, `words` all of it as people say it.
    """

    status: str
    date: str | None
    place: str | None
    party: str | None
    records: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class AgreementRow(Row):
    """An instrument. `status` is where it stands now, as far as the documents tell; `stages` are in order of time.

    `disputed`: what its reports disagree on.
    """

    fact: str
    title: str
    kind: str
    subject: str | None
    sector: str | None
    parties: tuple[str, ...]
    status: str
    stages: tuple[AgreementStage, ...]
    count: int | None
    disputed: tuple[Dispute, ...]
    n_reports: int
    n_sources: int
    official: bool
    citations: Citations

    columns = (
        Column("instrument", lambda row: row.title + differing(row.disputed)),
        Column("parties", lambda row: actors(row.parties)),
        Column("sector", lambda row: (row.sector or "").replace("_", " ")),
        Column("status", lambda row: status_words(row.status)),
        Column("stages", lambda row: "\n".join(stage.words for stage in row.stages)),
        Column("sources", lambda row: row.citations),
    )


def agreements(
    view: View, a: str | None = None, b: str | None = None, *, status: str | None = None, sector: str | None = None,
) -> Answer[AgreementRow]:
    """The instruments between two actors, of one, or of all, those in force first; `status` and `sector` as in the codebook.

    An UnknownError where there is no such actor, a QuestionError where both are one, or where there is no such status or sector.
    """
    sides, status, sector = Sides.of(view, a, b), choice(status, Agreement, "status"), choice(sector, Agreement, "sector")
    facts = [fact for fact in sides.facts(view, type="agreement", status=status) if sector in (None, fact.fields.get("sector"))]
    facts.sort(key=lambda fact: _ORDER.index(fact.fields["status"]))
    citing = Citing(view, facts)
    rows = tuple(AgreementRow(
        fact=fact.id, title=capital(instrument(fact.fields)), kind=fact.fields["kind"], subject=fact.fields.get("subject"),
        sector=fact.fields.get("sector"), parties=tuple(sorted(fact.fields["parties"])), status=fact.fields["status"],
        stages=tuple(_stage(fact, stage) for stage in fact.history), count=fact.fields.get("count"),
        disputed=citing.disputes(fact), n_reports=fact.n_reports, n_sources=fact.n_sources,
        official=fact.official, citations=citing.fact(fact)) for fact in facts)
    notes = () if rows else (sides.why_empty(view, "agreements", type="agreement"),)
    return Answer("agreements", f"Agreements{sides.named}", AgreementRow, rows, notes)


def _stage(fact: Fact, stage: Stage) -> AgreementStage:
    place = next((report.data["place"] for report in fact.reports if report.record in stage.records and report.data.get("place")), None)
    return AgreementStage(stage.status, stage.date, place, stage.party, stage.records, stage_words(stage, place))
