"""How a worker takes inputs off the jobs and stores what comes of them, document by document.

A worker has a name of its own. It holds an input from `take` until `end`, and what it gives is kept only while it does: of an input that
was cancelled, or that another worker has taken over, nothing more is kept (then False is returned). A document and its outcome are one
transaction. Whatever kills the worker, the next one goes on with the document after the last outcome.
"""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, exists, insert, select, update

from dragoman.document import normalise
from dragoman.errors import InputError
from dragoman.records import Reading
from dragoman.register import database
from dragoman.register.keeping import check, put
from dragoman.register.schema import inputs, jobs, outcomes

MOST_TRIES = 2  # that may fail on one document


@dataclass(frozen=True)
class Input:
    """What a worker holds. `passed`: how many of its documents have an outcome.

    `tries`: how often the next one was begun before; `fault`: what became of the last try, where something was said of it.
    """

    key: int
    name: str
    data: bytes | None
    media_type: str | None
    address: str | None
    about: dict[str, str]
    passed: int
    tries: int
    fault: str | None


class Work:
    """The jobs of a register, as the worker of this name sees them."""

    def __init__(self, engine: Engine, worker: str) -> None:
        self._engine, self._worker = engine, worker

    def take(self) -> Input | None:
        """Hold the input that waits longest, if there is any."""
        waits = select(inputs).join(jobs).where(jobs.c.state == "waiting", inputs.c.worker.is_(None), inputs.c.ended.is_(False))
        with database.writing(self._engine) as connection:
            row = connection.execute(waits.order_by(inputs.c.key).limit(1)).first()
            if row is None:
                return None
            connection.execute(update(inputs).where(inputs.c.key == row.key).values(worker=self._worker, tries=row.tries + 1))
        return Input(row.key, row.name, row.data, row.media_type, row.address, row.about, row.passed, row.tries, row.fault)

    def fetched(self, key: int, data: bytes, media_type: str | None, url: str) -> bool:
        """Keep what an address gave, so that it is fetched only once; `url` is where it came from in the end."""
        with self._held(key) as (connection, row):
            if row is not None:
                connection.execute(update(inputs).where(inputs.c.key == key).values(
                    data=data, size=len(data), media_type=media_type, about={"url": url, **row.about}))
        return row is not None

    def keep(self, key: int, name: str, reading: Reading, read_with: str) -> bool:
        """Store a document that was read; an EvidenceError where a record quotes another text than its own."""
        check(reading)
        with self._held(key) as (connection, row):
            if row is not None:
                new = put(connection, reading, read_with)
                _pass(connection, row, name=name, document=reading.id, records=len(reading.records), new=new)
        return row is not None

    def refuse(self, key: int, error: InputError) -> bool:
        """Store that a document could not be read, and why."""
        with self._held(key) as (connection, row):
            if row is not None:
                why = {"name": error.name, "reason": error.reason, "mend": error.mend}
                _pass(connection, row, records=0, new=False, **{field: normalise(words) for field, words in why.items()})
        return row is not None

    def end(self, key: int) -> bool:
        """All of the input is through: its bytes are let go."""
        with self._held(key) as (connection, row):
            if row is not None:
                connection.execute(update(inputs).where(inputs.c.key == key).values(ended=True, data=None, worker=None))
        return row is not None

    def let_go(self) -> None:
        """Let go of what the worker held when it was ended for another reason than what it read."""
        self._free(tries=inputs.c.tries - 1)

    def failed(self, fault: str, *, again: bool) -> None:
        """Let go of what the worker held when it failed; `fault` says how. Without `again`, the document in hand is not begun once more."""
        self._free(fault=fault, **({} if again else {"tries": MOST_TRIES}))

    def _free(self, **changed: Any) -> None:
        with database.writing(self._engine) as connection:
            connection.execute(update(inputs).where(inputs.c.worker == self._worker).values(worker=None, **changed))

    def read_through(self) -> list[int]:
        """The jobs of which every input is through and that have not ended yet: once the facts are made, they can."""
        rest = exists().where(inputs.c.job == jobs.c.number, inputs.c.ended.is_(False))
        with database.reading(self._engine) as connection:
            return list(connection.execute(select(jobs.c.number).where(jobs.c.state == "waiting", ~rest)).scalars())

    def done(self, number: int) -> None:
        """The job has ended."""
        with database.writing(self._engine) as connection:
            ended = update(jobs).where(jobs.c.number == number, jobs.c.state == "waiting")
            connection.execute(ended.values(state="done", ended=_now()))

    @contextmanager
    def _held(self, key: int) -> Iterator[tuple[Connection, Row[*tuple[Any, ...]] | None]]:
        """A transaction, and the input's row (without the bytes) in it; None where it is no longer this worker's."""
        columns = (inputs.c.key, inputs.c.passed, inputs.c.about)
        with database.writing(self._engine) as connection:
            yield connection, connection.execute(select(*columns).where(inputs.c.key == key, inputs.c.worker == self._worker)).first()


def _pass(connection: Connection, row: Row[*tuple[Any, ...]], **outcome: object) -> None:
    connection.execute(insert(outcomes).values(input=row.key, position=row.passed, **outcome))
    connection.execute(update(inputs).where(inputs.c.key == row.key).values(passed=row.passed + 1, tries=1, fault=None))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
