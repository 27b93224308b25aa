"""Counts that precision, recall and F1 are made of."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Count:
    """Of one measure: how many gold items were found, and how many predicted ones are right; the same where pairs are one to one."""

    found: int = 0
    gold: int = 0
    right: int = 0
    predicted: int = 0

    @property
    def f1(self) -> float:
        """F1 in per cent; 0 where nothing was right."""
        if not self.found or not self.right:
            return 0.0
        recall, precision = self.found / self.gold, self.right / self.predicted
        return 200 * recall * precision / (recall + precision)


class Tally(defaultdict[str, Count]):
    """Counts by the name of a measure, added up over documents (micro average)."""

    def __init__(self) -> None:
        super().__init__(Count)

    def add(self, name: str, hits: int, predicted: int, gold: int) -> None:
        """Add pairs that are one to one."""
        count = self[name]
        count.found, count.right = count.found + hits, count.right + hits
        count.predicted, count.gold = count.predicted + predicted, count.gold + gold

    def f1(self, names: Iterable[str]) -> dict[str, float]:
        """F1 of the named measures, in per cent."""
        return {name: self[name].f1 for name in names}
