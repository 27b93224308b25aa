"""One register of the examples, for all tests of the web, and the app that shows it."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.pipeline import read_all
from dragoman.records import Reading
from dragoman.register import Register, View
from dragoman.web import make_app
from tests.conftest import ROOT
from tests.web.support import TODAY, empty, hostile, long


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
def client(view: View) -> Iterator[TestClient]:
    """Asks the app; an error in it fails the test."""
    with TestClient(make_app(view, today=lambda: TODAY), base_url="http://localhost", follow_redirects=False) as asking:
        yield asking


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[TestClient]:
    """Asks an app whose register is empty."""
    with Register.open(tmp_path / "empty.db") as made, TestClient(make_app(made.view()), base_url="http://localhost") as asking:
        yield asking
