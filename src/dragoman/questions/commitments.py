"""What was promised, proposed or asked for, and what became of it."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.facts.follow_up import State, state_of
from dragoman.questions.answer import Answer, Citations, Column, Row
from dragoman.questions.asked import Sides, day
from dragoman.questions.citing import Citing
from dragoman.questions.describing import actors, describe
from dragoman.questions.wording import flat, when

if TYPE_CHECKING:
    from dragoman.facts import Fact, Link
    from dragoman.register import View

_ORDER = ("overdue", "open", "kept", "dropped")
_SHOWS = {"kept": ("kept",), "dropped": ("dropped",), "overdue": ("late",), "open": ()}  # state → the links that show it


@dataclass(frozen=True)
class Outcome:
    """What became of a commitment: the fact that shows it, in words and with its date, and why the two belong together."""

    fact: str
    what: str
    date: str | None
    why: str


@dataclass(frozen=True, kw_only=True)
class CommitmentRow(Row):
    """A commitment. `date`: of the document that tells it first; `deadline` in the words of the text, `due` the last day of it (ISO 8601).

    `proof` is the evidence of what its `outcomes` are; an overdue one may have none.
    """

    fact: str
    date: str | None
    actor: tuple[str, ...]
    toward: tuple[str, ...]
    stance: str
    action: str
    sector: str | None
    deadline: str | None
    due: str | None
    state: State
    outcomes: tuple[Outcome, ...]
    n_reports: int
    n_sources: int
    official: bool
    citations: Citations
    proof: Citations

    columns = (
        Column("told", lambda row: when(row.date) if row.date else "undated"),
        Column("to act", lambda row: actors(row.actor)),
        Column("towards", lambda row: actors(row.toward)),
        Column("what", lambda row: f"{row.stance}: {flat(row.action)}"),
        Column("due", lambda row: when(row.due) if row.due else flat(row.deadline or "")),
        Column("state", lambda row: row.state),
        Column("sources", lambda row: row.citations),
        Column("shown by", lambda row: "\n".join(
            f"{one.what}{f', {when(one.date)}' if one.date else ''} ({one.why})" for one in row.outcomes)),
        Column("shown in", lambda row: row.proof),
    )


def commitments(
    view: View, a: str | None = None, b: str | None = None, *, state: State | None = None, as_of: str | None = None,
) -> Answer[CommitmentRow]:
    """The commitments between two actors, of one, or of all, overdue ones first, as they stand on the day `as_of` (default: today, UTC).

    An UnknownError where there is no such actor, a QuestionError where the day is none or both actors are one.
    """
    sides, today = Sides.of(view, a, b), day(as_of) or datetime.now(UTC).date().isoformat()
    found = sides.facts(view, type="commitment")
    links: dict[str, list[Link]] = defaultdict(list)
    for link in view.links(found):
        links[link.of].append(link)
    states = {fact.id: state_of(fact, links[fact.id], today) for fact in found}
    wanted = sorted((fact for fact in found if state in (None, states[fact.id])), key=lambda fact: _ORDER.index(states[fact.id]))
    shown = {fact.id: [link for link in links[fact.id] if link.kind in _SHOWS[states[fact.id]]] for fact in wanted}
    proofs = view.facts_by_id({link.by for some in shown.values() for link in some})
    citing = Citing(view, [*wanted, *proofs.values()])
    rows = tuple(_row(fact, states[fact.id], [(link, proofs[link.by]) for link in shown[fact.id]], citing) for fact in wanted)
    empty = () if rows else (sides.why_empty(view, "commitments", type="commitment"),)
    title = f"{state.capitalize()} commitments" if state else "Commitments"
    return Answer("commitments", f"{title}{sides.named}", CommitmentRow, rows, (f"States as of {when(today)}.", *empty))


def _row(fact: Fact, state: State, outcomes: Sequence[tuple[Link, Fact]], citing: Citing) -> CommitmentRow:
    fields = fact.fields
    return CommitmentRow(
        fact=fact.id, date=fact.first_report, actor=tuple(fields["actor"]), toward=tuple(fields.get("toward") or ()),
        stance=fields["stance"], action=fields["action"], sector=fields.get("sector"), deadline=fields.get("deadline"), due=fact.due,
        state=state, n_reports=fact.n_reports, n_sources=fact.n_sources, official=fact.official, citations=citing.fact(fact),
        outcomes=tuple(Outcome(by.id, describe(by), None if by.when == "9999" else by.when, link.why) for link, by in outcomes),
        proof=tuple(one for _, by in outcomes for one in citing.fact(by)))
