"""What docs/how-to/ask-the-register.md shows: its commands and its program do what it says."""
from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.pages import run_python, run_steps, steps, write_files

PAGE = (ROOT / "docs" / "how-to" / "ask-the-register.md").read_text(encoding="utf-8")


def test_commands_and_program_of_the_page_do_what_it_shows(tmp_path: Path) -> None:
    assert {path.name for path in write_files(PAGE, tmp_path)} == {"may.txt", "april.txt"}
    assert len(steps(PAGE)) >= 8
    run_steps(PAGE, tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} >= {".html", ".docx", ".csv"}
    printed = run_python(PAGE, tmp_path).splitlines()
    assert printed[0].startswith("open a consulate in Turku 2031-12-31 ")
    assert printed[1].split() == ["period", "value", "growth"]
    assert printed[3].split() == ["2031", "9900000000", "10.0"]
    assert (tmp_path / "trade.html").exists()
