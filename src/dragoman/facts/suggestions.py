"""Facts that nearly became one: where a person should look whether they are.

Two facts of one block are suggested where some of their reports fit and others do not; where they are akin, told in other words, and stayed
apart because one of them had other candidates too; and where they agree on all fields but one, and partly on that one.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Literal

from dragoman.facts.build import block_of
from dragoman.facts.identity import IDENTITIES
from dragoman.facts.identity.phrases import content, overlap
from dragoman.facts.identity.rule import Identity
from dragoman.facts.identity.times import Days
from dragoman.facts.model import Fact, Rulings
from dragoman.facts.values import DATES, Value, refines

_SPEAKERS = 6  # reports of a fact that speak for all
_CROWD = 40  # facts with a common key; of more, the key tells nothing
_RIVALS = 3  # facts that one may be suggested with; where there are more, they are many alike and not one
_AGREED = 3  # fields on which two facts agree at least, told by both, where only their fields speak for them
_DAYS = 3  # between two facts of which only their fields say that they are one
_HALF = 0.5
Reason = Literal["partly", "akin", "alike"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two facts, by their ids in order, that may be one.

    `partly`: some reports of both fit, others do not; `akin`: told of one matter in other words; `alike`: told within days, they agree on
    all fields but one.
    """

    one: str
    other: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Candidate:
    fact: Fact
    looks: tuple[tuple[str, Any], ...]  # each with its block
    records: frozenset[str]
    documents: frozenset[str]


def suggestions(found: Iterable[Fact], rulings: Rulings = Rulings()) -> list[Suggestion]:  # noqa: B008 - it is frozen
    """The pairs among facts that may be one, in the order of their ids; those that people have kept apart are left out."""
    types: dict[str, list[_Candidate]] = defaultdict(list)
    for fact in found:
        types[fact.type].append(_candidate(fact))
    pairs = [pair for name, some in types.items() for pair in _suggested(IDENTITIES[name], some, rulings)]
    rivals = Counter(id_ for pair in pairs for id_ in (pair.one, pair.other))
    few = (pair for pair in pairs if max(rivals[pair.one], rivals[pair.other]) <= _RIVALS)
    return sorted(few, key=lambda pair: (pair.one, pair.other))


def parted(one: Iterable[str], other: Iterable[str], rulings: Rulings) -> bool:
    """Whether people have kept some of these records (their ids) apart from some of the others."""
    return bool(rulings.parted) and any((min(pair), max(pair)) in rulings.parted for pair in product(one, other))


def _candidate(fact: Fact) -> _Candidate:
    identity, told = IDENTITIES[fact.type], fact.reports[:_SPEAKERS]
    return _Candidate(fact, tuple((block_of(report), identity.look(report)) for report in told),
                      frozenset(report.record for report in fact.reports), frozenset(report.document for report in fact.reports))


def _suggested(identity: Identity, some: Sequence[_Candidate], rulings: Rulings) -> Iterable[Suggestion]:
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for place, candidate in enumerate(some):
        keys = {(block, key) for block, look in candidate.looks for key in (*identity.keys(look), *identity.akin_keys(look))}
        for key in keys:
            by_key[key].append(place)
    near = {pair for places in by_key.values() if len(places) <= _CROWD for pair in combinations(places, 2)}
    for place, other in sorted(near):
        one, two = some[place], some[other]
        if not one.documents.isdisjoint(two.documents) or parted(one.records, two.records, rulings):
            continue
        reason = _reason(identity, one, two)
        if reason:
            low, high = sorted((one.fact.id, two.fact.id))
            yield Suggestion(low, high, reason)


def _reason(identity: Identity, one: _Candidate, other: _Candidate) -> Reason | None:
    pairs = [(mine, its) for (block, mine), (its_block, its) in product(one.looks, other.looks) if block == its_block]
    fits = [identity.likeness(*pair) for pair in pairs]
    if any(fits) and fits.count(None) <= len(fits) * _HALF:
        return "partly"
    akin = [identity.akin(*pair) for pair in pairs]
    if any(akin) and None not in akin:
        return "akin"
    return "alike" if pairs and _alike(one.fact, other.fact) else None


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two facts of some days agree on all fields that both tell, except for at most one of words, on which they agree in part."""
    if one.type == "statement" or Days(one.when).gap(Days(other.when)) > _DAYS:  # whoever spoke twice in a day said two things
        return False
    both = [name for name in one.fields if name in other.fields]
    values = {name: (_value(one, name), _value(other, name)) for name in both}
    differ = [name for name, (mine, its) in values.items() if not (refines(name, mine, its) or refines(name, its, mine))]
    if len(differ) > 1 or len(both) - len(differ) < _AGREED:
        return False
    return all(name not in DATES and _akin_words(one.fields[name], other.fields[name]) for name in differ)


def _value(fact: Fact, name: str) -> Value:
    return Value(fact.fields[name], repr(fact.fields[name]), list(fact.reports))


def _akin_words(one: Any, other: Any) -> bool:
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    return overlap(content(one), content(other)) >= _HALF
