"""Bytes in, readings out."""
from __future__ import annotations

import json

import pytest

import dragoman
from dragoman import pipeline
from dragoman.document import Document
from dragoman.errors import EmptyError, InputError, ModelError, UnreadableError
from dragoman.records import Reading

TEXT = ("TALLINN, 4 May – The presidents of Estonia and Finland met on Sunday in Tallinn. The two sides signed a memorandum on port "
        "security. Finnish firms have invested more than €2.5 billion in Estonia, President Kersti Tamm said.")


def jsonl(*documents: dict[str, str]) -> bytes:
    return "\n".join(json.dumps(document) for document in documents).encode()


def read_all(data: bytes) -> list[Reading | InputError]:
    return list(pipeline.read_all(data, name="file"))


def test_text_becomes_a_document_with_records_that_quote_it() -> None:
    reading = dragoman.read(TEXT)
    assert reading.text == TEXT
    assert {record.type for record in reading.records} >= {"meeting", "agreement"}
    assert all(reading.text[e.start:e.end] == e.quote for record in reading.records for e in record.evidence)


def test_text_and_its_bytes_are_read_alike() -> None:
    assert dragoman.read(TEXT) == dragoman.read(TEXT.encode())


def test_lone_surrogates_in_a_text_are_no_obstacle() -> None:
    assert "\ufffd" in dragoman.read(f"{TEXT} \ud800").text


def test_documents_keep_their_order_and_their_ids() -> None:
    found = read_all(jsonl({"id": "b", "text": TEXT}, {"id": "a", "text": TEXT}))
    assert [item.id for item in found if isinstance(item, Reading)] == ["b", "a"]


def test_records_do_not_depend_on_what_else_is_read() -> None:
    alone = read_all(jsonl({"id": "a", "text": TEXT}))
    before, after = {"id": "x", "text": "France thanked Chad. " * 40}, {"id": "y", "text": "Norway's minister met Italy's."}
    among = read_all(jsonl(before, {"id": "a", "text": TEXT}, after))
    assert among[1] == alone[0]


def test_what_cannot_be_read_does_not_stop_the_rest() -> None:
    found = read_all(b"{}\n" + jsonl({"id": "a", "text": TEXT}))
    assert [type(item) is Reading for item in found] == [False, True]


def test_fault_in_one_document_is_reported_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    extract = pipeline.extract

    def faulty(document: Document) -> Reading:
        if document.id == "bad":
            raise ZeroDivisionError("division by zero")
        return extract(document)

    monkeypatch.setattr(pipeline, "extract", faulty)
    bad, good = read_all(jsonl({"id": "bad", "text": TEXT}, {"id": "good", "text": TEXT}))
    assert isinstance(bad, UnreadableError)
    assert "file, document bad: reading it met a fault (ZeroDivisionError: division by zero)" in str(bad)
    assert isinstance(bad.__cause__, ZeroDivisionError)
    assert isinstance(good, Reading)


def test_text_without_a_state_is_refused() -> None:
    (error,) = read_all(b"The committee met on Sunday to discuss its garden, and agreed that the roses should be cut within the month.")
    assert str(error) == "file: names no state and no international organisation; give it a report on relations between states"


def test_without_a_model_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Document) -> Reading:
        raise ModelError("weights: damaged")

    monkeypatch.setattr(pipeline, "extract", broken)
    with pytest.raises(ModelError):
        read_all(TEXT.encode())


def test_read_raises_what_is_wrong() -> None:
    with pytest.raises(EmptyError, match=r"^nothing\.txt: "):
        dragoman.read(b"", name="nothing.txt")


def test_read_takes_one_document_only() -> None:
    with pytest.raises(UnreadableError, match="2 documents in one"):
        dragoman.read(jsonl({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}))
