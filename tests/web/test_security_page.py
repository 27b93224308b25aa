"""docs/security.md says what holds, and by which test."""
from __future__ import annotations

import re

import pytest

from dragoman.accounts import sessions, store, tokens
from dragoman.web import access, doorkeeping, guarding, prompting
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_row_names_a_test_that_is_there() -> None:
    held = PAGE.partition("## What holds")[2].partition("## Left to")[0]
    rows = [line for line in held.splitlines() if line.startswith("| ") and not line.startswith("| |") and "---" not in line]
    assert len(rows) > 20
    there = {path.stem for folder in ("web", "accounts") for path in (ROOT / "tests" / folder).glob("test_*.py")}
    for row in rows:
        named = set(re.findall(r"`(test_\w+)`", row.split("|")[-2]))
        assert named, row
        assert named <= there, row


@pytest.mark.parametrize(("said", "held"), [
    ("after {} hours unused", sessions.IDLE.total_seconds() / 3600), ("and {} days in all", sessions.LONGEST.days),
    ("hold {} days, let nobody in", {3: "three"}[store.STARTING.days]), ("expire within {} days", tokens.LONGEST),
    ("{} a minute for each person", doorkeeping._SIGNED_IN[0]), ("{} for each address that is not signed in", doorkeeping._NOBODY[0]),
    ("{} seconds for the head", prompting.PATIENCE), ("{} and one for each 10 kB for the body", guarding._PATIENCE),
    ("{} kB from nobody", access._NOBODYS / 1000), ("{} MB from people", access.BODY / 1e6)])
def test_the_figures_of_the_page_are_those_of_the_program(said: str, held: float | str) -> None:
    assert said.format(held if isinstance(held, str) else f"{held:g}") in PAGE
