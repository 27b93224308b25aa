"""A writer that is killed at any moment leaves whole documents only, and running again ends at the same facts."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.register.conftest import new_database

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork")


def run(*arguments: str) -> tuple[int, list[str]]:
    """What the writers' program says: how many it killed, and the faults it found."""
    command = [sys.executable, "-m", "tests.register.crashing", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    return int(lines[-1].removeprefix("killed ")), lines[:-1]


def places(tmp_path: Path, number: int) -> list[str]:
    return [str(tmp_path / f"{n}.db") for n in range(number)]


def test_killed_at_two_hundred_moments(tmp_path: Path) -> None:
    assert run("moments", "200", *places(tmp_path, 25)) == (200, [])


def test_killed_before_and_after_every_commit(tmp_path: Path) -> None:
    killed, found = run("commits", *places(tmp_path, 200))
    assert (killed > 30, found) == (True, [])


def test_killed_on_a_server(server: str) -> None:
    assert run("moments", "20", *(new_database(server) for _ in range(2))) == (20, [])


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_four_writers_at_once_end_at_the_facts_of_one(tmp_path: Path, request: pytest.FixtureRequest, database: str) -> None:
    place = str(tmp_path / "register.db") if database == "sqlite" else new_database(request.getfixturevalue("server"))
    assert run("together", "4", place) == (0, [])
