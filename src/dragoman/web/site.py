"""What the routes share: the register, the day, and counts that are not made anew for every reader."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Thread
from typing import Annotated

from fastapi import Depends, Request

from dragoman.accounts import Accounts
from dragoman.facts import Fact
from dragoman.register import Counts, Register
from dragoman.register.relating import Relations
from dragoman.web.jobs import Supervisor
from dragoman.web.limiting import Attempts
from dragoman.web.remembering import Remembered
from dragoman.web.suggested import Suggested

GLANCED = 8  # things of each kind on the first page


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
        self.suggested = Suggested(self.queue)

    def warm(self) -> None:
        """Count and look for what takes long in a large register beside the answers, so that nobody waits for it."""
        for known in (self._counts.get, self._due.get, self._relations.get, self.suggested.part):
            Thread(target=known, daemon=True).start()

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
