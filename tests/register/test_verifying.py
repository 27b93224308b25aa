"""Every damage to a register is found and named, and a sound register has none."""
from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.records import Reading
from dragoman.register import Register, settling
from tests.register.support import agreement, meeting, reading_of, statement
from tests.strategies import records_of

DOCTOR = {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": "sign the agreement on fish"}
FIRST = reading_of(meeting("EST", "FIN", date="2031-05-04"), DOCTOR, statement("EST"), published="2031-05-04", title="Ministers meet")
SECOND = reading_of(meeting("EST", "FIN", date="2031-05-04"), agreement("fish", date="2031-05-09"), document_id="d2",
                    text="Ministers signed.", published="2031-05-09")


@pytest.fixture
def filled(register: Register) -> Register:
    """A register of two documents, with a promise that was kept and a decision."""
    for reading in (FIRST, SECOND):
        register.add(reading)
    register.settle()
    register.ledger("Ann").correct(register.view().facts(type="statement")[0].id, "speaker", "her minister")
    assert [link.kind for link in register.view().links(register.view().facts())] == ["kept"]
    return register


def test_a_sound_register_has_no_fault_and_is_counted(filled: Register) -> None:
    verdict = filled.verify()
    assert verdict.faults == ()
    assert (verdict.documents, verdict.records, verdict.facts, verdict.links, verdict.decisions) == (2, 5, 4, 1, 1)


def test_an_empty_register_is_sound(register: Register) -> None:
    assert register.verify().faults == ()


IS_NOT = r"fact f-[0-9a-f]{12} is not what its records make it; run: dragoman register rebuild"


@pytest.mark.parametrize(("damage", "faults"), [
    ("UPDATE documents SET text = replace(text, 'Tallinn', 'Helsinki') WHERE id = 'd1'", [r"the text of document d1 is damaged; restore"]),
    ("UPDATE documents SET sha256 = 'none' WHERE id = 'd2'", [r"the text of document d2 is damaged; restore a backup or read"]),
    ("UPDATE records SET data = replace(CAST(data AS TEXT), '\"Ministers\"', '\"Monsters\"')::json WHERE type = 'agreement'",
     [r"record r-[0-9a-f]{12} of document d2: "]),
    ("UPDATE records SET data = replace(CAST(data AS TEXT), '\"end\": 9', '\"end\": 8')::json WHERE type = 'agreement'",
     [r"record r-[0-9a-f]{12} of document d2: "]),
    ("UPDATE records SET data = replace(CAST(data AS TEXT), 'talks', 'quarrel')::json WHERE document = 1",
     [r"record r-[0-9a-f]{12} of document d1: "]),
    ("UPDATE records SET data = replace(CAST(data AS TEXT), 'talks', 'visit')::json WHERE type = 'meeting' AND document = 1",
     [r"fact .* is missing", IS_NOT]),
    ("UPDATE records SET standing = 'accepted' WHERE type = 'agreement'", [IS_NOT]),
    ("UPDATE documents SET circle = '[\"LVA\"]' WHERE id = 'd2'", [IS_NOT, IS_NOT]),
    ("UPDATE documents SET source = 'Nobody' WHERE id = 'd2'", [IS_NOT, IS_NOT]),
    ("UPDATE facts SET print = 'another' WHERE type = 'commitment'", [IS_NOT]),
    ("UPDATE facts SET data = replace(CAST(data AS TEXT), 'talks', 'visit')::json WHERE type = 'meeting'", [IS_NOT]),
    ("UPDATE facts SET status = 'planned' WHERE type = 'agreement'", [IS_NOT]),
    ("UPDATE facts SET begins = '1999-01-01' WHERE type = 'meeting'", [IS_NOT]),
    ("DELETE FROM pairs WHERE type = 'meeting'", [IS_NOT]),
    ("UPDATE pairs SET documents = '[1]' WHERE type = 'meeting'", [IS_NOT]),
    ("UPDATE pairs SET links = 'late' WHERE type = 'commitment'", [IS_NOT]),
    ("UPDATE pairs SET links = 'kept' WHERE type = 'meeting'", [IS_NOT]),
    ("UPDATE sides SET code = 'SWE' WHERE code = 'EST' AND type = 'meeting'", [IS_NOT]),
    ("DELETE FROM facts WHERE type = 'statement'", [r"fact f-[0-9a-f]{12} is missing: its records are there; run: dragoman"]),
    ("UPDATE facts SET id = 'f-000000000000' WHERE type = 'statement'",
     [r"fact f-0{12} has no records", r"fact f-[0-9a-f]{12} is missing"]),
    ("UPDATE records SET fact = (SELECT min(key) FROM facts WHERE type = 'agreement') "
     "WHERE type = 'meeting' AND document = 1", [IS_NOT]),
    ("UPDATE records SET fact = NULL WHERE type = 'meeting'", [IS_NOT]),
    ("DELETE FROM links",
     [IS_NOT, r"the link f-[0-9a-f]{12} kept by f-[0-9a-f]{12} does not follow from its facts; run: dragoman register rebuild"]),
    ("INSERT INTO links (of, by, kind, why) SELECT a.key, b.key, 'dropped', 'so' FROM facts a, facts b "
     "WHERE a.type = 'commitment' AND b.type = 'meeting'", [IS_NOT, r"the link f-[0-9a-f]{12} dropped by f-[0-9a-f]{12} does not"]),
    ("UPDATE links SET why = 'who knows'", [r"the link .* kept by"]),
    ("UPDATE links SET kind = 'late'", [IS_NOT, r"the link .* kept by", r"the link .* late by"]),
    ("INSERT INTO stale (block, record) VALUES (7, 7)", [r"1 records have changed since their facts were made; run: dragoman"]),
])
def test_damage_is_found_and_named(filled: Register, damage: str, faults: list[str]) -> None:
    with filled._engine.begin() as connection:
        sqlite = connection.dialect.name == "sqlite"
        statement = damage.replace("::json", "") if sqlite else damage
        assert connection.exec_driver_sql(statement.replace("%", "%%")).rowcount >= 1
    found = filled.verify().faults
    assert len(found) == len(faults), found
    for fault, line in zip(faults, sorted(found), strict=True):
        assert re.match(fault, line), found


@pytest.mark.parametrize("damage", ["DELETE FROM facts", "UPDATE records SET fact = NULL", "DELETE FROM links", "DELETE FROM pairs",
                                    "UPDATE facts SET status = 'planned'", "INSERT INTO stale (block, record) VALUES (7, 7)"])
def test_what_is_derived_is_mended_by_making_it_anew(filled: Register, damage: str) -> None:
    before = [fact.canonical() for fact in filled.view().facts()]
    with filled._engine.begin() as connection:
        connection.exec_driver_sql(damage)
    assert filled.verify().faults != ()
    filled.rebuild()
    assert filled.verify().faults == ()
    assert [fact.canonical() for fact in filled.view().facts()] == before


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register of some pages, in a file."""
    with Register.open(tmp_path / "register.db") as register:
        for n in range(30):
            register.add(reading_of(meeting("EST", "FIN"), agreement(f"matter {n}"), document_id=f"d{n}", text=f"Ministers met {n}. " * 60))
        register.settle()
    return tmp_path / "register.db"


def page(path: Path, table: str) -> int:
    """Where in the file a well-filled leaf of a table begins."""
    with sqlite3.connect(path) as connection:
        query = "SELECT pgoffset FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY unused LIMIT 1"
        try:
            found, = connection.execute(query, (table,)).fetchone()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not tell where its tables lie")
    connection.close()
    return int(found)


@pytest.mark.parametrize("table", ["documents", "records", "facts", "ix_records_fact", "sqlite_autoindex_documents_1"])
def test_a_file_damaged_in_the_middle_is_found(file: Path, table: str) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(page(file, table) + 20)
        damaged.write(b"\xff" * 3000)
    with Register.open(file) as register:
        found = register.verify().faults
        assert found
        assert all("is damaged" in line and "restore a backup" in line for line in found), found


def test_a_damaged_index_of_words_is_found_and_made_anew(file: Path) -> None:
    with sqlite3.connect(file) as connection:  # its pages: whole as pages of the file, and empty of words
        connection.execute("UPDATE words_data SET block = zeroblob(length(block)) WHERE id > 10")
    connection.close()
    with Register.open(file) as register:
        assert register.verify().faults == ("the index of words is damaged; run: dragoman register rebuild",)
        register.rebuild()
        assert register.verify().faults == ()


def test_a_row_that_belongs_to_nothing_is_found(file: Path) -> None:
    with sqlite3.connect(file) as connection:  # without foreign keys, as any other program would
        connection.execute("UPDATE records SET document = 999 WHERE key = 1")
    connection.close()
    with Register.open(file) as register:
        assert register.verify().faults == ("the file is damaged: a row of records belongs to none of documents; restore a backup",)


@st.composite
def versions(draw: st.DrawFn) -> Reading:
    """One of a few documents, of one of a few texts, with any records: what is read anew, and told twice."""
    document = Document(id=draw(st.sampled_from("abcd")), text=draw(st.sampled_from(["F", "FG"])),
                        published=draw(st.sampled_from([None, "2030-01-02", "2031-05"])), source=draw(st.none() | st.just("Baltic Post")))
    return Reading.of(document, draw(records_of(document, 3)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(versions(), max_size=6), portion=st.sampled_from([1, 400]))
def test_facts_are_sound_after_each_reading_however_little_is_settled_at_a_time(
        tmp_path_factory: pytest.TempPathFactory, several: list[Reading], portion: int) -> None:
    with pytest.MonkeyPatch.context() as patch, Register.open(tmp_path_factory.mktemp("portions") / "register.db") as register:
        patch.setattr(settling, "_RECORDS", portion)
        for reading in several:
            register.add(reading)
            register.settle()
            assert register.verify().faults == ()


def test_a_record_that_is_read_more_surely_is_brought_up_to_date(register: Register) -> None:
    for sure in (0.5, 0.9):
        register.add(reading_of({**meeting("EST", "FIN"), "confidence": sure}))
        assert [fact.confidence for fact in register.view().facts()] == [sure]
        assert register.verify().faults == ()


def test_an_earlier_report_founds_the_fact_anew(register: Register) -> None:
    later = reading_of(meeting("EST", "FIN", date="2031-05-04"), document_id="later", text="Ministers met.", published="2031-05-09")
    register.add(later)
    old, = register.view().facts()
    register.add(FIRST)
    met, = register.view().facts(type="meeting")
    assert (met.n_reports, met.id != old.id) == (2, True)
    assert register.view().fact(old.id) == met
    assert register.verify().faults == ()


def test_a_fact_may_move_to_a_block_that_is_settled_before_its_old_one(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "_RECORDS", 1)
    register.add(reading_of(agreement("fish")))
    record = register.view().facts()[0].reports[0].record
    ledger = register.ledger("Ann")
    for other in ("LVA", "LTU", "SWE", "NOR", "DNK", "POL", "FIN"):  # some lie lower in the order of blocks, some higher
        ledger.correct(record, "parties", ["EST", other])
        assert register.verify().faults == ()
        assert [fact.fields["parties"] for fact in register.view().facts()] == [["EST", other]]
