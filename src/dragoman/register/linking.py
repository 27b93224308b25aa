"""What links say of a fact, kept beside its outlines: a pair of ten thousand facts is outlined without a look at the links of each."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, func, select, update

from dragoman.register.database import chunks, execute_each, selected
from dragoman.register.schema import links, pairs

CONFLICT = "conflict"  # the one kind of link that says the same of both its ends

_SAY = update(pairs).where(pairs.c.fact == bindparam("key")).values(links=bindparam("kinds"))


def linked_with(connection: Connection, keys: Iterable[int]) -> set[int]:
    """The keys of the facts at both ends of all links of some facts."""
    query = (select(links.c.of, links.c.by).where(end.in_(some)) for some in chunks(sorted(keys)) for end in (links.c.of, links.c.by))
    return {key for one in query for row in connection.execute(one) for key in row}


def say(connection: Connection, keys: Collection[int]) -> None:
    """Keep beside the outlines of these facts, by their keys, what their links say now."""
    kinds = said(connection, keys)
    execute_each(connection, _SAY, [{"key": key, "kinds": kinds.get(key)} for key in sorted(keys)])


def said(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """What links say of each of these facts of which they say something: the kinds of those that it is the first end of, and `CONFLICT`
    where it is the second one of such; in the order of the alphabet, with blanks between.
    """
    keys, found = list(keys), defaultdict[int, set[str]](set)
    for row in selected(connection, select(links.c.of, links.c.kind), links.c.of, keys):
        found[row.of].add(row.kind)
    conflict = func.coalesce(links.c.kind, "") == CONFLICT  # as a plain kind, SQLite would look through all links of it
    for row in selected(connection, select(links.c.by).where(conflict), links.c.by, keys):
        found[row.by].add(CONFLICT)
    return {key: " ".join(sorted(own)) for key, own in found.items()}
