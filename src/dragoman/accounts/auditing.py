"""What was done and by whom: entries are added, and never changed or removed."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from dragoman.accounts.model import By, Entry, readable, stamp
from dragoman.register import database
from dragoman.register.schema import audit

_LONGEST = 300  # characters of what something was done to


class Audit:
    """The entries of a register."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def note(self, action: str, what: str, by: By) -> None:
        """Add an entry."""
        with database.writing(self._engine) as connection:
            self.write(connection, action, what, by)

    def write(self, connection: Connection, action: str, what: str, by: By) -> None:
        """Add an entry in the transaction in which the thing is done."""
        row = {"at": stamp(self._now()), "who": by.name, "action": action, "what": readable(what, _LONGEST), "address": by.address}
        connection.execute(insert(audit).values(row))

    def entries(self, limit: int, before: int | None = None, who: str | None = None) -> list[Entry]:
        """So many entries, the last first: those before a number, or those of a person."""
        query = select(audit).order_by(audit.c.number.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.number < before)
        if who:
            query = query.where(audit.c.who == readable(who, _LONGEST))
        with database.reading(self._engine) as connection:
            return [Entry(**row._mapping) for row in connection.execute(query)]
