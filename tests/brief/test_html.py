"""Briefs as HTML pages."""
from __future__ import annotations

from hypothesis import given, settings
from lxml import html

from dragoman.brief import Brief, to_html
from tests.brief.support import brief_of, briefs, told

TALKS = {"type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"], "date": "2026-11-17", "place": "Seoul"}
ALLOWED = {"html", "head", "meta", "title", "style", "body", "main", "header", "h1", "p", "nav", "a", "section", "h2", "h3", "ul", "li",
           "strong", "q", "span", "sup", "article", "cite", "ol", "mark", "footer",
           "figure", "figcaption", "svg", "path", "text", "circle"}


def page_of(brief: Brief) -> html.HtmlElement:
    """The page, parsed."""
    return html.document_fromstring(to_html(brief))


@settings(max_examples=20)
@given(briefs())
def test_no_text_becomes_markup_and_every_number_leads_somewhere(brief: Brief) -> None:
    page = page_of(brief)
    assert {element.tag for element in page.iter()} <= ALLOWED
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on") or name == "style"]
    assert not page.xpath("//script")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = page.xpath("//a/@href")
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    lines = page.xpath("//section[@id!='sources']//li")
    assert len(lines) == len(brief.lines)
    assert lines
    assert all(line.xpath(".//sup/a[starts-with(@href, '#s')]") for line in lines)


@settings(max_examples=20)
@given(briefs())
def test_every_quote_is_marked_in_its_passage(brief: Brief) -> None:
    page = page_of(brief)
    for source in brief.sources:
        for one in source.passages:
            passage = page.get_element_by_id(f"s{one.number}")
            mark, = passage.xpath(".//mark")
            assert " ".join(mark.text_content().split()) == " ".join(one.quote.split())


def test_a_hostile_document_stays_text() -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"'"
    reading = told("2026-11-18", {**TALKS, "place": attack, "quote": attack}, source=attack)
    page = to_html(brief_of(reading))
    assert "<script" not in page
    assert "<img" not in page
    assert attack in html.document_fromstring(page).text_content()


def test_only_a_web_address_becomes_a_link() -> None:
    for url, links in (("https://a.example/b", ["https://a.example/b"]), ("javascript:alert(1)", [])):
        page = page_of(brief_of(told("2026-11-18", TALKS, url=url)))
        assert page.xpath("//article/p/a/@href") == links
        assert url in page.text_content()


def test_the_page_says_its_language_and_allows_no_scripts() -> None:
    page = page_of(brief_of(told("2026-11-18", TALKS)))
    assert page.get("lang") == "en"
    policy, = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert page.findtext(".//title") == "Kazakhstan and South Korea: brief"


def test_a_passage_leads_back_to_its_line_and_not_to_the_overview() -> None:
    page = page_of(brief_of(told("2026-11-18", TALKS)))
    back, = page.get_element_by_id("s1").xpath("./a/@href")
    line = page.get_element_by_id(back.removeprefix("#"))
    assert line.getparent().getparent().findtext("h2") == "Meetings and visits"


def test_the_passage_names_its_document_and_page() -> None:
    reading = told("2026-11-18", TALKS, source="Ministry")
    brief = brief_of(reading)
    text = page_of(brief).get_element_by_id("sources").text_content()
    for expected in ("Ministry", "18 November 2026", reading.id, "tells of it."):
        assert expected in text


def test_a_series_is_drawn_as_svg_and_what_is_left_out_is_said() -> None:
    trade = {"type": "figure", "measure": "trade", "unit": "USD", "between": ["KAZ", "KOR"]}
    found = [{**trade, "value": n * 1e9, "period": str(2020 + n)} for n in range(1, 5)]
    many = [{**TALKS, "date": f"2025-01-{day:02}"} for day in range(1, 30)]
    page = page_of(brief_of(told("2026-11-18", *found, *many)))
    figure, = page.xpath("//section/figure")
    assert figure.getparent().findtext("h2") == "Money and figures"
    assert len(figure.xpath(".//circle")) == 4
    assert figure.xpath(".//circle/title")[0].text == "2021: USD 1 billion"
    assert page.xpath("//p[@class='more']/text()") == ["5 more: dragoman timeline KAZ KOR --type meeting"]
