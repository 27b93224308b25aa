"""Places that mean somebody else than their name says."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.resolution.actors import Cast


def cast(text: str, **about: str) -> Cast:
    return Cast(analyse(Document(id="x", text=text, published="2031-05-04", **about)))


def codes(found: Cast) -> set[str]:
    return {place.code for _, _, place in found.places}


@pytest.mark.parametrize(("text", "own"), [
    ("Anna Berg met the members of the Security Council.", True),
    ("Anna Berg met the members of the Security Council. The United Nations sent an envoy.", False),
])
def test_a_press_service_that_never_speaks_of_the_united_nations_means_its_own_security_council(text: str, own: bool) -> None:
    found = cast(text, source="president.lv", title="Meeting with members of the Security Council")
    assert codes(found) == ({"LVA"} if own else {"IGO:UN"})
    assert [place.code for place in found.titled] == (["LVA"] if own else ["IGO:UN"])


def test_elsewhere_the_security_council_is_that_of_the_united_nations() -> None:
    assert codes(cast("The Security Council met.")) == {"IGO:UN"}


@pytest.mark.parametrize(("title", "together"), [
    ("Call with President Berg of Norway, Chancellor Ernst of Germany and Prime Minister Ozols of Latvia", ("EST", "NOR", "DEU", "LVA")),
    ("Call with President Berg of Norway on Ukraine", None),
])
def test_they_are_all_whom_the_headline_lists_beside_the_publisher(title: str, together: tuple[str, ...] | None) -> None:
    found = cast("The leaders spoke about Ukraine and Norway.", source="president.ee", title=title)
    assert found.together == (together or found.sides)
