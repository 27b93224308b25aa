"""What is to be done, by who is to act."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, Told, headed
from dragoman.brief.wording import capital, flat, listing, name, when
from dragoman.records import Commitment


def commitments(scope: Scope) -> list[Group]:
    """One line for each commitment under the name of whoever is to act: the first of the two, the second, both, others."""
    order = [{scope.a}, {scope.b}, {scope.a, scope.b}]

    def rank(told: Told[Commitment]) -> int:
        actors = set(told.record.actor)
        return order.index(actors) if actors in order else len(order)

    return headed((_heading(told.record.actor), _line(told)) for told in sorted(scope.of(Commitment), key=rank))


def _heading(actors: Iterable[str]) -> str:
    return f"{capital(listing(sorted(name(code) for code in actors)))} to act" if actors else "Not said who is to act"


def _line(told: Told[Commitment]) -> Line:
    record = told.record
    day = f", {when(told.published)}" if told.published else ""
    lead = Part(f"{capital(record.stance)}{day}", "lead")
    action = f": {flat(record.action)}"
    if not record.deadline:
        return Line((lead, Part(action, "plain", told.citations)))
    return Line((lead, Part(action), Part("; deadline: ", "note"), Part(flat(record.deadline), "quote", told.citations)))
