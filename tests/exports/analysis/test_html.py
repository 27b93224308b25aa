"""Analyses as a page."""
from __future__ import annotations

from hypothesis import given, settings
from lxml import html

from dragoman.analysis import Analysis, Attribution, Chunk
from dragoman.exports.analysis.html import paragraphs, to_html
from tests.exports.analysis.support import analyses, analysis_of

ALLOWED = {"html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3", "h4", "p", "nav", "ol", "ul", "li", "a",
           "article", "section", "span", "small", "div", "details", "summary", "table", "tr", "th", "td",
           "svg", "g", "path", "polygon", "text"}


def page_of(*made: Analysis) -> html.HtmlElement:
    """The page, parsed."""
    return html.document_fromstring("".join(to_html(made)))


@given(analyses())
def test_running_text_is_the_documents(analysis: Analysis) -> None:
    shown = ["".join(piece.text for stretch in paragraph for piece in stretch.pieces) for paragraph in paragraphs(analysis)]
    groups: dict[int, list[int]] = {}
    for t, number in enumerate(analysis.paragraph):
        groups.setdefault(number, []).append(t)
    assert shown == [analysis.text(group[0], group[-1]) for group in groups.values()]


@given(analyses())
def test_every_part_of_an_attribution_is_shown_once_with_its_number(analysis: Analysis) -> None:
    shown = sorted((s.role, s.number, "".join(p.text for p in s.pieces)) for paragraph in paragraphs(analysis) for s in paragraph if s.role)
    assert shown == sorted((chunk.label, number, analysis.text(chunk.first, chunk.last))
                           for number, a in enumerate(analysis.attributions, 1) for chunk in (a.cue, *a.sources, *a.contents))


@settings(max_examples=30)
@given(analyses())
def test_no_text_becomes_markup_and_every_link_leads_somewhere(analysis: Analysis) -> None:
    page = page_of(analysis, analysis)
    assert {element.tag for element in page.iter()} <= ALLOWED
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on") or name in ("style", "src")]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target.removeprefix("#") for target in page.xpath("//a/@href")} <= set(ids)
    assert len(page.xpath("//svg")) == 2 * len(analysis.sentences)


def test_a_hostile_document_stays_text() -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    page = "".join(to_html([analysis_of(attack)]))
    assert "<script" not in page
    assert "<img" not in page
    assert html.document_fromstring(page).xpath("//p[contains(., $attack)]", attack=attack)


def test_colour_is_never_the_only_sign() -> None:
    said = Attribution(Chunk(2, 2, "cue"), (Chunk(0, 1, "source"),), (Chunk(3, 3, "content"),))
    page = page_of(analysis_of("Mart Saare said so", names=(Chunk(0, 1, "PER"),), attributions=(said,)))
    running, tree = page.xpath("//section[@aria-label='Text']/p")[0].text_content(), page.xpath("//svg")[0].text_content()
    for label in ("PER", "source 1", "cue 1", "content 1"):
        assert label in running.replace("\u00a0", " ")
        assert label in tree


def test_tree_can_be_read_without_the_picture() -> None:
    page = page_of(analysis_of("They met", heads=[1, -1], deprel=["nsubj", "root"]))
    assert [[cell.text for cell in row] for row in page.xpath("//table//tr")][1:] == [
        ["1", "They", "They", "X", "_", "2", "nsubj"], ["2", "met", "met", "X", "_", "0", "root"]]
    assert page.xpath("//svg/@aria-label")


def test_page_needs_nothing_else_and_allows_no_scripts() -> None:
    page = page_of(analysis_of("They met"))
    assert page.get("lang") == "en"
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")
    assert "url(" not in page.findtext(".//style")


def test_nothing_analysed_is_still_a_page() -> None:
    assert page_of().findtext(".//h1") == "0 documents"
