"""`dragoman register` and `dragoman reread`, as a user types them."""
from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dragoman import Register
from tests.cli.conftest import Dragoman
from tests.conftest import ROOT
from tests.test_rereading import WORDS

EXAMPLES = ROOT / "examples" / "dispatches"


@pytest.fixture
def kept(dragoman: Dragoman, one: Path, two: Path, tmp_path: Path) -> Path:
    """The register of two texts."""
    assert dragoman("read", one, two).code == 0
    return tmp_path / "register.db"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder of words of one's own."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "gestures.yaml").write_text(WORDS, encoding="utf-8")
    return tmp_path / "words"


def facts(path: Path) -> list[str]:
    """All facts, byte for byte."""
    with Register.open(path) as register:
        return [fact.canonical() for fact in register.view().facts()]


def test_a_sound_register_is_said_to_be_so(dragoman: Dragoman, kept: Path) -> None:
    ended = dragoman("register", "verify")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("checked 2 documents, ")
    assert ended.out.endswith(" 0 decisions: all sound\n")


def test_each_fault_is_a_line_and_the_exit_code_is_one(dragoman: Dragoman, kept: Path) -> None:
    with sqlite3.connect(kept) as connection:
        connection.execute("UPDATE facts SET status = 'planned' WHERE type = 'agreement'")
    connection.close()
    ended = dragoman("register", "verify")
    *faults, last = ended.out.splitlines()
    assert ended.code == 1
    assert [line.split(" ", 2)[2] for line in faults] == ["is not what its records make it; run: dragoman register rebuild"]
    assert last.endswith(": 1 fault")
    assert dragoman("register", "rebuild").code == 0
    assert dragoman("register", "verify").code == 0


def test_facts_that_are_made_anew_are_the_same(dragoman: Dragoman, kept: Path) -> None:
    before = facts(kept)
    ended = dragoman("register", "rebuild")
    assert (ended.code, ended.out, ended.err) == (0, f"made {len(before)} facts\n", "")
    assert facts(kept) == before


def test_a_backup_is_restored_into_another_register(dragoman: Dragoman, kept: Path, tmp_path: Path) -> None:
    ended = dragoman("register", "backup", tmp_path / "backup.gz")
    assert (ended.code, ended.out) == (0, f"wrote {tmp_path / 'backup.gz'}: 2 documents, 0 decisions\n")
    ended = dragoman("register", "restore", tmp_path / "backup.gz", "--register", tmp_path / "copy.db")
    assert (ended.code, ended.out) == (0, "restored 2 documents, 0 decisions\n")
    assert facts(tmp_path / "copy.db") == facts(kept)


@pytest.mark.parametrize(("command", "line"), [
    (["restore", "{backup}"], "error: {register}: holds something already; restore into a register of its own\n"),
    (["restore", "{none}"], "error: {none}: no such file or directory; name a file that dragoman register backup wrote\n"),
    (["restore", "{text}"], "error: {text}: no backup of a register; name a file that dragoman register backup wrote\n"),
    (["backup", "{none}/backup"], "error: {none}/backup: cannot be written (no such file or directory); name another file\n"),
    (["verify", "--register", "{none}"], "error: {none}: there is no register yet; read some documents into it first\n"),
    (["verify", "--register", "{text}"], "error: {text}: it is not an SQLite database; name another file, or move this one away\n"),
])
def test_what_cannot_be_done_is_one_clear_line(
        dragoman: Dragoman, kept: Path, one: Path, tmp_path: Path, command: list[str], line: str) -> None:
    names = {"backup": tmp_path / "backup", "none": tmp_path / "none", "text": one, "register": kept}
    assert dragoman("register", "backup", tmp_path / "backup").code == 0
    before = facts(kept)
    ended = dragoman("register", *(part.format(**names) for part in command))
    assert (ended.code, ended.out, ended.err) == (1, "", line.format(**names))
    assert facts(kept) == before


def test_rereading_with_the_same_words_changes_nothing(dragoman: Dragoman, kept: Path) -> None:
    before = facts(kept)
    ended = dragoman("reread")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "2 documents: 0 records added, 0 removed, 0 held by decisions, 0 whose words the text no longer has\n"
    assert facts(kept) == before


def test_a_dry_run_shows_what_would_change_and_changes_nothing(dragoman: Dragoman, kept: Path, words: Path) -> None:
    before = facts(kept)
    ended = dragoman("reread", "--dry-run", "--codebook", words)
    come, go = ended.out.splitlines()
    assert (ended.code, come.split()[1], go.split()[1]) == (0, "+", "-")
    assert "kind=praise from=EST to=FIN" in come
    assert "kind=thanks from=EST to=FIN" in go
    assert ended.err.startswith("2 documents: 1 record would be added, 1 would be removed, 0 held by decisions")
    assert facts(kept) == before
    again = dragoman("reread", "--codebook", words)
    assert (again.code, again.out) == (0, ended.out)
    assert again.err.startswith("2 documents: 1 record added, 1 removed, 0 held by decisions")
    assert facts(kept) != before


def test_what_a_decision_holds_is_shown_with_what_is_read_there_now(dragoman: Dragoman, kept: Path, words: Path) -> None:
    with Register.open(kept) as register:
        record = register.view().facts(type="gesture")[0].reports[0].record
    assert dragoman("review", "reject", record, "--by", "Ann").code == 0
    ended = dragoman("reread", "--dry-run", "--codebook", words)
    line, = ended.out.splitlines()
    assert f" = rejected {record} gesture kind=thanks " in line
    assert "; read now: r-" in line
    assert "kind=praise" in line
    assert "1 held by decisions" in ended.err


def test_an_unknown_document_is_told(dragoman: Dragoman, kept: Path) -> None:
    ended = dragoman("reread", "d-none")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("error: d-none: no such document in the register; it holds 2 documents, such as ")
    assert ended.err.count("\n") == 1


def test_the_examples_are_kept_sound_and_come_back_from_a_backup(dragoman: Dragoman, tmp_path: Path) -> None:
    assert dragoman("read", EXAMPLES / "portugal-cabo-verde.jsonl", EXAMPLES / "kazakhstan-jordan.jsonl").code == 0
    path = tmp_path / "register.db"
    before = facts(path)
    with Register.open(path) as register:
        fact = next(fact for fact in register.view().facts(type="agreement"))
    for command in (["review", "accept", fact.id], ["review", "reject", fact.reports[0].record], ["review", "undo", "1"]):
        assert dragoman(*command, "--by", "Ann").code == 0
    assert dragoman("register", "verify").code == 0
    decided = facts(path)
    assert decided != before
    assert dragoman("reread").err.split(": ")[1].startswith("0 records added, 0 removed")
    assert dragoman("register", "rebuild").out == f"made {len(decided)} facts\n"
    assert facts(path) == decided
    assert dragoman("register", "backup", tmp_path / "backup").code == 0
    assert dragoman("register", "restore", tmp_path / "backup", "--register", tmp_path / "copy.db").code == 0
    assert facts(tmp_path / "copy.db") == decided
