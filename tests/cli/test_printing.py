"""Records as people see them."""
from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from rich.console import Console

from dragoman.cli import printing
from dragoman.codebook.layers import SHIPPED
from dragoman.document import Document
from dragoman.records import Evidence, Figure, Gesture, Meeting, Reading, Record
from tests.strategies import readings

DOCUMENT = Document(id="doc", title="A [bold]title[/bold]", text="Estonia met Finland.\nEstonia thanked Finland for :smile: help.")
MET = Meeting(kind="talks", parties=("EST", "FIN"), place="Tallinn", status="held", evidence=(Evidence.cut(DOCUMENT, 0, 20),))
THANKS = Gesture(kind="thanks", from_="EST", to="FIN", about="help", evidence=(Evidence.cut(DOCUMENT, 21, 61),))
READING = Reading.of(DOCUMENT, [MET, THANKS])


def console() -> Console:
    return Console(file=io.StringIO(), width=120, highlight=False, markup=False, emoji=False)


def printed(on: Console) -> str:
    assert isinstance(on.file, io.StringIO)
    return on.file.getvalue()


@pytest.mark.parametrize(("record", "line"), [
    (MET, "talks · EST, FIN · place Tallinn · held"),
    (THANKS, "thanks · about help · EST → FIN"),
    (Figure(measure="trade", value=4_380_000_000, unit="USD", bound="about", evidence=MET.evidence), "trade · 4,380,000,000 USD · about"),
    (Figure(measure="companies", value=550, unit="count", bound="exact", nature="level", evidence=MET.evidence), "companies · 550"),
])
def test_record_is_described_in_one_line(record: Record, line: str) -> None:
    assert printing.describe(record).plain == line


def test_words_of_a_document_are_never_taken_for_markup() -> None:
    on = console()
    printing.print_reading(on, READING)
    assert "A [bold]title[/bold]" in printed(on)
    assert ":smile:" in printed(on)


def test_text_carries_the_number_of_each_record_behind_its_evidence() -> None:
    assert printing.marked(DOCUMENT.text, READING.records).plain == (
        "Estonia met Finland.[1]\nEstonia thanked Finland for :smile: help[2].")


def test_two_records_with_one_evidence_share_a_mark() -> None:
    assert "[1,2]" in printing.marked(DOCUMENT.text, [MET, MET]).plain


def test_record_is_shown_within_its_paragraph() -> None:
    on = console()
    printing.print_record(on, READING, THANKS)
    assert "21:61 ⟦Estonia thanked Finland for :smile: help⟧.\n" in printed(on)


@given(readings())
def test_whatever_was_read_can_be_shown(reading: Reading) -> None:
    on = console()
    printing.print_reading(on, reading)
    printing.print_text(on, reading)
    for record in reading.records:
        printing.print_record(on, reading, record)
    assert [json.loads(line) for line in printing.json_lines([reading])] == json.loads("".join(printing.json_array([reading])))
    for line in printing.event_lines([reading], SHIPPED):
        assert json.loads(line)["document"] == reading.id
