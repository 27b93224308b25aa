"""Thanks, praise, criticism and the like, by direction."""
from __future__ import annotations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, headed, retold, told_on
from dragoman.facts import Fact
from dragoman.questions.wording import capital, flat, name


def gestures(scope: Scope) -> list[Group]:
    """One line for each gesture, under the direction it goes."""
    return headed((f"{capital(name(fact.fields['from']))} to {name(fact.fields['to'])}", _line(scope, fact))
                  for fact in scope.of("gestures"))


def _line(scope: Scope, fact: Fact) -> Line:
    about = f": {flat(fact.fields['about'])}" if fact.fields.get("about") else ""
    lead = Part(f"{capital(fact.fields['kind'])}{told_on(fact)}", "lead")
    return Line((lead, Part(about, "plain", scope.cite(fact.reports)), retold(fact)), (fact.id,))
