"""Sessions: a browser keeps a secret, the register its digest. They end by themselves, and all at once where their owner asks."""
from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, delete, insert, or_, select, update

from dragoman.accounts.auditing import Audit
from dragoman.accounts.model import By, Person, Session, readable, stamp
from dragoman.errors import RegisterError, UnknownError
from dragoman.register import database
from dragoman.register.schema import people, sessions

IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)  # unused, and in all
_NOTED = timedelta(minutes=10)  # how exactly it is kept when a session was used: each time would be a write
_MOST = 20  # of one person


def digest(secret: str) -> str:
    """What is kept of a secret of 256 random bits: nothing can be tried out on it, so that no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Sessions:
    """Who is signed in."""

    def __init__(self, engine: Engine, audit: Audit, now: Callable[[], datetime]) -> None:
        self._engine, self._audit, self._now = engine, audit, now

    def begin(self, connection: Connection, person: int, browser: str, address: str) -> str:
        """Begin a session of a person (their key); its secret."""
        secret, now = secrets.token_urlsafe(32), stamp(self._now())
        connection.execute(delete(sessions).where(self._ended()))
        rows = connection.execute(select(sessions.c.key).where(sessions.c.person == person).order_by(sessions.c.key.desc())).scalars().all()
        if surplus := rows[_MOST - 1:]:
            connection.execute(delete(sessions).where(sessions.c.key.in_(surplus)))
        connection.execute(insert(sessions).values(
            digest=digest(secret), person=person, begun=now, seen=now, browser=readable(browser, 200), address=address))
        return secret

    def find(self, secret: str) -> Session | None:
        """The session of a secret; None where there is none, or none any more."""
        with database.reading(self._engine) as connection:
            row = connection.execute(_rows().where(sessions.c.digest == digest(secret), people.c.password.is_not(None))).first()
        if row is None:
            return None
        now = self._now()
        if row.seen < stamp(now - IDLE) or row.begun < stamp(now - LONGEST):
            self._quietly(delete(sessions).where(sessions.c.key == row.key))  # so that it stays ended should the clock go back
            return None
        if row.seen < stamp(now - _NOTED):
            self._quietly(update(sessions).where(sessions.c.key == row.key).values(seen=stamp(now)))
        return _session(row)

    def of(self, name: str) -> list[Session]:
        """The sessions of a person that have not ended, the last first."""
        with database.reading(self._engine) as connection:
            query = _rows().where(people.c.name == name, ~self._ended())
            return [_session(row) for row in connection.execute(query.order_by(sessions.c.key.desc()))]

    def end(self, name: str, key: int, by: By) -> None:
        """End a session of a person; an UnknownError where they have none such."""
        with database.writing(self._engine) as connection:
            owner = select(people.c.key).where(people.c.name == name).scalar_subquery()
            if not connection.execute(delete(sessions).where(sessions.c.key == key, sessions.c.person == owner)).rowcount:
                raise UnknownError(f"session {key}: you have none such; it may have ended already")
            self._audit.write(connection, "signed out", name, by)

    def end_secret(self, secret: str) -> None:
        """End the session of a secret, if there is one."""
        with database.writing(self._engine) as connection:
            row = connection.execute(_rows().where(sessions.c.digest == digest(secret))).first()
            if row is not None:
                connection.execute(delete(sessions).where(sessions.c.key == row.key))
                self._audit.write(connection, "signed out", row.name, By(row.name, row.address))

    def _ended(self) -> ColumnElement[bool]:
        """What is true of a session that was not used for too long, or began too long ago."""
        now = self._now()
        return or_(sessions.c.seen < stamp(now - IDLE), sessions.c.begun < stamp(now - LONGEST))

    def _quietly(self, change: Any) -> None:
        """Make a change that can wait until next time, where another program writes or nobody may."""
        with suppress(RegisterError), database.writing(self._engine, at_once=True) as connection:
            connection.execute(change)


def _rows() -> Select[Any]:
    columns = (sessions.c.key, sessions.c.begun, sessions.c.seen, sessions.c.browser, sessions.c.address, people.c.name, people.c.role)
    return select(*columns).join(people, people.c.key == sessions.c.person)


def _session(row: Row[Any]) -> Session:
    return Session(row.key, Person(row.name, row.role), row.begun, row.seen, row.browser, row.address)
