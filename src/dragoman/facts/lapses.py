"""Facts that show a promise late or dropped."""
from __future__ import annotations

from dragoman.facts.fulfilment import is_that_body, is_that_meeting, same_matter
from dragoman.facts.matters import Matter, Telling
from dragoman.facts.model import Link
from dragoman.facts.periods import bounds
from dragoman.facts.promises import Promise

_UNDONE = frozenset(("planned", "proposed", "negotiating", "postponed"))


def told_again(promise: Promise, itself: Matter) -> Link | None:
    """A link of the promise with itself, where a later document tells it as given up, as not done, or as due though its term has passed."""
    fact, due = promise.fact, promise.fact.due
    for telling in itself.tellings:
        deadline = telling.report.data.get("deadline")
        if said := _given_up(promise, telling):
            return Link("dropped", fact.id, fact.id, f"told on {telling.day} as given up ({said!r}), after the promise of {promise.told}")
        if said := telling.late:
            return Link("late", fact.id, fact.id, f"told on {telling.day} as not done ({said!r}), after the promise of {promise.told}")
        if due and deadline and promise.told <= due < telling.day:
            return Link("late", fact.id, fact.id, f"still told as a promise on {telling.day} ({deadline!r}), after its term of {due}")
    return None


def late(promise: Promise, matter: Matter) -> Link | None:
    """The link that says that this fact shows the promise not kept so far.

    A denial counts before the deed alone ("has not been paid"), but where a promise is recalled it counts by itself.
    """
    for telling in matter.tellings:
        deed = bool(promise.acts & telling.done)
        said = telling.late or (telling.denial if promise.acts & telling.undone or telling.recalled else None)
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
    if matter.fact.type == "meeting":  # of two planned visits the later may be another
        put_off = telling.report.data["status"] == "postponed" or same_matter(promise, matter, deed=False)
        return put_off and is_that_meeting(promise, matter)
    return matter.fact.type == "agreement" and same_matter(promise, matter, deed=promise.stage is not None)


def dropped(promise: Promise, matter: Matter) -> Link | None:
    """The link that says that this fact shows the promise withdrawn, or what was asked for refused."""
    for telling in matter.tellings:
        cancelled = "cancelled" if telling.report.data.get("status") == "cancelled" else None
        said: str | None
        if cancelled and matter.fact.type == "meeting":
            said = cancelled if is_that_meeting(promise, matter) and not _is_of_another_time(promise, telling) else None
        else:
            said = cancelled or (_refused(promise, matter) if matter.refuses else _given_up(promise, telling))
            deed = not promise.acts.isdisjoint(telling.named | telling.done)
            said = said if said and same_matter(promise, matter, deed=deed) else None
        if said:
            return Link("dropped", promise.fact.id, matter.fact.id,
                        f"told on {telling.day} as given up ({said!r}), after the promise of {promise.told}")
    return None


def _given_up(promise: Promise, telling: Telling) -> str | None:
    """The words that give it up. What was to be lifted or scrapped is not given up where it is, nor a decision that turned out so."""
    if not promise.acts.isdisjoint(("lift", "decide")):
        return None
    return telling.dropped or ("will not" if promise.acts & telling.refused else None)


def _refused(promise: Promise, matter: Matter) -> str | None:
    """Whether the refusal is by those who are to act, of what they were asked for."""
    asked = promise.fact.fields.get("stance") in ("request", "proposal", "invitation")
    return "refused" if asked and (promise.actors & matter.actors or not matter.actors) else None


def _is_of_another_time(promise: Promise, telling: Telling) -> bool:
    """Whether a meeting was planned for a time after the term: another one of the kind."""
    date, due = telling.report.data.get("date"), promise.fact.due
    return bool(date and due and bounds(date)[0] > due)
