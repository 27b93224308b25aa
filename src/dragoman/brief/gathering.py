"""View → scope: what the sections of a brief are made from is chosen in outline, and loaded all at once."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

from dragoman.brief.choosing import KINDS, choose, choose_commitments, choose_statements, count
from dragoman.brief.occasion import TALKS, Occasion, choose_for, last_meeting, next_meeting
from dragoman.brief.scope import Scope
from dragoman.brief.sides import sides_of
from dragoman.facts import Fact, Link
from dragoman.facts.follow_up import State
from dragoman.questions.citing import Citing
from dragoman.questions.figures import ledger, rivals_of
from dragoman.register import Outline, Tally, View
from dragoman.register.outlining import Narrowed

_PROOFS = 2  # facts that show what became of a promise
_FOREVER = "9999-12-31"


@dataclass(frozen=True)
class Asking:
    """Asks a register what it holds of two actors, of a period (`since`, `until`) where one is given, as of `today`."""

    view: View
    a: str
    b: str
    since: str | None
    until: str | None
    today: str

    def outline(self, latest: int | None = None, **narrowed: Unpack[Narrowed]) -> list[Outline]:
        """The facts that are asked for, in order of time."""
        return self.view.outline(self.a, self.b, self.since, self.until, latest, **narrowed)

    def urgent(self, states: Collection[State], most: int) -> list[Outline]:
        """The commitments in these states, the most urgent first."""
        return self.view.urgent(self.a, self.b, self.since, self.until, today=self.today, states=states, most=most)

    def tally(self) -> list[Tally]:
        """All facts, counted."""
        return self.view.tally(self.a, self.b, self.since, self.until, today=self.today)


def gather(asking: Asking, tallies: Sequence[Tally], meant: Occasion | None) -> Scope:
    """Loads what the sections tell of. `tallies` count all facts; `meant`: the visit that the brief is for."""
    view, pair, number = asking.view, (asking.a, asking.b), count(tallies)
    chosen = _chosen(asking, meant)
    states = {one.id: one.state(asking.today) for some in chosen.values() for one in some if one.type == "commitment"}
    facts = view.facts_by_id({one.id for some in chosen.values() for one in some})
    chosen = {key: [one for one in some if one.id in facts] for key, some in chosen.items()}  # others have changed since they were chosen
    links = view.links([fact for fact in facts.values() if fact.type in ("commitment", "figure")])
    shown = _shown(asking, [link for link in links if link.kind != "conflict"])
    conflicts = [link for link in links if link.kind == "conflict"]
    linked = {id_ for some in (conflicts, *shown.values()) for link in some for id_ in (link.of, link.by)}
    facts |= view.facts_by_id(linked - facts.keys())
    conflicts = [link for link in conflicts if link.of in facts and link.by in facts]
    publishers, citing = view.publishers(*pair, asking.since, asking.until), Citing(view, facts.values())
    return Scope(
        *pair, today=asking.today, tallies=tallies, chosen=chosen,
        left_out={key: number[key] - len(chosen[key]) for key in KINDS}, facts=facts, links=shown,
        ledger=ledger([facts[one.id] for one in chosen["figures"]], rivals_of(conflicts, facts), citing),
        disputes=_disputes(facts, {one.id for one in chosen["contradictions"]}, conflicts), citing=citing,
        publishers=publishers, sides=sides_of(publishers, pair), states=states)


def _chosen(asking: Asking, meant: Occasion | None) -> dict[str, list[Outline]]:
    """The facts of each section, by its key."""
    ask, sides = asking.outline, (asking.b, asking.a) if meant else (asking.a, asking.b)
    chosen = {**choose(ask), "commitments": choose_commitments(asking.urgent)}
    chosen["statements"] = choose_statements(ask, sides, meant.ends) if meant else []
    chosen["statements"] = chosen["statements"] or choose_statements(ask, sides, None)
    chosen |= _nearest(asking, chosen["meetings"])
    if meant:
        chosen |= choose_for(meant, ask(types=("agreement", "body")), ask(types=("commitment",)), asking.today)
    return chosen


def _nearest(asking: Asking, latest: Sequence[Outline]) -> dict[str, list[Outline]]:
    """The last meeting that was held and the next one that is planned. `latest`: the meetings that began last."""
    known = last_meeting(latest, _FOREVER)
    # One that was held later than the last of these was still on when that ended, whenever it began.
    since = min(known.ends, asking.today) if known and known.dated else None
    near = asking.outline(types=("meeting",), labels=TALKS, lasting=since)
    found = {"last meeting": last_meeting(near, _FOREVER), "next meeting": next_meeting(near, asking.today)}
    return {key: [one] if one else [] for key, one in found.items()}


def _shown(asking: Asking, links: Sequence[Link]) -> dict[str, list[Link]]:
    """Promise → the links that show what became of it, of each kind the first few in time."""
    days = {one.id: one.begins for one in asking.outline(ids={link.by for link in links})} if links else {}
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        found[link.of, link.kind].append(link)
    first: dict[str, list[Link]] = defaultdict(list)
    for (promise, _), some in found.items():
        first[promise] += sorted(some, key=lambda link: (days.get(link.by, _FOREVER), link.by))[:_PROOFS]
    return first


def _disputes(facts: Mapping[str, Fact], chosen: set[str], links: Iterable[Link]) -> list[list[Fact]]:
    """The figures that give several values of one quantity, those of one quantity together, in order of time."""
    groups: list[set[str]] = []
    for link in links:
        if {link.of, link.by} & chosen:
            ends = {link.of, link.by}
            met = [group for group in groups if group & ends]
            groups = [*(group for group in groups if group not in met), ends.union(*met)]
    found = [sorted((facts[id_] for id_ in group), key=lambda fact: (fact.first_report or "9999", fact.id)) for group in groups]
    return sorted(found, key=lambda some: (some[0].when, some[0].id))


