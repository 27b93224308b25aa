"""What each side said last."""
from __future__ import annotations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, headed, retold, told_on
from dragoman.facts import Fact
from dragoman.questions.wording import capital, flat, name


def statements(scope: Scope) -> list[Group]:
    """One line for each statement, the latest first, under the side that is spoken for; only direct speech stands in quotation marks."""
    return headed((_side(scope, fact), _line(scope, fact)) for fact in scope.of("statements"))


def _side(scope: Scope, fact: Fact) -> str:
    side = fact.fields.get("affiliation")
    return capital(name(side)) if side in (scope.a, scope.b) else "Others"


def _line(scope: Scope, fact: Fact) -> Line:
    fields = fact.fields
    speaker, side = capital(flat(fields["speaker"])), fields.get("affiliation")
    spoken_for = f" ({name(side)})" if side and side not in (scope.a, scope.b) and name(side).casefold() not in speaker.casefold() else ""
    lead = Part(f"{speaker}{spoken_for}{told_on(fact)}", "lead")
    content, cited = flat(fields["content"]), scope.cite(fact.reports)
    if fields["mode"] == "direct":
        return Line((lead, Part(": "), Part(content, "quote", cited), retold(fact)), (fact.id,))
    excerpt = f"… {content}" if content[:1].islower() else content
    return Line((lead, Part(" (reported)", "note"), Part(f": {excerpt}", "plain", cited), retold(fact)), (fact.id,))
