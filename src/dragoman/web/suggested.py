"""Suggested merges: looked for beside the answers, and shown as they are now."""
from __future__ import annotations

from functools import partial
from typing import NamedTuple

from dragoman.register import Filter, Queue
from dragoman.register.suggesting import Pair
from dragoman.web.remembering import Remembered

LISTED = 10  # on a page
_KEPT = 100  # parts of the list, each for who asks for a type or an actor, that are remembered


class _Part(NamedTuple):
    """What was found; `last`: the number of the last entry of the ledger before that was looked for."""

    pairs: list[Pair]
    more: str | None
    last: int


class Suggested:
    """Facts that may be one. Where they are is remembered; of what is remembered only what still holds is given."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._known: dict[tuple[Filter, int, str | None], Remembered[_Part]] = {}

    def part(self, wanted: Filter = Filter(), limit: int = LISTED, cursor: str | None = None) -> tuple[list[Pair], str | None]:  # noqa: B008
        """As `Queue.pairs` gives them, or gave them a while ago: then without facts that are gone, and those that people have kept apart.

        Who asks first waits until they are found, and who asks after something was undone: that may bring back what was left out.
        """
        asked = wanted, limit, cursor
        if asked not in self._known and len(self._known) >= _KEPT:
            self._known.clear()
        known = self._known.setdefault(asked, Remembered(partial(self._find, *asked)))
        part, last = known.get(), self._queue.last()
        if last != part.last:
            later = self._queue.entries(range(part.last + 1, last + 1))
            if any(entry.decision.action == "undo" for entry in later):
                part = known.get_anew()
            else:
                known.renew_beside()
        return self._queue.still(part.pairs), part.more

    def _find(self, wanted: Filter, limit: int, cursor: str | None) -> _Part:
        last = self._queue.last()
        return _Part(*self._queue.pairs(wanted, limit, cursor), last)
