"""How a document and its records get into the tables, and what has to be made anew when they change."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from dragoman.codebook.official import is_official
from dragoman.errors import EvidenceError
from dragoman.facts import Report, actors_of
from dragoman.records import Reading, record_id
from dragoman.register.database import chunks
from dragoman.register.decisions import decisions_on, rulings_in_force
from dragoman.register.reconciling import DETACHED, Kept, Reconciled, judged, reconcile
from dragoman.register.rows import block_number, circle_of, dated
from dragoman.register.schema import documents, mentions, records
from dragoman.register.settling import bury, loosen, mark_document

_UNCOUNTED = ("rejected", DETACHED)  # standings of records that tell no fact


class _Head(NamedTuple):
    """What a document tells of all its records."""

    key: int
    id: str
    published: str | None
    source: str | None
    official: bool


_HEAD = tuple(documents.c[name] for name in _Head._fields)


def check(reading: Reading) -> None:
    """An EvidenceError where a record quotes another text than its document's."""
    for record in reading.records:
        for piece in record.evidence:
            if reading.text[piece.start:piece.end] != piece.quote:
                raise EvidenceError(f"{reading.id}: {piece.quote[:60]!r} is not what the text holds at {piece.start}:{piece.end}")


def put(connection: Connection, reading: Reading, read_with: str) -> bool:
    """Store a document with its records, or a newer reading of it; False, and nothing is written, where all of that is there already."""
    head = {**reading.model_dump(mode="json", exclude={"records", "acts"}), "sha256": reading.sha256, "read_with": read_with,
            "official": is_official(reading.source, reading.url)}
    row = connection.execute(select(documents).where(documents.c.id == reading.id)).mappings().first()
    before = [] if row is None else kept_of(connection, row["key"])
    after = list(reread(connection, reading, before).records)
    if row is not None and before == after and all(row[name] == value for name, value in head.items()):
        return False
    if row is None:
        circle = _circle(after)
        key = connection.execute(insert(documents).returning(documents.c.key), {**head, "circle": circle}).scalar_one()
        told = _Head(key, reading.id, reading.published, reading.source, head["official"])
        _insert(connection, key, [_row(told, circle, n, one) for n, one in enumerate(after)], _mentioned(after))
    else:
        loosen(connection, row["key"])
        connection.execute(update(documents).where(documents.c.key == row["key"]).values(**head))
        write(connection, row["key"], after)
    return True


def reread(connection: Connection, reading: Reading, before: Sequence[Kept] | None = None) -> Reconciled:
    """What the document's records are once this reading is stored; nothing is written. `before`: those it has now, where known.

    A decision is on a record's id, and so holds for each document of the same text.
    """
    if before is None:
        key = connection.execute(select(documents.c.key).where(documents.c.id == reading.id)).scalar()
        before = [] if key is None else kept_of(connection, key)
    read = [Kept(record_id(reading, record), record.type, "read", record.to_dict()) for record in reading.records]
    decided = decisions_on(connection, {kept.id for kept in (*before, *read)})
    rulings = rulings_in_force(connection)
    staying = {*decided, *(id_ for pair in rulings.joined | rulings.parted for id_ in pair)}
    now, new = ([judged(kept.id, kept, decided[kept.id]) or kept for kept in some] for some in (before, read))
    return reconcile(now, staying, new, reading)


def kept_of(connection: Connection, document: int) -> list[Kept]:
    """The records of a document, by its key, in their order."""
    columns = (records.c.id, records.c.type, records.c.standing, records.c.data, records.c.told)
    return [Kept(*row) for row in connection.execute(select(*columns).where(records.c.document == document).order_by(records.c.position))]


def store(connection: Connection, document: int, kept: Sequence[Kept]) -> None:
    """Make these the records of a document that is there, which is given by its key."""
    loosen(connection, document)
    write(connection, document, kept)


def write(connection: Connection, document: int, kept: Sequence[Kept]) -> None:
    """Make these the document's records, and say that the facts of all of them are to be made; of others that changes, see `loosen`.

    Of all, because what changes one record or the document's head can change what the others are compared by. A record that stays keeps
    its row.
    """
    *head, had = connection.execute(select(*_HEAD, documents.c.circle).where(documents.c.key == document)).one()
    circle = _circle(kept)
    if had != circle:
        connection.execute(update(documents).where(documents.c.key == document).values(circle=circle))
    rows = dict(enumerate(_row(_Head(*head), circle, n, one) for n, one in enumerate(kept)))
    own = select(records).where(records.c.document == document)
    before = {row["position"]: dict(row) for row in connection.execute(own).mappings()}
    same = {n for n, row in before.items() if n in rows and all(row[name] == value for name, value in rows[n].items())}
    gone = [row["key"] for n, row in before.items() if n not in same]
    for some in chunks(gone):
        connection.execute(delete(records).where(records.c.key.in_(some)))
    mentioned = _mentioned(kept)
    query = select(mentions.c.code, mentions.c.type).where(mentions.c.document == document)
    if {tuple(row) for row in connection.execute(query)} != mentioned:
        connection.execute(delete(mentions).where(mentions.c.document == document))
    else:
        mentioned = set()
    _insert(connection, document, [row for n, row in rows.items() if n not in same], mentioned)
    bury(connection, {row["fact"] for row in before.values()})


def _insert(connection: Connection, document: int, rows: Sequence[dict[str, Any]], mentioned: Iterable[tuple[str, str]]) -> None:
    """Store records of a document and who figures in it, and say that the facts of all its records are to be made."""
    if rows:
        connection.execute(insert(records), rows)
    if of_codes := [{"code": code, "type": type_, "document": document} for code, type_ in sorted(mentioned)]:
        connection.execute(insert(mentions), of_codes)
    mark_document(connection, document)


def _mentioned(kept: Sequence[Kept]) -> set[tuple[str, str]]:
    """Who figures in records, and in which types of them."""
    return {(code, one.type) for one in kept if one.standing not in _UNCOUNTED for code in actors_of(one.data)}


def _circle(kept: Sequence[Kept]) -> list[str]:
    return circle_of([one.data for one in kept if one.standing not in _UNCOUNTED])


def _row(head: _Head, circle: Sequence[str], position: int, kept: Kept) -> dict[str, Any]:
    report = Report(kept.id, head.id, position, kept.data, dated(head.published), head.source, head.official, tuple(circle))
    block = None if kept.standing in _UNCOUNTED else block_number(report)
    return {"document": head.key, "position": position, "id": kept.id, "type": kept.type, "standing": kept.standing,
            "data": kept.data, "told": kept.told, "confidence": kept.data.get("confidence", 1.0), "block": block}
