"""What people decided: one entry each, in order, never changed or removed. What holds follows from those that are not undone."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal, get_args

from sqlalchemy import Connection, select

from dragoman.facts import Rulings
from dragoman.register.database import selected
from dragoman.register.schema import decisions

# On a record: accept, correct, reject, unverifiable, add. On facts: merge, split. On an entry: undo, which can itself be undone.
Action = Literal["accept", "correct", "reject", "unverifiable", "add", "merge", "split", "undo"]
ACTIONS: tuple[str, ...] = get_args(Action)
_STANDING = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "unverifiable": "unverifiable", "add": "added"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry: who decided what, when (UTC, ISO 8601) and why.

    `record` and `document` are ids, `old` and `new` are values of `field` for a correction, the record for an addition, and for merge and
    split lists of the record ids on either side. An undo carries what the entry carries that it undoes.
    """

    number: int
    at: str
    who: str
    action: Action
    document: str | None = None
    record: str | None = None
    field: str | None = None
    old: Any = None
    new: Any = None
    why: str | None = None
    undoes: int | None = None


def all_decisions(connection: Connection) -> list[Decision]:
    """All entries, in order."""
    return [Decision(**row) for row in connection.execute(select(decisions).order_by(decisions.c.number)).mappings()]


def decisions_on(connection: Connection, ids: Iterable[str]) -> dict[str, list[Decision]]:
    """The entries in force on the records of these ids, in order, by record."""
    found: dict[str, list[Decision]] = defaultdict(list)
    rows = selected(connection, select(decisions), decisions.c.record, set(ids))
    for entry in in_force(sorted((Decision(**row._mapping) for row in rows), key=lambda entry: entry.number)):
        found[str(entry.record)].append(entry)
    return found


def undoings(connection: Connection) -> list[Decision]:
    """The entries that undo another one, in order."""
    query = select(decisions).where(decisions.c.undoes.is_not(None)).order_by(decisions.c.number)
    return [Decision(**row) for row in connection.execute(query).mappings()]


def undone(entries: Sequence[Decision]) -> set[int]:
    """The numbers of the entries that one in force undoes. The latest entry always holds, so the look goes backwards."""
    gone: set[int] = set()
    for entry in reversed(entries):
        if entry.undoes is not None and entry.number not in gone:
            gone.add(entry.undoes)
    return gone


def in_force(entries: Sequence[Decision]) -> list[Decision]:
    """The entries that hold; what an undo does is done when those that it undoes are left out, so it is left out too."""
    gone = undone(entries)
    return [entry for entry in entries if entry.number not in gone and entry.action != "undo"]


def folded(told: Mapping[str, Any] | None, entries: Iterable[Decision]) -> tuple[str, dict[str, Any]] | None:
    """The standing and the data of a record: what the program was told by the text (None: nothing), and what people decided in turn.

    None where there is no such record: nothing was read, and no addition holds.
    """
    standing, data = "read", None if told is None else dict(told)
    for entry in entries:
        if entry.action == "add":
            data = dict(entry.new)
        if data is None:
            continue
        if entry.action == "correct" and entry.field is not None:
            data = {name: value for name, value in {**data, entry.field: entry.new}.items() if value is not None}
        standing = _STANDING[entry.action]
    return None if data is None else (standing, data)


def rulings_in_force(connection: Connection) -> Rulings:
    """Which records people hold to be one fact, and which not; of two decisions on the same records the later one counts."""
    query = select(decisions).where(decisions.c.action.in_(("merge", "split", "undo"))).order_by(decisions.c.number)
    joined: set[tuple[str, str]] = set()
    parted: set[tuple[str, str]] = set()
    for entry in in_force([Decision(**row) for row in connection.execute(query).mappings()]):
        across = {(min(pair), max(pair)) for pair in product(entry.old, entry.new)}
        if entry.action == "merge":
            parted -= across
            joined |= across
        else:
            joined -= across
            parted |= across
    return Rulings(frozenset(joined), frozenset(parted))
