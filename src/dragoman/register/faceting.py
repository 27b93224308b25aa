"""By what the documents that a search finds can be narrowed: types, actors, publishers and years, each with its number of documents."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, distinct, func, select

from dragoman.register.schema import documents, mentions, records
from dragoman.register.searching import NEWEST, Asked, newest

_MOST = 9  # values of each kind: those of most documents


@dataclass(frozen=True, slots=True)
class Facets:
    """Value → number of documents that have it, those of most first, years latest first. `documents`: among how many they were counted.

    `whole`: these are all that the search finds; else its newest ones.
    """

    documents: int
    whole: bool
    types: dict[str, int]
    actors: dict[str, int]
    sources: dict[str, int]
    years: dict[str, int]


def facets(connection: Connection, asked: Asked) -> Facets:
    """Count what the newest documents that hold the words are and tell; a RegisterError where there is no word to look for."""
    keys = newest(connection, asked)
    year, code = func.substr(documents.c.published, 1, 4), mentions.c.code

    def count(value: ColumnElement[Any], key: ColumnElement[Any], source: FromClause, *wanted: ColumnElement[bool]) -> dict[str, int]:
        many = func.count(distinct(key)).label("many")
        query: Select[Any] = select(value.label("value"), many).select_from(source).where(key.in_(keys), *wanted)
        query = query.group_by(value).order_by(many.desc(), value).limit(_MOST)
        return {row.value: row.many for row in connection.execute(query)}

    years = count(year, documents.c.key, documents, year.between("1000", "9999"))
    return Facets(
        len(keys), len(keys) < NEWEST, count(records.c.type, records.c.document, records, records.c.block.is_not(None)),
        count(code, mentions.c.document, mentions), count(documents.c.source, documents.c.key, documents, documents.c.source.is_not(None)),
        dict(sorted(years.items(), reverse=True)))
