"""What a register holds of two actors, in outline: enough to count and to choose by, without a report or a text being loaded."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from dragoman.errors import RegisterError
from dragoman.facts.follow_up import State, state_shown
from dragoman.facts.periods import bounds
from dragoman.register.schema import documents, facts, links, pairs, records


class Outline(NamedTuple):
    """A fact in outline. `label`: its kind, measure (figures), stance (commitments), event type, or whom a speaker speaks for.

    `begins` and `ends` are the first and the last day that it may have been on; where it is not `dated`, the day it was first told.
    `disputed`: its reports differ on a field. `links`: the kinds of links that say something of it (kept, late, dropped, conflict).
    """

    id: str
    type: str
    label: str | None
    begins: str
    ends: str
    dated: bool
    status: str | None
    due: str | None
    disputed: bool
    links: frozenset[str]

    def state(self, today: str) -> State:
        """What has become of a commitment by `today` (ISO date)."""
        return state_shown(self.links, self.due, today)


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published documents that tell facts of two actors, how many, and when the earliest and the latest one (None: undated).

    `source` and `url` (of one of them) are None where that is not known. `official`: a government or an international organisation.
    """

    source: str | None
    url: str | None
    official: bool
    documents: int
    first: str | None
    last: str | None


def outline(connection: Connection, pair: tuple[str, str], since: str | None, until: str | None) -> list[Outline]:
    """The facts of two actors in order of time and id, those of a period where one is given."""
    columns = (facts.c[name] for name in ("key", *Outline._fields[:-1]))
    query = _of(pair, select(*columns).join(pairs, pairs.c.fact == facts.c.key), since, until)
    query = query.order_by(facts.c.begins, facts.c.ends, facts.c.id)
    of = select(links.c.of, links.c.kind).join(pairs, pairs.c.fact == links.c.of).where(pairs.c.type.in_(("commitment", "figure")))
    by = select(links.c.by, links.c.kind).join(pairs, pairs.c.fact == links.c.by)
    rival = func.coalesce(links.c.kind, "") == "conflict"  # else SQLite would look through all links of the kind
    by = by.where(pairs.c.type == "figure", rival)
    kinds: dict[int, set[str]] = defaultdict(set)
    for end in (of, by):
        for fact, kind in connection.execute(_of(pair, end.distinct())):
            kinds[fact].add(kind)
    said = {fact: frozenset(some) for fact, some in kinds.items()}
    # As the driver gives them: of a pair of ten thousand facts, making rows of them takes as long as the database does.
    driver = connection.execute(query).cursor
    rows = driver.fetchall() if driver else ()
    return [Outline(id_, type_, label, begins, ends, bool(dated), status, due, bool(disputed), said.get(key, _NONE))
            for key, id_, type_, label, begins, ends, dated, status, due, disputed in rows]


def publishers(connection: Connection, pair: tuple[str, str], since: str | None, until: str | None) -> list[Publisher]:
    """Who published the documents that tell facts of two actors, those of a period where one is given; in the order of names."""
    told = select(records.c.document).join(pairs, pairs.c.fact == records.c.fact)
    if since or until:
        told = told.join(facts, facts.c.key == records.c.fact)
    told = _of(pair, told, since, until)
    day = documents.c.published
    query = select(documents.c.source, func.min(documents.c.url), documents.c.official, func.count(), func.min(day), func.max(day))
    query = query.where(documents.c.key.in_(told)).group_by(documents.c.source, documents.c.official)
    rows = [Publisher(*row) for row in connection.execute(query)]
    return sorted(rows, key=lambda row: (row.source or "", row.official))


def _of(pair: tuple[str, str], query: Select[Any], since: str | None = None, until: str | None = None) -> Select[Any]:
    """A query about facts and pairs, of one pair and a period."""
    a, b = sorted(pair)
    if a == b:
        raise RegisterError(f"{a}: a pair needs two different actors; name two")
    query = query.where(pairs.c.a == a, pairs.c.b == b)
    if since:
        query = query.where(facts.c.ends >= bounds(since)[0])
    return query.where(facts.c.begins <= bounds(until)[1]) if until else query
