"""The questions to the register as commands."""
from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from dragoman import Register, read
from tests.cli.conftest import ONE, TWO, Dragoman

FORMATS = ("table", "markdown", "html", "json", "csv")
QUESTIONS = [["timeline", "Estonia", "Finland"], ["agreements"], ["visits"], ["figures"], ["commitments"], ["statements"], ["stats"],
             ["search", "port"]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A register of two documents, and their ids."""
    path = tmp_path_factory.mktemp("asking") / "register.db"
    readings = [read(text) for text in (ONE, TWO)]
    with Register.open(path) as register:
        for reading in readings:
            register.add(reading)
        register.settle()
    return path, [reading.id for reading in readings]


@pytest.fixture
def documents(filled: tuple[Path, list[str]], tmp_path: Path) -> list[str]:
    """The ids of two documents that are in the test's register."""
    shutil.copy(filled[0], tmp_path / "register.db")
    return filled[1]


@pytest.mark.parametrize("command", QUESTIONS, ids=lambda command: command[0])
@pytest.mark.parametrize("format_", FORMATS)
def test_every_question_is_answered_in_every_format(dragoman: Dragoman, documents: list[str], command: list[str], format_: str) -> None:
    ended = dragoman(*command, "--format", format_)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out


def test_countries_are_named_by_name_or_code(dragoman: Dragoman, documents: list[str]) -> None:
    for pair in (("Estonia", "Finland"), ("FIN", "ee"), ("the Finnish", "EST")):
        assert "port security" in dragoman("agreements", *pair).out
    assert "port security" not in dragoman("agreements", "Norway").out


def test_a_row_leads_to_the_words_of_the_document(dragoman: Dragoman, documents: list[str]) -> None:
    (row,) = json.loads(dragoman("agreements", "EST", "--format", "json").out)["rows"]
    assert row["citations"]
    for cited in row["citations"]:
        assert cited["document"] == documents[0]
        assert ONE[cited["start"]:cited["end"]] == cited["quote"]
    (line,) = csv.DictReader(io.StringIO(dragoman("agreements", "EST", "--format", "csv").out))
    assert line["citation_quote"] == " | ".join(cited["quote"] for cited in row["citations"])


@pytest.mark.parametrize(("name", "beginning"), [
    ("a.html", b"<!doctype html>"), ("a.md", b"# Agreements"), ("a.docx", b"PK"), ("a.csv", b"fact,"), ("a.json", b"{"),
    ("a.txt", b"Agreements\n")])
def test_the_file_is_written_as_its_ending_says(
        dragoman: Dragoman, documents: list[str], tmp_path: Path, name: str, beginning: bytes) -> None:
    ended = dragoman("agreements", "--output", tmp_path / name)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"wrote {tmp_path / name}\n"
    assert (tmp_path / name).read_bytes().startswith(beginning)


def test_the_format_that_is_named_comes_before_the_ending(dragoman: Dragoman, documents: list[str], tmp_path: Path) -> None:
    dragoman("agreements", "--output", tmp_path / "a.html", "--format", "json")
    assert json.loads((tmp_path / "a.html").read_text(encoding="utf-8"))["question"] == "agreements"


def test_an_empty_answer_says_why_and_is_no_error(dragoman: Dragoman, documents: list[str]) -> None:
    ended = dragoman("visits", "Japan")
    assert ended.code == 0
    assert "The register holds nothing of Japan; read documents that speak of it." in ended.out


@pytest.mark.parametrize(("command", "line"), [
    (["timeline", "Estonai", "Finland"], "error: Estonai: no country, organisation or firm of that name; did you mean Estonia"),
    (["visits", "--since", "May"], "error: May: not a date; give it as 2024, 2024-05 or 2024-05-17"),
    (["statements", "--since", "2024", "--until", "2023"], "error: since 2024 until 2023: the end comes before the beginning"),
    (["agreements", "--status", "valid"], "error: valid: no status of agreements; give one of signed"),
    (["agreements", "EST", "Estonia"], "error: Estonia with itself: name two different countries"),
    (["commitments", "--as-of", "2023-02-30"], "error: 2023-02-30: not a date"),
    (["compare", "d-1", "d-2"], "error: d-1: no such document in the register"),
    (["search", "-"], "error: '-': there is no word in it to look for"),
    (["figures", "--output", "/nowhere/at/all.html"], "error: /nowhere/at/all.html: cannot be written"),
])
def test_what_cannot_be_asked_is_one_clear_line(dragoman: Dragoman, documents: list[str], command: list[str], line: str) -> None:
    ended = dragoman(*command)
    assert ended.code == 1
    assert ended.err.startswith(line)
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("command", [
    ["timeline", "Estonia"], ["timeline", "EST", "FIN", "--type", "treaty"], ["stats", "--format", "xml"],
    ["search", "port", "--limit", "0"], ["commitments", "--overdue", "--state", "kept"], ["agreements", "--format", "docx"]], ids=" ".join)
def test_wrong_usage_has_an_exit_code_of_its_own(dragoman: Dragoman, documents: list[str], command: list[str]) -> None:
    assert dragoman(*command).code == 2


def test_no_register_is_made_by_asking(dragoman: Dragoman, tmp_path: Path) -> None:
    ended = dragoman("stats")
    assert ended.code == 1
    assert "there is no register yet" in ended.err
    assert not (tmp_path / "register.db").exists()


def test_two_documents_are_compared(dragoman: Dragoman, documents: list[str]) -> None:
    ended = dragoman("compare", *documents)
    assert ended.code == 0
    assert "They share no fact" in ended.out
