"""One register of the examples, for all tests of the web, and the app that shows it."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.pipeline import read_all
from dragoman.records import Reading
from dragoman.register import Register, View
from dragoman.web import make_app
from tests.accounts.support import quick_hashes
from tests.conftest import ROOT
from tests.web.support import TODAY, Team, add_people, empty, hostile, long


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The examples as they are read, and three documents made by hand."""
    with Register.open(tmp_path_factory.mktemp("web") / "register.db") as made:
        for path in sorted((ROOT / "examples" / "dispatches").iterdir()):
            made.add_all(one for one in read_all(path.read_bytes(), name=path.name) if isinstance(one, Reading))
        made.add_all([long(), empty(), hostile()])
        made.settle()
        yield made


@pytest.fixture(scope="session")
def view(register: Register) -> View:
    return register.view()


@pytest.fixture(scope="session")
def client(register: Register) -> Iterator[TestClient]:
    """Asks the app; an error in it fails the test."""
    with TestClient(make_app(register, today=lambda: TODAY), base_url="http://localhost", follow_redirects=False) as asking:
        yield asking


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[TestClient]:
    """Asks an app whose register is empty."""
    with Register.open(tmp_path / "empty.db") as made, TestClient(make_app(made), base_url="http://localhost") as asking:
        yield asking


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that holds nothing, to be copied: making one takes longer."""
    path = tmp_path_factory.mktemp("blank") / "register.db"
    with Register.open(path) as made:
        made.rebuild()
    return path


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture(scope="session")
def team_file(tmp_path_factory: pytest.TempPathFactory, _quick: None) -> Path:
    """A register with accounts and two documents, to be copied."""
    path = tmp_path_factory.mktemp("team") / "register.db"
    with Register.open(path) as made:
        made.add_all([empty(), hostile()])
        made.settle()
        add_people(made)
    return path


@pytest.fixture
def team(team_file: Path, tmp_path: Path) -> Iterator[Team]:
    """An app that others than this machine reach, whose register has accounts and two documents."""
    with Register.open(shutil.copy(team_file, tmp_path / "team.db")) as copied:
        yield Team(copied)


@pytest.fixture(scope="session")
def resting_team(team_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """The same, once for all tests that change nothing of it."""
    with Register.open(shutil.copy(team_file, tmp_path_factory.mktemp("resting") / "team.db")) as copied:
        yield Team(copied)
