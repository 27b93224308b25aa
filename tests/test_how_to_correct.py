"""What docs/how-to/correct-what-was-read.md shows: its commands do what it says."""
from __future__ import annotations

from pathlib import Path

from dragoman import Register
from tests.conftest import ROOT
from tests.pages import run_steps, steps, write_files

PAGE = (ROOT / "docs" / "how-to" / "correct-what-was-read.md").read_text(encoding="utf-8")


def test_commands_of_the_page_do_what_it_shows(tmp_path: Path) -> None:
    write_files(PAGE, tmp_path)
    assert len(steps(PAGE)) >= 12
    run_steps(PAGE, tmp_path)
    with Register.open(tmp_path / "data" / "dragoman" / "register.db", create=False) as register:
        assert len(register.view().decisions()) == 9
        assert register.verify().faults == ()
