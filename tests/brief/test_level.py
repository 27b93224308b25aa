"""The level of a meeting."""
from __future__ import annotations

import pytest

from dragoman.brief.level import level
from tests.questions.support import fact, report


@pytest.mark.parametrize(("quotes", "office"), [
    (["The presidents met."], "head of state"),
    (["Foreign Minister A met the ambassador of B."], "foreign minister"),
    (["Prime minister A arrived.", "A met President B."], "head of state"),
    (["The two sides held talks."], None),
])
def test_the_highest_office_that_the_reports_name(quotes: list[str], office: str | None) -> None:
    told = [report(f"d{n}", quote, type="meeting", kind="talks", parties=["EST", "FIN"]) for n, quote in enumerate(quotes)]
    assert level(fact(*told)) == office


def test_a_longer_title_is_not_taken_for_the_one_within_it() -> None:
    told = report("d", "The vice president of A met the minister.", type="meeting", kind="talks", parties=["EST", "FIN"])
    assert level(fact(told)) == "deputy head of state or government"
