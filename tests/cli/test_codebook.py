"""dragoman codebook, and reading with words of one's own."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dragoman.codebook.contents import OF_TYPE
from tests.cli.conftest import Dragoman

REPORT = "HELSINKI, 4 May 2031 – Estonia vilipended Finland for the delay of the ferry line.\n"
VILIPEND = "verbs:\n  - {words: [vilipend], kind: criticism, to: [object], about: [for], aim: named}\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A text with a verb that the shipped codebook does not have."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder that has it."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "gestures.yaml").write_text(VILIPEND, encoding="utf-8")
    return folder


def gestures(out: str) -> list[str]:
    """The kinds of gestures in JSON Lines."""
    return [record["kind"] for record in json.loads(out)["records"] if record["type"] == "gesture"]


def test_check_counts_what_is_well(dragoman: Dragoman, own: Path) -> None:
    ended = dragoman("codebook", "check", "--codebook", own)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("shipped: ")
    assert ended.out.endswith(f"{own}: 1 file, 2 lines; no mistakes\n")


def test_check_names_every_mistake_with_file_and_line(dragoman: Dragoman, own: Path) -> None:
    (own / "gestures.yaml").write_text(VILIPEND.replace("criticism", "critcism") + "verb: [x]\n", encoding="utf-8")
    ended = dragoman("codebook", "check", "--codebook", own)
    assert ended.code == 1
    assert ended.out.splitlines() == [
        f"{own / 'gestures.yaml'}:2: 'critcism' is no value in verbs; did you mean criticism?",
        f"{own / 'gestures.yaml'}:3: unknown key 'verb'; did you mean verbs?"]


@pytest.mark.parametrize("type_", OF_TYPE)
def test_show_prints_a_listing_of_every_type(dragoman: Dragoman, type_: str) -> None:
    ended = dragoman("codebook", "show", type_)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == OF_TYPE[type_][0]


def test_show_keeps_a_pattern_on_one_line_however_long(dragoman: Dragoman, own: Path) -> None:
    (own / "gestures.yaml").write_text(VILIPEND.replace("[vilipend]", f"[{', '.join(f'word{n}' for n in range(60))}]"), encoding="utf-8")
    assert any("word0, " in line and "word59 → criticism" in line
               for line in dragoman("codebook", "show", "gesture", "--codebook", own).out.splitlines())


def test_show_as_json_has_the_entries_as_they_are(dragoman: Dragoman, own: Path) -> None:
    shown = json.loads(dragoman("codebook", "show", "gesture", "--format", "json", "--codebook", own).out)
    (verbs,) = (section for section in shown if section["section"] == "verbs")
    assert verbs["file"] == "gestures.yaml"
    assert verbs["holds"][-1] == {"words": ["vilipend"], "kind": "criticism", "to": ["object"], "about": ["for"], "aim": "named"}


def test_show_of_an_unknown_type_is_wrong_usage_that_names_the_types(dragoman: Dragoman) -> None:
    ended = dragoman("codebook", "show", "gestures")
    assert ended.code == 2
    assert [type_ for type_ in OF_TYPE if f"'{type_}'" not in ended.err] == []


def test_read_knows_the_words_of_the_folder_and_only_with_it(dragoman: Dragoman, report: Path, own: Path) -> None:
    read = ("read", "--no-store", "--format", "jsonl", report)
    assert gestures(dragoman(*read).out) == []
    assert gestures(dragoman(*read, "--codebook", own).out) == ["criticism"]
    assert gestures(dragoman(*read).out) == []


def test_events_follow_the_rules_of_the_folder(dragoman: Dragoman, report: Path, own: Path) -> None:
    rule = "gesture:\n  - {when: {kind: [criticism]}, event: PROTEST, source: from, target: to}\n"
    (own / "plover.yaml").write_text(rule, encoding="utf-8")
    told = dragoman("read", "--no-store", "--format", "events", "--codebook", own, report).out.splitlines()
    assert "PROTEST" in {json.loads(line)["event_type"] for line in told}


def test_register_knows_which_codebook_read_a_document(dragoman: Dragoman, report: Path, own: Path, tmp_path: Path) -> None:
    names = []
    for arguments in ((), ("--codebook", own)):
        assert dragoman("read", report, *arguments).code == 0
        with create_engine(f"sqlite:///{tmp_path / 'register.db'}").connect() as connection:
            names.append(connection.execute(text("select read_with from documents")).scalar_one())
    assert "codebook" not in names[0]
    assert names[1].startswith(f"{names[0]}, codebook ")


def test_a_broken_folder_is_one_line_and_nothing_is_read_or_stored(dragoman: Dragoman, report: Path, own: Path, tmp_path: Path) -> None:
    (own / "gestures.yaml").write_text("verbs: [\n", encoding="utf-8")
    ended = dragoman("read", report, "--codebook", own)
    assert (ended.code, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    assert line.startswith(f"error: {own / 'gestures.yaml'}:1: this is no YAML")
    assert not (tmp_path / "register.db").exists()


@pytest.mark.parametrize("command", [("codebook", "check"), ("codebook", "show", "body"), ("read", "x.txt")])
def test_a_folder_that_is_not_there_is_named(dragoman: Dragoman, tmp_path: Path, command: tuple[str, ...]) -> None:
    ended = dragoman(*command, "--codebook", tmp_path / "nowhere")
    assert ended.code == 1
    assert "nowhere" in ended.err
    assert len(ended.err.splitlines()) == 1
