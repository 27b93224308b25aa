"""Opening a register: schema, migrations, and everything that can be wrong with a file."""
from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dragoman.document import Document
from dragoman.errors import RegisterError
from dragoman.records import Reading
from dragoman.register import Register, database
from dragoman.register.location import locate
from dragoman.register.schema import VERSION_TABLE, metadata

READING = Reading.of(Document(id="d", text="Some text."), [])
VERSION = max(path.name[:4] for path in (database.MIGRATIONS / "versions").glob("[0-9]*.py"))
NEXT = f"{int(VERSION) + 1:04}"
NEXT_VERSION = f'''
import sqlalchemy as sa
from alembic import op
revision = "{NEXT}"
down_revision = "{VERSION}"
def upgrade():
    op.add_column("documents", sa.Column("colour", sa.Text))
'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register with one document."""
    with Register.open(tmp_path / "register.db") as register:
        register.add(READING)
    return tmp_path / "register.db"


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A program with one migration more; undo the patch to have the present one back."""
    folder = tmp_path / "migrations %"
    shutil.copytree(database.MIGRATIONS, folder)
    (folder / "versions" / f"{NEXT}_colour.py").write_text(NEXT_VERSION, encoding="utf-8")
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    return monkeypatch


def test_only_what_cannot_be_read_again_waits_for_the_disk(path: Path) -> None:
    engine = database.connect(locate(path), create=False, wait=1)
    waits = []
    for durable in (False, True, False):  # each on the connection of the last
        with database.writing(engine, durable=durable) as connection:
            waits.append(connection.exec_driver_sql("PRAGMA synchronous").scalar())
    engine.dispose()
    assert waits == [1, 2, 1]  # NORMAL, FULL, NORMAL


def test_the_migrations_make_exactly_the_tables_of_the_schema(path: Path) -> None:
    engine = database.connect(locate(path), create=False, wait=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        found = compare_metadata(context, metadata)
    full_text = [change for change in found if str(getattr(change[1], "name", "")).startswith("words")]  # is no table of ours
    assert [change for change in found if change not in full_text] == []
    engine.dispose()


def test_an_older_register_is_migrated_and_keeps_what_it_holds(path: Path, next_version: pytest.MonkeyPatch) -> None:
    with Register.open(path) as register:
        assert register.view().reading("d") == READING
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT colour FROM documents").fetchall() == [(None,)]
        assert connection.execute("SELECT version_num FROM dragoman_schema").fetchall() == [(NEXT,)]
    connection.close()


def test_a_register_of_a_newer_program_is_refused_and_left_alone(path: Path, next_version: pytest.MonkeyPatch) -> None:
    Register.open(path).close()
    next_version.undo()
    before = path.read_bytes()
    with pytest.raises(RegisterError, match=rf"newer Dragoman \(schema {NEXT}, this one knows {VERSION}\); update Dragoman"):
        Register.open(path)
    assert path.read_bytes() == before


def test_a_failed_migration_leaves_the_register_as_it_was(path: Path, next_version: pytest.MonkeyPatch) -> None:
    script = database.MIGRATIONS / "versions" / f"{NEXT}_colour.py"
    script.write_text(NEXT_VERSION + '    raise RuntimeError("half done")\n', encoding="utf-8")
    with pytest.raises(RuntimeError, match="half done"):
        Register.open(path)
    next_version.undo()
    with Register.open(path) as register:
        assert register.view().reading("d") == READING


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE moz_places (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RegisterError, match="a database of another program; name another one"):
        Register.open(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, whatever its name. " * 200, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"notes\.txt: it is not an SQLite database; name another file"):
        Register.open(path)
    assert path.read_text(encoding="utf-8").startswith("Not a database")


def test_a_truncated_register_is_told(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(RegisterError, match="it is damaged; restore a backup"), Register.open(path) as register:
        register.view().documents()


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="a folder, not a register; name a file in it"):
        Register.open(tmp_path)


def test_the_folder_of_a_new_register_is_made(tmp_path: Path) -> None:
    Register.open(tmp_path / "new" / "folder" / "register.db").close()
    assert (tmp_path / "new" / "folder" / "register.db").is_file()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"its folder cannot be made \(.*\); name a file where you may write"):
        Register.open(tmp_path / "file" / "register.db")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(RegisterError, match="it cannot be opened; check that its folder exists and that you may write there"):
        Register.open(folder / "register.db")


def test_a_register_that_another_program_holds_is_told_after_the_wait(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Register.open(path, wait=0.05) as register:
        assert register.view().reading("d") == READING  # readers do not wait
        with pytest.raises(RegisterError, match="another program is writing to it; wait until that has finished"):
            register.add(Reading.of(Document(id="e", text="More text."), []))
    other.close()


def test_an_absent_register_is_not_made_where_that_is_not_wanted(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="there is no register yet; read some documents into it first"):
        Register.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_register_only_where_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "empty.db").write_bytes(b"")
    with pytest.raises(RegisterError, match="there is no register yet"):
        Register.open(tmp_path / "empty.db", create=False)
    with Register.open(tmp_path / "empty.db") as register:
        assert register.view().documents() == []


def test_without_the_postgresql_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RegisterError, match=r"the PostgreSQL driver is not installed; install dragoman\[postgresql\]"):
        Register.open("postgresql://nobody@127.0.0.1/none")


def test_a_server_that_does_not_answer_is_told() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(RegisterError, match="check that the database is there and takes connections"):
        Register.open("postgresql://nobody@127.0.0.1:1/none")
