"""Promises and proposals: who owes what to whom, until when, and what became of it."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, headed, told_on
from dragoman.facts import Fact
from dragoman.facts.follow_up import PROMISES, STATES
from dragoman.questions.describing import actors, describe
from dragoman.questions.wording import capital, flat, when

_SHOWN = {"kept": "kept", "dropped": "dropped", "overdue": "late"}  # state → the kind of the links that show it


def commitments(scope: Scope) -> list[Group]:
    """One line for each: overdue ones, then open promises by who owes them, proposals and requests, kept ones, dropped ones."""
    facts = scope.of("commitments")
    lines = {state: [(_heading(scope, fact), commitment_line(scope, fact)) for fact in facts if scope.states[fact.id] == state]
             for state in STATES}
    opened = sorted(lines["open"], key=lambda pair: _rank(scope, pair[0]))
    return headed([*lines["overdue"], *opened, *lines["kept"], *lines["dropped"]])


def commitment_line(scope: Scope, fact: Fact) -> Line:
    """The stance and when it was told, who is to act, what, until when, and the fact that shows what became of it."""
    fields, state = fact.fields, scope.states[fact.id]
    parts = [Part(f"{capital(fields['stance'])}{told_on(fact)}", "lead"),
             Part(f": {capital(_between(fields.get('actor') or (), fields.get('toward') or ()))}{flat(fields['action'])}", "plain",
                  scope.cite(fact.reports))]
    if fields.get("deadline"):
        due = f"; due {when(fact.due)}: " if fact.due else "; deadline: "
        parts += [Part(due, "note"), Part(flat(fields["deadline"]), "quote")]
    for link in scope.links.get(fact.id, ()):
        if link.kind == _SHOWN.get(state) and link.by in scope.facts:
            by = scope.facts[link.by]
            parts.append(Part(f"; {link.kind}: {_shown(fact, by)}", "note", scope.cite(by.reports[-1:] if by is fact else by.reports)))
    return Line(tuple(parts), (fact.id,))


def _shown(fact: Fact, by: Fact) -> str:
    """What shows it, and of when that is: its own date, or that of its last report."""
    day = by.fields.get("date") or by.fields.get("period") or by.last_report
    return ("told again after its term" if by is fact else describe(by)) + (f", {when(day)}" if day else "")


def _between(actors_: Iterable[str], toward: Iterable[str]) -> str:
    """Who is to act and towards whom, before what is to be done: "Kazakhstan to South Korea: "."""
    acting, others = list(actors_), [code for code in toward if code not in set(actors_)]
    if not acting:
        return ""
    return f"{actors(acting)}{f' to {actors(others)}' if others else ''}: "


def _heading(scope: Scope, fact: Fact) -> str:
    state = scope.states[fact.id]
    if state != "open":
        return capital(state)
    if fact.fields["stance"] not in PROMISES:
        return _PROPOSED
    acting = set(fact.fields.get("actor") or ())
    if not acting:
        return _UNKNOWN
    return f"{_OPEN}{actors(sorted(acting))}"


_OPEN = "Open: promised by "
_PROPOSED = "Open: proposed or asked for"
_UNKNOWN = "Open: not said who is to act"


def _rank(scope: Scope, heading: str) -> int:
    order = [f"{_OPEN}{actors(codes)}" for codes in ((scope.a,), (scope.b,), sorted((scope.a, scope.b)))]
    return order.index(heading) if heading in order else len(order) + (heading == _PROPOSED)
