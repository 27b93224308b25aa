"""Which facts are wanted → the query for their keys."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypedDict, get_args

from sqlalchemy import ColumnElement, Select, false, select, tuple_, union_all

from dragoman.errors import RegisterError
from dragoman.facts.periods import bounds
from dragoman.records import RECORD_TYPES
from dragoman.register.schema import facts, pairs, sides


class Wanted(TypedDict, total=False):
    """Which facts are wanted: of a type, of two actors or one, in a period, of a status, and at most so many of them, the latest.

    `since` and `until` are ISO dates or partial dates; a fact is in the period when it may have been on one of its days. `before`: only
    facts that stand before this place in the order of time (first and last day that a fact may have been on, id).
    """

    type: str | None
    pair: tuple[str, str] | None
    actor: str | None
    since: str | None
    until: str | None
    status: str | None
    before: tuple[str, str, str] | None
    limit: int | None


def fact_keys(wanted: Wanted) -> Select[Any]:
    """The query for the keys of the facts that are wanted. Of a limited number, the latest of each type are looked up, then of these.

    Facts lie by type and time, by actor or pair too: so no more than the limit are read of each type, however many there are.
    """
    type_, limit = wanted.get("type"), wanted.get("limit")
    if limit is None:
        return _of_type(wanted, type_)[0]
    if type_:
        query, place = _of_type(wanted, type_)
        return query.order_by(*(column.desc() for column in place)).limit(limit)
    each = [select(facts.c.key, facts.c.begins, facts.c.ends, facts.c.id).where(false())]
    for one in _types(wanted.get("status")):
        query, place = _of_type(wanted, one)
        query = query.add_columns(facts.c.begins, facts.c.ends, facts.c.id)
        latest = query.order_by(*(column.desc() for column in place)).limit(limit).subquery()
        each.append(select(latest.c.key, latest.c.begins, latest.c.ends, latest.c.id))
    found = union_all(*each).subquery()
    return select(found.c.key).order_by(found.c.begins.desc(), found.c.ends.desc(), found.c.id.desc()).limit(limit)


def _of_type(wanted: Wanted, type_: str | None) -> tuple[Select[Any], tuple[ColumnElement[str], ...]]:
    """The query for the facts of a type, or of all types, without order or limit; and by what to order them in time."""
    query, asked = select(facts.c.key), [facts]
    if pair := wanted.get("pair"):
        a, b = sorted(pair)
        if a == b:
            raise RegisterError(f"{a}: a pair needs two different actors; name two")
        query, asked = query.join(pairs, pairs.c.fact == facts.c.key).where(pairs.c.a == a, pairs.c.b == b), [*asked, pairs]
    if actor := wanted.get("actor"):
        query, asked = query.join(sides, sides.c.fact == facts.c.key).where(sides.c.code == actor), [*asked, sides]
    if type_:
        query = query.where(*(table.c.type == type_ for table in asked))
    begins = asked[-1].c.begins  # in the order of an index
    return query.where(*_conditions(wanted, begins)), (begins, facts.c.ends, facts.c.id)


def _conditions(wanted: Wanted, begins: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    if since := wanted.get("since"):
        yield facts.c.ends >= bounds(since)[0]
    if until := wanted.get("until"):
        yield begins <= bounds(until)[1]
    if status := wanted.get("status"):
        yield facts.c.status == status
    if before := wanted.get("before"):
        yield begins <= before[0]
        yield tuple_(facts.c.begins, facts.c.ends, facts.c.id) < before


@cache
def _types(status: str | None) -> tuple[str, ...]:
    """The types of records, those that can have the status where one is given."""
    kinds = {str(kind.model_fields["type"].default): kind.model_fields.get("status") for kind in RECORD_TYPES}
    return tuple(type_ for type_, field in kinds.items() if status is None or (field and status in _values(field.annotation)))


def _values(annotation: Any) -> set[Any]:
    """The values that an annotation names, in whatever union they stand."""
    inner = get_args(annotation)
    return set().union(*(_values(one) if get_args(one) else {one} for one in inner)) if inner else set()
