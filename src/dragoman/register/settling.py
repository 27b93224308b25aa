"""Facts are made from records block by block: those of blocks whose records have changed are looked at, and made anew where need be.

A fact is as it was if the same records as before tell it, and it is not loose: nothing else has changed that it follows from. A loose fact
has no print.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.sql.expression import bindparam

from dragoman.facts import Fact, Report, Rulings
from dragoman.facts.build import fact_of, told_together
from dragoman.register.database import chunks, selected
from dragoman.register.decisions import rulings_in_force
from dragoman.register.following import follow
from dragoman.register.rows import REPORT, fact_row, pair_rows, print_of, report_of, side_rows
from dragoman.register.schema import documents, facts, pairs, records, sides, stale

_LOOSE = ""  # the print of a fact that is to be made anew
_BLOCKS = 400  # that are settled at a time: what is held in memory


class Place(NamedTuple):
    """Where a report is stored: the key of its record, its block, and the key of the fact that it belonged to."""

    key: int
    block: int
    fact: int | None


def mark(connection: Connection, blocks: Iterable[int | None]) -> None:
    """Say of blocks that their records have changed."""
    wanted = {block for block in blocks if block is not None}
    wanted.difference_update(row.block for row in selected(connection, select(stale.c.block), stale.c.block, wanted))
    if wanted:
        connection.execute(insert(stale), [{"block": block} for block in sorted(wanted)])


def loosen(connection: Connection, some: Iterable[int | None]) -> None:
    """Say of facts, by their keys, that something has changed which they follow from: all that tells them is looked at again."""
    for keys in chunks({key for key in some if key is not None}):
        mark(connection, connection.execute(select(records.c.block).where(records.c.fact.in_(keys))).scalars().all())
        connection.execute(update(facts).where(facts.c.key.in_(keys)).values(print=_LOOSE))


def settle(connection: Connection) -> int:
    """Make the facts of all blocks that are stale, and what links them with others; how many facts are new or other than before."""
    changed = settle_blocks(connection)
    follow(connection, changed)
    return len(changed)


def settle_blocks(connection: Connection) -> set[str]:
    """Make the facts of all blocks that are stale, without their links; the ids of those that are new or other than before."""
    rulings, changed = rulings_in_force(connection), set[str]()
    while blocks := set(connection.execute(select(stale.c.block).order_by(stale.c.block).limit(_BLOCKS)).scalars()):
        changed.update(_settled(connection, groups_of(connection, blocks, rulings), rulings))
        for some in chunks(blocks):
            connection.execute(delete(stale).where(stale.c.block.in_(some)))
    return changed


def groups_of(connection: Connection, blocks: set[int], rulings: Rulings) -> list[set[int]]:
    """The blocks, and those that cannot be settled without them: what people have joined, and what twins share.

    Twins are records of one id: two documents of one text. Their blocks can differ, since other records of the documents do.
    """
    twin = records.alias()
    query = select(records.c.block, twin.c.block.label("other")).join(twin, twin.c.id == records.c.id)
    query = query.where(twin.c.block != records.c.block)
    edges = [(row.block, row.other) for row in selected(connection, query, records.c.block, blocks)]
    ids = {record for pair in rulings.joined for record in pair}
    told = select(records.c.id, records.c.block).where(records.c.block.is_not(None))
    block_of = {row.id: row.block for row in selected(connection, told, records.c.id, ids)}
    edges += [(block_of[one], block_of[other]) for one, other in rulings.joined if one in block_of and other in block_of]
    groups = {block: {block} for block in blocks}
    for one, other in sorted(edges):
        whole = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(whole, whole))
    return [set(group) for group in sorted({tuple(sorted(group)) for group in groups.values()}) if blocks.intersection(group)]


def told_in(
    connection: Connection, groups: Sequence[set[int]], rulings: Rulings,
) -> tuple[list[list[Report]], dict[tuple[str, int], Place]]:
    """The reports in groups of blocks, those of each fact together; and where each, by its document and position, is stored."""
    group_of = {block: n for n, group in enumerate(groups) for block in group}
    reports: dict[int, list[Report]] = defaultdict(list)
    places: dict[tuple[str, int], Place] = {}
    query = select(*REPORT).join(documents, documents.c.key == records.c.document)
    for row in selected(connection, query, records.c.block, group_of):
        reports[group_of[row.block]].append(report_of(row))
        places[row.document_id, row.position] = Place(row.key, row.block, row.fact)
    return [told for n in sorted(reports) for told in told_together(reports[n], rulings)], places


def _settled(connection: Connection, groups: Sequence[set[int]], rulings: Rulings) -> list[str]:
    """Make and store the facts of groups of blocks; the ids of those that are new or other than they were are returned."""
    told, places = told_in(connection, groups, rulings)
    before = select(facts.c.id, facts.c.key, facts.c.print, facts.c.block)
    was = {row.id: row for row in selected(connection, before, facts.c.block, set().union(*groups))}
    made, kept = _made(told, places, {row.key for row in was.values() if row.print != _LOOSE})
    was = {id_: row for id_, row in was.items() if row.key not in kept}
    ids = {fact.id for fact in made}
    gone = [row.key for id_, row in was.items() if id_ not in ids]
    # Its founding record may have come from a block that is still to be settled.
    was |= {row.id: row for row in selected(connection, before, facts.c.id, ids - was.keys())}
    prints = [(fact, print_of(fact), places[fact.reports[0].document, fact.reports[0].position].block) for fact in made]
    changed = [(fact, fact_row(fact, block, print_)) for fact, print_, block in prints
               if fact.id not in was or (was[fact.id].print, was[fact.id].block) != (print_, block)]
    known = {id_: row.key for id_, row in was.items()}
    keys = known | _stored(connection, changed, known)
    moved = [{"record": place.key, "into": keys[fact.id]} for fact in made for report in fact.reports
             if (place := places[report.document, report.position]).fact != keys[fact.id]]
    if moved:
        connection.execute(update(records).where(records.c.key == bindparam("record")).values(fact=bindparam("into")), moved)
    for some in chunks(gone):  # last: SQLite gives the key of a fact that is gone to the next one
        connection.execute(delete(facts).where(facts.c.key.in_(some)))
    return [fact.id for fact, _ in changed]


def _made(
    told: Iterable[list[Report]], places: Mapping[tuple[str, int], Place], firm: Collection[int],
) -> tuple[list[Fact], set[int]]:
    """The facts that are told in another way than before, made anew; and the keys of those that are as they were.

    `firm`: the keys of facts of these blocks that are not loose.
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
    new = [row for fact, row in changed if fact.id not in known]
    if new:
        connection.execute(insert(facts), new)
    for fact, row in changed:
        if fact.id in known:
            connection.execute(update(facts).where(facts.c.key == known[fact.id]).values(**row))
            for table in (sides, pairs):
                connection.execute(delete(table).where(table.c.fact == known[fact.id]))
    ids = [fact.id for fact, _ in changed]
    keys = {row.id: row.key for row in selected(connection, select(facts.c.id, facts.c.key), facts.c.id, ids)}
    for table, make in ((sides, side_rows), (pairs, pair_rows)):
        values = [row for fact, _ in changed for row in make(fact, keys[fact.id])]
        if values:
            connection.execute(insert(table), values)
    return keys
