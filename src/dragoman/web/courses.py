"""How things went: the stages of an agreement, a meeting or a body, and what became of a commitment."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.facts import Fact, Link, Report
from dragoman.facts.follow_up import State, state_of

_BY_EACH = "ratified"  # the stage that each party reaches for itself
_SHOWN = {"kept": "kept", "dropped": "dropped", "overdue": "late"}  # state → the links that show it


@dataclass(frozen=True, slots=True)
class Step:
    """A stage: its status, date (None: not told), place and party (None: all of them), and who says so. `now`: it is how things stand."""

    status: str
    date: str | None
    place: str | None
    party: str | None
    told_by: tuple[Report, ...]
    now: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact that shows what became of a commitment, and why the two belong together; `told_by`: its reports of the day that counts."""

    fact: Fact
    why: str
    told_by: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a commitment stands. `days`: until its last day (less than 0: since), None where it has none; `proofs`: what shows it."""

    state: State
    days: int | None
    proofs: tuple[Proof, ...]


def course(fact: Fact) -> list[Step]:
    """The stages of a fact, in their order; none for types that have no course."""
    standing = fact.fields.get("status")
    last = max((n for n, stage in enumerate(fact.history) if stage.status == standing), default=-1)
    steps = []
    for n, stage in enumerate(fact.history):
        told = tuple(report for report in fact.reports if report.record in stage.records)
        place = next((report.data["place"] for report in told if report.data.get("place")), None)
        steps.append(Step(stage.status, stage.date, place, stage.party, told, now=n == last))
    return steps


def ratifications(fact: Fact) -> dict[str, str | None]:
    """Party → when it ratified ("": told without a date; None: not told); empty where nobody tells of any party's own."""
    found = {stage.party: stage.date or "" for stage in fact.history if stage.status == _BY_EACH and stage.party}
    return {party: found.get(party) for party in sorted(fact.fields["parties"])} if found else {}


def outcome(fact: Fact, links: Sequence[Link], others: Mapping[str, Fact], today: str) -> Outcome:
    """What had become of a commitment by `today` (ISO date). `others`: the facts that its links name, by id."""
    state = state_of(fact, links, today)
    shown = [link for link in links if link.of == fact.id and link.kind == _SHOWN.get(state) and link.by in others]
    proofs = tuple(Proof(others[link.by], link.why, _told_by(others[link.by], link)) for link in shown)
    return Outcome(state, _days(today, fact.due), proofs)


def _told_by(fact: Fact, link: Link) -> tuple[Report, ...]:
    """The reports of the day that a link names as that of the telling; the last one where it names none."""
    return tuple(report for report in fact.reports if report.published and f"on {report.published}" in link.why) or fact.reports[-1:]


def _days(today: str, due: str | None) -> int | None:
    try:
        return (date.fromisoformat(due) - date.fromisoformat(today)).days if due else None
    except ValueError:  # a day that no calendar has
        return None
