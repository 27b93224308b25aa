"""The commands that docs/how-to/write-a-brief.md shows work, and print what it says."""
from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT
from tests.pages import run_steps

PAGE = (ROOT / "docs" / "how-to" / "write-a-brief.md").read_text(encoding="utf-8")


def test_commands_print_what_the_page_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    run_steps(PAGE, tmp_path)
    assert (tmp_path / "brief.docx").stat().st_size > 0
