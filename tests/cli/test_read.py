"""dragoman read."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.register import Register
from tests.cli.conftest import ONE, Dragoman


def test_table_shows_each_record_with_its_evidence(dragoman: Dragoman, one: Path) -> None:
    ended = dragoman("read", one)
    assert ended.code == 0
    assert "agreement" in ended.out
    assert "signed a memorandum on port security" in " ".join(ended.out.split())


def test_last_line_says_how_much_was_read(dragoman: Dragoman, one: Path, two: Path) -> None:
    last = dragoman("read", one, two).err.splitlines()[-1]
    assert last.startswith("2 documents read, ")
    assert last.endswith(" records")


def test_json_is_one_array_in_the_order_of_the_arguments(dragoman: Dragoman, one: Path, two: Path) -> None:
    there, back = (json.loads(dragoman("read", "--format", "json", *paths).out) for paths in ([one, two], [two, one]))
    assert there == back[::-1]
    assert there[0] != there[1]


def test_json_of_nothing_is_an_empty_array(dragoman: Dragoman, tmp_path: Path) -> None:
    assert json.loads(dragoman("read", "--format", "json", tmp_path / "missing").out) == []


def test_jsonl_has_a_document_a_line_with_offsets_into_its_text(dragoman: Dragoman, one: Path, two: Path) -> None:
    lines = dragoman("read", "--format", "jsonl", one, two).out.splitlines()
    records = json.loads(lines[0])["records"]
    assert len(lines) == 2
    assert records
    assert all(ONE[e["start"]:e["end"]] == e["quote"] for record in records for e in record["evidence"])


def test_events_have_an_event_a_line(dragoman: Dragoman, one: Path) -> None:
    events = [json.loads(line) for line in dragoman("read", "--format", "events", one).out.splitlines()]
    assert {tuple(event) for event in events} == {
        ("document", "event_type", "mode", "auxiliary", "context", "source", "source_sectors", "target", "target_sectors", "date",
         "evidence")}
    assert "SUPPORT" in {event["event_type"] for event in events}


def test_ids_of_json_lines_are_kept(dragoman: Dragoman, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "mine", "text": ONE}), encoding="utf-8")
    assert json.loads(dragoman("read", "--format", "jsonl", tmp_path / "in.jsonl").out)["id"] == "mine"


def test_same_text_has_the_same_id_under_any_name(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.md").write_text(ONE, encoding="utf-8")
    first, second = json.loads(dragoman("read", "--format", "json", one, tmp_path / "copy.md").out)
    assert first["id"] == second["id"]


def test_what_is_read_is_kept(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    dragoman("read", one)
    with Register.open(tmp_path / "register.db", create=False) as register:
        assert [row.records > 0 for row in register.view().documents()] == [True]


def test_no_store_keeps_nothing(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    dragoman("read", "--no-store", one)
    assert not (tmp_path / "register.db").exists()


def test_reading_twice_changes_nothing(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    def holdings() -> object:
        with Register.open(tmp_path / "register.db") as register:
            return [register.view().reading(row.id) for row in register.view().documents()]

    printed, kept = dragoman("read", one), holdings()
    assert dragoman("read", one) == printed
    assert holdings() == kept


def test_option_names_the_register_before_the_environment(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    dragoman("read", "--register", tmp_path / "other.db", one)
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / "register.db").exists()


def test_missing_file_is_one_line_and_the_rest_is_read(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    ended = dragoman("read", tmp_path / "missing.txt", one)
    assert ended.code == 1
    first, last = ended.err.splitlines()
    assert first == f"error: {tmp_path / 'missing.txt'}: no such file or directory; check the path and its permissions"
    assert last.startswith("1 document read, ")
    assert last.endswith(", 1 not read")
    assert "agreement" in ended.out


def test_name_of_a_file_cannot_steer_the_terminal(dragoman: Dragoman, tmp_path: Path) -> None:
    err = dragoman("read", tmp_path / "a\x1b[2J\nb").err
    assert "\x1b" not in err
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("arguments", [["read"], ["read", "--format", "xml", "a"], ["read", "--nonsense", "a"], ["nonsense"],
                                       ["read", "--limit", "words=3", "a"], ["read", "--limit", "pages=-1", "a"]])
def test_wrong_usage_is_2(dragoman: Dragoman, arguments: list[str]) -> None:
    ended = dragoman(*arguments)
    assert ended.code == 2
    assert ended.err
    assert not ended.out


def test_register_that_cannot_be_opened_is_one_line(dragoman: Dragoman, one: Path, tmp_path: Path) -> None:
    ended = dragoman("read", "--register", tmp_path, one)
    assert ended.code == 1
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith(f"error: {tmp_path}: ")


def test_limit_can_be_set(dragoman: Dragoman, one: Path) -> None:
    ended = dragoman("read", "--limit", "characters=100", one)
    assert ended.code == 1
    assert "more than 100" in ended.err


def test_version(dragoman: Dragoman) -> None:
    assert dragoman("--version").out.startswith("dragoman 0.")


def process(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "dragoman", *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE)


def test_standard_input_is_read_and_only_json_goes_to_standard_output() -> None:
    out, err = process("read", "--no-store", "--format", "json", "-").communicate(ONE.encode())
    assert len(json.loads(out)) == 1
    assert err.startswith(b"1 document read, ")


def test_closed_pipe_ends_the_run_without_a_word(one: Path) -> None:
    with process("read", "--no-store", "--format", "jsonl", *[one] * 50) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_interrupt_is_130() -> None:
    running = process("read", "--no-store", "--format", "jsonl", "-")
    assert running.stdin is not None
    running.stdin.write(ONE.encode() * 1_000)  # more than a pipe holds: once it is written, the program is at its reading
    running.stdin.flush()
    os.kill(running.pid, signal.SIGINT)
    out, err = running.communicate()
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the children of a process")
@pytest.mark.parametrize("children", [1, 2, 3])
def test_interrupt_of_all_its_processes_is_quiet(one: Path, children: int) -> None:
    """As the terminal does it: to those that are just being started too."""
    with subprocess.Popen([sys.executable, "-m", "dragoman", "read", "--no-store", "--workers", "2", *[str(one)] * 2_000],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True) as running:
        until = time.monotonic() + 60
        while len(children_of(running.pid)) < children and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate()
    assert (running.returncode, err) == (130, b"")


def children_of(pid: int) -> list[str]:
    """The processes that it has started: first the one that cleans up behind the others, then those that read."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()


def test_many_processes_print_what_one_prints(one: Path) -> None:
    printed = [process("read", "--no-store", "--format", "jsonl", "--workers", workers, *[one] * 40).communicate() for workers in (1, 2)]
    assert printed[0] == printed[1]
    assert printed[0][0].count(b"\n") == 40
