"""`dragoman review`: what people decide, as they type it."""
from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman import Register
from dragoman.cli.reviewing import _NUMBERS
from dragoman.records import RECORD_TYPES
from dragoman.schema import json_schema
from tests.cli.conftest import Dragoman


@pytest.fixture
def ids(dragoman: Dragoman, one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The ids of the document, and of a record of each type, in the register of one text; whoever decides is Ann."""
    monkeypatch.setenv("DRAGOMAN_REVIEWER", "Ann")
    assert dragoman("read", one).code == 0
    with Register.open(os.environ["DRAGOMAN_REGISTER"]) as register:
        document, = register.view().documents()
        return {fact.type: fact.reports[0].record for fact in register.view().facts()} | {"document": document.id}


def fields(type_: str) -> list[dict[str, Any]]:
    """The fields of all facts of a type."""
    with Register.open(os.environ["DRAGOMAN_REGISTER"]) as register:
        return [dict(fact.fields) for fact in register.view().facts(type=type_)]


@pytest.mark.parametrize("action", ["accept", "reject", "unverifiable"])
def test_a_record_is_judged_and_the_entry_is_shown(dragoman: Dragoman, ids: dict[str, str], action: str) -> None:
    ended = dragoman("review", action, ids["agreement"], "--why", "I was there")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("1  20")
    assert ended.out.endswith(f"  Ann  {action} {ids['agreement']} (I was there)\n")


@pytest.mark.parametrize(("field", "typed", "value"), [
    ("subject", "ports", "ports"), ("date", "2031", "2031"), ("date", "2031-05-04", "2031-05-04"), ("count", "3", 3),
    ("parties", '["EST", "LVA"]', ["EST", "LVA"]), ("subject", "null", None), ("subject", '"null"', "null"), ("subject", "12", "12")])
def test_a_value_is_typed_as_words_or_as_json(dragoman: Dragoman, ids: dict[str, str], field: str, typed: str, value: Any) -> None:
    ended = dragoman("review", "correct", ids["agreement"], field, typed)
    assert (ended.code, ended.err) == (0, "")
    assert fields("agreement")[0].get(field) == value


def test_the_fields_that_hold_numbers_are_known() -> None:
    shapes = json_schema()["$defs"]
    fields = [(name, json.dumps(shape)) for kind in RECORD_TYPES for name, shape in shapes[kind.__name__]["properties"].items()]
    held = {name for name, shape in fields if '"integer"' in shape or '"number"' in shape}
    assert held - {"confidence", "evidence"} == set(_NUMBERS)


def test_a_record_is_added_from_a_file_or_standard_input(
        dragoman: Dragoman, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"type": "gesture", "kind": "thanks", "from": "FIN", "to": "EST", "about": "the talks", "evidence": ["The two sides signed"]}
    (tmp_path / "record.json").write_text(json.dumps(made), encoding="utf-8")
    assert dragoman("review", "add", ids["document"], tmp_path / "record.json").code == 0
    assert "the talks" in {gesture.get("about") for gesture in fields("gesture")}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({**made, "about": "the weather"})))
    assert dragoman("review", "add", ids["document"], "-").code == 0
    assert "the weather" in {gesture.get("about") for gesture in fields("gesture")}


def test_facts_are_merged_and_split_by_the_ids_that_answers_show(dragoman: Dragoman, ids: dict[str, str], tmp_path: Path) -> None:
    made = {"type": "agreement", "kind": "memorandum", "subject": "quay lights", "parties": ["EST", "FIN"], "status": "signed",
            "evidence": ["a memorandum on port security"]}
    (tmp_path / "record.json").write_text(json.dumps(made), encoding="utf-8")
    added = dragoman("review", "add", ids["document"], tmp_path / "record.json").out.split()[4]
    facts = [row["fact"] for row in json.loads(dragoman("agreements", "EST", "--format", "json").out)["rows"]]
    assert len(facts) == 2
    assert dragoman("review", "merge", *facts).code == 0
    assert len(fields("agreement")) == 1
    with Register.open(os.environ["DRAGOMAN_REGISTER"]) as register:
        whole = register.view().fact(added).id
    assert dragoman("review", "split", whole, added).code == 0
    assert len(fields("agreement")) == 2


def test_an_entry_is_undone_and_the_log_shows_all(dragoman: Dragoman, ids: dict[str, str], tmp_path: Path) -> None:
    before = fields("agreement")
    dragoman("review", "correct", ids["agreement"], "subject", "ports")
    assert dragoman("review", "undo", 1, "--why", "a slip", "--by", "Ben").code == 0
    assert fields("agreement") == before
    ended = dragoman("review", "log")
    assert (ended.code, ended.err) == (0, "2 decisions\n")
    first, second = ended.out.splitlines()
    assert first.endswith(f"  Ann  correct {ids['agreement']} subject: port security → ports")
    assert second.endswith(f"  Ben  undo 1 {ids['agreement']} subject (a slip)")


@pytest.mark.parametrize(("command", "line"), [
    (["accept", "r-0"], "error: r-0: no such record or fact in the register; it may have gone when its document was read anew"),
    (["correct", "{agreement}", "parties", "EST"], 'error: {agreement}: parties cannot be "EST" (parties: it holds a list, such as '),
    (["correct", "{agreement}", "date", "May"], 'error: {agreement}: date cannot be "May" (date: it is not of the form '),
    (["correct", "{agreement}", "colour", "red"], 'error: {agreement}: colour cannot be "red" (colour: this type of record has no '),
    (["correct", "{agreement}", "kind", "null"], "error: {agreement}: kind cannot be null (kind: it has to be there); see the codebook"),
    (["merge", "{fact}", "{fact}"], "error: {fact} with itself: name two facts"),
    (["split", "{fact}", "{agreement}"], "error: {fact}: name some of its records, not all"),
    (["undo", "5"], "error: 5: no such entry in the ledger; it has 0"),
    (["accept", "{agreement}", "--by", " "], "error: a decision needs the name of whoever makes it; give one"),
    (["add", "{document}", "none.json"], "error: none.json: no record in JSON can be read from it ("),
    (["add", "{document}", "{list}"], "error: {list}: holds no JSON object; give one record"),
    (["add", "{document}", "{bare}"], "error: {document}: no such record can be added ("),
])
def test_what_cannot_be_decided_is_one_clear_line(
        dragoman: Dragoman, ids: dict[str, str], tmp_path: Path, command: list[str], line: str) -> None:
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / "bare.json").write_text("{}", encoding="utf-8")
    names = {**ids, "fact": f"f-{ids['agreement'][2:]}", "list": str(tmp_path / "list.json"), "bare": str(tmp_path / "bare.json")}
    ended = dragoman("review", *(part.format(**names) for part in command))
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(line.format(**names)), ended.err
    assert ended.err.count("\n") == 1
    assert dragoman("review", "log").err == "0 decisions\n"


def test_whoever_decides_has_to_be_named(dragoman: Dragoman, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_REVIEWER")
    ended = dragoman("review", "accept", ids["agreement"])
    assert ended.code == 2
    assert "--by" in ended.err


def test_words_of_a_person_do_not_steer_the_terminal(dragoman: Dragoman, ids: dict[str, str]) -> None:
    assert "\x1b" not in dragoman("review", "accept", ids["agreement"], "--why", "\x1b[2Jgone\n2  now  Eve  reject").out
    assert dragoman("review", "log").out.count("\n") == 1
