"""Meetings, visits, calls and ceremonies, in order of time."""
from __future__ import annotations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, dated, merged
from dragoman.facts import Fact
from dragoman.questions.describing import meeting
from dragoman.questions.wording import capital, counted, name


def meetings(scope: Scope) -> list[Group]:
    """One line for each meeting, with each side's own account of it."""
    return [Group(None, merged(meeting_line(scope, fact) for fact in scope.of("meetings")))]


def meeting_line(scope: Scope, fact: Fact) -> Line:
    """When it was or is to be, what meeting, of whom, and who tells it."""
    fields = fact.fields
    status = f" ({fields['status']})" if fields.get("status") not in (None, "held") else ""
    named = fields["kind"] == "visit" or fields.get("people")  # else all parties are named as those who met
    what = f": {meeting(fields)}{scope.beside(fields['parties']) if named else ''}"
    accounts = [part for side in (scope.a, scope.b) if (part := _account(scope, fact, side))]
    others = [report for report in fact.reports if not scope.side(report)]
    cited = scope.cite(others) if others or not accounts else ()
    told = f"; told by {counted(fact.n_reports, 'document')}" if fact.n_reports > 1 else ""
    return Line((Part(capital(dated(fact)), "lead"), Part(status, "note"), Part(what, "plain", cited), Part(told, "note"), *accounts),
                (fact.id,))


def _account(scope: Scope, fact: Fact, side: str) -> Part | None:
    """That a side itself tells of the meeting, or of the plan for it, with its words."""
    own = [report for report in fact.reports if scope.side(report) == side]
    if not own:
        return None
    noun = "account" if any(report.data.get("status") in (None, "held") for report in own) else "announcement"
    return Part(f"; {name(side)}’s {noun}", "note", scope.cite(own))
