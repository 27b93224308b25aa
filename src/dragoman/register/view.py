"""Questions to a register. Each is answered from one state of it; every text that is handed out has been checked against its checksum."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Unpack

from sqlalchemy import Connection, Engine, Select, func, select

from dragoman.document import Document
from dragoman.errors import DamagedError, EvidenceError, UnknownError
from dragoman.facts import Fact, Link
from dragoman.facts.follow_up import State
from dragoman.facts.model import LinkKind
from dragoman.records import Reading, Record, ValidationError, load_records
from dragoman.register import database, glancing
from dragoman.register.counting import Counts, count
from dragoman.register.decisions import Decision, all_decisions
from dragoman.register.faceting import Facets, facets
from dragoman.register.loading import load_facts
from dragoman.register.outlining import Narrowed, Outline, Publisher, Tally, Told, months, outline, publishers, tally, urgent
from dragoman.register.rows import document_of, text_of
from dragoman.register.schema import documents, facts, links, records, stale
from dragoman.register.searching import Asked, Hit, search
from dragoman.register.wanting import Wanted, fact_keys

if TYPE_CHECKING:
    from dragoman.register.relating import Relations


@dataclass(frozen=True)
class Imprint:
    """What a document is called, who published it and when, as far as that is told. `official`: see `Publisher`."""

    id: str
    title: str | None
    published: str | None
    source: str | None
    url: str | None
    official: bool


@dataclass(frozen=True)
class DocumentRow(Imprint):
    """A document as a list of them shows it; `records`: how many it holds."""

    records: int


_IMPRINT = tuple(documents.c[field.name] for field in fields(Imprint))


class View:
    """What a register holds, to be asked."""

    def __init__(self, engine: Engine, connection: Connection | None = None) -> None:
        self._engine = engine
        self._connection = connection

    @contextmanager
    def at_one_time(self) -> Iterator[View]:
        """This view of one state of the register, whatever others write meanwhile: for several questions whose answers are to fit together.

        It is for one thread, and for as long as the block lasts.
        """
        with self._state() as connection:
            yield View(self._engine, connection)

    @contextmanager
    def _state(self) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
        else:
            with database.reading(self._engine) as connection:
                yield connection

    def waiting(self) -> int:
        """How many records have changed since their facts were made; 0 when the facts are up to date."""
        with self._state() as connection:
            return connection.execute(select(func.count()).select_from(stale)).scalar_one()

    def documents(self) -> list[DocumentRow]:
        """All documents, by date of publication (those without one last), then by id."""
        with self._state() as connection:
            rows = [DocumentRow(**row) for row in connection.execute(_document_rows()).mappings()]
        return sorted(rows, key=lambda row: (row.published is None, row.published or "", row.id))

    def sources(self, ids: Iterable[str]) -> dict[str, DocumentRow]:
        """The documents of these ids, as lists show them."""
        with self._state() as connection:
            rows = database.selected(connection, _document_rows(), documents.c.id, set(ids))
            return {row.id: DocumentRow(**row._mapping) for row in rows}

    def imprints(self, ids: Iterable[str]) -> dict[str, Imprint]:
        """The imprints of the documents of these ids: their records are not counted, which takes longer than all the rest."""
        with self._state() as connection:
            rows = database.selected(connection, select(*_IMPRINT), documents.c.id, set(ids))
            return {row.id: Imprint(**row._mapping) for row in rows}

    def recent(self, limit: int, before: str | None = None) -> list[DocumentRow]:
        """The documents that were read in last, the last one first; those before a document (its id) where one is given."""
        with self._state() as connection:
            ids = connection.execute(glancing.recent(limit, before)).scalars().all()
            rows = {row.id: DocumentRow(**row._mapping) for row in database.selected(connection, _document_rows(), documents.c.id, ids)}
        return [rows[id_] for id_ in ids]

    def reading(self, document_id: str) -> Reading:
        """A document with its records as they hold now, without those rejected; an UnknownError where there is none of that id."""
        with self._state() as connection:
            return self._reading(connection, document_id)[0]

    def record(self, record_id: str) -> tuple[Reading, Record]:
        """A record and the document that holds it (the first by id where several documents have the same text); an UnknownError else."""
        query = select(documents.c.id).join(records).where(records.c.id == record_id).order_by(documents.c.id).limit(1)
        with self._state() as connection:
            document = connection.execute(query).scalar()
            if document is None:
                raise UnknownError(f"{record_id}: no such record in the register; {_holdings(connection)}")
            reading, ids = self._reading(connection, document)
        if record_id not in ids:
            raise UnknownError(f"{record_id}: was rejected; undo that to see it")
        return reading, reading.records[ids.index(record_id)]

    def record_ids(self, document_id: str) -> list[str]:
        """The ids of the records of a reading, in their order: a record that a person has corrected keeps the id that it had."""
        with self._state() as connection:
            return self._reading(connection, document_id)[1]

    def annotated(self, document_id: str) -> tuple[Reading, list[str], dict[str, str]]:
        """A reading, the ids of its records in their order, and the fact that each tells (record id → fact id)."""
        told = select(records.c.id, facts.c.id.label("fact")).join(facts, facts.c.key == records.c.fact)
        told = told.join(documents, documents.c.key == records.c.document).where(documents.c.id == document_id)
        with self._state() as connection:
            return *self._reading(connection, document_id), {row.id: row.fact for row in connection.execute(told)}

    def facts(self, **wanted: Unpack[Wanted]) -> list[Fact]:
        """The facts that are wanted, in order of time; of a limited number the latest."""
        with self._state() as connection:
            return list(load_facts(connection, fact_keys(wanted)).values())

    def fact(self, id_: str) -> Fact:
        """The fact of this id, or the one that the record of this id tells; any id that a fact ever had still finds it."""
        record = f"r-{id_.removeprefix('f-')}" if id_.startswith("f-") else id_
        with self._state() as connection:
            key = connection.execute(select(facts.c.key).where(facts.c.id == id_)).scalar()
            if key is None:
                key = connection.execute(select(records.c.fact).where(records.c.id == record, records.c.fact.is_not(None))).scalar()
            if key is None:
                raise UnknownError(f"{id_}: no such fact in the register; {_holdings(connection)}")
            return load_facts(connection, select(facts.c.key).where(facts.c.key == key))[key]

    def facts_by_id(self, ids: Iterable[str]) -> dict[str, Fact]:
        """The facts of these ids; those that are not there are left out."""
        with self._state() as connection:
            found = [load_facts(connection, select(facts.c.key).where(database.among(connection, facts.c.id, some)))
                     for some in database.chunks(sorted(set(ids)))]
        return {fact.id: fact for some in found for fact in some.values()}

    def due(self, today: str, limit: int) -> list[Fact]:
        """The commitments that fall due from a day on (ISO date) and were neither kept nor dropped, the next ones first."""
        with self._state() as connection:
            return sorted(load_facts(connection, glancing.due(today, limit)).values(), key=lambda fact: (fact.due or "", fact.id))

    def disputed(self, limit: int) -> list[Fact]:
        """Facts on which reports differ, in order of time: some of those that were made last."""
        with self._state() as connection:
            return list(load_facts(connection, glancing.disputed(limit)).values())

    def partners(self, code: str, limit: int) -> list[tuple[str, int]]:
        """The actors that have most facts together with one, and how many."""
        with self._state() as connection:
            return glancing.partners(connection, code, limit)

    def types_of(self, code: str) -> dict[str, int]:
        """How many facts of each type an actor figures in, the type with most first."""
        with self._state() as connection:
            return glancing.types_of(connection, code)

    def facts_of(self, document_id: str) -> list[Fact]:
        """The facts that a document tells, in order of time."""
        own = select(records.c.fact).join(documents).where(documents.c.id == document_id, records.c.fact.is_not(None))
        with self._state() as connection:
            return list(load_facts(connection, own).values())

    def links(self, some: Sequence[Fact]) -> list[Link]:
        """What links these facts with others or among themselves, in a fixed order."""
        of, by = facts.alias(), facts.alias()
        query = select(links.c.kind, of.c.id.label("of"), by.c.id.label("by"), links.c.why)
        query = query.join(of, of.c.key == links.c.of).join(by, by.c.key == links.c.by)
        ids = {fact.id for fact in some}
        with self._state() as connection:
            rows = {tuple(row) for end in (of, by) for row in database.selected(connection, query, end.c.id, ids)}
        return [Link(_kind(kind), one, other, why) for kind, one, other, why in sorted(rows, key=lambda row: (row[1], row[2], row[0]))]

    def outline(
        self, a: str, b: str, since: str | None = None, until: str | None = None, latest: int | None = None, **narrowed: Unpack[Narrowed],
    ) -> list[Outline]:
        """All facts of two actors, or those of a period, or fewer, in outline, in order of time; `latest`: at most so many, the latest."""
        with self._state() as connection:
            return outline(connection, _told(a, b, since, until), narrowed, latest)

    def urgent(  # noqa: PLR0913 - whom, when, and which of them
        self, a: str, b: str, since: str | None = None, until: str | None = None, *, today: str, states: Collection[State], most: int,
    ) -> list[Outline]:
        """The commitments of two actors, or those of a period, in these states by `today` (ISO date): the most urgent ones, these first."""
        with self._state() as connection:
            return urgent(connection, _told(a, b, since, until), today, states, most)

    def tally(self, a: str, b: str, since: str | None = None, until: str | None = None, *, today: str) -> list[Tally]:
        """All facts of two actors, or those of a period, counted as of `today` (ISO date) by type and status."""
        with self._state() as connection:
            return tally(connection, _told(a, b, since, until), today)

    def months(self, a: str, b: str, since: str | None = None, until: str | None = None) -> dict[tuple[str, str], int]:
        """Type and month ("2024-05") → how many facts of two actors there are, or of a period of theirs."""
        with self._state() as connection:
            return months(connection, _told(a, b, since, until))

    def publishers(self, a: str, b: str, since: str | None = None, until: str | None = None) -> list[Publisher]:
        """Who published the documents that tell facts of two actors, or those of a period."""
        with self._state() as connection:
            return publishers(connection, _told(a, b, since, until))

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The texts of the documents of these ids."""
        query = select(documents.c.id, documents.c.text, documents.c.sha256)
        with self._state() as connection:
            return {row.id: text_of(row) for row in database.selected(connection, query, documents.c.id, set(ids))}

    def search(self, asked: Asked, limit: int = 20, offset: int = 0) -> list[Hit]:
        """The documents that hold the words, best first; at most 50 of them from `offset` on."""
        with self._state() as connection:
            return search(connection, asked, limit, offset)

    def facets(self, asked: Asked) -> Facets:
        """By what the documents that `search` finds can be narrowed, counted among the newest few hundred of them."""
        with self._state() as connection:
            return facets(connection, asked)

    def counts(self) -> Counts:
        """How much the register holds."""
        with self._state() as connection:
            return count(connection)

    def relations(self) -> Relations:
        """How many facts each two states or organisations have, by type and year."""
        from dragoman.register.relating import relations

        with self._state() as connection:
            return relations(connection)

    def decisions(self) -> list[Decision]:
        """All entries of the ledger, in order."""
        with self._state() as connection:
            return all_decisions(connection)

    def _reading(self, connection: Connection, document_id: str) -> tuple[Reading, list[str]]:
        row = connection.execute(select(documents).where(documents.c.id == document_id)).first()
        if row is None:
            raise UnknownError(f"{document_id}: no such document in the register; {_holdings(connection)}")
        document = document_of(row)
        query = select(records.c.id, records.c.data).where(records.c.document == row.key, records.c.block.is_not(None))
        rows = connection.execute(query.order_by(records.c.position)).all()
        return Reading.of(document, [_record(document, row.id, row.data) for row in rows]), [row.id for row in rows]


def _document_rows() -> Select[Any]:
    count = select(func.count(records.c.block)).where(records.c.document == documents.c.key).scalar_subquery().label("records")
    return select(*_IMPRINT, count)


def _told(a: str, b: str, since: str | None, until: str | None) -> Told:
    return Told((min(a, b), max(a, b)), since, until)


def _record(document: Document, record: str, data: dict[str, Any]) -> Record:
    try:
        return load_records([data], document.text)[0]
    except (ValidationError, EvidenceError) as error:
        raise DamagedError(f"record {record} of document {document.id} is damaged; restore a backup or read the document again") from error


def _kind(kind: str) -> LinkKind:
    return kind  # type: ignore[return-value] # what settling stored


def _holdings(connection: Connection) -> str:
    """What the register does hold, for a message."""
    count = connection.execute(select(func.count()).select_from(documents)).scalar_one()
    some: Sequence[str] = connection.execute(select(documents.c.id).order_by(documents.c.id).limit(3)).scalars().all()
    return f"it holds {count} documents, such as {', '.join(some)}" if some else "it is empty"
