"""The register itself: documents and records go in whole, facts are made of them, people decide, and a view answers questions."""
from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from dragoman.codebook.official import is_official
from dragoman.errors import RegisterError
from dragoman.facts.model import RULES
from dragoman.records import Reading
from dragoman.register import database
from dragoman.register.backup import backup, restore
from dragoman.register.following import follow
from dragoman.register.jobs import Jobs
from dragoman.register.keeping import check, kept_of, put, reread, write
from dragoman.register.ledger import Ledger
from dragoman.register.location import is_remote, locate
from dragoman.register.queue import Queue
from dragoman.register.reconciling import Reconciled
from dragoman.register.schema import documents, facts, rules, stale, traits
from dragoman.register.settling import collecting_seldom, settle, settle_records
from dragoman.register.verifying import Verdict, verify
from dragoman.register.view import View
from dragoman.register.working import Work


class Register:
    """A store of documents and what was read in them. Open one with `Register.open`, and close it or use it in a `with` block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, location: str | Path | None = None, *, create: bool = True, wait: float = 30.0, token: str | None = None) -> Register:
        """The register at a path or database URL, or in the default file; an older one is migrated, an absent one is made.

        `create=False` refuses an absent one instead; `wait` is how many seconds to wait for another program that writes. A RegisterError,
        with the file as it was, where it cannot be opened, is another program's, or was made by a newer Dragoman.

        The address of a server (https://host/, on this machine http:// too) opens the register that it keeps, as far as `token` allows;
        `wait` is then for how many seconds the server may be silent. See `dragoman.register.remote`.
        """
        if is_remote(location):
            from dragoman.register.remote.register import RemoteRegister

            return RemoteRegister(str(location), token, wait)
        return cls(database.connect(locate(location), create=create, wait=wait))

    @property
    def engine(self) -> Engine:
        """The connections to its database, for what else is kept there: accounts, and what is being read in."""
        return self._engine

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, reading: Reading, *, read_with: str = "") -> bool:
        """Store a document and its records in one transaction; False, and nothing is written, where all of that is there already.

        A document with the same id is replaced: the same id with another text is a new version of it. Records that a person has decided on
        stay as they are. `read_with` names the model and the codebook. Its facts are made by `settle`, or when the register is asked next.
        An EvidenceError where a record quotes another text than this document's.
        """
        return self.add_all([reading], read_with=read_with) == 1

    def add_all(self, readings: Iterable[Reading], *, read_with: str = "") -> int:
        """Store documents as `add` does, all of them in one transaction or none; how many were written."""
        readings = list(readings)
        for reading in readings:
            check(reading)
        with database.writing(self._engine, durable=False) as connection:
            return sum([put(connection, reading, read_with) for reading in readings])

    def reread(self, reading: Reading) -> Reconciled:
        """What `add` would change: a dry run."""
        with database.reading(self._engine) as connection:
            return reread(connection, reading)

    def settle(self, *, at_once: bool = False) -> int:
        """Make the facts of everything that was added since, and their links; how many facts are new or other than before.

        Facts that another version of the identity rules has made are all made anew. `at_once` raises a BusyError where another program
        writes, instead of waiting for it.
        """
        with database.reading(self._engine) as connection:
            if _ruled(connection) and connection.execute(select(stale.c.block).limit(1)).first() is None:
                return 0
        with database.writing(self._engine, at_once=at_once, durable=False) as connection:
            return settle(connection) if _ruled(connection) else _rebuild(connection)

    def rebuild(self) -> int:
        """Make all facts anew from the records and the decisions: the same facts, byte for byte, from the same records; how many."""
        with database.writing(self._engine) as connection:
            return _rebuild(connection)

    def verify(self) -> Verdict:
        """Check every text, quote, fact and link; nothing is changed."""
        return verify(self._engine)

    def backup(self, path: Path) -> dict[str, int]:
        """Write everything that the register knows to one file; how many documents and decisions are in it."""
        return backup(self._engine, path)

    def restore(self, path: Path) -> dict[str, int]:
        """Fill an empty register from a file that `backup` wrote, on whatever database; how many documents and decisions it has then."""
        return restore(self._engine, path)

    def view(self) -> View:
        """What the register holds, to be asked. What is not settled is settled first, where that can be done now.

        Readers do not wait for another program that writes, and need neither the right to write nor room on the disk: then `View.waiting`
        says that there is more than the facts show.
        """
        with suppress(RegisterError):
            self.settle(at_once=True)
        return View(self._engine)

    def queue(self) -> Queue:
        """What waits for people to decide on, and what they have decided."""
        return Queue(self._engine)

    def ledger(self, who: str) -> Ledger:
        """Where a person of this name decides."""
        self.settle()
        return Ledger(self._engine, who)

    def jobs(self) -> Jobs:
        """What a server was given to read into this register."""
        return Jobs(self._engine)

    def work(self, worker: str) -> Work:
        """Where a worker of this name takes up what there is to read."""
        return Work(self._engine, worker)

    @property
    def location(self) -> str | Path:
        """Where it lies, as `open` takes it; the URL of a server with its password."""
        url = self._engine.url
        return Path(url.database or "") if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)


def _ruled(connection: Connection) -> bool:
    """Whether the facts were made by the identity rules of this program."""
    return list(connection.execute(select(rules.c.version)).scalars()) == [RULES]


@collecting_seldom()
def _rebuild(connection: Connection) -> int:
    """Everything that follows from documents, records and decisions, made anew."""
    if connection.dialect.name == "sqlite":  # PostgreSQL makes its words from each text by itself
        connection.exec_driver_sql("INSERT INTO words (words) VALUES ('rebuild')")
    for table in (facts, stale, traits, rules):
        connection.execute(delete(table))
    for row in connection.execute(select(documents.c.key, documents.c.source, documents.c.url)).all():
        connection.execute(update(documents).where(documents.c.key == row.key).values(official=is_official(row.source, row.url)))
        write(connection, row.key, kept_of(connection, row.key))
    settle_records(connection)
    follow(connection, None)
    connection.execute(insert(rules).values(version=RULES))
    return connection.execute(select(func.count()).select_from(facts)).scalar_one()
