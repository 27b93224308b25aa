"""Facts are made from records: when a record is new, changes or goes, those of its kin are looked at, and made anew where need be.

A fact is as it was if the same records as before tell it, and none of them is stale: nothing else has changed that it follows from.
"""
from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, delete, exists, insert, select, tuple_, update
from sqlalchemy.sql.expression import bindparam

from dragoman.facts import Fact, Report, Rulings
from dragoman.facts.build import clusters, fact_of
from dragoman.facts.kin import families, near
from dragoman.register.database import chunks, execute_each, insert_missing, inserting, selected
from dragoman.register.decisions import rulings_in_force
from dragoman.register.following import follow
from dragoman.register.kindred import Place, Stored
from dragoman.register.linking import linked_with, say
from dragoman.register.rows import fact_row, pair_rows, print_of, side_rows
from dragoman.register.schema import facts, pairs, records, sides, stale

_RECORDS = 2_000  # that are settled at a time: what is held in memory
_SELDOM = 100_000  # objects that are made before Python looks for garbage


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let Python look for garbage seldom meanwhile: facts leave none that it would find, and to look for it takes a fourth of the time."""
    before = gc.get_threshold()
    if before[0] == 0 or before[0] >= _SELDOM:  # never, or another thread has seen to it
        yield
        return
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def mark_document(connection: Connection, document: int) -> None:
    """Say of the records of a document, by its key, that their facts are to be made anew."""
    query = select(records.c.block, records.c.key).where(records.c.document == document, records.c.block.is_not(None))
    connection.execute(inserting(connection, stale).from_select([stale.c.block, stale.c.record], query).on_conflict_do_nothing())


def mark(connection: Connection, told: Iterable[tuple[int | None, int]]) -> None:
    """Say of records, by their blocks and keys, that their facts are to be made anew."""
    wanted = {(block, record) for block, record in told if block is not None}
    insert_missing(connection, stale, [{"block": block, "record": record} for block, record in sorted(wanted)])


def loosen(connection: Connection, document: int) -> None:
    """Before the records of a document change: say that all are to be looked at again that they are kin to, or tell a fact with."""
    source, rulings = Stored(connection), rulings_in_force(connection)
    keys = set(connection.execute(select(records.c.key).where(records.c.document == document)).scalars())
    own = source.ids(keys)
    mark_records(connection, own | near(own, source, rulings.joined))
    mark_facts(connection, (place.fact for place in source.places.values() if place.key in keys))
    source.forget(sketch for record in own for sketch in source.sketches(own)[record] if source.place_of(sketch).key in keys)


def mark_records(connection: Connection, ids: Iterable[str]) -> None:
    """Say of records, by their ids, that their facts are to be made anew."""
    query = select(records.c.block, records.c.key)
    mark(connection, [tuple(row) for row in selected(connection, query, records.c.id, set(ids))])


def mark_facts(connection: Connection, keys: Iterable[int | None]) -> None:
    """Say of facts, by their keys, that they are to be made anew."""
    query = select(records.c.block, records.c.key)
    mark(connection, [tuple(row) for row in selected(connection, query, records.c.fact, {key for key in keys if key is not None})])


def bury(connection: Connection, some: Collection[int | None]) -> None:
    """Delete those of some facts, by their keys, that no record tells any longer, with their links."""
    told = exists().where(records.c.fact == facts.c.key)
    for keys in chunks(key for key in some if key is not None):
        gone = set(connection.execute(select(facts.c.key).where(facts.c.key.in_(keys), ~told)).scalars())
        if not gone:
            continue
        others = linked_with(connection, gone) - gone
        connection.execute(delete(facts).where(facts.c.key.in_(gone)))
        say(connection, others)


@collecting_seldom()
def settle(connection: Connection) -> int:
    """Make the facts of all records that are stale, and what links them with others; how many facts are new or other than before."""
    changed = settle_records(connection)
    follow(connection, changed)
    return len(changed)


def settle_records(connection: Connection) -> set[str]:
    """Make the facts of all records that are stale and of their kin, without their links; the ids of those that are new or other."""
    rulings, changed, place = rulings_in_force(connection), set[str](), (stale.c.block, stale.c.record)
    query = rest = select(*place).order_by(*place).limit(_RECORDS)
    while some := connection.execute(rest).all():
        keys = {row.record for row in some}
        changed.update(_settled(connection, keys, rulings))
        rest = query.where(tuple_(*place) > tuple_(some[-1].block, some[-1].record))
    connection.execute(delete(stale))  # at the end: PostgreSQL would go through all that was deleted before to find the next ones
    return changed


def _settled(connection: Connection, keys: Collection[int], rulings: Rulings) -> list[str]:
    """Make and store the facts of records and their kin; the ids of those that are new or other than they were are returned."""
    source = Stored(connection)
    ids = source.ids(keys)
    source.enrol(ids)
    told = [reports for family in families(ids, source, rulings.joined) for reports in clusters(family, rulings)]
    places = {(report.document, report.position): source.places[report.document, report.position] for reports in told for report in reports}
    before = select(facts.c.id, facts.c.key, facts.c.print, facts.c.block)
    own = {place.fact for place in places.values() if place.fact is not None}
    was = {row.id: row for row in selected(connection, before, facts.c.key, own)}
    made, kept = _made(told, places, own - {place.fact for place in places.values() if place.key in keys})
    was = {id_: row for id_, row in was.items() if row.key not in kept}
    ids = {fact.id for fact in made}
    gone = [row.key for id_, row in was.items() if id_ not in ids]
    # A fact may be founded by a record that founded another one before, which is still to be looked at.
    was |= {row.id: row for row in selected(connection, before, facts.c.id, ids - was.keys())}
    prints = [(fact, print_of(fact), places[fact.reports[0].document, fact.reports[0].position].block) for fact in made]
    changed = [(fact, fact_row(fact, block, print_)) for fact, print_, block in prints
               if fact.id not in was or (was[fact.id].print, was[fact.id].block) != (print_, block)]
    known = {id_: row.key for id_, row in was.items()}
    keys = known | _stored(connection, changed, known)
    told_in = {fact.id: [places[report.document, report.position].document for report in fact.reports] for fact, _ in changed}
    execute_each(connection, insert(pairs), [row for fact, _ in changed for row in pair_rows(fact, keys[fact.id], told_in[fact.id])])
    moved = [{"record": place.key, "into": keys[fact.id]} for fact in made for report in fact.reports
             if (place := places[report.document, report.position]).fact != keys[fact.id]]
    execute_each(connection, update(records).where(records.c.key == bindparam("record")).values(fact=bindparam("into")), moved)
    bury(connection, gone)  # last: SQLite gives the key of a fact that is gone to the next one
    return [fact.id for fact, _ in changed]


def _made(
    told: Iterable[list[Report]], places: Mapping[tuple[str, int], Place], firm: Collection[int],
) -> tuple[list[Fact], set[int]]:
    """The facts that are told in another way than before, made anew; and the keys of those that are as they were.

    `firm`: the keys of facts of which no record is stale.
    """
    size, made, kept = Counter(place.fact for place in places.values()), list[Fact](), set[int]()
    for reports in told:
        key, *others = {places[report.document, report.position].fact for report in reports}
        if key is not None and key in firm and not others and size[key] == len(reports):
            kept.add(key)
        else:
            made.append(fact_of(reports))
    return made, kept


def _stored(connection: Connection, changed: Sequence[tuple[Fact, dict[str, object]]], known: dict[str, int]) -> dict[str, int]:
    """Store facts with their sides and pairs; `known`: the keys of those that are there in another form. The keys of all are returned."""
    execute_each(connection, insert(facts), [row for fact, row in changed if fact.id not in known])
    for fact, row in changed:
        if fact.id in known:
            connection.execute(update(facts).where(facts.c.key == known[fact.id]).values(**row))
            for table in (sides, pairs):
                connection.execute(delete(table).where(table.c.fact == known[fact.id]))
    ids = [fact.id for fact, _ in changed]
    keys = {row.id: row.key for row in selected(connection, select(facts.c.id, facts.c.key), facts.c.id, ids)}
    execute_each(connection, insert(sides), [row for fact, _ in changed for row in side_rows(fact, keys[fact.id])])
    return keys
