"""Reports → facts: who joins whom, the same for any order of the reports.

The reports of a family (facts.kin) are asked one by one, the most exact first. Each joins the fact that it fits best, if nothing speaks
against it, and else founds a new one. "Best" and "against" are what the identity rule of its type says of it and the reports that are there
already. Then facts that are only akin, told in other words, are joined where each is the only candidate of the other.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import combinations, product
from typing import Any

from dragoman.facts.conflicts import conflicts_of
from dragoman.facts.due import due_of
from dragoman.facts.fields import fields_of
from dragoman.facts.history import history_of
from dragoman.facts.identity import IDENTITIES
from dragoman.facts.identity.rule import Identity, Likeness
from dragoman.facts.kin import Sketch, Told, families
from dragoman.facts.model import Fact, Report, Rulings

_SPEAKERS = 20  # the most exact reports of a fact, which speak for all when a further one asks
_ASKED = 24  # clusters that a unit asks at most: those with which it has the most and the rarest keys in common
_COMMON = 60  # units that share a key at most, for it to be looked up where there are rarer ones
_RAREST = 2  # keys that are looked up however common they are
_WEIGHT = 1_000_000_000  # whole numbers add up alike in any order
_AKIN = 30  # facts that are alike at first sight; among more of them, none is the only candidate of another


def block_of(report: Report) -> str:
    """The block of a report: only reports of one block are ever compared."""
    return IDENTITIES[report.type].block(report)


def build(reports: Iterable[Report], rulings: Rulings = Rulings()) -> list[Fact]:  # noqa: B008 - it is frozen
    """The facts that reports tell, in the order of their ids. `reports`: those of one block, or of several that people have joined."""
    return sorted(map(fact_of, told_together(reports, rulings)), key=lambda fact: fact.id)


def told_together(reports: Iterable[Report], rulings: Rulings) -> list[list[Report]]:
    """The same reports, those of each fact together."""
    told = Told(reports)
    return [some for family in families(told.records, told, rulings.joined) for some in clusters(family, rulings)]


def clusters(family: Iterable[Sketch], rulings: Rulings) -> list[list[Report]]:
    """The reports of records that are kin, those of each fact together."""
    types: dict[str, list[_Unit]] = defaultdict(list)
    for unit in _kept_together(family, rulings):
        types[unit.reports[0].type].append(unit)
    return [cluster.reports for units in types.values() for cluster in _clusters(units, rulings)]


# -- what belongs together without being asked

class _Unit:
    """Reports that are one fact whatever they say: those of one record id, and those that people have joined."""

    def __init__(self, told: list[Sketch]) -> None:
        told.sort(key=lambda sketch: sketch.report.order)
        identity = IDENTITIES[told[0].report.type]
        self.reports = [sketch.report for sketch in told]
        self.looks = [(sketch.block, sketch.look) for sketch in told[:_SPEAKERS]]
        self.keys = {(block, key.what) for block, look in self.looks for key in identity.keys(look)}
        self.exactness = max(identity.exactness(look) for _, look in self.looks)

    def likeness(self, other: _Unit, rule: Callable[[Any, Any], Likeness]) -> Likeness:
        """That of the likest two reports of one block; None where all such two cannot be one fact."""
        if len(self.looks) == len(other.looks) == 1 and self.looks[0][0] == other.looks[0][0]:
            return rule(self.looks[0][1], other.looks[0][1])
        pairs = [rule(one, another) for block, one in self.looks for its, another in other.looks if its == block]
        possible = [likeness for likeness in pairs if likeness is not None]
        return max(possible) if possible else None if pairs else 0.0


def _kept_together(family: Iterable[Sketch], rulings: Rulings) -> list[_Unit]:
    of_record: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in family:
        of_record[sketch.report.record].append(sketch)
    above = {record: record for record in of_record}  # a record of the same unit, itself where it is the first

    def first(record: str) -> str:
        while above[record] != record:
            above[record] = record = above[above[record]]
        return record

    for pair in sorted(rulings.joined):
        if all(record in above for record in pair) and len({of_record[record][0].report.type for record in pair}) == 1:
            low, high = sorted(map(first, pair))
            above[high] = low
    units: dict[str, list[Sketch]] = defaultdict(list)
    for record, told in of_record.items():
        units[first(record)] += told
    return [_Unit(told) for told in units.values()]


# -- who joins whom

@dataclass(eq=False, slots=True)
class _Cluster:
    """Units that are one fact, as far as they have been asked."""

    reports: list[Report] = field(default_factory=list)
    units: list[_Unit] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)

    def take(self, units: Iterable[_Unit]) -> None:
        for unit in units:
            self.units.append(unit)
            self.reports += unit.reports
            self.documents.update(report.document for report in unit.reports)
            self.records.update(report.record for report in unit.reports)


class _Clusters:
    """The clusters of reports of one type, found by their keys."""

    def __init__(self, identity: Identity, units: Iterable[_Unit], rulings: Rulings) -> None:
        self.identity = identity
        self.clusters: dict[int, _Cluster] = {}
        self._by_key: dict[Any, set[int]] = defaultdict(set)
        self._count = Counter(key for unit in units for key in unit.keys)
        self._parted: dict[str, set[str]] = defaultdict(set)
        for one, other in rulings.parted:
            self._parted[one].add(other)
            self._parted[other].add(one)

    def add(self, place: int, unit: _Unit) -> None:
        """Put a unit to the cluster that it fits best; clusters between which only it was missing become one."""
        fits = [(fit, other) for other in self._near(unit) if (fit := self._fit(unit, self.clusters[other]))]
        fits.sort(key=lambda pair: (-pair[0], pair[1]))
        home = fits[0][1] if fits else place
        self._put(home, [unit])
        for _, other in fits[1:]:
            if all(self._fit(unit, self.clusters[home]) is not None for unit in self.clusters[other].units[:_SPEAKERS]):
                bridged = self.clusters.pop(other).units
                for key in {key for unit in bridged for key in unit.keys}:
                    self._by_key[key].discard(other)
                self._put(home, bridged)

    def _near(self, unit: _Unit) -> list[int]:
        """The clusters that a unit asks."""
        keys = sorted(unit.keys, key=lambda key: (self._count[key], str(key)))
        rare = [key for n, key in enumerate(keys) if n < _RAREST or self._count[key] <= _COMMON]
        common: Counter[int] = Counter()
        for key in rare:
            weight = _WEIGHT // self._count[key]
            for place in self._by_key[key]:
                common[place] += weight
        return nsmallest(_ASKED, common, key=lambda place: (-common[place], place))

    def join_akin(self) -> None:
        """Make one of clusters that are only akin, where each of them is akin to all the others and to none else."""
        akin: dict[int, set[int]] = {place: {place} for place in self.clusters}
        by_key: dict[Any, list[int]] = defaultdict(list)
        for place, cluster in self.clusters.items():
            looks = [look for unit in cluster.units for look in unit.looks]
            for key in {(block, key.what) for block, look in looks for key in self.identity.akin_keys(look)}:
                by_key[key].append(place)
        for places in by_key.values():
            for one, other in combinations(places, 2) if len(places) <= _AKIN else ():
                if other not in akin[one] and self._are_akin(self.clusters[one], self.clusters[other]):
                    akin[one].add(other)
                    akin[other].add(one)
        for place, group in sorted(akin.items()):
            if place == min(group) and all(akin[other] == group for other in group):
                for other in sorted(group - {place}):
                    self.clusters[place].take(self.clusters.pop(other).units)

    def _are_akin(self, one: _Cluster, other: _Cluster) -> bool:
        if not one.documents.isdisjoint(other.documents) or any(self._apart(unit, other) for unit in one.units):
            return False
        found = False
        for unit, another in product(one.units[:_SPEAKERS], other.units[:_SPEAKERS]):
            for (block, mine), (its_block, its) in product(unit.looks, another.looks):
                if block == its_block:
                    akin = self.identity.akin(mine, its)
                    if akin is None:
                        return False
                    found = found or akin
        return found

    def _put(self, place: int, units: list[_Unit]) -> None:
        self.clusters.setdefault(place, _Cluster()).take(units)
        for unit in units:
            for key in unit.keys:
                self._by_key[key].add(place)

    def _fit(self, unit: _Unit, cluster: _Cluster) -> Likeness:
        """How well a unit fits a cluster: as well as the likest that is in it; None where it cannot be one with any that is in it."""
        if self._apart(unit, cluster):
            return None
        best = 0.0
        for other in cluster.units[:_SPEAKERS]:
            likeness = unit.likeness(other, self.identity.likeness)
            if likeness is None:
                return None
            best = max(best, likeness)
        return best

    def _apart(self, unit: _Unit, cluster: _Cluster) -> bool:
        """Whether people have parted them, or one document tells of both."""
        if not self.identity.retold and not cluster.documents.isdisjoint(report.document for report in unit.reports):
            return True
        return bool(self._parted) and any(not cluster.records.isdisjoint(self._parted.get(one.record, ())) for one in unit.reports)


def _clusters(units: list[_Unit], rulings: Rulings) -> Iterable[_Cluster]:
    """The units of one type, joined to facts."""
    found = _Clusters(IDENTITIES[units[0].reports[0].type], units, rulings)
    units.sort(key=lambda unit: (-unit.exactness, unit.reports[0].order, unit.reports[0].record))
    for place, unit in enumerate(units):
        found.add(place, unit)
    found.join_akin()
    return found.clusters.values()


def fact_of(reports: Iterable[Report]) -> Fact:
    """What is held to be known, out of all reports of one fact."""
    told = tuple(sorted(reports, key=lambda report: report.order))
    fields = fields_of(told)
    due = None
    if (deadline := fields.get("deadline")) and told[0].type == "commitment":
        due = next((day for report in told if report.data.get("deadline") == deadline
                    and (day := due_of(report))), None)
    return Fact(f"f-{told[0].record.removeprefix('r-')}", told[0].type, fields, told, conflicts_of(told), history_of(told), due)
