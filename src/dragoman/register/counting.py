"""What a register holds, counted."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from dragoman.register.schema import decisions, documents, facts, pairs, records

MOST = 20  # pairs and sources that are counted one by one: those with most


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is. `first` and `last` are the dates of the earliest and the latest document that is dated.

    `facts` are counted by type, `sources` (those with most documents) and `read_with` (model and codebook) by document, `decisions` by
    action; a source or reader that is not told is "". `pairs` are the two actors of most facts, with their number.
    """

    documents: int
    records: int
    first: str | None
    last: str | None
    facts: dict[str, int]
    sources: dict[str, int]
    pairs: tuple[tuple[str, str, int], ...]
    decisions: dict[str, int]
    read_with: dict[str, int]


def count(connection: Connection) -> Counts:
    """Count everything; the time goes with the size of the register."""
    number, first, last = connection.execute(
        select(func.count(), func.min(documents.c.published), func.max(documents.c.published)).select_from(documents)).one()
    in_facts = select(func.count()).select_from(records).where(records.c.block.is_not(None))
    many = func.count().label("many")
    both = select(pairs.c.a, pairs.c.b, many).group_by(pairs.c.a, pairs.c.b).order_by(many.desc(), pairs.c.a, pairs.c.b).limit(MOST)
    return Counts(
        number, connection.execute(in_facts).scalar_one(), first, last, _by(connection, facts.c.type),
        _by(connection, func.coalesce(documents.c.source, ""), MOST),
        tuple((row.a, row.b, row.many) for row in connection.execute(both)), _by(connection, decisions.c.action),
        _by(connection, documents.c.read_with))


def _by(connection: Connection, column: ColumnElement[Any], limit: int | None = None) -> dict[str, int]:
    """How many rows there are of each value, the value with most first."""
    value, many = column.label("value"), func.count().label("many")
    query: Select[Any] = select(value, many).group_by(value).order_by(many.desc(), value)
    return {row.value: row.many for row in connection.execute(query if limit is None else query.limit(limit))}
