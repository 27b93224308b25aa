"""What docs/how-to/use-the-api.md shows: its commands and its program do what it says."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.pipeline import read_all
from dragoman.records import Reading
from dragoman.register import Register
from dragoman.web import make_app
from tests.conftest import ROOT
from tests.pages import run_python, run_steps, steps
from tests.web.serving import serving

PAGE = (ROOT / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_commands_and_program_of_the_page_do_what_it_shows(tmp_path: Path) -> None:
    with Register.open(tmp_path / "register.db") as register:
        for path in sorted((ROOT / "examples" / "dispatches").glob("kazakhstan-korea.*")):
            register.add_all(one for one in read_all(path.read_bytes(), name=path.name) if isinstance(one, Reading))
        with serving(make_app(register)) as address:
            page = PAGE.replace("http://127.0.0.1:8000", address)
            assert len(steps(page)) >= 7
            run_steps(page, tmp_path)
            printed = run_python(page, tmp_path).splitlines()
    assert printed[-3].startswith("Kazakhstan and South Korea ")
    assert printed[-2:] == ["added: True", "{'kind': 'talks', 'parties': ['EST', 'FIN']}"]
