"""A register goes into one file, and out of it again the same."""
from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import RegisterError
from dragoman.records import Reading
from dragoman.register import Register
from tests.register.conftest import new_database
from tests.register.support import agreement, meeting, reading_of
from tests.strategies import readings


def filled(location: str | Path) -> Register:
    """A register with two documents and three decisions."""
    register = Register.open(location)
    register.add(reading_of(meeting("EST", "FIN"), agreement("fish"), published="2031-05-04"))
    register.add(reading_of(agreement("ships"), document_id="d2", text="Ministers signed."))
    ledger = register.ledger("Ann")
    fish, ships = register.view().facts(type="agreement")
    ledger.merge(fish.id, ships.id)
    ledger.correct(register.view().facts(type="meeting")[0].id, "place", "Tartu")
    ledger.undo(1)
    return register


def test_a_backup_restored_on_either_database_is_the_same_register(location: str, server: str, tmp_path: Path) -> None:
    with filled(location) as register:
        assert register.backup(tmp_path / "one") == {"documents": 2, "decisions": 3}
        facts = [fact.canonical() for fact in register.view().facts()]
    for n, place in enumerate((str(tmp_path / "copy.db"), new_database(server))):
        with Register.open(place) as copy:
            assert copy.restore(tmp_path / "one") == {"documents": 2, "decisions": 3}
            assert [fact.canonical() for fact in copy.view().facts()] == facts
            assert copy.verify().faults == ()
            copy.backup(tmp_path / f"two{n}")
            assert (tmp_path / f"two{n}").read_bytes() == (tmp_path / "one").read_bytes()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(readings(), max_size=4, unique_by=lambda reading: reading.id))
def test_export_import_export_is_the_identity(tmp_path_factory: pytest.TempPathFactory, several: list[Reading]) -> None:
    folder = tmp_path_factory.mktemp("identity")
    with Register.open(folder / "one.db") as one, Register.open(folder / "two.db") as two:
        for reading in several:
            one.add(reading)
        one.backup(folder / "one")
        two.restore(folder / "one")
        two.backup(folder / "two")
        assert (folder / "one").read_bytes() == (folder / "two").read_bytes()
        assert [fact.canonical() for fact in one.view().facts()] == [fact.canonical() for fact in two.view().facts()]


def packed(lines: list[bytes]) -> bytes:
    """The lines as a file."""
    return gzip.compress(b"".join(lines))


def changed(lines: list[bytes], line: int, change: Any) -> bytes:
    """The file with one line changed."""
    data = json.loads(lines[line])
    change(data)
    return packed([*lines[:line], json.dumps(data).encode() + b"\n", *lines[line + 1:]])


@pytest.mark.parametrize(("damage", "message"), [
    (lambda lines: packed(lines)[:len(packed(lines)) // 2], "damaged, or not whole"),
    (lambda lines: packed(lines)[:-12] + bytes(12), "damaged, or not whole"),
    (lambda lines: packed(lines[:-1]), "its checksum does not match"),
    (lambda lines: packed([*lines[:1], *lines[2:]]), "its checksum does not match"),
    (lambda lines: changed(lines, 1, lambda data: data["document"].update(title="Another")), "its checksum does not match"),
    (lambda lines: changed(lines, 0, lambda data: data.update(format=2)), "made by a newer Dragoman; update Dragoman"),
    (lambda _: packed([b'{"a": 1}\n']), "no backup of a register; name one"),
    (lambda _: packed([b"[1]\n"]), "damaged, or not whole"),
    (lambda _: packed([]), "its checksum does not match"),
    (lambda _: b"Not a backup.", "no backup of a register; name a file that dragoman register backup wrote"),
])
def test_a_file_that_is_no_sound_backup_changes_nothing(tmp_path: Path, damage: Any, message: str) -> None:
    path = tmp_path / "backup"
    with filled(tmp_path / "one.db") as register:
        register.backup(path)
    path.write_bytes(damage(gzip.decompress(path.read_bytes()).splitlines(keepends=True)))
    with Register.open(tmp_path / "two.db") as copy:
        with pytest.raises(RegisterError, match=message):
            copy.restore(path)
        assert copy.view().documents() == []


def test_a_register_that_holds_something_is_not_overwritten(tmp_path: Path) -> None:
    with filled(tmp_path / "one.db") as register:
        register.backup(tmp_path / "backup")
        with pytest.raises(RegisterError, match="holds something already; restore into a register of its own"):
            register.restore(tmp_path / "backup")


def test_a_backup_that_cannot_be_written_leaves_no_piece(tmp_path: Path) -> None:
    with filled(tmp_path / "one.db") as register:
        with pytest.raises(RegisterError, match=r"cannot be written .*; name another file"):
            register.backup(tmp_path / "none" / "backup")
        register.backup(tmp_path / "backup")
    assert sorted(path.name for path in tmp_path.iterdir() if "db" not in path.name) == ["backup"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with Register.open(tmp_path / "one.db") as register, pytest.raises(RegisterError, match="no such file or directory; name a file"):
        register.restore(tmp_path / "none")
