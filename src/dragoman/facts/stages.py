"""In what order the statuses of meetings, agreements and bodies follow upon each other, and which one counts."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.facts.model import Report
from dragoman.facts.periods import bounds

# From the earliest stage to the furthest. What is left out undoes or interrupts: it counts where nothing later goes further.
COURSE = {
    "meeting": ("planned", "held"),
    "agreement": ("proposed", "negotiating", "planned", "signed", "ratified", "in_force", "extended"),
    "body": ("proposed", "planned", "established", "operating")}


def status_of(report: Report) -> str | None:
    """The status that a report gives; a meeting of which nothing is said was held."""
    return report.data.get("status") or ("held" if report.type == "meeting" else None)


def furthest(reports: Iterable[Report]) -> str | None:
    """How far a fact got, as of its latest report: its furthest stage, or what undid it since."""
    told = [(report, status) for report in reports if (status := status_of(report))]
    if not told:
        return None
    course = COURSE.get(told[0][0].type, ())
    forward = [pair for pair in told if pair[1] in course]
    undone = [pair for pair in told if pair[1] not in course]
    best = max(forward, key=lambda pair: course.index(pair[1]), default=None)
    last = max(undone, key=lambda pair: reached(pair[0]), default=None)
    if best is None or last is None:
        return (best or last or told[0])[1]
    if last[0].type == "meeting":  # what took place was not cancelled; a plan stands until it is
        return best[1] if best[1] == "held" or reached(best[0]) > reached(last[0]) else last[1]
    return last[1] if reached(last[0]) >= max(reached(report) for report, _ in forward) else best[1]


def reached(report: Report) -> tuple[str, str]:
    """When a status held, for comparing: its own date where it is a deed, else that of the document."""
    told = report.published or ""
    date = report.data.get("date")
    if report.type != "agreement" or not date or status_of(report) in ("proposed", "negotiating", "planned"):
        return told, report.record
    return bounds(date)[1] if bounds(date)[1] < (told or "9999") else told, report.record
