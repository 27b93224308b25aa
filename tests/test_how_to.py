"""What docs/how-to/add-a-verb.md shows: its files are a codebook, its commands and its program do what it says."""
from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.pages import run_python, run_steps, steps, write_files

PAGE = (ROOT / "docs" / "how-to" / "add-a-verb.md").read_text(encoding="utf-8")


def test_files_and_commands_of_the_page_do_what_it_shows(tmp_path: Path) -> None:
    assert {path.name for path in write_files(PAGE, tmp_path)} == {
        "report.txt", "gestures.yaml", "bodies.yaml", "holders.csv", "countries.csv"}
    assert len(steps(PAGE)) >= 5
    run_steps(PAGE, tmp_path)


def test_python_of_the_page_runs(tmp_path: Path) -> None:
    write_files(PAGE, tmp_path)
    assert run_python(PAGE, tmp_path).splitlines() == ["gesture criticism"]
