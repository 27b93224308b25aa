"""A register of every released schema opens, and keeps what it holds."""
from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dragoman.register import Asked, Register
from dragoman.register.database import MIGRATIONS
from tests.register.support import agreement, meeting, reading_of, statement

# A register of each released schema but the present one, as SQL, with the two documents below in it.
RELEASED = {path.stem.removeprefix("schema_"): path for path in Path(__file__).parent.glob("schema_[0-9]*.sql")}
FIRST = reading_of(meeting("EST", "FIN", date="2031-05-04"), agreement("fish"), statement("EST"), published="2031-05-04",
                   title="Ministers meet", source="Baltic Post")
SECOND = reading_of(meeting("EST", "FIN", date="2031-05-04"), document_id="d0", text="Ministers met.", published="2031-05-05")


def test_there_is_a_register_of_every_released_schema() -> None:
    versions = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert sorted(RELEASED) == versions[:-1]


@pytest.fixture(params=sorted(RELEASED))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A register as a released program left it."""
    path = tmp_path / "register.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(RELEASED[request.param].read_text(encoding="utf-8"))
    connection.close()
    return path


def test_documents_and_records_are_kept(old: Path) -> None:
    with Register.open(old) as register:
        assert [register.view().reading(id_) for id_ in ("d1", "d0")] == [FIRST, SECOND]
        assert not register.add(SECOND)
        assert not register.add(FIRST, read_with="dragoman 0.1.0")


def test_facts_and_full_text_are_made(old: Path) -> None:
    with Register.open(old) as register:
        view = register.view()
        assert sorted((fact.type, fact.n_reports) for fact in view.facts()) == [("agreement", 1), ("meeting", 2), ("statement", 1)]
        assert [hit.document for hit in view.search(Asked("doctor"))] == ["d1"]
        assert register.verify().faults == ()


def test_a_migrated_register_is_like_a_new_one(old: Path, tmp_path: Path) -> None:
    with Register.open(old) as migrated, Register.open(tmp_path / "new.db") as new:
        new.add(SECOND)
        new.add(FIRST, read_with="dragoman 0.1.0")
        assert [fact.canonical() for fact in migrated.view().facts()] == [fact.canonical() for fact in new.view().facts()]
        for register, name in ((migrated, "migrated"), (new, "new")):
            register.backup(tmp_path / name)
    assert (tmp_path / "migrated").read_bytes() == (tmp_path / "new").read_bytes()


def test_what_links_say_is_told_beside_the_outlines(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    trade = {"type": "figure", "measure": "trade", "unit": "EUR", "between": ["EST", "FIN"], "period": "2024"}
    with Register.open(path) as register:
        register.add(reading_of({"type": "commitment", "stance": "pledge", "actor": ["EST"], "toward": ["FIN"],
                                 "action": "open a consulate in Turku"}, {**trade, "value": 8e9}, published="2024-06-01"))
        register.add(reading_of({"type": "body", "name": "consulate in Turku", "kind": "mission", "parties": ["EST", "FIN"],
                                 "status": "operating"}, {**trade, "value": 9.7e9}, document_id="d2", published="2025-06-01"))
        before = register.view().outline("EST", "FIN")
        assert sorted(map(sorted, (one.links for one in before))) == [[], ["conflict"], ["conflict"], ["kept"]]
    with sqlite3.connect(path) as connection:  # as schema 0009 has it
        connection.executescript("DROP INDEX ix_pairs_contradicted; DROP INDEX ix_documents_publisher; "
                                 "ALTER TABLE pairs DROP COLUMN links; UPDATE dragoman_schema SET version_num = '0009'")
    connection.close()
    with Register.open(path) as register:
        assert register.view().outline("EST", "FIN") == before
        assert register.verify().faults == ()


def test_a_server_is_migrated_too(server: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    from tests.register.conftest import new_database

    url = new_database(server)
    script = RELEASED["0001"].read_text(encoding="utf-8")
    with psycopg.connect(url) as connection:
        connection.execute(script.encode())
    with Register.open(url) as register:
        assert register.view().reading("d1") == FIRST
        assert register.verify().faults == ()
