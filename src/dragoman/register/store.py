"""The register itself: documents and records go in whole, and a view answers questions about them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, Select, and_, delete, func, insert, or_, select, tuple_

from dragoman.document import Document, text_hash
from dragoman.errors import EvidenceError, RegisterError, UnknownError
from dragoman.records import Reading, Record, ValidationError, load_records, record_id
from dragoman.register import database
from dragoman.register.location import display, locate
from dragoman.register.schema import actors, documents, records

# Every field of a record that holds an actor or a list of them.
_ACTOR_FIELDS = ("parties", "from_", "to", "between", "home", "host", "affiliation", "actor", "toward", "source", "target")
_PLACE = tuple_(records.c.document_id, records.c.position)


@dataclass(frozen=True)
class DocumentRow:
    """A document as a list of them shows it; `records`: how many it holds."""

    id: str
    title: str | None
    published: str | None
    source: str | None
    records: int


@dataclass(frozen=True)
class Entry:
    """A record, and the document that says so."""

    id: str
    document: Document
    record: Record


class Register:
    """A store of documents and what was read in them. Open one with `Register.open`, and close it or use it in a `with` block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, location: str | Path | None = None, *, create: bool = True, wait: float = 30.0) -> Self:
        """The register at a path or database URL, or in the default file; an older one is migrated, an absent one is made.

        `create=False` refuses an absent one instead; `wait` is how many seconds to wait for another program that writes. A RegisterError,
        with the file as it was, where it cannot be opened, is another program's, or was made by a newer Dragoman.
        """
        return cls(database.connect(locate(location), create=create, wait=wait))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, reading: Reading, *, read_with: str = "") -> bool:
        """Store a document and its records in one transaction; False, and nothing is written, where all of that is there already.

        A document with the same id is replaced: the same id with another text is a new version of it. `read_with` names the model and the
        codebook. An EvidenceError where a record quotes another text than this document's.
        """
        for record in reading.records:
            for piece in record.evidence:
                if reading.text[piece.start:piece.end] != piece.quote:
                    raise EvidenceError(f"{reading.id}: {piece.quote[:60]!r} is not what the text holds at {piece.start}:{piece.end}")
        head = {**reading.model_dump(mode="json", exclude={"records", "acts"}), "sha256": reading.sha256, "read_with": read_with}
        rows = [{"document_id": reading.id, "position": n, "id": record_id(reading, record), "type": record.type, "data": record.to_dict()}
                for n, record in enumerate(reading.records)]
        codes = [{"document_id": reading.id, "position": n, "code": code}
                 for n, record in enumerate(reading.records) for code in sorted(_actors(record))]
        with database.writing(self._engine) as connection:
            if _stored(connection, reading.id) == (head, rows):
                return False
            connection.execute(delete(documents).where(documents.c.id == reading.id))
            for table, values in ((documents, [head]), (records, rows), (actors, codes)):
                if values:
                    connection.execute(insert(table), values)
        return True

    def view(self) -> View:
        """What the register holds, to be asked."""
        return View(self._engine)


class View:
    """Questions to a register. Each answer is read in one transaction; every quote in it has been checked against its text."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def documents(self) -> list[DocumentRow]:
        """All documents, by date of publication (those without one last), then by id."""
        count = func.count(records.c.position)
        columns = (documents.c.id, documents.c.title, documents.c.published, documents.c.source)
        query = select(*columns, count).select_from(documents.outerjoin(records)).group_by(*columns)
        with database.reading(self._engine) as connection:
            rows = [DocumentRow(*row) for row in connection.execute(query)]
        return sorted(rows, key=lambda row: (row.published is None, row.published or "", row.id))

    def reading(self, document_id: str) -> Reading:
        """A document with its records; an UnknownError where there is none of that id."""
        with database.reading(self._engine) as connection:
            return self._reading(connection, document_id)

    def record(self, record_id: str) -> tuple[Reading, Record]:
        """A record and the document that holds it (the first by id where several documents have the same text); an UnknownError else."""
        query = select(records.c.document_id, records.c.position).where(records.c.id == record_id).order_by(records.c.document_id).limit(1)
        with database.reading(self._engine) as connection:
            place = connection.execute(query).first()
            if place is None:
                raise UnknownError(f"{record_id}: no such record in the register; {_holdings(connection)}")
            reading = self._reading(connection, place.document_id)
        return reading, reading.records[place.position]

    def between(self, a: str, b: str) -> list[Entry]:
        """The records of two actors: those in which both codes figure, in whatever role, and what was said beside them.

        A statement names only whom it is made for. It belongs to the pair when that is one of the two and its document holds at least one
        record of both. Sorted by the record's date (else the document's), then the document's date, its id and the position in it.
        """
        if a == b:
            raise RegisterError(f"{a}: a pair needs two different actors; name two")
        place = (actors.c.document_id, actors.c.position)
        either = select(*place).where(actors.c.code.in_((a, b)))
        both = either.group_by(*place).having(func.count() == 2)
        telling = select(both.subquery().c.document_id)
        said = and_(records.c.type == "statement", records.c.document_id.in_(telling), _PLACE.in_(either))
        with database.reading(self._engine) as connection:
            found = self._documents(connection, select(documents).where(documents.c.id.in_(telling)))
            rows = connection.execute(select(records).where(or_(_PLACE.in_(both), said))).all()
        entries = [(row.position, Entry(row.id, found[row.document_id], self._record(found[row.document_id], row))) for row in rows]
        return [entry for _, entry in sorted(entries, key=lambda pair: (*_dates(pair[1]), pair[1].document.id, pair[0]))]

    def _reading(self, connection: Connection, document_id: str) -> Reading:
        document = self._documents(connection, select(documents).where(documents.c.id == document_id)).get(document_id)
        if document is None:
            raise UnknownError(f"{document_id}: no such document in the register; {_holdings(connection)}")
        query = select(records).where(records.c.document_id == document_id).order_by(records.c.position)
        return Reading.of(document, [self._record(document, row) for row in connection.execute(query)])

    def _documents(self, connection: Connection, query: Select[Any]) -> dict[str, Document]:
        found = {}
        for row in connection.execute(query).mappings():
            if text_hash(row["text"]) != row["sha256"]:
                name = f"{display(self._engine.url)}: the text of document {row['id']}"
                raise RegisterError(f"{name} is damaged; restore a backup or read the document again")
            found[row["id"]] = Document.model_validate({name: row[name] for name in Document.model_fields})
        return found

    def _record(self, document: Document, row: Row[Any]) -> Record:
        try:
            return load_records([row.data], document.text)[0]
        except (ValidationError, EvidenceError) as error:
            name = f"record {row.id} of document {document.id}"
            raise RegisterError(f"{display(self._engine.url)}: {name} is damaged; restore a backup or read the document again") from error


def _actors(record: Record) -> set[str]:
    """The codes of all actors that figure in a record, in whatever role."""
    values = (getattr(record, name, None) or () for name in _ACTOR_FIELDS)
    return {code for value in values for code in ((value,) if isinstance(value, str) else value)}


def _stored(connection: Connection, document_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    head = connection.execute(select(documents).where(documents.c.id == document_id)).mappings().first()
    if head is None:
        return None
    rows = connection.execute(select(records).where(records.c.document_id == document_id).order_by(records.c.position)).mappings()
    return dict(head), [dict(row) for row in rows]


def _dates(entry: Entry) -> tuple[str, str]:
    """The record's own date, else the document's; then the document's. What has no date at all comes last."""
    published = entry.document.published or "9999"
    return getattr(entry.record, "date", None) or getattr(entry.record, "period", None) or published, published


def _holdings(connection: Connection) -> str:
    """What the register does hold, for a message."""
    count = connection.execute(select(func.count()).select_from(documents)).scalar_one()
    some: Sequence[str] = connection.execute(select(documents.c.id).order_by(documents.c.id).limit(3)).scalars().all()
    return f"it holds {count} documents, such as {', '.join(some)}" if some else "it is empty"
