"""Why a record was written down."""
from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings

import dragoman
from dragoman.extraction.explanation import Explanation
from dragoman.records import Evidence, Reading, load_records
from tests.strategies import readings

TEXT = "The storm was strong. Estonia thanked Finland for its help, and the two sides signed a memorandum on port security."


@pytest.fixture(scope="module")
def thanks() -> Explanation:
    """The explanation of the gesture in the text."""
    reading = dragoman.read(TEXT)
    return dragoman.explain(reading, next(r for r in reading.records if r.type == "gesture"))


def test_it_shows_the_sentence_of_the_evidence(thanks: Explanation) -> None:
    assert [TEXT[s.start:s.end] for s in thanks.sentences] == [TEXT[TEXT.index("Estonia"):]]


def test_it_names_the_word_and_the_entry_of_the_codebook(thanks: Explanation) -> None:
    (pattern,) = thanks.patterns
    assert (pattern.lemma, TEXT[pattern.span.start:pattern.span.end]) == ("thank", "thanked")
    assert pattern.entry is not None
    assert (pattern.entry.file, pattern.entry.section) == ("gestures.yaml", "verbs")


def test_factors_add_up_to_confidence(thanks: Explanation) -> None:
    odds = sum(f.weight for f in thanks.factors)
    assert thanks.confidence == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.006)
    assert thanks.confidence == thanks.record.confidence


def test_a_record_that_this_program_does_not_find_is_explained_as_such() -> None:
    document = dragoman.Document(id="x", text=TEXT)
    piece = Evidence.cut(document, 22, 80).model_dump()
    (record,) = load_records([{"type": "gesture", "kind": "apology", "from": "FIN", "to": "EST", "evidence": [piece]}], TEXT)
    why = dragoman.explain(document, record)
    assert not why.found
    assert {s.field: s.how for s in why.sources if s.field != "kind"} == {"from": "stated", "to": "stated"}


def test_as_json_every_span_holds_its_quote(thanks: Explanation) -> None:
    data = json.loads(json.dumps(thanks.to_dict()))
    assert data["record"]["type"] == "gesture"
    pieces = [*data["sentences"], *data["patterns"], *(span for field in data["fields"] for span in field["spans"])]
    assert len(pieces) > 4
    assert all(TEXT[p["start"]:p["end"]] == p["quote"] for p in pieces)
    assert all(f["right"] <= f["records"] for f in data["factors"])


@settings(max_examples=40)
@given(readings())
def test_any_record_of_any_text_can_be_explained(reading: Reading) -> None:
    if not reading.text.split():
        return  # the next test
    for record in reading.records[:2]:
        why = dragoman.explain(reading, record)
        assert 0 <= why.confidence <= 1
        assert all(0 <= span.start < span.end <= len(reading.text) for source in why.sources for span in source.spans)
        json.dumps(why.to_dict())


def test_a_document_without_words_is_an_error() -> None:
    document = dragoman.Document(id="blank", text=" \n ")
    piece = Evidence.cut(document, 0, 1).model_dump()
    (record,) = load_records([{"type": "gesture", "kind": "apology", "from": "FIN", "to": "EST", "evidence": [piece]}], document.text)
    with pytest.raises(dragoman.EmptyError, match="blank: no words in it"):
        dragoman.explain(document, record)
