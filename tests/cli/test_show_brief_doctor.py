"""dragoman show, brief and doctor."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Dragoman


@pytest.fixture
def document(dragoman: Dragoman, one: Path) -> dict[str, object]:
    """A document that is in the register, in its JSON shape."""
    found: dict[str, object] = json.loads(dragoman("read", "--format", "jsonl", one).out)
    return found


def test_document_is_shown_with_the_numbers_of_its_records(dragoman: Dragoman, document: dict[str, list[dict[str, object]]]) -> None:
    shown = dragoman("show", document["id"]).out
    assert "memorandum on port security[" in shown.replace("\n", " ")
    assert all(str(record["id"]) in shown for record in document["records"])


def test_record_is_shown_in_its_context(dragoman: Dragoman, document: dict[str, list[dict[str, object]]]) -> None:
    record = next(record for record in document["records"] if record["type"] == "agreement")
    shown = " ".join(dragoman("show", record["id"]).out.split())
    assert "port security" in shown
    assert "The presidents of Estonia and Finland met on Sunday" in shown


def test_unknown_id_is_an_error(dragoman: Dragoman, document: dict[str, object]) -> None:
    ended = dragoman("show", "nothing")
    assert ended.code == 1
    assert ended.err.startswith("error: nothing: no such document")


@pytest.mark.parametrize("command", [["show", "d-1"], ["brief", "Estonia", "Finland"]])
def test_absent_register_is_an_error_and_is_not_made(dragoman: Dragoman, tmp_path: Path, command: list[str]) -> None:
    ended = dragoman(*command)
    assert ended.code == 1
    assert "there is no register yet" in ended.err
    assert not (tmp_path / "register.db").exists()


@pytest.mark.parametrize("pair", [("Estonia", "Finland"), ("EST", "FIN"), ("ee", "the finnish")])
def test_brief_takes_names_and_codes(dragoman: Dragoman, document: dict[str, object], pair: tuple[str, str]) -> None:
    ended = dragoman("brief", *pair) if pair[0] != "ee" else dragoman("brief", "ee", "Finnish")
    assert ended.code == 0
    assert "port security" in ended.out


def test_brief_is_written_as_the_file_is_called(dragoman: Dragoman, document: dict[str, object], tmp_path: Path) -> None:
    assert dragoman("brief", "EST", "FIN", "--output", tmp_path / "brief.html").out == ""
    assert (tmp_path / "brief.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    dragoman("brief", "EST", "FIN", "--output", tmp_path / "brief.md")
    assert (tmp_path / "brief.md").read_text(encoding="utf-8") == dragoman("brief", "EST", "FIN").out


def test_brief_that_cannot_be_written_is_an_error(dragoman: Dragoman, document: dict[str, object], tmp_path: Path) -> None:
    ended = dragoman("brief", "EST", "FIN", "--output", tmp_path / "missing" / "brief.md")
    assert ended.code == 1
    assert "cannot be written" in ended.err


def test_misspelt_country_is_answered_with_the_nearest(dragoman: Dragoman, document: dict[str, object]) -> None:
    ended = dragoman("brief", "Estonai", "Finland")
    assert ended.code == 1
    assert ended.err.startswith("error: Estonai: no country, organisation or firm of that name; did you mean Estonia")


@pytest.mark.parametrize(("options", "line"), [
    (["EST", "Estonia"], "error: Estonia with itself: name two different countries"),
    (["EST", "FIN", "--since", "May"], "error: May: not a date"),
    (["EST", "FIN", "--for", "Friday"], "error: Friday: neither a date nor the id of a meeting"),
    (["EST", "FIN", "--for", "next"], "error: Estonia and Finland: no visit or talks that are still to come are told of; give a date"),
])
def test_brief_that_cannot_be_asked_for_is_one_clear_line(
    dragoman: Dragoman, document: dict[str, object], options: list[str], line: str,
) -> None:
    ended = dragoman("brief", *options, "--as-of", "2031-06-01")
    assert ended.code == 1
    assert ended.err.startswith(line)


def test_brief_for_a_visit_as_of_a_day(dragoman: Dragoman, document: dict[str, object]) -> None:
    printed = dragoman("brief", "EST", "FIN", "--for", "2031-05", "--as-of", "2031-06-01", "--format", "table").out
    assert "As of 1 June 2031." in printed
    assert "The visit" in printed


def test_brief_in_word_is_not_for_printing(dragoman: Dragoman, document: dict[str, object]) -> None:
    assert dragoman("brief", "EST", "FIN", "--format", "docx").code == 2


def test_doctor_finds_everything_well_and_makes_no_register(dragoman: Dragoman, tmp_path: Path) -> None:
    ended = dragoman("doctor")
    assert ended.code == 0, ended.out
    assert [line.split()[:2] for line in ended.out.splitlines() if line.startswith("ok")] == [
        ["ok", "python"], ["ok", "packages"], ["ok", "model"], ["ok", "register"]]
    assert not (tmp_path / "register.db").exists()


def test_doctor_counts_the_documents_of_the_register(dragoman: Dragoman, document: dict[str, object]) -> None:
    assert "documents: 1;" in dragoman("doctor").out


def test_doctor_says_what_is_broken(dragoman: Dragoman, tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(b"no database at all, but a text of some length")
    ended = dragoman("doctor")
    assert ended.code == 1
    assert "broken" in ended.out
