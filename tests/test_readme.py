"""The commands and the program that the README shows work, and print what it says."""
from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT
from tests.pages import run_python, run_steps

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")


def test_commands_print_what_the_page_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    run_steps(PAGE, tmp_path)


def test_python_of_the_page_runs(tmp_path: Path) -> None:
    assert "They signed a memorandum on port security" in run_python(PAGE, tmp_path)
