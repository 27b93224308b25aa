"""What a server was given to read: people give, follow and cancel jobs here; how workers read them is `register.working`.

A job is kept with its bytes until all of it is read, so that no stop of the server loses anything.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Engine, Select, case, exists, false, func, insert, select, tuple_, update

from dragoman.errors import FullError, UnknownError
from dragoman.register import database
from dragoman.register.schema import documents, inputs, jobs, outcomes

State = Literal["waiting", "done", "cancelled"]


@dataclass(frozen=True)
class Given:
    """One thing to read: the bytes of a file or a text, or the address from which they are fetched.

    `about`: title, published, source and url of the document, as far as whoever gives it tells them.
    """

    name: str
    data: bytes | None = None
    media_type: str | None = None
    address: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)


class Room(NamedTuple):
    """How much may wait at once."""

    jobs: int = 50
    bytes: int = 500_000_000


@dataclass(frozen=True)
class Job:
    """A job as lists show it. `inputs` and `ended_inputs`: how many files, texts and addresses it has, and how many of them are through.

    `documents`, `records` and `refused`: what has come of it so far. `at` and `ended` are UTC (ISO 8601). `resumed`: how often it was taken
    up again after its server had stopped. `now`: the input that is being read.
    """

    number: int
    at: str
    who: str
    state: State
    ended: str | None
    resumed: int
    inputs: int
    ended_inputs: int
    now: str | None
    documents: int
    records: int
    refused: int


@dataclass(frozen=True)
class Outcome:
    """What came of one document of a job: its id and how many records it has, or (`reason`, `mend`) why it could not be read.

    `title`, `published`, `source` and `official` are the document's as the register holds it now. `new`: whether the register did not hold
    all of it already. `place`: in the job, (input, position): what lists are sorted by.
    """

    job: int
    place: tuple[int, int]
    name: str
    document: str | None
    title: str | None
    published: str | None
    source: str | None
    official: bool
    records: int
    new: bool
    reason: str | None
    mend: str | None


class Jobs:
    """The jobs of a register."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, who: str, given: Iterable[Given], room: Room = Room()) -> int:  # noqa: B008 - it is a tuple
        """Keep things to be read, and give the job's number; a FullError, and nothing is kept, where too much waits already.

        The things are taken one at a time, so that not all of them need to be in memory.
        """
        with database.writing(self._engine) as connection:
            waiting = connection.execute(select(func.count()).select_from(jobs).where(jobs.c.state == "waiting")).scalar_one()
            if waiting >= room.jobs:
                raise FullError(f"{waiting} jobs wait to be read, and no more than {room.jobs} may; give it again when some are done")
            made = insert(jobs).values(at=_now(), who=who, state="waiting", resumed=0).returning(jobs.c.number)
            number: int = connection.execute(made).scalar_one()
            held = connection.execute(select(func.coalesce(func.sum(inputs.c.size), 0)).where(inputs.c.data.is_not(None))).scalar_one()
            for one in given:
                size = len(one.data or b"")
                held += size
                if held > room.bytes:
                    raise FullError(f"{held:,} bytes would wait to be read, and no more than {room.bytes:,} may; give it again when some "
                                    "jobs are done")
                connection.execute(insert(inputs).values(
                    job=number, name=one.name, size=size, data=one.data, media_type=one.media_type, address=one.address,
                    about=dict(one.about), passed=0, tries=0, ended=False))
        return number

    def job(self, number: int) -> Job:
        """The job of this number; an UnknownError where there is none."""
        with database.reading(self._engine) as connection:
            found = _jobs(connection, select(jobs).where(jobs.c.number == number))
        if not found:
            raise UnknownError(f"{number}: no such job")
        return found[0]

    def latest(self, limit: int, before: int | None = None) -> list[Job]:
        """Jobs, the last one first; those before the job of a number where one is given."""
        query = select(jobs).order_by(jobs.c.number.desc()).limit(limit)
        with database.reading(self._engine) as connection:
            return _jobs(connection, query if before is None else query.where(jobs.c.number < before))

    def outcomes(
        self, number: int, limit: int, after: tuple[int, int] | None = None, *, refused: bool | None = None,
    ) -> list[Outcome]:
        """What has come of the documents of a job, in the order in which they were given, those after a place where one is given.

        `refused`: only those that could not be read, or only those that could.
        """
        query = _outcomes().where(inputs.c.job == number)
        if refused is not None:
            query = query.where(outcomes.c.document.is_(None) if refused else outcomes.c.document.is_not(None))
        if after is not None:
            query = query.where(tuple_(outcomes.c.input, outcomes.c.position) > after)
        query = query.order_by(outcomes.c.input, outcomes.c.position).limit(limit)
        with database.reading(self._engine) as connection:
            return _came(connection, query)

    def refused(self, limit: int) -> list[Outcome]:
        """What could not be read last, whatever job it was of, the last one first."""
        query = _outcomes().where(outcomes.c.document.is_(None)).order_by(outcomes.c.input.desc(), outcomes.c.position.desc())
        with database.reading(self._engine) as connection:
            return _came(connection, query.limit(limit))

    def cancel(self, number: int) -> list[str]:
        """Read no more of a job; what was read stays. The workers that read it now, who had better be told; [] where none does.

        Of a job that has ended nothing changes. An UnknownError where there is none.
        """
        with database.writing(self._engine) as connection:
            state = connection.execute(select(jobs.c.state).where(jobs.c.number == number)).scalar()
            if state is None:
                raise UnknownError(f"{number}: no such job")
            if state != "waiting":
                return []
            connection.execute(update(jobs).where(jobs.c.number == number).values(state="cancelled", ended=_now()))
            own = inputs.c.job == number
            workers = connection.execute(select(inputs.c.worker).where(own, inputs.c.worker.is_not(None))).scalars().all()
            connection.execute(update(inputs).where(own).values(data=None, worker=None))
        return [worker for worker in workers if worker]

    def any_wait(self) -> bool:
        """Whether there is anything for a worker to do: an input that none holds, or a job to end."""
        rest = exists().where(inputs.c.job == jobs.c.number, inputs.c.ended.is_(False))
        free = exists().where(inputs.c.job == jobs.c.number, inputs.c.ended.is_(False), inputs.c.worker.is_(None))
        query = select(jobs.c.number).where(jobs.c.state == "waiting", free | ~rest).limit(1)
        with database.reading(self._engine) as connection:
            return connection.execute(query).first() is not None

    def take_up(self) -> int:
        """Let go of all inputs, which the workers of a server held that is no more; how many jobs were cut off so."""
        held = select(inputs.c.job).join(jobs).where(inputs.c.worker.is_not(None), jobs.c.state == "waiting").distinct()
        with database.writing(self._engine) as connection:
            numbers = connection.execute(held).scalars().all()
            connection.execute(update(jobs).where(jobs.c.number.in_(numbers)).values(resumed=jobs.c.resumed + 1))
            connection.execute(update(inputs).where(inputs.c.worker.is_not(None)).values(worker=None))
        return len(numbers)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _outcomes() -> Select[Any]:
    columns = (documents.c.title, documents.c.published, documents.c.source, func.coalesce(documents.c.official, false()))
    query = select(
        inputs.c.job, outcomes.c.input, outcomes.c.position, outcomes.c.name, outcomes.c.document, *columns, outcomes.c.records,
        outcomes.c.new, outcomes.c.reason, outcomes.c.mend)
    return query.select_from(outcomes.join(inputs).outerjoin(documents, documents.c.id == outcomes.c.document))


def _came(connection: Connection, query: Select[Any]) -> list[Outcome]:
    return [Outcome(job, (input_, position), *came) for job, input_, position, *came in connection.execute(query)]


def _jobs(connection: Connection, query: Select[Any]) -> list[Job]:
    """The jobs that a query of the table finds, with the counts of their parts."""
    rows: Sequence[Any] = connection.execute(query).all()
    numbers = [row.number for row in rows]
    parts = select(
        inputs.c.job, func.count().label("inputs"), func.sum(case((inputs.c.ended, 1), else_=0)).label("ended_inputs"),
        func.max(case((inputs.c.worker.is_not(None), inputs.c.name))).label("now"))
    came = select(
        inputs.c.job, func.count(outcomes.c.document).label("documents"), func.sum(outcomes.c.records).label("records"),
        func.sum(case((outcomes.c.document.is_(None), 1), else_=0)).label("refused"))
    counts: dict[int, dict[str, Any]] = {number: {"inputs": 0, "ended_inputs": 0, "now": None, "documents": 0, "records": 0, "refused": 0}
                                         for number in numbers}
    for counting in (parts, came.select_from(inputs.join(outcomes))):
        for row in connection.execute(counting.where(inputs.c.job.in_(numbers)).group_by(inputs.c.job)).mappings():
            counts[row["job"]].update({name: value for name, value in row.items() if name != "job"})
    return [Job(number=row.number, at=row.at, who=row.who, state=row.state, ended=row.ended, resumed=row.resumed, **counts[row.number])
            for row in rows]
