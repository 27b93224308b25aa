"""Registers on both databases, for what must hold on either."""
from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from dragoman.register import Register

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, up to the name of the database; the tests that need one are skipped where none starts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs, on machines without a session of a user
        pgserver = pytest.importorskip("pgserver", reason="needs the package pgserver, which has no build for this system")
        with tempfile.TemporaryDirectory(prefix="dragoman-pg-") as folder:  # a short path: it holds a socket
            started = pgserver.get_server(folder)
            _be_quick(started.get_uri())
            yield started.get_uri()
            started.cleanup()


def _be_quick(server: str) -> None:
    """Let a server that lives as long as the tests not wait for the disk: each database is a thousand files."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty register can be made, on each database in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "register.db")
    database: str = request.getfixturevalue("database")
    empty(database)
    return database


@pytest.fixture(scope="session")
def database(server: str) -> str:
    """The URL of a database on the server that one test after the other uses: to make one for each would take a third of the time."""
    return new_database(server)


def empty(database: str) -> None:
    """Remove all that is in a database, and end whatever a test has left running there."""
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        end_others(connection)
        connection.execute("SET client_min_messages = warning")
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def new_database(server: str) -> str:
    """A new database on the server; its URL."""
    import psycopg

    name = f"register{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.replace("/postgres?", f"/{name}?")


def end_others(connection: Any) -> int:
    """End all other connections to this connection's database; how many there were."""
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    return len(connection.execute(ended).fetchall())


@pytest.fixture
def register(location: str) -> Iterator[Register]:
    """An empty register, on each database in turn."""
    with Register.open(location) as opened:
        yield opened
