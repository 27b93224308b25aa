"""Where a register may lie."""
from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import RegisterError
from dragoman.register.location import default_path, display, locate


def test_without_a_location_it_is_in_the_users_data_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert display(locate(None)) == str(default_path())
    assert default_path().name == "register.db"
    assert "dragoman" in default_path().parts


def test_a_path_is_an_sqlite_file(tmp_path: Path) -> None:
    path = tmp_path / "a % and a ?.db"
    assert display(locate(path)) == display(locate(str(path))) == str(path)


def test_a_url_names_the_database_server_and_never_shows_its_password() -> None:
    url = locate("postgresql://officer:secret@db.example/relations")
    assert url.drivername == "postgresql+psycopg"
    assert display(url) == "postgresql+psycopg://officer:***@db.example/relations"


@pytest.mark.parametrize("location", ["mysql://host/db", "sqlite://", "postgresql://host", "://", "postgresql://u:secret@host:port/db"])
def test_a_url_of_another_kind_is_refused_with_the_valid_ones(location: str) -> None:
    with pytest.raises(RegisterError, match="give a path, sqlite:///PATH, postgresql://USER@HOST/DATABASE or https://HOST/") as caught:
        locate(location)
    assert "secret" not in str(caught.value)
