"""Whose press service a source is, and where a dateline places a text."""
from __future__ import annotations

import pytest

from dragoman.document import Document
from dragoman.resolution.publishers import dateline_of, publisher_of


@pytest.mark.parametrize(("source", "url", "code"), [
    ("Ministry of Foreign Affairs of Norway", None, "NOR"),
    ("mfa.gov.lv", None, "LVA"),
    (None, "https://www.president.ee/news/1", "EST"),
    ("Baltic Courier", "https://example.com/1", None),
])
def test_a_publisher_is_told_by_its_name_or_its_address(source: str | None, url: str | None, code: str | None) -> None:
    assert publisher_of(Document(id="x", text="Trade has grown.", source=source, url=url)) == code


def test_a_dateline_tells_the_state_of_its_city() -> None:
    assert dateline_of(Document(id="x", text="Trade has grown.", dateline="RIGA, May 4")) == "LVA"
    assert dateline_of(Document(id="x", text="Trade has grown.")) is None
