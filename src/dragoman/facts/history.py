"""How far a fact had got, and when: the stages of agreements, meetings and bodies."""
from __future__ import annotations

from collections.abc import Sequence

from dragoman.facts.model import Report, Stage
from dragoman.facts.periods import bounds
from dragoman.facts.stages import COURSE, status_of
from dragoman.resolution.dates import find_dates
from dragoman.resolution.gazetteer import find_places

_BY_EACH = ("ratified",)  # stages that each party reaches for itself


def history_of(reports: Sequence[Report]) -> tuple[Stage, ...]:
    """The stages of the fact that reports tell, in the order of their course, then of their dates. Empty for types without a status.

    Reports of one stage are one entry where their dates agree, with the most exact date; ratification is told per party.
    """
    kind = reports[0].type
    if kind not in COURSE:
        return ()
    stages: list[list[Report]] = []
    for report in sorted((report for report in reports if status_of(report)), key=_exact_first):
        entry = next((entry for entry in stages if _is_one(entry[0], report)), None)
        if entry is None:
            stages.append([report])
        else:
            entry.append(report)
    made = [_stage(entry) for entry in stages]
    order = {status: place for place, status in enumerate(COURSE[kind])}
    return tuple(sorted(made, key=lambda stage: (
        order.get(stage.status, len(order)), stage.status, stage.date or "9999", stage.party or "", stage.records)))


def _exact_first(report: Report) -> tuple[int, tuple[str, str, int]]:
    return -len(report.data.get("date") or ""), report.order


def _is_one(known: Report, report: Report) -> bool:
    if status_of(known) != status_of(report) or _party(known) != _party(report):
        return False
    mine, its = known.data.get("date"), report.data.get("date")
    if not mine or not its:
        return True
    (first, last), (since, until) = bounds(mine), bounds(its)
    return since <= last and first <= until


def _party(report: Report) -> str | None:
    """The party that reached a stage which each reaches for itself: the only one that the evidence names, or the last before its date."""
    if status_of(report) not in _BY_EACH:
        return None
    quote, date = report.quote, report.data.get("date")
    named = [place for place in find_places(quote, report.published) if place.code in report.data["parties"]]
    if len({place.code for place in named}) > 1 and date:
        said = [when.start for when in find_dates(quote, report.published) if when.reading(future=False) == date]
        named = [place for place in named if said and place.end <= said[0]][-1:]
    return named[0].code if len({place.code for place in named}) == 1 else None


def _stage(reports: Sequence[Report]) -> Stage:
    told = sorted(reports, key=lambda report: report.order)
    status, date = status_of(reports[0]) or "", reports[0].data.get("date")
    return Stage(status, date, _party(reports[0]), tuple(dict.fromkeys(report.record for report in told)))
