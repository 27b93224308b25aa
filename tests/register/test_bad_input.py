"""Whatever happens to a register, its user is told in one clear line, and nothing that was stored is lost."""
from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from dragoman.errors import BusyError, ReadOnlyError, RegisterError
from dragoman.records import Reading
from dragoman.register import Register
from dragoman.register.database import reading, writing
from tests.register.conftest import end_others, new_database
from tests.register.support import agreement, meeting, reading_of

NOBODY = 65534
FIRST = reading_of(meeting("EST", "FIN"), agreement("fish"), published="2031-05-04")


def another(n: int) -> Reading:
    """A document that fills some pages of the file."""
    return reading_of(agreement(f"matter {n}"), document_id=f"more{n}", text=f"Ministers, number {n}. " * 400)


def fill(register: Register, beginning: int) -> None:
    """Add documents with such numbers until there is no room for more."""
    for n in range(beginning, beginning + 100):
        register.add(another(n))
        register.settle()


def sound(register: Register, documents: int) -> bool:
    """Whether so many documents are there, the first as it was, and all is well."""
    view = register.view()
    return (len(view.documents()), view.reading("d1"), view.waiting(), register.verify().faults) == (documents, FIRST, 0, ())


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Whom permissions bind: this user, or where it is root another one."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A register with one document, in a folder of its own that everybody may look into."""
    folder = tmp_path / "kept"
    folder.mkdir()
    with Register.open(folder / "register.db") as register:
        register.add(FIRST)
        register.settle()
    closed = [(parent, parent.stat().st_mode) for parent in (folder, *folder.parents) if not parent.stat().st_mode & 0o005]
    for parent, mode in closed:
        parent.chmod(mode | 0o005)
    yield folder / "register.db"
    folder.chmod(0o755)
    for parent, mode in closed:
        parent.chmod(mode)


@pytest.mark.skipif(os.name != "posix", reason="permissions are another thing there")
def test_a_file_that_may_only_be_read_can_be_asked_and_refuses_the_rest(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o777)
    with ordinary_user(), Register.open(path) as register:
        assert sound(register, 1)
        for change in (lambda: register.add(another(1)), lambda: register.ledger("Ann").accept(register.view().facts()[0].id)):
            with pytest.raises(ReadOnlyError, match=r"register\.db: it may not be written to; change the permissions of the file"):
                change()
    path.chmod(0o644)
    with Register.open(path) as register:
        assert sound(register, 1)


@pytest.mark.skipif(os.name != "posix", reason="permissions are another thing there")
@pytest.mark.parametrize(("file", "folder", "message"), [(0o444, 0o555, "it may not be written to"), (0o000, 0o755, "it cannot be opened")])
def test_a_file_that_may_not_be_used_is_told(path: Path, file: int, folder: int, message: str) -> None:
    path.chmod(file)
    path.parent.chmod(folder)
    with ordinary_user(), pytest.raises(RegisterError, match=rf"register\.db: {message}; "):
        Register.open(path)
    path.chmod(0o644)
    path.parent.chmod(0o755)
    with Register.open(path) as register:
        assert sound(register, 1)


def limited(register: Register, pages: int) -> None:
    """Let the database's file have so many pages: what a full disk looks like to SQLite."""
    register._engine.dispose()  # the limit is one of each connection

    @event.listens_for(register._engine, "connect")
    def limit(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")


def test_on_a_full_disk_nothing_is_lost_and_it_goes_on_when_there_is_room(path: Path) -> None:
    with Register.open(path) as register:
        limited(register, 70)
        with pytest.raises(RegisterError, match=r"register\.db: the disk is full; free some space, then run again"):
            fill(register, 1)
        stored = len(register.view().documents())
        assert 1 < stored < 100
        assert register.view().reading("d1") == FIRST
        limited(register, 10_000)
        assert register.add(another(stored))
        assert sound(register, stored + 1)


def test_facts_that_have_no_room_are_made_later(path: Path) -> None:
    with Register.open(path) as register:
        for n in range(20):
            register.add(another(n))
        limited(register, 1)  # which SQLite takes for: as many as there are
        with pytest.raises(RegisterError, match="the disk is full"):
            register.settle()
        assert register.view().waiting() > 0
        limited(register, 10_000)
        assert sound(register, 21)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this user may not make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_disk_that_is_really_full_nothing_is_lost(small_disk: Path) -> None:
    with Register.open(small_disk / "register.db") as register:
        register.add(FIRST)
        (small_disk / "other").write_bytes(bytes(1_000_000))
        with pytest.raises(RegisterError, match=r"register\.db: the disk (is full|does not answer); "):
            fill(register, 1)
        (small_disk / "other").unlink()
        stored = len(register.view().documents())
        assert register.add(another(stored))
        assert sound(register, stored + 1)


def test_a_writer_that_takes_too_long_is_told_of_on_either_database(location: str) -> None:
    with Register.open(location) as first, Register.open(location, wait=0.1) as second:
        first.add(FIRST)
        with writing(first._engine):
            assert second.view().reading("d1") == FIRST  # readers do not wait
            with pytest.raises(BusyError, match="another program is writing to it; wait until that has finished"):
                second.add(another(1))
        assert second.add(another(1))
        assert sound(second, 2)


def test_a_reader_sees_one_state_whatever_others_write(location: str) -> None:
    with Register.open(location) as register, Register.open(location) as other:
        register.add(FIRST)
        register.settle()
        with reading(register._engine) as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM facts").scalar()
            other.add(another(1))
            other.settle()
            assert connection.exec_driver_sql("SELECT count(*) FROM facts").scalar() == count
        assert len(register.view().facts()) > (count or 0)


def test_of_two_people_who_correct_at_the_same_moment_one_is_told(location: str) -> None:
    with Register.open(location) as register:
        register.add(FIRST)
        record = register.view().facts(type="meeting")[0].reports[0].record
    start, told = threading.Barrier(2), list[str]()

    def correct(who: str) -> None:
        with Register.open(location) as own:
            ledger = own.ledger(who)
            start.wait(20)
            try:
                ledger.correct(record, "place", f"where {who} was", was=None)
            except RegisterError as error:
                told.append(f"{who} was told: {error}")

    people = [threading.Thread(target=correct, args=(who,)) for who in ("Ann", "Ben")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    with Register.open(location) as register:
        decision, = register.view().decisions()
        assert register.view().facts(type="meeting")[0].fields["place"] == decision.new == f"where {decision.who} was"
        second, = {"Ann", "Ben"} - {decision.who}
        assert len(told) == 1
        assert told[0].startswith(f'{second} was told: {record}: place is now "{decision.new}" (by {decision.who}, ')
        assert register.verify().faults == ()


def test_a_server_that_ends_a_connection_in_the_middle_is_told_and_nothing_is_half_stored(server: str) -> None:
    url = new_database(server)
    with Register.open(url) as register:
        register.add(FIRST)

        def gone(*_: Any) -> None:
            event.remove(register._engine, "before_cursor_execute", watched)
            with psycopg.connect(url, autocommit=True) as connection:
                assert end_others(connection) >= 1

        def watched(_: Any, __: Any, statement: str, *___: Any) -> None:
            if statement.startswith("INSERT INTO records"):
                gone()

        event.listen(register._engine, "before_cursor_execute", watched)
        with pytest.raises(RegisterError, match="check that the database is there and takes connections") as caught:
            register.add(another(1))
        assert "\n" not in str(caught.value)
        assert sound(register, 1)
        assert register.add(another(1))
        with psycopg.connect(url, autocommit=True) as connection:  # between two questions: nobody need notice
            end_others(connection)
        assert sound(register, 2)


def test_a_server_that_stops_is_told_and_the_same_register_works_when_it_is_back(server: str) -> None:
    import pgserver

    with tempfile.TemporaryDirectory(prefix="dragoman-pg-") as folder:
        own = pgserver.get_server(folder)
        with Register.open(new_database(own.get_uri())) as register:
            register.add(FIRST)
            own.cleanup()
            for question in (lambda: register.view().documents(), lambda: register.add(another(1))):
                with pytest.raises(RegisterError, match="check that the database is there and takes connections") as caught:
                    question()
                assert "\n" not in str(caught.value)
            back = pgserver.get_server(folder)
            assert register.add(another(1))
            assert sound(register, 2)
        back.cleanup()


def test_a_database_of_another_program_on_a_server_is_left_alone(server: str) -> None:
    url = new_database(server)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE documents (invoice int)")
        connection.execute("INSERT INTO documents VALUES (7)")
    with pytest.raises(RegisterError, match="a database of another program; name another one"):
        Register.open(url)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT * FROM documents").fetchall() == [(7,)]
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (1,)


def test_a_register_of_a_newer_program_on_a_server_is_refused(server: str) -> None:
    url = new_database(server)
    Register.open(url).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE dragoman_schema SET version_num = '9999'")
    with pytest.raises(RegisterError, match=r"made by a newer Dragoman \(schema 9999, this one knows \d{4}\); update Dragoman"):
        Register.open(url)


def test_whoever_may_only_read_on_a_server_can_ask_and_is_told_when_writing(server: str) -> None:
    url = new_database(server)
    with Register.open(url) as register:
        register.add(FIRST)
        register.settle()
        register.add(another(1))  # of which the facts are not yet made
        with psycopg.connect(url) as connection:
            connection.execute("DROP ROLE IF EXISTS reader")
            connection.execute("CREATE ROLE reader LOGIN")
            connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        with Register.open(url.replace("postgres:@", "reader:@")) as own:
            assert {fact.type for fact in own.view().facts()} == {"meeting", "agreement"}
            assert own.view().waiting() == 1
            with pytest.raises(ReadOnlyError, match="it may not be written to; ask its owner for the right to"):
                own.add(another(2))
    with psycopg.connect(url) as connection:
        connection.execute("DROP OWNED BY reader")
        connection.execute("DROP ROLE reader")
