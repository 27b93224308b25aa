"""An empty register, on SQLite unless a test asks for both databases; its accounts; and a clock that tests set."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dragoman.accounts import Accounts
from dragoman.register import Register
from tests.accounts.support import quick_hashes
from tests.register.conftest import database, empty, register, server

__all__ = ["database", "register", "server"]


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2031, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move it on, or back."""
        self.now += timedelta(**by)


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty register can be made."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return str(tmp_path / "register.db")
    database: str = request.getfixturevalue("database")
    empty(database)
    return database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(register: Register, clock: Clock) -> Accounts:
    return Accounts(register, clock)
