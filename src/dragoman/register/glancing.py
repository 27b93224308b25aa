"""What shows at a glance what is new and what calls for attention: each a few rows, whatever the size of the register."""
from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, exists, func, or_, select, union_all

from dragoman.register.schema import documents, facts, links, pairs, sides

_NEWEST = 2_000  # facts, the last ones made, among which disputed ones are looked for


def recent(limit: int, before: str | None) -> Select[Any]:
    """The ids of the documents that were read in last, the last one first; those `before` a document (its id) where one is given."""
    query = select(documents.c.id).order_by(documents.c.key.desc()).limit(limit)
    if before is None:
        return query
    return query.where(documents.c.key < select(documents.c.key).where(documents.c.id == before).scalar_subquery())


def due(today: str, limit: int) -> Select[Any]:
    """The keys of the commitments that fall due from a day on (ISO date) and were neither kept nor dropped, the next ones first."""
    ended = exists().where(links.c.of == facts.c.key, links.c.kind.in_(("kept", "dropped")))
    type_ = func.coalesce(facts.c.type, "")  # else SQLite would look through all commitments
    waiting = select(facts.c.key).where(type_ == "commitment", facts.c.due >= today, ~ended)
    return waiting.order_by(facts.c.due, facts.c.id).limit(limit)


def disputed(limit: int) -> Select[Any]:
    """The keys of facts whose reports differ on a field, and of figures of which another fact gives another value: of those made last."""
    newest = select(facts.c.key, facts.c.disputed).order_by(facts.c.key.desc()).limit(_NEWEST).subquery()
    kind = func.coalesce(links.c.kind, "")  # else SQLite would look through all links of the kind, for each fact anew
    rivals = [exists().where(end == newest.c.key, kind == "conflict") for end in (links.c.of, links.c.by)]
    found = select(newest.c.key).where(or_(newest.c.disputed, *rivals))
    return found.order_by(newest.c.key.desc()).limit(limit)


def partners(connection: Connection, code: str, limit: int) -> list[tuple[str, int]]:
    """The actors that have most facts together with one, and how many."""
    other = [select(theirs.label("code")).where(own == code) for own, theirs in ((pairs.c.a, pairs.c.b), (pairs.c.b, pairs.c.a))]
    both, many = union_all(*other).subquery(), func.count().label("many")
    query = select(both.c.code, many).group_by(both.c.code).order_by(many.desc(), both.c.code).limit(limit)
    return [(row.code, row.many) for row in connection.execute(query)]


def types_of(connection: Connection, code: str) -> dict[str, int]:
    """How many facts of each type an actor figures in, the type with most first."""
    many = func.count().label("many")
    query = select(sides.c.type, many).where(sides.c.code == code).group_by(sides.c.type).order_by(many.desc(), sides.c.type)
    return {row.type: row.many for row in connection.execute(query)}
