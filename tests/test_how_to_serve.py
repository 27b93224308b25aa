"""What docs/how-to/serve-a-team.md shows: its commands do what it says."""
from __future__ import annotations

from pathlib import Path

from dragoman import Register
from dragoman.accounts import Accounts
from tests.conftest import ROOT
from tests.pages import run_steps, steps

PAGE = (ROOT / "docs" / "how-to" / "serve-a-team.md").read_text(encoding="utf-8")


def test_commands_of_the_page_do_what_it_shows(tmp_path: Path) -> None:
    assert len(steps(PAGE)) >= 8
    run_steps(PAGE, tmp_path)
    with Register.open(tmp_path / "data" / "dragoman" / "register.db", create=False) as register:
        assert [(one.name, one.role) for one in Accounts(register).people()] == [("Ada Lovelace", "admin"), ("Rex", "reviewer")]
        assert [token.scope for token in Accounts(register).tokens.of("Rex")] == ["read"]
