"""Records and their evidence."""
from __future__ import annotations

import pytest
from hypothesis import given
from pydantic import ValidationError

from dragoman.document import Document, Span
from dragoman.errors import EvidenceError
from dragoman.records import Evidence, Meeting, Reading, load_records, record_id
from tests.strategies import readings

DOCUMENT = Document(id="d", text="The presidents of Estonia and Finland met in Tallinn. \N{GRINNING FACE} They agreed.", pages=(0, 54))
MET = {"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "status": "held",
       "evidence": [{"quote": "met in Tallinn", "start": 38, "end": 52}]}


def test_evidence_cannot_be_made_without_its_text() -> None:
    with pytest.raises(EvidenceError, match="without its text"):
        Evidence(quote="met", start=38, end=41)


def test_evidence_with_a_wrong_quote_is_refused() -> None:
    with pytest.raises(EvidenceError, match="not what the text holds at 38:52"):
        load_records([{**MET, "evidence": [{"quote": "met in Helsinki", "start": 38, "end": 52}]}], DOCUMENT.text)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 1000)])
def test_evidence_is_a_piece_of_the_text_and_not_empty(start: int, end: int) -> None:
    with pytest.raises(EvidenceError, match="no piece of a text"):
        Evidence.cut(DOCUMENT, start, end)


def test_offsets_count_code_points_and_name_the_page() -> None:
    piece = Evidence.cut(DOCUMENT, 54, 55)
    assert (piece.quote, piece.page) == ("\N{GRINNING FACE}", 2)


def test_a_record_needs_evidence() -> None:
    with pytest.raises(ValidationError, match="evidence"):
        load_records([{**MET, "evidence": []}], DOCUMENT.text)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1e31, 10**400])
def test_a_number_that_nothing_measures_is_refused(value: float) -> None:
    figure = {"type": "figure", "measure": "trade", "unit": "USD", "value": value, "evidence": MET["evidence"]}
    with pytest.raises(ValidationError, match=r"it is a number of at most 1e\+30"):
        load_records([figure], DOCUMENT.text)
    assert load_records([{**figure, "value": 1e29}], DOCUMENT.text)


def test_a_record_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="mood"):
        load_records([{**MET, "mood": "cordial"}], DOCUMENT.text)


def test_records_cannot_be_changed() -> None:
    record = load_records([MET], DOCUMENT.text)[0]
    assert isinstance(record, Meeting)
    with pytest.raises(ValidationError, match="frozen"):
        record.status = "planned"


def test_the_id_of_a_record_is_the_same_on_every_machine() -> None:
    record = load_records([MET], DOCUMENT.text)[0]
    assert record_id(DOCUMENT, record) == "r-330b93edcbe9"
    assert record_id(Document(id="elsewhere", text=DOCUMENT.text, title="Another title"), record) == "r-330b93edcbe9"


def test_the_id_of_a_record_follows_from_its_text_and_content() -> None:
    record = load_records([MET], DOCUMENT.text)[0]
    planned = load_records([{**MET, "status": "planned"}], DOCUMENT.text)[0]
    longer = Document(id="d", text=DOCUMENT.text + " And left.")
    assert len({record_id(DOCUMENT, record), record_id(DOCUMENT, planned), record_id(longer, record)}) == 3


def test_the_id_of_a_record_does_not_follow_from_its_confidence() -> None:
    sure, unsure = (load_records([{**MET, "confidence": confidence}], DOCUMENT.text)[0] for confidence in (0.9, 0.1))
    assert record_id(DOCUMENT, sure) == record_id(DOCUMENT, unsure) == "r-330b93edcbe9"


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_confidence_is_a_probability(confidence: float) -> None:
    with pytest.raises(ValidationError, match="confidence"):
        load_records([{**MET, "confidence": confidence}], DOCUMENT.text)


def test_the_cue_of_evidence_is_neither_compared_nor_written() -> None:
    plain, cued = Evidence.cut(DOCUMENT, 38, 52), Evidence.cut(DOCUMENT, 38, 52, cue=Span(38, 41))
    assert cued.cue == (38, 41)
    assert (plain, hash(plain), plain.model_dump()) == (cued, hash(cued), cued.model_dump())
    assert plain != Evidence.cut(DOCUMENT, 38, 53)


@given(readings())
def test_records_survive_being_written_and_loaded(reading: Reading) -> None:
    written = reading.to_dict()["records"]
    assert load_records(written, reading.text) == reading.records
    assert [record["id"] for record in written] == [record_id(reading, record) for record in reading.records]


@given(readings())
def test_every_quote_stands_in_the_text_at_its_offsets(reading: Reading) -> None:
    assert all(reading.text[piece.start:piece.end] == piece.quote for record in reading.records for piece in record.evidence)


def test_a_field_that_the_text_does_not_give_is_left_out() -> None:
    reading = Reading.of(DOCUMENT, load_records([MET], DOCUMENT.text))
    assert set(reading.to_dict()) == {"id", "records"}
    assert set(reading.to_dict()["records"][0]) == {"id", *MET}
