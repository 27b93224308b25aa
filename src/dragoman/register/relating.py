"""Who has to do with whom, and when: how many facts each two actors have, by type and year."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Text, case, cast, func, select

from dragoman.facts.model import is_code
from dragoman.records import RECORD_TYPES
from dragoman.register.schema import pairs

_TYPES = tuple(str(kind.model_fields["type"].default) for kind in RECORD_TYPES)
_UNDATED = 9999  # the year of facts of which nobody tells when they were


@dataclass(frozen=True, slots=True)
class Relation:
    """Two actors (codes, sorted) and how many facts they have in all; `by_year` those that are dated, year → number, in order."""

    a: str
    b: str
    number: int
    by_year: dict[int, int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which facts count: of a type, of an actor (code), of the years from `since` to `until`, both with; None: any."""

    type: str | None = None
    actor: str | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Relations:
    """How many facts each two states or organisations have: a count for each type and year in which they have any, in columns.

    `both` are the pairs that the numbers in `pair` stand for, which ascend; those in `type` stand for the types of records, in their order.
    """

    both: tuple[tuple[str, str], ...]
    pair: NDArray[np.int32]
    type: NDArray[np.int32]
    year: NDArray[np.int32]
    number: NDArray[np.int32]

    def by_year(self, chosen: Chosen) -> dict[int, int]:
        """How many facts there are in each year, in order, undated ones left out; one of three actors counts for each two of them."""
        return self._by_year(self._rows(chosen))

    def strongest(self, chosen: Chosen, least: int, limit: int) -> tuple[list[Relation], int]:
        """The pairs with at least so many facts, those with most first, then by their codes: at most `limit`; and how many there are."""
        rows = self._rows(chosen)
        pair = self.pair[rows]
        sums = np.bincount(pair, self.number[rows], minlength=len(self.both)).astype(int)
        enough = sorted(np.flatnonzero(sums >= max(least, 1)).tolist(), key=lambda n: (-sums[n], self.both[n]))
        ends = np.searchsorted(pair, np.arange(len(self.both) + 1))
        found = [Relation(*self.both[n], int(sums[n]), self._by_year(rows[ends[n]:ends[n + 1]])) for n in enough[:limit]]
        return found, len(enough)

    def _by_year(self, rows: NDArray[np.intp]) -> dict[int, int]:
        sums = np.bincount(self.year[rows], self.number[rows])[:_UNDATED]
        return {int(year): int(sums[year]) for year in np.flatnonzero(sums)}

    def _rows(self, chosen: Chosen) -> NDArray[np.intp]:
        wanted = np.ones(len(self.pair), bool)
        if chosen.type is not None:
            wanted &= self.type == (_TYPES.index(chosen.type) if chosen.type in _TYPES else -1)
        if chosen.actor is not None:
            wanted &= np.isin(self.pair, [n for n, both in enumerate(self.both) if chosen.actor in both])
        if chosen.since is not None or chosen.until is not None:
            wanted &= (self.year >= (chosen.since or 0)) & (self.year <= min(chosen.until or _UNDATED - 1, _UNDATED - 1))
        return np.flatnonzero(wanted)


def relations(connection: Connection) -> Relations:
    """Count the facts of each two states or organisations; the time goes with the size of the register.

    The database writes the counts of two actors into one text of numbers: half a million rows, one by one, would keep others waiting.
    """
    type_ = case({name: n for n, name in enumerate(_TYPES)}, value=pairs.c.type).label("type")
    rows = select(pairs.c.a, pairs.c.b, type_, func.substr(pairs.c.begins, 1, 4).label("year")).subquery()
    each = select(*rows.c, func.count().label("number")).group_by(*rows.c).subquery()
    words = [cast(each.c[name], Text) for name in ("type", "year", "number")]
    text = func.aggregate_strings(words[0] + " " + words[1] + " " + words[2], " ")
    both: list[tuple[str, str]] = []
    tables = [np.zeros((0, 4), np.int32)]
    for a, b, numbers in connection.execute(select(each.c.a, each.c.b, text).group_by(each.c.a, each.c.b).order_by(each.c.a, each.c.b)):
        if is_code(a) and is_code(b):
            table = np.fromstring(numbers, np.int32, sep=" ").reshape(-1, 3)
            tables.append(np.insert(table, 0, len(both), axis=1))
            both.append((a, b))
    pair, types, years, number = np.ascontiguousarray(np.concatenate(tables).T)
    return Relations(tuple(both), pair, types, years, number)
