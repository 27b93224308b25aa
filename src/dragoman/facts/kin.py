"""Which records may be one fact, directly or through others: kin. What records tell does not change with others that are no kin of theirs.

Two records are kin if they share a key and fit, or are akin (facts.identity.rule); if people have joined them; and if a crowd shares their
key, for then none is compared with all the others. So facts can be kept up to date by looking at the kin of the records that are new.
"""
from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, product
from typing import Any, Protocol

from dragoman.facts.identity import IDENTITIES
from dragoman.facts.model import Report

_CROWD = 100  # records with one key that are compared with each other


class Sketch:
    """As much of a report as is compared: what makes two be compared at all, and its look (facts.identity.rule)."""

    __slots__ = ("__dict__", "block", "identity", "look", "report")

    def __init__(self, report: Report) -> None:
        self.report, self.identity = report, IDENTITIES[report.type]
        self.block, self.look = self.identity.block(report), self.identity.look(report)

    @cached_property
    def keys(self) -> Mapping[int, tuple[int, ...]]:
        """Its keys as signed numbers of 64 bits, each with those of the stretches of time around it; two keys of one number are one."""
        identity, found = self.identity, dict[int, tuple[int, ...]]()
        head = hashlib.blake2b(f"{self.report.type}|{self.block}".encode(), digest_size=4).digest()
        for what, when, around in (*identity.keys(self.look), *identity.akin_keys(self.look)):
            own = _number(head, what, when)
            found[own] = tuple([own if at == when else _number(head, what, at) for at in range(when - around, when + around + 1)])
        return found

    def fits(self, other: Sketch) -> bool:
        """Whether both may be one fact."""
        identity = self.identity
        if self.block != other.block or identity is not other.identity:
            return False
        return bool(identity.likeness(self.look, other.look) or identity.akin(self.look, other.look))


def _number(head: bytes, what: Any, when: int) -> int:
    """Numbers of one block lie side by side, so that a database finds them in one place."""
    return int.from_bytes(head + hashlib.blake2b(f"{what!r}|{when}".encode(), digest_size=4).digest(), "big", signed=True)


class Source(Protocol):
    """Where records are found."""

    def sketches(self, records: Collection[str]) -> Mapping[str, list[Sketch]]:
        """Those of all reports of records, by the record's id; of others too, where they are at hand."""

    def holders(self, keys: Collection[int]) -> Mapping[int, Collection[str]]:
        """The ids of the records that have a key, by key."""


class Told:
    """Reports at hand, as a source."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.records: dict[str, list[Sketch]] = defaultdict(list)
        self._holders: dict[int, set[str]] = defaultdict(set)
        for report in reports:
            sketch = Sketch(report)
            self.records[report.record].append(sketch)
            for key in sketch.keys:
                self._holders[key].add(report.record)

    def sketches(self, records: Collection[str]) -> Mapping[str, list[Sketch]]:  # noqa: ARG002 - all are at hand
        """See Source."""
        return self.records

    def holders(self, keys: Collection[int]) -> Mapping[int, Collection[str]]:  # noqa: ARG002
        """See Source."""
        return self._holders


def families(some: Iterable[str], source: Source, joined: Iterable[tuple[str, str]]) -> list[list[Sketch]]:
    """The sketches of some records, by their ids, and of all their kin: those of one family together."""
    search, asked = _Search(source, joined), set(some)
    while asked:
        asked = search.ask(asked)
    return search.families()


def near(some: Iterable[str], source: Source, joined: Iterable[tuple[str, str]]) -> set[str]:
    """The ids of the kin of some records that need no other to be it, without their own."""
    return _Search(source, joined).ask(set(some))


class _Search:
    """Goes from kin to kin, all that are new at a time."""

    def __init__(self, source: Source, joined: Iterable[tuple[str, str]]) -> None:
        self._source = source
        self._above: dict[str, str] = {}  # a record of the same family, itself where it is the first
        self._sketches: dict[str, list[Sketch]] = {}
        self._crowds: set[tuple[int, int]] = set()  # keys whose holders have been joined
        self._joined: dict[str, set[str]] = defaultdict(set)
        for one, other in joined:
            self._joined[one].add(other)
            self._joined[other].add(one)

    def ask(self, records: set[str]) -> set[str]:
        """Find the kin of records; those of them are returned that were not asked before."""
        for record in records:
            self._above.setdefault(record, record)
        beside = {other for record in records for other in self._joined.get(record, ())}
        told = self._source.sketches(records | beside)
        self._sketches.update((record, told[record]) for record in records if record in told)
        probes = {key for record in records for sketch in told.get(record, ()) for around in sketch.keys.values() for key in around}
        holders = self._source.holders(probes)
        told = self._source.sketches({other for key in probes for other in holders.get(key, ())})
        new = {other for other in beside if other in told or other in self._above}
        for record in records:
            for other in self._joined.get(record, ()):
                self._join(record, other)
            new.update(self._kin(record, told, holders, records))
        return {other for other in new | beside if other not in self._sketches}

    def _kin(self, record: str, told: Mapping[str, list[Sketch]], holders: Mapping[int, Collection[str]], all_: set[str]) -> Iterator[str]:
        """The kin of a record by their keys; of two that are both asked, the first one says it."""
        asked = {record}
        for sketch in self._sketches.get(record, ()):
            for own, around in sketch.keys.items():
                for key in around:
                    others = holders.get(key, ())
                    if max(len(others), len(holders.get(own, ()))) > _CROWD:
                        yield from self._crowd(record, own, key, others)
                        continue
                    for other in others:
                        if other not in asked and not (other in all_ and other < record) and self._fit(record, told[other]):
                            self._join(record, other)
                            yield other
                        asked.add(other)

    def _crowd(self, record: str, own: int, key: int, others: Collection[str]) -> Iterator[str]:
        """Join a record to a crowd: to all of it the first one, and the rest to anybody in it."""
        first = (own, key) not in self._crowds
        self._crowds.add((own, key))
        for other in others if first else islice(others, 1):
            self._join(record, other)
            yield other

    def _fit(self, record: str, others: Sequence[Sketch]) -> bool:
        return any(one.fits(its) for one, its in product(self._sketches[record], others))

    def families(self) -> list[list[Sketch]]:
        """What was found."""
        found: dict[str, list[Sketch]] = defaultdict(list)
        for record, sketches in self._sketches.items():
            found[self._first(record)] += sketches
        return list(found.values())

    def _first(self, record: str) -> str:
        above = self._above
        while above[record] != record:
            above[record] = record = above[above[record]]
        return record

    def _join(self, one: str, other: str) -> None:
        self._above.setdefault(other, other)
        low, high = sorted((self._first(one), self._first(other)))
        self._above[high] = low
