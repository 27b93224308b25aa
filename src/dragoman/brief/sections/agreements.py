"""Agreements by where they stand now, each with the stages that the documents tell of."""
from __future__ import annotations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, headed, reports_of, retold
from dragoman.facts import Fact, Stage
from dragoman.questions.describing import instrument, stage_words, status_words
from dragoman.questions.wording import capital

# In the order of the groups: those that have got furthest first, those that are over last.
STATUSES = ("in_force", "extended", "ratified", "signed", "negotiating", "planned", "proposed", "suspended", "terminated")


def agreements(scope: Scope) -> list[Group]:
    """One line for each instrument with all its stages, under its present status."""
    facts = sorted(scope.of("agreements"), key=lambda fact: STATUSES.index(fact.fields["status"]))
    return headed((capital(status_words(fact.fields["status"])), agreement_line(scope, fact)) for fact in facts)


def agreement_line(scope: Scope, fact: Fact) -> Line:
    """What it is, with whom beside the two, and each stage with its evidence."""
    parts = [Part(capital(instrument(fact.fields)), "lead"), Part(scope.beside(fact.fields["parties"]))]
    for n, stage in enumerate(fact.history):
        parts.append(Part(f"{'; ' if n else ': '}{_stage(fact, stage)}", "plain", scope.cite(reports_of(fact, stage.records))))
    return Line((*parts, retold(fact)), (fact.id,))


def _stage(fact: Fact, stage: Stage) -> str:
    place = next((report.data["place"] for report in reports_of(fact, stage.records) if report.data.get("place")), None)
    return stage_words(stage, place)
