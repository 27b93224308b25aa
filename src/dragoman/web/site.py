"""What the routes share: the register, the day, and counts that are not made anew for every reader."""
from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock, Thread
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Request

from dragoman.accounts import Accounts
from dragoman.facts import Fact
from dragoman.register import Counts, Register
from dragoman.register.relating import Relations
from dragoman.web.jobs import Supervisor
from dragoman.web.limiting import Attempts

T = TypeVar("T")
GLANCED = 8  # things of each kind on the first page
_RARELY = 50  # making it anew takes one part in so many of the time


class Remembered(Generic[T]):
    """A value that is made anew now and then, beside the answers: the longer that takes, the longer it is kept.

    Only who asks first waits for it.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = Lock()  # held while the value is made
        self._values: list[T] = []
        self._until = 0.0

    def get(self) -> T:
        """The value, as it is or was a moment ago."""
        if not self._values:
            with self._lock:
                if not self._values:
                    self._renew()
        value = self._values[0]
        if time.monotonic() >= self._until and self._lock.acquire(blocking=False):
            Thread(target=self._renew_beside, daemon=True).start()
        return value

    def _renew_beside(self) -> None:
        try:
            self._renew()
        finally:
            self._lock.release()

    def _renew(self) -> None:
        began = time.monotonic()
        self._values = [self._make()]
        self._until = time.monotonic() + _RARELY * (time.monotonic() - began)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


class Site:
    """A register, as pages and the API ask it. `today` gives the day as of which promises are overdue (ISO date).

    `reading`: who has the jobs read that are given.
    """

    def __init__(self, register: Register, today: Callable[[], str] | None = None, reading: Supervisor | None = None) -> None:
        self.register = register
        self.jobs = register.jobs()
        self.reading = reading or Supervisor(register)  # who is not started wakes nobody: jobs wait then
        self.view = view = register.view()
        self.queue = register.queue()
        self.accounts = Accounts(register)
        self.attempts = Attempts()
        self.today = today or _today
        self._counts = Remembered(view.counts)
        self._due = Remembered(lambda: view.due(self.today(), GLANCED))
        self._relations = Remembered(view.relations)

    def warm(self) -> None:
        """Count what takes long in a large register beside the answers, so that nobody waits for it."""
        for known in (self._counts, self._due, self._relations):
            Thread(target=known.get, daemon=True).start()

    @property
    def counts(self) -> Counts:
        """How much the register holds, or held a moment ago."""
        return self._counts.get()

    @property
    def due(self) -> list[Fact]:
        """The next few promises that fall due, as they were a moment ago."""
        return self._due.get()

    @property
    def relations(self) -> Relations:
        """Who has to do with whom, as it was a moment ago."""
        return self._relations.get()


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


Shown = Annotated[Site, Depends(_site)]
