"""Facts that show a promise late or dropped."""
from __future__ import annotations

from dragoman.facts.fulfilment import is_that_body, same_matter
from dragoman.facts.matters import Matter, Telling
from dragoman.facts.model import Link
from dragoman.facts.promises import Promise

_UNDONE = frozenset(("planned", "proposed", "negotiating", "postponed"))


def told_again(promise: Promise) -> Link | None:
    """A link of the promise with itself, where a document still tells it with a term after its term has passed."""
    due = promise.fact.due
    if not due:
        return None
    for report in promise.fact.reports:
        if report.published and report.published > due and report.data.get("deadline"):
            why = f"still told as a promise on {report.published} ({report.data['deadline']!r}), after its term of {due}"
            return Link("late", promise.fact.id, promise.fact.id, why)
    return None


def late(promise: Promise, matter: Matter) -> Link | None:
    """The link that says that this fact shows the promise not kept so far.

    A denial counts beside the deed alone ("has not been paid"), but in a promise told anew it counts by itself.
    """
    for telling in matter.tellings:
        deed = bool(promise.acts & telling.done)
        said = telling.late or (telling.denial if deed or matter.fact.type == "commitment" else None)
        if said and same_matter(promise, matter, deed=deed):
            why = f"told on {telling.day} as not done ({said!r}), after the promise of {promise.told}"
        elif _is_still_planned(promise, matter, telling):
            status = telling.report.data["status"]
            why = f"this {matter.fact.type} was still {status} on {telling.day}, after the term of {promise.fact.due}"
        else:
            continue
        return Link("late", promise.fact.id, matter.fact.id, why)
    return None


def _is_still_planned(promise: Promise, matter: Matter, telling: Telling) -> bool:
    """Whether what was promised is told of as still to come after the term."""
    if not promise.fact.due or telling.day <= promise.fact.due or telling.report.data.get("status") not in _UNDONE:
        return False
    if matter.fact.type == "body":
        return "found" in promise.acts and is_that_body(promise, matter)
    return matter.fact.type in ("agreement", "meeting") and same_matter(promise, matter, deed=promise.stage is not None)


def dropped(promise: Promise, matter: Matter) -> Link | None:
    """The link that says that this fact shows the promise withdrawn. What was to be lifted or scrapped is not dropped where it is."""
    if "lift" in promise.acts:
        return None
    for telling in matter.tellings:
        cancelled = "cancelled" if telling.report.data.get("status") == "cancelled" else None
        said = cancelled or telling.dropped
        if said and same_matter(promise, matter, deed=bool(promise.acts & telling.done)):
            return Link("dropped", promise.fact.id, matter.fact.id,
                        f"told on {telling.day} as given up ({said!r}), after the promise of {promise.told}")
    return None
