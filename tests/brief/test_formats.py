"""Briefs in Word, as JSON and as rows, and files in all formats."""
from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings

from dragoman.brief import FORMATS, Brief, rows_of, save_brief
from dragoman.errors import DragomanError
from tests.brief.support import brief_of, briefs, told

TALKS = {"type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"], "date": "2026-11-17", "place": "Seoul"}
STATEMENT = {"type": "statement", "speaker": "Seo", "affiliation": "KOR", "mode": "direct", "content": "We met",
             "quote": "“We met,” Seo said."}


def word(brief: Brief) -> docx.document.Document:
    """The Word document, read back."""
    made = FORMATS["docx"](brief)
    assert isinstance(made, bytes)
    return docx.Document(io.BytesIO(made))


def test_a_brief_in_word() -> None:
    brief = brief_of(told("2026-11-18", {**TALKS, "quote": "They met in Seoul."}, STATEMENT, title="Talks in Seoul"))
    found = [(one.style.name, one.text) for one in word(brief).paragraphs]
    assert found[:3] == [("Title", "Kazakhstan and South Korea"), ("Normal", "As of 1 January 2027."), ("Heading 1", "At a glance")]
    assert ("List Bullet", "17 November 2026: talks between Kazakhstan and South Korea, Seoul [1]") in found
    assert found[-6:] == [
        ("List Bullet", "Seo, 18 November 2026: “We met” [2]"), ("Heading 1", "Sources"), ("Heading 2", "Talks in Seoul"),
        ("Normal", "18 November 2026 · doc 2026-11-18 None"), ("List", "[1] They met in Seoul. “We met,” Seo said."),
        ("List", "[2] They met in Seoul. “We met,” Seo said.")]


@settings(max_examples=20)
@given(briefs())
def test_every_number_in_word_leads_to_a_quote(brief: Brief) -> None:
    body = word(brief).element.body
    marks = set(body.xpath(".//w:bookmarkStart/@w:name"))
    assert marks == {f"source{passage.number}" for source in brief.sources for passage in source.passages}
    assert set(body.xpath(".//w:hyperlink/@w:anchor")) <= marks


@settings(max_examples=20)
@given(briefs())
def test_json_holds_the_whole_brief(brief: Brief) -> None:
    whole = json.loads(str(FORMATS["json"](brief)))
    passages = {passage["number"]: passage for source in whole["sources"] for passage in source["passages"]}
    lines = [line for section in whole["sections"] for group in section["groups"] for line in group["lines"]]
    assert [line["text"] for line in lines] == [line.text for line in brief.lines]
    assert {number for line in lines for part in line["parts"] for number in part["citations"]} == set(passages)
    assert all({"before", "quote", "after", "start", "end", "page", "records"} <= passage.keys() for passage in passages.values())


def test_rows_are_lines_with_their_place_in_the_brief_and_the_facts_they_tell_of() -> None:
    many = [{**TALKS, "date": f"2025-01-{day:02}"} for day in range(1, 30)]
    answer = rows_of(brief_of(told("2026-11-18", STATEMENT, *many)))
    row = answer[-1]
    assert (row.section, row.heading, row.text) == ("What each side said last", "South Korea", "Seo, 18 November 2026: “We met”")
    assert [one[:2] for one in row.facts] == ["f-"]
    assert answer.notes == ("As of 1 January 2027.", "Meetings and visits: 5 more: dragoman timeline KAZ KOR --type meeting")


def test_csv_has_a_line_for_each_line() -> None:
    brief = brief_of(told("2026-11-18", TALKS, STATEMENT))
    rows = list(csv.DictReader(io.StringIO(str(FORMATS["csv"](brief)))))
    assert [row["text"] for row in rows] == [line.text for line in brief.lines]
    assert rows[-1]["citation_quote"] == "“We met,” Seo said."


def test_a_notebook_shows_the_lines_as_a_table() -> None:
    assert "<td" in brief_of(told("2026-11-18", TALKS))._repr_html_()


@pytest.mark.parametrize(("name", "format_", "begins"), [
    ("b.html", None, b"<!doctype html>"), ("b.docx", None, b"PK"), ("b.json", None, b"{"), ("b.csv", None, b"section,"),
    ("b.md", None, b"# Kaz"), ("b.txt", None, b"Kaz"), ("brief", None, b"# Kaz"), ("b.md", "json", b"{")])
def test_files_are_written_in_the_format_of_their_ending(tmp_path: Path, name: str, format_: str | None, begins: bytes) -> None:
    save_brief(brief_of(told("2026-11-18", TALKS)), tmp_path / name, format_)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="cannot be written"):
        save_brief(brief_of(told("2026-11-18", TALKS)), tmp_path / "missing" / "b.md")
