"""Answers written in every format."""
from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from dragoman.errors import DragomanError
from dragoman.facts import Conflict, Fact
from dragoman.questions import compare, figures, save, statements, timeline
from dragoman.questions.answer import Answer
from dragoman.questions.formats import FORMATS, format_of
from dragoman.records import Reading
from tests.questions.support import fact, report, view_of

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)> | [a](javascript:b) *c* & \"'"
WORDS = st.one_of(st.sampled_from([ATTACK, "=1+2", "@SUM(A1)", "-2", "\x1b[31mred", "\u202eleft", "a\nb", "|", "`"]),
                  st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))


def said(speaker: str, content: str, source: str | None = None, document: str = "d") -> Fact:
    """A statement for Estonia."""
    return fact(report(document, content, type="statement", speaker=speaker, affiliation="EST", mode="direct", content=content,
                       publisher=source))


def trade(year: int, value: float) -> Fact:
    """Trade of a year."""
    return fact(report(f"d{year}", f"trade was {value}", type="figure", measure="trade", value=value, unit="EUR", between=["EST", "FIN"],
                       period=str(year), publisher="ERR"),
                conflicts=[Conflict("value", ((value, (f"r-d{year}-0",)), (value + 1, ("r-x",))))] if year == 2021 else ())


answers = st.lists(st.builds(said, WORDS, WORDS, st.none() | WORDS, WORDS), min_size=1, max_size=4, unique_by=lambda one: one.id).map(
    lambda facts: statements(view_of(*facts, titles={facts[0].reports[0].document: ATTACK})))
LEDGER = figures(view_of(trade(2020, 100), trade(2021, 200), trade(2022, 150)))


@settings(max_examples=40)
@given(answers)
def test_no_text_becomes_markup_and_every_number_leads_to_its_quote(answer: Answer[Any]) -> None:
    page = html.document_fromstring(str(FORMATS["html"].write(answer)))
    assert not {"script", "img"} & {element.tag for element in page.iter()}
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = page.xpath("//td//a/@href")
    assert targets
    assert {target.removeprefix("#") for target in page.xpath("//a/@href")} <= set(ids)
    assert len(page.xpath("//tbody/tr")) == len(answer)
    assert len(page.xpath("//ol[@class='passages']/li")) == sum(len(source.passages) for source in answer.sources)


def test_a_page_stands_alone_and_allows_no_scripts() -> None:
    page = html.document_fromstring(str(FORMATS["html"].write(LEDGER)))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert page.get("lang") == "en"
    assert not page.xpath("//link | //*[@src]")
    assert len(page.xpath("//figure/svg//circle")) == 3
    assert [circle.findtext("title") for circle in page.xpath("//svg//circle[@fill='none']")] == ["2021: EUR 200 (other values are told)"]


def test_a_notebook_gets_a_piece_of_a_page() -> None:
    piece = html.fragment_fromstring(LEDGER._repr_html_().strip())
    assert piece.tag == "div"
    assert len(piece.xpath(".//tbody/tr")) == 3
    assert not piece.xpath(".//style | .//script | .//a")


def test_a_notebook_gets_the_first_rows_of_a_long_answer_and_is_told_so() -> None:
    piece = html.fragment_fromstring(figures(view_of(*(trade(year, 1) for year in range(1900, 2005))))._repr_html_().strip())
    assert len(piece.xpath(".//tbody/tr")) == 100
    assert "The first 100 rows; there are 5 more." in piece.text_content()


@settings(max_examples=40)
@given(answers)
def test_markdown_shows_texts_as_they_are(answer: Answer[Any]) -> None:
    text = str(FORMATS["markdown"].write(answer))
    body = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    page = html.document_fromstring(body)
    assert not {"script", "img", "em", "strong", "code"} & {element.tag for element in page.xpath("//table//*")}
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert len(page.xpath("//table/tbody/tr")) == len(answer)
    assert all(len(row) == len(answer.table[0]) for row in page.xpath("//table/tbody/tr"))
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert defined == [str(one.number) for source in answer.sources for one in source.passages]


@settings(max_examples=40)
@given(answers)
def test_csv_has_a_line_a_row_that_no_spreadsheet_runs(answer: Answer[Any]) -> None:
    heads, *rows = list(csv.reader(io.StringIO(str(FORMATS["csv"].write(answer)), newline="")))
    assert heads[:4] == ["fact", "date", "speaker", "affiliation"]
    assert heads[-1] == "citation_quote"
    assert len(rows) == len(answer)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [row[heads.index("speaker")].removeprefix("'") for row in rows] == [row.speaker.removeprefix("'") for row in answer]


def test_csv_keeps_numbers_as_numbers_and_lists_in_one_order() -> None:
    row = next(csv.DictReader(io.StringIO(str(FORMATS["csv"].write(figures(view_of(trade(2021, -5))))))))
    assert row["value"] == "-5"
    assert (row["official"], row["between"], row["citation_start"]) == ("false", "EST | FIN", "0")


@settings(max_examples=15)
@given(answers)
def test_word_documents_hold_the_rows_and_the_numbered_sources(answer: Answer[Any]) -> None:
    made = FORMATS["docx"].write(answer)
    assert isinstance(made, bytes)
    document = docx.Document(io.BytesIO(made))
    (table,) = document.tables
    assert len(table.rows) == len(answer) + 1
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    anchors = {str(one) for one in document.element.xpath("//w:hyperlink/@w:anchor")}
    assert anchors
    assert anchors <= {str(one) for one in document.element.xpath("//w:bookmarkStart/@w:name")}
    listed = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "List"]
    numbers = [text.split("]")[0] for text in listed]
    assert numbers == [f"[{one.number}" for source in answer.sources for one in source.passages]


def test_a_wide_table_lies_across_the_page() -> None:
    both = LEDGER, timeline(view_of(trade(2020, 1)), "EST", "FIN")
    wide, narrow = (docx.Document(io.BytesIO(made)) for made in map(FORMATS["docx"].write, both) if isinstance(made, bytes))
    assert wide.sections[0].page_width > wide.sections[0].page_height  # type: ignore[operator] # both are set
    assert narrow.sections[0].page_width < narrow.sections[0].page_height  # type: ignore[operator]
    assert wide.core_properties.title == "Figures"


@settings(max_examples=40)
@given(answers)
def test_json_holds_all_of_the_data(answer: Answer[Any]) -> None:
    found = json.loads(FORMATS["json"].write(answer))
    assert found["rows"] == answer.to_dicts()
    assert [source["document"] for source in found["sources"]] == [source.document for source in answer.sources]


@settings(max_examples=40)
@given(answers)
def test_nothing_in_a_table_steers_a_terminal(answer: Answer[Any]) -> None:
    text = str(FORMATS["table"].write(answer))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert all(f"\n{number:4} " in text for source in answer.sources for number in (one.number for one in source.passages))


def test_marked_words_are_marked_in_every_format_for_people() -> None:
    told = [report(document, quote, type="meeting", kind="talks", parties=["EST", "FIN"])
            for document, quote in (("a", "they met here"), ("b", "both met here"))]
    answer = compare(view_of(fact(*told), texts=[Reading(id="a", text="…"), Reading(id="b", text="…")]), "a", "b")
    assert html.document_fromstring(str(FORMATS["html"].write(answer))).xpath("//td//mark/text()") == ["they", "both"]
    assert "**they** met here" in str(FORMATS["markdown"].write(answer))
    made = FORMATS["docx"].write(answer)
    assert isinstance(made, bytes)
    runs = [run for cell in docx.Document(io.BytesIO(made)).tables[0].rows[1].cells for run in cell.paragraphs[0].runs]
    assert [run.text for run in runs if run.font.highlight_color] == ["they", "both"]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_answer_says_why_in_every_format(name: str) -> None:
    made = FORMATS[name].write(statements(view_of()))
    if name == "docx":
        assert isinstance(made, bytes)
        made = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs)
    assert "The register is empty" in str(made) or name == "csv"


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_answer_is_written_the_same(name: str) -> None:
    if name != "docx":
        assert FORMATS[name].write(LEDGER) == FORMATS[name].write(LEDGER)


def test_a_file_is_written_as_its_ending_says(tmp_path: Path) -> None:
    for name, format_ in FORMATS.items():
        for ending in format_.endings:
            save(LEDGER, tmp_path / f"answer{ending}")
            assert format_of(Path(f"X{ending.upper()}")) == name
    assert (tmp_path / "answer.md").read_text(encoding="utf-8").startswith("# Figures\n")
    assert (tmp_path / "answer.docx").read_bytes().startswith(b"PK")


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="cannot be written"):
        save(LEDGER, tmp_path / "missing" / "answer.html")
