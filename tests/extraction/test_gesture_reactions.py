"""What a deed brings upon him who does it."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.gestures import gestures


def read(text: str) -> list[tuple[str, str, str]]:
    return [(r.kind, r.from_, r.to) for r in gestures(Context(analyse(Document(id="x", text=text))))]


@pytest.mark.parametrize(("text", "expected"), [
    ("Peru earned praise from Chile for its reforms.", ("praise", "CHL", "PER")),
    ("Peru's ban drew criticism from Chile.", ("criticism", "CHL", "PER")),
    ("Peru's plan met with opposition from Chile.", ("rejection", "CHL", "PER")),
    ("Peru enjoys the support of Chile.", ("support", "CHL", "PER")),
    ("Peru has Chile's full support.", ("support", "CHL", "PER")),
    ("Peru's ban on fish has angered Chile.", ("criticism", "CHL", "PER")),
])
def test_what_the_subject_meets_with_is_meant_for_it(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", [
    "Peru's ban could draw criticism from Chile.",
    "Peru's ban did not anger Chile.",
    "Peru's ban would have angered Chile.",
])
def test_what_is_only_possible_or_denied_is_none(text: str) -> None:
    assert read(text) == []
