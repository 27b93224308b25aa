"""What the reports of a fact give for a field: which values are the same, which only say more exactly what others say, which disagree."""
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.facts.identity.figures import look, one_value
from dragoman.facts.identity.people import is_one, person
from dragoman.facts.model import Report
from dragoman.facts.periods import bounds
from dragoman.facts.words import stems

DATES = ("date", "period")
_WEIGHT = {"unverifiable": -1, "read": 0}  # of a report, by its standing; what a person stands for weighs 1


@dataclass(slots=True)
class Value:
    """A value of a field and the reports that give it."""

    value: Any
    key: str
    told: list[Report] = field(default_factory=list)

    @property
    def standing(self) -> int:
        """1 where a person stands for it, -1 where people could verify none of its reports."""
        return max(_WEIGHT.get(report.standing, 1) for report in self.told)


def values_of(name: str, reports: Sequence[Report]) -> list[Value]:
    """The different values that reports give for a field, in the order of the reports; in lists, order means nothing."""
    found: dict[str, Value] = {}
    for report in reports:
        if (value := report.data.get(name)) is not None:
            key = _key(value)
            found.setdefault(key, Value(value, key)).told.append(report)
    return list(found.values())


def _key(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(sorted(value), ensure_ascii=False)
    return value if isinstance(value, str) else json.dumps(value)


def refines(name: str, one: Value, other: Value) -> bool:
    """Whether one value says what the other says, or says it more exactly: the day of a month, a full name, a number that was rounded."""
    if one.key == other.key:
        return True
    if name in DATES:
        return "/" not in other.value and _within(one.value, other.value)
    if name == "value":
        exact, vague = look(one.told[0]), look(other.told[0])
        return one_value(exact, vague) and exact.digits >= vague.digits
    if isinstance(one.value, list) and isinstance(other.value, list):
        return set(other.value) <= set(one.value)
    if isinstance(one.value, str) and isinstance(other.value, str):
        return set(stems(other.value)) <= set(stems(one.value))
    return False


def contradicts(name: str, one: Value, other: Value) -> bool:
    """Whether two values cannot both be right: neither says what the other says, and neither day or period lies within the other."""
    if refines(name, one, other) or refines(name, other, one):
        return False
    return name not in DATES or not (_within(one.value, other.value) or _within(other.value, one.value))


def _within(one: str, other: str) -> bool:
    first, last = bounds(one)
    since, until = bounds(other)
    return since <= first and last <= until


def best(name: str, reports: Sequence[Report], others: Sequence[Report] = ()) -> Any:
    """The value that a fact has for a field, None where no report gives any.

    What a person stands for comes first, and what people could not verify last; then the value that most reports give or leave open; of
    those alike, what an official source gives, then the more exact one, then what more of the other reports bear out, then that of the
    latest report.
    """
    if name == "people":
        return _people(reports)
    if len(reports) == 1:
        return reports[0].data.get(name)
    found, beside = values_of(name, reports), values_of(name, others)
    if len(found) < 2:
        return found[0].value if found else None

    def rank(value: Value) -> tuple[Any, ...]:
        support, aside = (sum(len(other.told) for other in some if refines(name, value, other)) for some in (found, beside))
        exact = sum(refines(name, value, other) for other in found)
        latest = max(report.order for report in value.told)
        return value.standing, support, any(report.official for report in value.told), exact, aside, len(value.key), latest, value.key

    return max(found, key=rank).value


def _people(reports: Sequence[Report]) -> list[str] | None:
    """All who are named, each by the fullest of his names, in the order in which they were first named."""
    names: list[str] = []
    for report in reports:
        for name in report.data.get("people") or ():
            same = next((place for place, known in enumerate(names) if is_one(person(known), person(name))), None)
            if same is None:
                names.append(name)
            elif len(person(name)) > len(person(names[same])) or len(name) > len(names[same]):
                names[same] = name
    return names or None
