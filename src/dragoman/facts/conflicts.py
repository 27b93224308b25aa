"""Fields that the reports of one fact give different values of."""
from __future__ import annotations

from collections.abc import Sequence

from dragoman.facts.model import Conflict, Report
from dragoman.facts.stages import status_of
from dragoman.facts.values import contradicts, values_of

# The fields whose values can contradict each other; the rest are words that vary, or lists that may be incomplete.
_FIELDS = {
    "meeting": ("rank", "date"), "agreement": ("kind", "date", "count"), "figure": ("period",), "body": (), "presence": ("home", "host"),
    "statement": (), "commitment": ("deadline",), "gesture": (), "event": ("mode", "date")}


def conflicts_of(reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """The fields that reports of one fact disagree on, each value with the records that give it; not where one only says less exactly
    what another says. Dates are compared among reports of one status: each stage of an agreement has a date of its own."""
    if len(reports) == 1:
        return ()
    return tuple(conflict for name in _FIELDS[reports[0].type] if (conflict := _conflict(name, reports)))


def _conflict(name: str, reports: Sequence[Report]) -> Conflict | None:
    groups = [reports]
    if name == "date":
        statuses = sorted({status_of(report) or "" for report in reports} - {"ratified"})  # each party ratifies on its own day
        groups = [[report for report in reports if (status_of(report) or "") == status] for status in statuses]
    for group in groups:
        values = values_of(name, group)
        values = [one for one in values if any(contradicts(name, one, other) for other in values)]
        if values:
            return Conflict(name, tuple((value.value, tuple(dict.fromkeys(r.record for r in value.told))) for value in values))
    return None
