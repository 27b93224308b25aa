"""Every page: that it is there, that its links lead somewhere, and that it holds what it should."""
from __future__ import annotations

from collections import deque
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from dragoman.questions.wording import when
from dragoman.register import View
from tests.web.support import HOSTILE_ID, TODAY, links, page_of, path_of, text_of

MOST_BYTES = 250_000
FIRM = "/countries/Qazaq%20Wagon%20JSC"
PAGES = ["/", "/documents", "/documents/dispatch-1-01", path_of(HOSTILE_ID), "/documents/long?part=2", "/documents/empty", "/facts",
         "/facts?a=KAZ&b=KOR&type=figure&since=2024", "/facts?type=agreement&status=signed", "/pairs", "/pairs/KAZ/KOR",
         "/pairs/KAZ/KOR?since=2026-11&until=2027", "/pairs/KAZ/PER", "/countries/KAZ", "/countries/IGO%3AUN", FIRM,
         f"/facts?a={FIRM[11:]}", f"/pairs/{FIRM[11:]}/KAZ", "/search",
         "/search?q=agreement",
         "/search?q=agreement&type=meeting&actor=Kazakhstan&since=2020", "/search?q=nowhereatall", "/compare",
         "/compare?first=dispatch-1-01&second=dispatch-1-11", "/network", "/network?actor=KAZ&type=agreement&since=2024&until=2027",
         "/network?least=9999999", "/about", "/review", "/review?list=conflicts", "/review?list=merges", "/decisions"]
REFUSED = {"/nothing": 404, "/documents/none": 404, "/facts/f-none": 404, "/countries/Narnia": 404, "/pairs/KAZ/Narnia": 404,
           "/compare?first=none&second=long": 404, "/pairs/KAZ/KAZ": 400, "/pairs/KAZ/KOR?since=tomorrow": 400, "/facts?type=rumour": 400,
           "/facts?status=done": 400, "/facts?b=KAZ": 400, "/facts?after=x": 400, "/facts?since=2025&until=2024": 400,
           "/search?q=-x": 400,
           "/search?q=x&type=rumour": 400, "/network?type=rumour": 400, "/network?actor=Narnia": 404, "/network?least=x": 400,
           "/network?since=2024-05": 400, "/network?since=2025&until=2024": 400, "/search?q=x&from=0": 400,
           "/documents/long?part=0": 400, "/compare?first=long&second=long": 400,
           "/pairs/KAZ/KOR/brief.exe": 404, "/static/none.js": 404}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(client: TestClient, path: str) -> None:
    page = page_of(client, path)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(page.xpath("//h1")) == 1
    assert page.findtext(".//title")
    assert page.get("lang") == "en"
    named = page.xpath("//input[not(@id) and not(@type='hidden')]/ancestor::label | //select/ancestor::label | //label[@for=//input/@id]")
    assert len(named) == len(page.xpath("//input[not(@type='hidden')] | //select"))
    assert not page.xpath("//*[@style] | //style | //script[not(@src)] | //base | //iframe | //object | //embed")
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert {address.removeprefix("#") for address in links(page) if address.startswith("#")} <= set(ids)


@pytest.mark.parametrize(("path", "status"), REFUSED.items())
def test_what_cannot_be_shown_is_said_on_a_page(client: TestClient, path: str, status: int) -> None:
    page = page_of(client, path, status)
    assert page.xpath("//h1")
    assert len(page.xpath("//p[@class='detail']")[0].text_content().strip()) > 20
    assert "Traceback" not in page.text_content()


def test_every_link_leads_somewhere_and_no_page_is_large(client: TestClient) -> None:
    waiting, seen = deque(PAGES), set(PAGES)
    places: set[tuple[str, str]] = set()
    ids: dict[str, set[str]] = {}
    while waiting and len(ids) < 400:
        path = waiting.popleft()
        answer = client.get(path)
        assert answer.status_code in (200, 307), path
        assert len(answer.content) <= MOST_BYTES or path.startswith("/api/"), path
        ids[path] = set()
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = html.document_fromstring(answer.text)
        ids[path] = set(page.xpath("//@id"))
        for link in links(page):
            target, place = urldefrag(link)
            if place and target:
                places.add((target, place))
            if target and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert {(target, place) for target, place in places if target in ids and place not in ids[target]} == set()
    assert len([place for place in places if place[0] in ids]) > 50


def test_an_empty_register_says_what_to_do(nothing: TestClient) -> None:
    for path in ("/", "/documents", "/facts", "/pairs", "/pairs/KAZ/KOR", "/countries/KAZ", "/search?q=x", "/compare", "/network",
                 "/about"):
        page = page_of(nothing, path)
        assert "read some documents" in page.text_content().casefold() or path in ("/pairs", "/search?q=x")


def test_home_shows_what_is_new_and_what_calls_for_attention(client: TestClient) -> None:
    text = page_of(client, "/").text_content()
    for expected in ("Kazakhstan – South Korea", "A long document", "Promises that fall due", "Where sources differ", "27 documents"):
        assert expected in text


def test_names_lead_to_codes(client: TestClient) -> None:
    for asked, given in (("/pairs/kazakhstan/Korea?since=2024", "/pairs/KAZ/KOR?since=2024"), ("/countries/korea", "/countries/KOR"),
                         ("/pairs?a=Kazakhstan&b=South+Korea", "/pairs/KAZ/KOR")):
        answer = client.get(asked)
        assert (answer.status_code, answer.headers["location"]) == (307, given)


def test_a_pair_shows_the_brief_its_strip_and_its_files(client: TestClient) -> None:
    page = page_of(client, "/pairs/KAZ/KOR")
    titles = [title.text_content() for title in page.xpath("//h2")]
    assert {"At a glance", "Meetings and visits", "Agreements", "Money and figures", "Promises and proposals", "Sources"} <= set(titles)
    assert len(page.xpath("//figure[@class='strip']//circle")) > 10
    assert_dots_lead_to_their_facts(page.xpath("//figure[@class='strip']//a"))
    assert page.xpath("//section//figure[not(@class)]//svg")
    numbers = page.xpath("//article[@class='brief']//sup/a/@href")
    assert numbers
    assert all(number.startswith("/documents/") and "#c" in number for number in numbers)
    for ending, first in (("docx", b"PK"), ("md", b"# "), ("json", b"{"), ("csv", b"")):
        answer = client.get(f"/pairs/KAZ/KOR/brief.{ending}")
        assert answer.status_code == 200
        assert answer.content.startswith(first)
        assert answer.headers["content-disposition"] == f'attachment; filename="KAZ-KOR.{ending}"'


def assert_dots_lead_to_their_facts(dots: list[Any]) -> None:
    """Each to those of its type and of its months or years, which it names."""
    for dot in dots:
        address = urlsplit(dot.get("href"))
        asked = dict(parse_qsl(address.query))
        assert address.path == "/facts"
        assert (asked["a"], asked["b"], asked["type"]) == ("KAZ", "KOR", dot.xpath("circle/@class")[0])
        assert dot.get("aria-label").endswith(when(f"{asked['since']}/{asked['until']}"))


def test_a_period_narrows_a_pair(client: TestClient) -> None:
    assert "From November 2026 until 2027" in page_of(client, "/pairs/KAZ/KOR?since=2026-11&until=2027").text_content()
    empty = page_of(client, "/pairs/KAZ/KOR?since=1950&until=1951")
    assert "none that was asked for" in empty.xpath("//div[@class='empty']")[0].text_content()


def test_a_fact_shows_every_report_in_its_words(client: TestClient, view: View) -> None:
    fact = next(fact for fact in view.facts(pair=("KAZ", "KOR")) if fact.n_reports > 1)
    page = page_of(client, f"/facts/{fact.id}")
    quotes = [" ".join(quote.text_content().split()) for quote in page.xpath("//blockquote//q")]
    assert quotes == [" ".join(piece["quote"].split()) for report in fact.reports for piece in report.data["evidence"]]
    record = fact.reports[-1].record
    assert client.get(f"/facts/{record}").headers["location"] == f"/facts/{fact.id}"


def test_conflicts_links_and_states_are_shown(client: TestClient, view: View) -> None:
    rival = next(link for link in view.links(view.facts()) if link.kind == "conflict")
    page = page_of(client, f"/facts/{rival.of}")
    assert page.xpath(f"//a[@href='/facts/{rival.by}']")
    assert rival.why[:40] in " ".join(page.text_content().split())
    kept = next(link for link in view.links(view.facts(type="commitment")) if link.kind == "kept")
    assert "kept" in page_of(client, f"/facts/{kept.of}").xpath("//p[@class='about']/strong/text()")


def test_facts_come_in_pages_that_leave_nothing_out(client: TestClient, view: View) -> None:
    path, found = "/facts?a=EST&b=FIN", []
    while path:
        page = page_of(client, path)
        found += page.xpath("//ul[@class='list']/li/a/@href")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert found == [f"/facts/{fact.id}" for fact in reversed(view.facts(pair=("EST", "FIN")))]


def test_search_marks_the_words_and_its_filters_can_be_taken_off(client: TestClient) -> None:
    page = page_of(client, "/search?q=agreement&type=meeting")
    assert {mark.casefold() for mark in page.xpath("//p[@class='passage']/mark/text()")} <= {"agreement", "agreements", "agreed"}
    assert page.xpath("//p[@class='chips']/a/@href") == ["/search?q=agreement"]


def test_a_search_is_narrowed_by_what_its_documents_are(client: TestClient, view: View) -> None:
    page = page_of(client, "/search?q=agreement&since=2024")
    values = page.xpath("//section[@class='facets']//li")
    hrefs = " ".join(page.xpath("//section[@class='facets']//a/@href"))
    assert all(f"&{name}=" in hrefs for name in ("type", "actor", "source"))
    assert not page.xpath("//section[@class='facets']//h3[.='Year']")  # a period is asked for already
    for value in values[:12]:
        narrowed = page_of(client, value.xpath("a/@href")[0])
        assert len(narrowed.xpath("//ol[@class='list']/li")) == int(value.xpath("span/text()")[0])


def test_comparing_starts_from_a_document(client: TestClient) -> None:
    page = page_of(client, "/documents/dispatch-1-01")
    form = page_of(client, page.xpath("//a[starts-with(@href, '/compare?first=')]/@href")[0])
    assert form.xpath("//input[@name='first']/@value") == ["dispatch-1-01"]


def test_what_is_due_is_as_of_the_day(client: TestClient, view: View) -> None:
    days = [fact.due for fact in view.due(TODAY, 8)]
    assert days
    assert days == sorted(day for day in days if day)
    assert min(days) >= TODAY  # type: ignore[type-var]


def test_the_text_of_a_document_is_shown_letter_by_letter(client: TestClient, view: View) -> None:
    for row in view.documents():
        text = view.reading(row.id).text
        shown, part = "", 1
        page = page_of(client, path_of(row.id))
        while True:
            shown += text_of(page) + "\n"
            if not page.xpath("//a[@rel='next']"):
                break
            part += 1
            page = page_of(client, f"{path_of(row.id)}?part={part}")
        hidden = str.maketrans("", "", "\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert [line for line in shown.split("\n") if line.strip()] == [line for line in text.translate(hidden).split("\n") if line.strip()]


def test_every_record_of_a_document_has_a_card_and_its_words_are_marked(client: TestClient, view: View) -> None:
    reading, ids, facts = view.annotated("dispatch-1-01")
    page = page_of(client, "/documents/dispatch-1-01")
    assert set(page.xpath("//li/@data-record")) == set(ids)
    assert set(page.xpath("//li//a[starts-with(@href, '/facts/')]/@href")) == {f"/facts/{id_}" for id_ in facts.values()}
    for n, record in enumerate(reading.records):
        marked = "".join(mark.text_content() for mark in page.xpath(f"//a[contains(concat(' ', @data-cards), ' k{n} ')]"))
        places = sorted({at for piece in record.evidence for at in range(piece.start, piece.end)})
        assert marked == "".join(reading.text[at] for at in places if reading.text[at] != "\n")


def test_a_place_in_a_long_document_is_on_the_part_that_holds_it(client: TestClient, view: View) -> None:
    at = view.reading("long").text.index("Line 599")
    page = page_of(client, f"/documents/long?at={at}")
    assert page.get_element_by_id(f"c{at}").text_content().startswith("Line 599")


def test_the_pages_of_a_pdf_are_named(client: TestClient) -> None:
    page = page_of(client, path_of(HOSTILE_ID))
    assert page.xpath("//span[@class='page']/text()") == ["page 1", "page 2"]
    assert page.xpath("//nav[@aria-label='Pages of the document']/a/@href") == [f"{path_of(HOSTILE_ID)}?part=1#page-{n}" for n in (1, 2)]
    assert "in the text, page 2" in [link.text_content() for link in page.xpath("//li[@data-record]//a")]
