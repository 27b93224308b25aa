"""Bytes in, readings out."""
from __future__ import annotations

import json
import pickle
import subprocess
import sys

import pytest

import dragoman
from dragoman import pipeline
from dragoman.codebook.layers import SHIPPED, Codebook
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

    def faulty(document: Document, codebook: Codebook) -> Reading:
        if document.id == "bad":
            raise ZeroDivisionError("division by zero")
        return extract(document, codebook)

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
    def broken(_: Document, __: Codebook) -> Reading:
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


OWN = Codebook.of({"gestures.yaml": "verbs:\n  - {words: [vilipend], kind: criticism, to: [object], about: [for], aim: named}\n"})
VILIPENDED = "TALLINN, 4 May 2031 – Estonia vilipended Finland for the delay of the ferry line."


def test_reading_follows_from_the_codebook_in_whatever_order_codebooks_are_used() -> None:
    shipped, own = dragoman.read(VILIPENDED).to_dict(), dragoman.read(VILIPENDED, codebook=OWN).to_dict()
    assert shipped != own
    for codebook, expected in ((OWN, own), (SHIPPED, shipped), (SHIPPED, shipped), (OWN, own), (SHIPPED, shipped)):
        assert dragoman.read(VILIPENDED, codebook=codebook).to_dict() == expected


def test_files_read_in_turn_with_two_codebooks_do_not_disturb_each_other() -> None:
    data = jsonl({"id": "a", "text": VILIPENDED}, {"id": "b", "text": VILIPENDED})
    pairs = list(zip(pipeline.read_all(data, name="x", codebook=OWN), pipeline.read_all(data, name="y"), strict=True))
    counts = {tuple(len(one.records) if isinstance(one, Reading) else -1 for one in pair) for pair in pairs}
    assert counts == {(1, 0)}


def test_another_process_reads_alike_with_the_codebook_that_it_is_sent() -> None:
    code = ("import json, pickle, sys, dragoman; text, codebook = pickle.load(sys.stdin.buffer); "
            "print(json.dumps(dragoman.read(text, codebook=codebook).to_dict()))")
    done = subprocess.run([sys.executable, "-c", code], input=pickle.dumps((VILIPENDED, OWN)), check=True, capture_output=True)
    assert json.loads(done.stdout) == dragoman.read(VILIPENDED, codebook=OWN).to_dict()


def test_name_of_what_read_tells_codebooks_apart() -> None:
    names = [pipeline.read_with(), pipeline.read_with(OWN), pipeline.read_with(Codebook.of({"gestures.yaml": "# other"}))]
    assert len(set(names)) == 3
    assert all(name.startswith(names[0]) for name in names)
