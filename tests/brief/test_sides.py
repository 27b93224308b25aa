"""For which side a publisher speaks."""
from __future__ import annotations

import pytest

from dragoman.brief.sides import sides_of
from dragoman.register import Publisher


@pytest.mark.parametrize(("source", "url", "official", "side"), [
    ("Ministry of Foreign Affairs, Republic of Korea", None, True, "KOR"),
    ("Akorda Press Service", None, True, "KAZ"),
    ("Embassy of South Korea, Astana", None, True, "KOR"),
    (None, "https://www.mfa.gov.kz/one", True, "KAZ"),
    ("Courier of Korea", None, False, None),
    ("Embassy of Japan, Seoul", None, True, None),
    ("Ministry", "http://[::1", True, None),
    (None, None, True, None),
])
def test_an_official_publisher_speaks_for_its_country(source: str | None, url: str | None, official: bool, side: str | None) -> None:
    assert sides_of([Publisher(source, url, official, 1, "2026", "2026")], ("KAZ", "KOR")) == ({source: side} if side else {})
