"""What became of promises: which later facts show a commitment kept, late or dropped, each link with its reason in words.

A fact shows something of a promise only where the two belong to one pair of actors, a document that tells it is later than the first that
tells the promise (a refusal may stand in the same), and it speaks of the same matter. What then counts as kept follows from what was
promised:

- a visit: a meeting that was held in the country of the promise;
- that an instrument be signed, ratified…: an agreement of that subject that has got there;
- that something be opened or set up: a body or presence of that name at work;
- anything: a friendly event, or a figure, statement or gesture whose words tell the deed as done.

Late is what a later text says has not been done, and what is still planned, or told again, after its term; dropped is what one says will
not be done. Each rule looks at two facts alone, so that links can be kept up to date fact by fact.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from dragoman.facts.fulfilment import kept
from dragoman.facts.lapses import dropped, late, told_again
from dragoman.facts.matters import Matter, matter_of, words_of
from dragoman.facts.model import Fact, Link, pairs_of
from dragoman.facts.periods import bounds
from dragoman.facts.promises import Promise, promise_of
from dragoman.facts.words import matter_stems

State = Literal["kept", "dropped", "overdue", "open"]
STATES: tuple[State, ...] = ("overdue", "open", "kept", "dropped")  # the most urgent one first
PROMISES = ("pledge", "agreed", "intention")  # the stances in which somebody binds himself; the others propose or ask


def follow_up(promises: Sequence[Fact], others: Sequence[Fact]) -> list[Link]:
    """The links from commitments to the facts that show what became of them, in the order of their ids.

    `others` may hold the commitments themselves. A commitment that is told again as late or given up is linked with itself. The time goes
    with the number of facts that share a word with a promise.
    """
    asked = [promise for fact in promises if (promise := promise_of(fact))]
    if not asked:
        return []
    themselves = ((promise, matter_of(promise.fact, frozenset()).within(promise.told, promise.until)) for promise in asked)
    return _in_order([*(link for pair in themselves if (link := told_again(*pair))), *_shown(asked, _Index(others))])


def shown_by(others: Sequence[Fact], promises: Sequence[Fact]) -> list[Link]:
    """The links from commitments to these facts alone; of commitments that none of them speaks of little is read."""
    if not others or not promises:
        return []
    index = _Index(others)
    return _in_order(_shown([promise for fact in promises if index.may_show(fact) and (promise := promise_of(fact))], index))


def _shown(promises: Iterable[Promise], index: _Index) -> Iterator[Link]:
    for promise in promises:
        for matter in index.candidates(promise):  # as later documents tell it
            link = kept(promise, matter) or dropped(promise, matter) or late(promise, matter)
            if link:
                yield link


def _in_order(links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (link.of, link.by))


class _Index:
    """Facts by the stems of what they speak of; and those that a promise may mean without a word in common: visits by the pair of actors,
    agreements by the documents that tell them ("the Agreement"). What else they say is only read of those that are asked for.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._words = [words_of(fact) for fact in facts]
        self._told = [(fact.first_report or "9999", fact.last_report or "") for fact in facts]
        self._matters: dict[int, Matter] = {}
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._visits: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._agreements: dict[str, list[int]] = defaultdict(list)
        for n, fact in enumerate(facts):
            for stem in self._words[n]:
                self._by_stem[stem].append(n)
            if fact.fields.get("kind") == "visit":
                for pair in pairs_of(fact):
                    self._visits[pair].append(n)
            if fact.type == "agreement":
                for document in {report.document for report in fact.reports}:
                    self._agreements[document].append(n)

    def may_show(self, promise: Fact) -> bool:
        """Whether some fact may show something of a promise, as far as can be told before all that it says is read."""
        return bool(self._visits or self._agreements) or not self._by_stem.keys().isdisjoint(matter_stems(str(promise.fields["action"])))

    def candidates(self, promise: Promise) -> Iterator[Matter]:
        """The facts that may show something of a promise, as documents after it tell them."""
        found = self._alike(promise)
        if "visit" in promise.acts:
            found.update(n for pair in promise.pairs for n in self._visits.get(pair, ()))
        if promise.stage and not promise.matter:
            found.update(n for report in promise.fact.reports for n in self._agreements.get(report.document, ()))
        for n in sorted(found):
            first, last = self._told[n]
            if last >= promise.told and first <= promise.until and self._facts[n].id != promise.fact.id:
                matter = self._matters.get(n)
                if matter is None:
                    matter = self._matters[n] = matter_of(self._facts[n], self._words[n])
                if promise.pairs & matter.pairs:
                    yield matter.within(promise.told, promise.until)

    def _alike(self, promise: Promise) -> set[int]:
        """The facts that share half of the words of a part of the promise, and as many as they must."""
        enough = {n for n, words in self._shared(promise.matter).items() if words >= promise.fewest}
        found: set[int] = set()
        for part in promise.parts:
            found.update(n for n, words in self._shared(part).items() if 2 * words >= len(part) and n in enough)
        return found

    def _shared(self, words: frozenset[str]) -> Counter[int]:
        """How many of the words each fact has."""
        return Counter(n for stem in words for n in self._by_stem.get(stem, ()))


# Statuses of facts that are no commitments: done, and given up. What is neither is still to come.
_DONE = frozenset(("held", "signed", "ratified", "in_force", "extended", "operating", "established"))
_OFF = frozenset(("cancelled", "terminated", "suspended", "closed"))


def state_of(fact: Fact, links: Sequence[Link], today: str) -> State:
    """What has become of a commitment, or of anything else that was planned, by `today` (an ISO date).

    A commitment is kept or dropped where a link of it says so, overdue where a link says it is late or its last day has passed, else open.
    A meeting, agreement or body is kept once it was held, concluded or set up, dropped once it was called off; one that is planned is
    overdue when its term has passed, or the last day of the date it was planned for.
    """
    shown: set[str] = {link.kind for link in links if link.of == fact.id}
    status = fact.fields.get("status")
    if status in _DONE:
        shown.add("kept")
    elif status in _OFF:
        shown.add("dropped")
    planned = fact.fields.get("date") if status in ("planned", "postponed") else None
    return state_shown(shown, fact.due or (bounds(planned)[1] if planned else None), today)


def state_shown(links: Collection[str], due: str | None, today: str) -> State:
    """What has become of a promise by `today`, whose links are of these kinds and whose last day is `due`."""
    if "kept" in links:
        return "kept"
    if "dropped" in links:
        return "dropped"
    return "overdue" if "late" in links or (due and due < today) else "open"
