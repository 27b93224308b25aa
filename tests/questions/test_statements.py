"""Who said what."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.questions import statements
from tests.questions.support import fact, report, view_of


def said(name: str, speaker: str, content: str, **more: Any) -> Any:
    """A statement for Estonia."""
    data = {"speaker": speaker, "affiliation": "EST", "mode": "indirect", "content": content, **more}
    return fact(report(name, content, type="statement", **data))


VIEW = view_of(
    said("a", "Kersti Tamm", "the port of Helsinki will be safe", published="2024-03-01"),
    said("b", "Jüri Tamm", "Norwegian ships may use it", mode="direct", published="2024-02-01"),
    said("c", "Foreign Ministry", "talks on ports go on", affiliation="FIN", published="2024-01-01"))


@pytest.mark.parametrize(("asked", "found"), [
    ({}, ["c", "b", "a"]), ({"by": "Tamm"}, ["b", "a"]), ({"by": "juri TAMM"}, ["b"]), ({"by": "tam"}, []), ({"by": "Finland"}, ["c"]),
    ({"about": "Finland"}, ["a"]), ({"about": "NOR"}, ["b"]), ({"about": "safe port"}, ["a"]), ({"about": "por"}, []),
    ({"by": "EST", "about": "ships"}, ["b"]), ({"since": "2024-02"}, ["b", "a"]), ({"until": "2024-02-01"}, ["c", "b"])])
def test_statements_are_found_by_speaker_and_matter(asked: dict[str, str], found: list[str]) -> None:
    assert [row.fact for row in statements(VIEW, **asked)] == [f"f-{name}-0" for name in found]


def test_only_direct_speech_stands_in_quotation_marks() -> None:
    columns = {row.mode: row.columns[3].cell(row) for row in statements(VIEW)}
    assert columns == {"indirect": "the port of Helsinki will be safe", "direct": "“Norwegian ships may use it”"}


def test_the_title_says_what_was_asked() -> None:
    assert statements(VIEW, by="FIN", about="the port").title == "Statements by Finland about the port"
    assert statements(VIEW, by="FIN", about="the port").notes == (
        "The register holds statements, but none that was asked for; ask for less.",)
