"""Whether a register is sound: each quote stands in its text, and each fact is what its records make it."""
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from dragoman.errors import BusyError, EvidenceError, ReadOnlyError, RegisterError
from dragoman.facts import Report, Rulings
from dragoman.facts.build import fact_of, told_together
from dragoman.records import ValidationError, load_records
from dragoman.register import database
from dragoman.register.database import chunks, selected
from dragoman.register.decisions import rulings_in_force
from dragoman.register.following import all_links
from dragoman.register.keeping import kept_of
from dragoman.register.kindred import Place
from dragoman.register.linking import said
from dragoman.register.reconciling import DETACHED
from dragoman.register.rows import REPORT, document_of, fact_row, pair_rows, print_of, report_of, side_rows
from dragoman.register.schema import decisions, documents, facts, links, pairs, records, sides, stale

_MOST = 20  # faults of the file itself that are told
_REBUILD = "run: dragoman register rebuild"


@dataclass(frozen=True)
class Verdict:
    """What was looked at, and every fault that was found, a line each; a sound register has none."""

    faults: tuple[str, ...]
    documents: int
    records: int
    facts: int
    links: int
    decisions: int


def verify(engine: Engine) -> Verdict:
    """Check every text against its checksum, every quote against its text, every fact against its records and every link against its facts.

    Nothing is changed. Facts are compared only where texts and records are sound, and no facts are still to be made.
    """
    sqlite = engine.dialect.name == "sqlite"
    if sqlite and (damage := _damage(engine)):  # what a damaged file gives is not to be counted
        return Verdict(tuple(damage), 0, 0, 0, 0, 0)
    with database.reading(engine) as connection:
        counts = [connection.execute(select(func.count()).select_from(table)).scalar_one()
                  for table in (documents, records, facts, links, decisions)]
        faults = list(_texts(connection))
        if waiting := connection.execute(select(func.count()).select_from(stale)).scalar_one():
            faults.append(f"{waiting} records have changed since their facts were made; {_REBUILD}")
        if not faults:  # facts are made of sound records only
            faults += [*_facts(connection), *_links(connection)]
    return Verdict((*faults, *(_full_text(engine) if sqlite else ())), *counts)


def _damage(engine: Engine) -> list[str]:
    """What SQLite says of its own file; PostgreSQL has no such question."""
    found = list[str]()
    try:
        with database.reading(engine) as connection:
            lines = (line for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") for line in row[0].splitlines())
            found += [line for line in lines if line != "ok" and "***" not in line]
            lost = () if found else connection.exec_driver_sql("PRAGMA foreign_key_check")
            found += [f"a row of {row[0]} belongs to none of {row[2]}" for row in lost]
    except RegisterError as error:  # too much so to be looked at
        return [str(error)]
    return [f"the file is damaged: {line}; restore a backup" for line in found[:_MOST]]


def _full_text(engine: Engine) -> list[str]:
    """Ask SQLite's index of words whether it is sound: a write for SQLite, which is left out where this user may not or another does."""
    try:
        with database.writing(engine, at_once=True) as connection:
            connection.exec_driver_sql("INSERT INTO words (words) VALUES ('integrity-check')")
    except (BusyError, ReadOnlyError):
        return []
    except (RegisterError, MemoryError):  # a damaged length can be more than there is memory
        return [f"the index of words is damaged; {_REBUILD}"]
    return []


def _texts(connection: Connection) -> Iterator[str]:
    for key in connection.execute(select(documents.c.key).order_by(documents.c.key)).scalars().all():
        row = connection.execute(select(documents).where(documents.c.key == key)).one()
        try:
            text = document_of(row).text
        except RegisterError as error:
            yield str(error)
            continue
        for kept in kept_of(connection, key):
            if kept.standing == DETACHED:
                continue
            try:
                load_records([kept.data], text)
            except (EvidenceError, ValidationError) as error:
                yield f"record {kept.id} of document {row.id}: {str(error).splitlines()[0]}"


def _facts(connection: Connection) -> Iterator[str]:
    """Compare all facts with what their records make, some blocks at a time."""
    rulings, seen = rulings_in_force(connection), set[str]()
    query = select(records.c.block).where(records.c.block.is_not(None)).distinct().order_by(records.c.block)
    blocks = connection.execute(query).scalars().all()
    done: set[int] = set()
    for some in chunks(blocks):
        groups = [group for group in _groups_of(connection, set(some), rulings) if not group & done]
        done.update(*groups)
        told, places = _told_in(connection, groups, rulings)
        made = [fact_of(reports) for reports in told]
        stored = {row.id: row for row in selected(connection, select(facts), facts.c.id, [fact.id for fact in made])}
        keys = [row.key for row in stored.values()]
        around, kinds = _around(connection, keys), said(connection, keys)
        for fact in made:
            seen.add(fact.id)
            row, own = stored.get(fact.id), [places[one.document, one.position] for one in fact.reports]
            if row is None:
                yield f"fact {fact.id} is missing: its records are there; {_REBUILD}"
                continue
            expected = fact_row(fact, own[0].block, print_of(fact))
            same = {"key": row.key, **expected, "data": json.loads(json.dumps(expected["data"]))} == dict(row._mapping)
            pairs_ = [{**pair, "links": kinds.get(row.key)} for pair in pair_rows(fact, row.key, [place.document for place in own])]
            beside = {_hashable(side.values()) for side in (*side_rows(fact, row.key), *pairs_)}
            if not same or around[row.key] != beside or any(place.fact != row.key for place in own):
                yield f"fact {fact.id} is not what its records make it; {_REBUILD}"
    for id_ in connection.execute(select(facts.c.id).order_by(facts.c.id)).scalars():
        if id_ not in seen:
            yield f"fact {id_} has no records; {_REBUILD}"


def _groups_of(connection: Connection, blocks: set[int], rulings: Rulings) -> list[set[int]]:
    """The blocks, with those that facts of them can reach into: by what people have joined, and by what twins share.

    Twins are records of one id: two documents of one text. Their blocks can differ, since other records of the documents do.
    """
    groups: dict[int, set[int]] = {}
    new = blocks
    while new:
        groups.update((block, {block}) for block in new)
        edges = _edges(connection, new, rulings)
        beyond = {block for edge in edges for block in edge} - groups.keys()
        groups.update((block, {block}) for block in beyond)
        for one, other in sorted(edges):
            whole = groups[one] | groups[other]
            groups.update(dict.fromkeys(whole, whole))
        new = beyond
    return [set(group) for group in sorted({tuple(sorted(group)) for group in groups.values()})]


def _edges(connection: Connection, blocks: set[int], rulings: Rulings) -> list[tuple[int, int]]:
    """The pairs of blocks, one of them among these, that hold twins, or records that people have joined."""
    twin = records.alias()
    query = select(records.c.block, twin.c.block.label("other")).join(twin, twin.c.id == records.c.id)
    query = query.where(twin.c.block != records.c.block)
    edges = [(row.block, row.other) for row in selected(connection, query, records.c.block, blocks)]
    ids = {record for pair in rulings.joined for record in pair}
    told = select(records.c.id, records.c.block).where(records.c.block.is_not(None))
    blocks_of: dict[str, set[int]] = defaultdict(set)
    for row in selected(connection, told, records.c.id, ids):
        blocks_of[row.id].add(row.block)
    joined = [(mine, its) for one, other in rulings.joined for mine in blocks_of[one] for its in blocks_of[other]]
    return edges + [(mine, its) for mine, its in joined if not blocks.isdisjoint((mine, its))]


def _told_in(
    connection: Connection, groups: Sequence[set[int]], rulings: Rulings,
) -> tuple[list[list[Report]], dict[tuple[str, int], Place]]:
    """The reports in groups of blocks, those of each fact together; and where each, by its document and position, is stored."""
    group_of = {block: n for n, group in enumerate(groups) for block in group}
    reports: dict[int, list[Report]] = defaultdict(list)
    places: dict[tuple[str, int], Place] = {}
    query = select(*REPORT).join(documents, documents.c.key == records.c.document)
    for row in selected(connection, query, records.c.block, group_of):
        reports[group_of[row.block]].append(report_of(row))
        places[row.document_id, row.position] = Place(row.key, row.document, row.block, row.fact)
    return [told for n in sorted(reports) for told in told_together(reports[n], rulings)], places


def _around(connection: Connection, keys: Sequence[int]) -> dict[int, set[tuple[Any, ...]]]:
    """The rows of the tables `sides` and `pairs`, by the key of their fact."""
    found: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for table in (sides, pairs):
        for row in selected(connection, select(table), table.c.fact, keys):
            found[row.fact].add(_hashable(row))
    return found


def _hashable(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple([tuple(value) if isinstance(value, list) else value for value in row])


def _links(connection: Connection) -> Iterator[str]:
    keys = {row.id: row.key for row in connection.execute(select(facts.c.id, facts.c.key))}
    stored = {(row.of, row.by, row.kind, row.why) for row in connection.execute(select(links))}
    made = {(keys[link.of], keys[link.by], link.kind, link.why) for link in all_links(connection)}
    ids = {key: id_ for id_, key in keys.items()}
    for of, by, kind in sorted({link[:3] for link in stored ^ made}):
        yield f"the link {ids[of]} {kind} by {ids[by]} does not follow from its facts; {_REBUILD}"

