"""Which facts a brief tells of: of each kind the latest few, and of promises those that wait longest first."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.facts.follow_up import State
from dragoman.register import Outline

PROMISES = ("pledge", "agreed", "intention")  # the stances in which somebody binds himself; the others propose or ask


@dataclass(frozen=True)
class Kind:
    """What a section tells of: records of these types; at most so many; and the command that shows all of them."""

    types: tuple[str, ...]
    most: int
    command: str


KINDS: dict[str, Kind] = {
    "meetings": Kind(("meeting",), 24, "timeline --type meeting"),
    "agreements": Kind(("agreement",), 30, "agreements"),
    "figures": Kind(("figure",), 60, "figures"),
    "institutions": Kind(("body", "presence"), 24, "timeline --type body --type presence"),
    "statements": Kind(("statement",), 18, "timeline --type statement"),
    "commitments": Kind(("commitment",), 36, "commitments"),
    "contradictions": Kind((), 16, "timeline"),
    "gestures": Kind(("gesture",), 10, "timeline --type gesture"),
    "events": Kind(("event",), 12, "timeline --type event"),
}
_ENDED = 12  # promises kept or dropped, among the commitments
STATES: tuple[State, ...] = ("overdue", "open", "kept", "dropped")


def candidates(outline: Iterable[Outline]) -> dict[str, list[Outline]]:
    """Section → all facts that it could tell of, in order of time."""
    keys = {type_: key for key, kind in KINDS.items() for type_ in kind.types}
    found: dict[str, list[Outline]] = defaultdict(list)
    for one in outline:
        found[keys[one.type]].append(one)
        if is_contradiction(one):
            found["contradictions"].append(one)
    return found


def choose(found: Mapping[str, Sequence[Outline]], sides: tuple[str, str], today: str) -> dict[str, list[Outline]]:
    """Section → the facts that it tells of."""
    chosen = {key: list(some[-KINDS[key].most:]) for key, some in found.items()}
    by_state = by_urgency(found.get("commitments", ()), today)
    ended = [one for one in by_state if one.state(today) in ("kept", "dropped")]
    waiting = [one for one in by_state if one.state(today) not in ("kept", "dropped")]
    return {**chosen, "statements": _latest_of_each(found.get("statements", ()), sides, KINDS["statements"].most),
            "commitments": [*waiting[:KINDS["commitments"].most - _ENDED], *ended[:_ENDED]]}


def is_contradiction(one: Outline) -> bool:
    """Whether reports disagree on a fact, or another one gives another value of the same quantity."""
    return one.disputed or "conflict" in one.links


def by_urgency(commitments: Iterable[Outline], today: str) -> list[Outline]:
    """Commitments as they stand in a brief: overdue ones first, promises before proposals, what is due first; of others the latest."""
    latest = sorted(commitments, key=lambda one: (one.begins, one.id), reverse=True)
    return sorted(latest, key=lambda one: (STATES.index(one.state(today)), one.label not in PROMISES, one.due or "9999"))


def _latest_of_each(statements: Sequence[Outline], sides: tuple[str, str], most: int) -> list[Outline]:
    """The latest statements of the two sides and of others, as many of each, the latest first."""
    of_each: dict[str | None, list[Outline]] = defaultdict(list)
    for one in reversed(statements):
        of_each[one.label if one.label in sides else None].append(one)
    return [one for side in (*sides, None) for one in of_each[side][:most // 3]]
