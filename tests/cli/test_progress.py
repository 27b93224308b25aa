"""Progress is shown to whoever waits, and to nobody else."""
from __future__ import annotations

import sys
import time
from collections.abc import Callable

import pytest

from dragoman.cli import progress

Terminals = Callable[[bool, bool], None]


@pytest.fixture
def terminals(monkeypatch: pytest.MonkeyPatch) -> Terminals:
    """Makes standard output and standard error terminals, or not."""
    def make(out: bool, err: bool) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: out)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: err)
        monkeypatch.setenv("TERM", "xterm")

    return make


def test_count_is_shown_on_a_terminal(terminals: Terminals, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    terminals(False, True)
    monkeypatch.setattr(progress, "PATIENCE", -1)
    assert list(progress.watched("abc")) == ["a", "b", "c"]
    assert "documents" in capsys.readouterr().err


@pytest.mark.parametrize(("out", "err"), [(False, False), (True, True), (True, False)])
def test_nothing_is_shown_elsewhere(
        terminals: Terminals, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, out: bool, err: bool) -> None:
    terminals(out, err)
    monkeypatch.setattr(progress, "PATIENCE", -1)
    assert list(progress.watched("abc")) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")


def test_nothing_is_shown_of_what_is_soon_done(terminals: Terminals, capsys: pytest.CaptureFixture[str]) -> None:
    terminals(False, True)
    assert list(progress.watched("abc")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("out", [False, True])
def test_what_takes_long_is_named_on_a_terminal(
        terminals: Terminals, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, out: bool) -> None:
    terminals(out, True)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with progress.awaited("making facts"):
        time.sleep(0.3)
    printed = capsys.readouterr()
    assert "making facts" in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(("err", "patience"), [(True, 60.0), (False, 0.0)])
def test_what_is_soon_done_or_goes_to_a_file_is_not_named(
        terminals: Terminals, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, err: bool, patience: float) -> None:
    terminals(False, err)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with progress.awaited("making facts"):
        pass
    assert capsys.readouterr().err == ""
