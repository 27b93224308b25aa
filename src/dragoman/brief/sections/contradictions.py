"""What the reports disagree on: several values of one quantity, and fields of one fact, each value with those who give it."""
from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, headed, reports_of
from dragoman.facts import Conflict, Fact
from dragoman.questions.describing import describe, direction, quantity, what_is_measured
from dragoman.questions.wording import capital, flat, when


def contradictions(scope: Scope) -> list[Group]:
    """One line for each quantity of which other values are told, then one for each field of a fact."""
    lines: list[tuple[str | None, Line]] = [("Figures", figure_line(scope, some)) for some in scope.disputes]
    lines += [("Other particulars", _line(scope, fact, conflict)) for fact in scope.of("contradictions") for conflict in fact.conflicts]
    return headed(lines)


def quantity_named(fact: Fact) -> str:
    """What a figure is about, without its value: "Trade between Estonia and Finland, 2024"."""
    period = f", {when(fact.fields['period'])}" if fact.fields.get("period") else ""
    return capital(f"{what_is_measured(fact.fields)} {direction(fact.fields)}".strip()) + period


def figure_line(scope: Scope, facts: Sequence[Fact]) -> Line:
    """The values of one quantity side by side."""
    named = next((fact for fact in facts if fact.fields.get("period")), facts[0])
    parts = [Part(quantity_named(named), "lead")]
    for n, fact in enumerate(facts):
        parts += [Part(f"{'; ' if n else ': '}{quantity(fact.fields)}"),
                  Part(f" ({scope.told_by(fact.reports[:3])})", "note", scope.cite(fact.reports))]
    return Line(tuple(parts), tuple(fact.id for fact in facts))


def _line(scope: Scope, fact: Fact, conflict: Conflict) -> Line:
    parts = [Part(describe(fact), "lead"), Part(f": {conflict.field}")]
    for n, (value, records) in enumerate(conflict.values):
        told = reports_of(fact, records)
        parts += [Part(f"{'; ' if n else ' '}{_words(conflict.field, value)}"),
                  Part(f" ({scope.told_by(told[:3])})", "note", scope.cite(told))]
    return Line(tuple(parts), (fact.id,))


def _words(field: str, value: object) -> str:
    if isinstance(value, str):
        return when(value) if field in ("date", "period") else flat(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else f"{value:,}"
