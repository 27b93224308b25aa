"""Which facts a brief tells of: of each kind the latest few, and of promises those that wait longest first."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.facts.follow_up import State
from dragoman.register import Outline, Tally
from dragoman.register.outlining import Narrowed

Ask = Callable[..., list[Outline]]  # View.outline of two actors and a period

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
_SECTIONS = {type_: key for key, kind in KINDS.items() for type_ in kind.types}
_ENDED = 12  # promises kept or dropped, among the commitments
STATES: tuple[State, ...] = ("overdue", "open", "kept", "dropped")


def count(tallies: Iterable[Tally], contradictions: int) -> dict[str, int]:
    """Section → how many facts there are that it could tell of."""
    found = Counter(contradictions=contradictions)
    for one in tallies:
        found[_SECTIONS[one.type]] += one.number
    return found


def choose(ask: Ask, known: Mapping[str, Sequence[Outline]], states: Mapping[str, State]) -> dict[str, list[Outline]]:
    """Section → the facts that it tells of; without statements, which go by whom they are made for.

    `known`: all meetings, commitments and contradictions, by their sections; `states`: what has become of each commitment, by its id. Of
    others, only those that are told of are asked for.
    """
    chosen = {key: list(known[key][-kind.most:]) if key in known else ask(types=kind.types, latest=kind.most)
              for key, kind in KINDS.items() if key != "statements"}
    by_state = by_urgency(known["commitments"], states)
    ended = [one for one in by_state if states[one.id] in ("kept", "dropped")]
    waiting = [one for one in by_state if states[one.id] not in ("kept", "dropped")]
    return {**chosen, "commitments": [*waiting[:KINDS["commitments"].most - _ENDED], *ended[:_ENDED]]}


def choose_statements(ask: Ask, sides: tuple[str, str], begun: str | None) -> list[Outline]:
    """The latest statements of each of the two sides, and of others, as many of each, the latest first; those of a time (see Narrowed)."""
    each = KINDS["statements"].most // 3
    made_for: list[Narrowed] = [{"labels": sides[:1]}, {"labels": sides[1:]}, {"but": sides}]
    return [one for some in made_for for one in reversed(ask(types=("statement",), begun=begun, latest=each, **some))]


def by_urgency(commitments: Iterable[Outline], states: Mapping[str, State]) -> list[Outline]:
    """Commitments as they stand in a brief: overdue ones first, promises before proposals, what is due first; of others the latest."""
    latest = sorted(commitments, key=lambda one: (one.begins, one.id), reverse=True)
    return sorted(latest, key=lambda one: (STATES.index(states[one.id]), one.label not in PROMISES, one.due or "9999"))
