"""A document that means harm stays text on every page that shows a word of it."""
from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dragoman.register import View
from tests.web.support import ATTACK, HOSTILE_ID, page_of, path_of

SHOWN = ["/", "/documents", path_of(HOSTILE_ID), "/facts?a=EST&b=FIN", "/pairs/EST/FIN", "/countries/EST", "/search?q=alert",
         f"/compare?first={quote(HOSTILE_ID, safe='')}&second=long", f"/search?q=alert&source={quote(ATTACK)}", "/about"]
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("path", SHOWN)
def test_an_attack_is_shown_and_does_nothing(client: TestClient, path: str) -> None:
    page = page_of(client, path)
    assert "<script>alert(1)" in page.text_content()
    assert page.xpath("count(//img | //script[not(@src)])") == 0
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    addresses = [address.casefold() for address in page.xpath("//@href | //@src | //@action")]
    assert not [address for address in addresses if address.startswith(("javascript:", "data:"))]


@pytest.mark.parametrize("path", SHOWN)
def test_signs_that_turn_the_writing_stand_in_elements_that_isolate_them(client: TestClient, path: str) -> None:
    page = page_of(client, path)
    isolating = {"bdi", "q", "span", "mark", "cite", "strong", "td", "h1", "h2"}
    for element in page.iter():
        assert not TURNING & set("".join(element.attrib.values()))
        if isinstance(element.tag, str) and TURNING & set(element.text or ""):
            assert element.tag in isolating
    assert not TURNING & set(page.findtext(".//title") or "")


def test_hidden_signs_are_shown_in_the_text(client: TestClient) -> None:
    page = page_of(client, path_of(HOSTILE_ID))
    assert page.xpath("//article//span[@class='sign']/@data-sign") == ["U+202E", "U+202C", "U+200B"]


def test_facts_of_a_hostile_document_have_pages(client: TestClient, view: View) -> None:
    for fact in view.facts_of(HOSTILE_ID):
        page = page_of(client, f"/facts/{fact.id}")
        assert page.xpath("count(//img | //script[not(@src)])") == 0
        assert page.xpath("//ol[@class='reports']/li/a/@href") == [path_of(HOSTILE_ID)]
