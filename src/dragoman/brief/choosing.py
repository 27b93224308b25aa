"""Which facts a brief tells of: of each kind the latest few, and of promises those that wait longest first."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.register import Outline, Tally
from dragoman.register.outlining import Narrowed

Ask = Callable[..., list[Outline]]  # View.outline of two actors and a period


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
    "contradictions": Kind((), 16, "timeline"),  # of any type
    "gestures": Kind(("gesture",), 10, "timeline --type gesture"),
    "events": Kind(("event",), 12, "timeline --type event"),
}
_SECTIONS = {type_: key for key, kind in KINDS.items() for type_ in kind.types}
_ENDED = 12  # promises kept or dropped, among the commitments


def count(tallies: Iterable[Tally]) -> dict[str, int]:
    """Section → how many facts there are that it could tell of."""
    found = Counter[str]()
    for one in tallies:
        found[_SECTIONS[one.type]] += one.number
        found["contradictions"] += one.number if one.contradicted else 0
    return found


def choose(ask: Ask) -> dict[str, list[Outline]]:
    """Section → the latest facts that it tells of; without statements, which go by whom they are made for, and commitments."""
    wanted: dict[str, Narrowed] = {key: {"types": kind.types} for key, kind in KINDS.items() if key not in ("statements", "commitments")}
    wanted["contradictions"] = {"contradicted": True}
    return {key: ask(latest=KINDS[key].most, **narrowed) for key, narrowed in wanted.items()}


def choose_commitments(urgent: Callable[..., list[Outline]]) -> list[Outline]:
    """The commitments that wait, the most urgent first, then those that have come to an end."""
    waiting = urgent(states=("overdue", "open"), most=KINDS["commitments"].most - _ENDED)
    return [*waiting, *urgent(states=("kept", "dropped"), most=_ENDED)]


def choose_statements(ask: Ask, sides: tuple[str, str], begun: str | None) -> list[Outline]:
    """The latest statements of each of the two sides, and of others, as many of each, the latest first; those of a time (see Narrowed)."""
    each = KINDS["statements"].most // 3
    made_for: list[Narrowed] = [{"labels": sides[:1]}, {"labels": sides[1:]}, {"but": sides}]
    return [one for some in made_for for one in reversed(ask(types=("statement",), begun=begun, latest=each, **some))]
