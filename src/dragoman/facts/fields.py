"""The fields of a fact, out of what its reports say."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.facts.model import Report
from dragoman.facts.stages import furthest, status_of
from dragoman.facts.values import best
from dragoman.records import RECORD_TYPES

_NAMES = {kind.model_fields["type"].default: tuple(name for _, name in kind.fields()) for kind in RECORD_TYPES}
_OF_STATUS = {"agreement": ("date", "place"), "meeting": ("date", "place", "rank")}  # fields that say when and where a status was reached


def fields_of(reports: Sequence[Report]) -> dict[str, Any]:
    """The fields of the fact that reports tell, each with the value that is best borne out; `status` is how far it got."""
    kind, status = reports[0].type, furthest(reports)
    last = [report for report in reports if status_of(report) == status]
    found: dict[str, Any] = {}
    for name in _NAMES[kind]:
        if name == "status":
            value: Any = status if any("status" in report.data for report in reports) else None
        elif name in _OF_STATUS.get(kind, ()):
            value = best(name, last, reports)
            if value is None and kind == "meeting":
                value = best(name, reports)
        else:
            value = best(name, reports)
        if value is not None:
            found[name] = value
    if "from" in found and "to" in found:  # what one report tells of both sides, another tells the direction of
        found.pop("between", None)
    return found
