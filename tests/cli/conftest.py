"""The dragoman command, run in this process."""
from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.cli import main

ONE = ("TALLINN, 4 May 2031 – The presidents of Estonia and Finland met on Sunday in Tallinn. The two sides signed a memorandum on port "
       "security. Estonia's president thanked Finland for its help after the storm.\n")
TWO = "Norway's foreign minister will visit Italy in June 2031, the ministry in Oslo said on 3 May 2031.\n"


class Outcome(NamedTuple):
    """How the command ended, and what it printed."""

    code: int
    out: str
    err: str


Dragoman = Callable[..., Outcome]


@pytest.fixture
def dragoman(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Dragoman:
    """Runs the command with the given arguments; its register is a file of the test's own."""
    monkeypatch.setenv("DRAGOMAN_REGISTER", str(tmp_path / "register.db"))
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A text on Estonia and Finland."""
    path = tmp_path / "one.txt"
    path.write_text(ONE, encoding="utf-8")
    return path


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A text on Norway and Italy."""
    path = tmp_path / "two.txt"
    path.write_text(TWO, encoding="utf-8")
    return path
