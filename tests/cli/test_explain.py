"""dragoman explain."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ONE, Dragoman


@pytest.fixture
def gesture(dragoman: Dragoman, one: Path) -> str:
    """The id of a gesture that is in the register."""
    found = json.loads(dragoman("read", "--format", "jsonl", one).out)
    return next(str(record["id"]) for record in found["records"] if record["type"] == "gesture")


def test_it_shows_evidence_pattern_fields_and_confidence(dragoman: Dragoman, gesture: str) -> None:
    ended = dragoman("explain", gesture)
    shown = " ".join(ended.out.split())
    assert ended.code == 0
    assert "⟦Estonia's president thanked Finland for its help after the storm⟧" in shown
    assert "found by “thanked” gestures.yaml, line" in shown
    assert "to FIN stated" in shown
    assert "“Finland”" in shown
    assert "confidence 0." in shown
    assert "such records were right" in shown


def test_json_is_one_object(dragoman: Dragoman, gesture: str) -> None:
    data: dict[str, Any] = json.loads(dragoman("explain", gesture, "--format", "json").out)
    assert data["record"]["id"] == gesture
    assert data["found"]
    assert data["confidence"] == data["record"]["confidence"]
    text = ONE.strip()
    assert [text[p["start"]:p["end"]] for p in data["patterns"]] == ["thanked"]


def test_a_document_is_no_record(dragoman: Dragoman, gesture: str) -> None:
    ended = dragoman("explain", "d-1")
    assert ended.code == 1
    assert ended.err.startswith("error: d-1: no such record in the register; it holds 1 documents")


def test_absent_register_is_an_error(dragoman: Dragoman, tmp_path: Path) -> None:
    ended = dragoman("explain", "r-1")
    assert ended.code == 1
    assert "there is no register yet" in ended.err
    assert not (tmp_path / "register.db").exists()


def test_words_of_ones_own_are_named_as_such(dragoman: Dragoman, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    words = "verbs:\n  - {words: [yawn], kind: criticism, to: [at], about: [at], aim: named}\n"
    (own / "gestures.yaml").write_text(words, encoding="utf-8")
    (tmp_path / "text.txt").write_text("Estonia yawned at Finland.", encoding="utf-8")
    found = json.loads(dragoman("read", "--format", "jsonl", "--codebook", own, tmp_path / "text.txt").out)
    record = next(record["id"] for record in found["records"] if record["type"] == "gesture")
    assert "your gestures.yaml, line 2" in " ".join(dragoman("explain", record, "--codebook", own).out.split())
    assert "does not find the record" in " ".join(dragoman("explain", record).out.split())
