"""Paths → files."""
from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dragoman.cli.sources import sources
from dragoman.engines import File
from dragoman.errors import EmptyError, InputError, UnreadableError


def names(found: list[File | InputError], root: Path) -> list[str]:
    return [Path(item.name).relative_to(root).as_posix() for item in found]


def test_folder_is_read_with_all_below_it_in_the_order_of_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "A.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    assert names(list(sources([str(tmp_path)], 100)), tmp_path) == ["A.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/config", "shown.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(list(sources([str(tmp_path)], 100)), tmp_path) == ["shown.txt"]


def test_hidden_file_is_read_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_bytes(b"text")
    assert list(sources([str(tmp_path / ".hidden.txt")], 100)) == [File(str(tmp_path / ".hidden.txt"), b"text")]


def test_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".hidden").touch()
    (error,) = sources([str(tmp_path)], 100)
    assert isinstance(error, EmptyError)


def test_missing_file_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"text")
    error, source = sources([str(tmp_path / "a"), str(tmp_path / "b")], 100)
    assert isinstance(error, UnreadableError)
    assert "no such file" in str(error)
    assert isinstance(source, File)


def test_no_more_than_the_limit_and_one_byte_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 50)
    (source,) = sources([str(tmp_path / "a")], 10)
    assert isinstance(source, File)
    assert len(source.data) == 11


def test_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert list(sources(["-"], 100)) == [File("-", b"text")]
