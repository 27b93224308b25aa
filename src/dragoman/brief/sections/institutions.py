"""Standing joint bodies, and organisations of one side that work in the other."""
from __future__ import annotations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, headed, reports_of, retold
from dragoman.facts import Fact
from dragoman.questions.wording import capital, flat, listing, name, when

_KINDS = {"working_group": "working group", "mission": "diplomatic mission", "other": ""}


def institutions(scope: Scope) -> list[Group]:
    """One line for each body and for each presence; presences under the direction they go."""
    facts = sorted(scope.of("institutions"), key=lambda fact: fact.type)
    return headed(("Joint bodies and missions", body_line(scope, fact)) if fact.type == "body" else
                  (_direction(fact), _presence(scope, fact)) for fact in facts)


def body_line(scope: Scope, fact: Fact) -> Line:
    """Its name, kind and members, and each status that is told, with the date of the first document that tells it."""
    fields = fact.fields
    kind = _KINDS.get(fields.get("kind") or "", fields.get("kind") or "")
    about = f", {kind}" if kind and kind not in fields["name"].casefold() else ""
    parts = [Part(capital(flat(fields["name"])), "lead"), Part(f"{about}{scope.beside(fields['parties'])}")]
    for n, stage in enumerate(fact.history):
        told = reports_of(fact, stage.records)
        day = next((f" as of {when(report.published)}" for report in told if report.published), "")
        parts.append(Part(f"{'; ' if n else ': '}{stage.status}{day}", "plain", scope.cite(told)))
    if not fact.history:
        parts[-1] = Part(parts[-1].text, "plain", scope.cite(fact.reports))
    return Line((*parts, retold(fact)), (fact.id,))


def _presence(scope: Scope, fact: Fact) -> Line:
    activities = dict.fromkeys(flat(report.data["activity"]) for report in fact.reports if report.data.get("activity"))
    what = f": {listing(activities)}" if activities else ""
    return Line((Part(capital(flat(fact.fields["name"])), "lead"), Part(what, "plain", scope.cite(fact.reports)), retold(fact)), (fact.id,))


def _direction(fact: Fact) -> str:
    return "From " + " in ".join(name(code) for code in (fact.fields.get("home"), fact.fields.get("host")) if code)
