"""What goes into a register comes out again, once; on either database."""
from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.errors import BusyError, EvidenceError, RegisterError, UnknownError
from dragoman.records import Reading, Record, record_id
from dragoman.register import Register
from tests.register.support import agreement, meeting, reading_of, statement
from tests.strategies import readings


def dump(path: Path) -> list[str]:
    """The whole database as SQL."""
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def canonical(register: Register) -> list[str]:
    """All facts, byte for byte."""
    return [fact.canonical() for fact in register.view().facts()]


def test_reading_the_same_text_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    reading = reading_of(meeting("EST", "FIN"), statement("EST"), published="2031-05-04")
    with Register.open(path) as register:
        assert register.add(reading)
        register.settle()
    before = dump(path)
    with Register.open(path) as register:
        assert not register.add(reading)
        register.settle()
    assert dump(path) == before


def test_other_records_for_the_same_text_replace_the_old_ones(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN"), statement("EST")))
    better = reading_of(meeting("EST", "FIN", date="2031-05-04"))
    assert register.add(better)
    assert register.view().reading("d1") == better
    assert [fact.fields["date"] for fact in register.view().facts(pair=("EST", "FIN"))] == ["2031-05-04"]


def test_the_same_id_with_another_text_is_a_new_version(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN")))
    newer = reading_of(meeting("EST", "LVA"), text="Ministers met again.")
    assert register.add(newer)
    assert register.view().reading("d1") == newer
    assert register.view().facts(pair=("EST", "FIN")) == []


def test_a_newer_title_is_stored(register: Register) -> None:
    register.add(reading_of(title="Old"))
    assert register.add(reading_of(title="New"))
    assert register.view().documents()[0].title == "New"


def test_a_newer_model_is_noted_even_where_it_reads_the_same(register: Register) -> None:
    reading = reading_of(meeting("EST", "FIN"))
    assert register.add(reading, read_with="model 1")
    assert register.add(reading, read_with="model 2")
    assert not register.add(reading, read_with="model 2")


def test_two_ids_with_the_same_text_are_two_documents_that_tell_one_fact(register: Register) -> None:
    for name in ("b", "a"):
        register.add(reading_of(meeting("EST", "FIN"), document_id=name))
    assert [row.id for row in register.view().documents()] == ["a", "b"]
    fact, = register.view().facts(pair=("EST", "FIN"))
    assert ([report.document for report in fact.reports], fact.n_reports) == (["a", "b"], 2)
    assert register.view().record(fact.reports[0].record)[0].id == "a"


def test_evidence_of_another_text_is_refused(register: Register) -> None:
    records = reading_of(meeting("EST", "FIN")).records
    with pytest.raises(EvidenceError, match="d2"):
        register.add(Reading.of(Document(id="d2", text="Another text."), records))
    assert register.view().documents() == []


def bare(record: Record) -> dict[str, Any]:
    return record.model_dump(exclude={"confidence"})


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reading=readings())
def test_any_reading_comes_out_as_it_went_in(register: Register, reading: Reading) -> None:
    register.add(reading)
    assert register.view().reading(reading.id) == reading
    assert not register.add(reading)
    for record in reading.records:  # those that differ in confidence alone, here or in another document of this text, have one id
        assert bare(register.view().record(record_id(reading, record))[1]) == bare(record)
    assert register.verify().faults == ()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(readings(), max_size=5, unique_by=lambda reading: reading.id), order=st.randoms(use_true_random=False))
def test_facts_are_the_same_in_whatever_order_documents_are_read(tmp_path_factory: pytest.TempPathFactory, several: list[Reading],
                                                                 order: Any) -> None:
    found = []
    for settled in (True, False):
        with Register.open(tmp_path_factory.mktemp("order") / "register.db") as register:
            for reading in several:
                register.add(reading)
                if settled:
                    register.settle()
            found.append(canonical(register))
            register.rebuild()
            found.append(canonical(register))
            assert register.verify().faults == ()
        order.shuffle(several)
    assert all(one == found[0] for one in found)


def test_documents_are_listed_by_date_with_the_undated_last(register: Register) -> None:
    for name, published in (("a", None), ("b", "2031-05"), ("c", "2030-12-01"), ("d", "2031-05")):
        register.add(reading_of(statement("EST"), statement("FIN"), document_id=name, published=published))
    assert [(row.id, row.records) for row in register.view().documents()] == [("c", 2), ("b", 2), ("d", 2), ("a", 2)]


def test_a_document_is_official_by_its_publisher(register: Register) -> None:
    register.add(reading_of(document_id="a", source="Ministry of Foreign Affairs of Finland"))
    register.add(reading_of(document_id="b", url="https://www.gov.uk/news"))
    register.add(reading_of(document_id="c", source="Baltic Post", url="https://baltic.example"))
    assert {row.id: row.official for row in register.view().documents()} == {"a": True, "b": True, "c": False}


def test_unknown_ids_are_told_with_what_there_is(register: Register) -> None:
    with pytest.raises(UnknownError, match="d9: no such document in the register; it is empty"):
        register.view().reading("d9")
    register.add(reading_of())
    with pytest.raises(UnknownError, match="r-9: no such record in the register; it holds 1 documents, such as d1"):
        register.view().record("r-9")
    with pytest.raises(UnknownError, match="f-9: no such fact in the register"):
        register.view().fact("f-9")


@pytest.mark.parametrize("record", [
    {"type": "meeting", "kind": "talks", "parties": ["LVA", "FIN", "EST"]},
    {"type": "agreement", "kind": "treaty", "parties": ["EST", "FIN"], "status": "signed"},
    {"type": "figure", "measure": "trade", "value": 1, "unit": "EUR", "between": ["FIN", "EST"]},
    {"type": "figure", "measure": "export", "value": 1, "unit": "EUR", "from": "EST", "to": "FIN"},
    {"type": "body", "name": "council", "parties": ["EST", "FIN"]},
    {"type": "presence", "name": "school", "home": "FIN", "host": "EST"},
    {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": "send a doctor"},
    {"type": "gesture", "kind": "thanks", "from": "EST", "to": "FIN"},
    {"type": "event", "event_type": "AID", "source": ["FIN"], "target": ["EST"]},
])
def test_a_fact_belongs_to_a_pair_in_whatever_role(register: Register, record: dict[str, Any]) -> None:
    register.add(reading_of(record))
    for pair in (("EST", "FIN"), ("FIN", "EST")):
        assert [fact.type for fact in register.view().facts(pair=pair)] == [record["type"]]
    assert register.view().facts(pair=("EST", "SWE")) == []
    assert [fact.type for fact in register.view().facts(actor="FIN")] == [record["type"]]


def test_a_statement_belongs_to_a_pair_that_its_document_speaks_of(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN"), statement("EST"), document_id="tells"))
    register.add(reading_of(meeting("EST", "LVA"), statement("LVA"), document_id="does-not"))
    found = register.view().facts(pair=("EST", "FIN"))
    assert [(fact.type, fact.reports[0].document) for fact in found] == [("meeting", "tells"), ("statement", "tells")]


def test_facts_are_found_by_type_time_status_and_number(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN", date="2030"), meeting("EST", "FIN", date="2031-05-04", status="planned"),
                            agreement("fish", date="2031-06-01"), published="2031-05-01"))
    view = register.view()
    assert [fact.when for fact in view.facts(type="meeting")] == ["2030", "2031-05-04"]
    assert [fact.when for fact in view.facts(since="2030-06", until="2031-05")] == ["2030", "2031-05-04"]
    assert [fact.when for fact in view.facts(status="planned")] == ["2031-05-04"]
    assert [fact.when for fact in view.facts(pair=("EST", "FIN"), limit=2)] == ["2031-05-04", "2031-06-01"]


def test_a_country_and_itself_are_no_pair(register: Register) -> None:
    with pytest.raises(RegisterError, match="EST: a pair needs two different actors"):
        register.view().facts(pair=("EST", "EST"))


def test_readers_do_not_wait_for_a_writer_and_are_told_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    with Register.open(path) as register:
        register.add(reading_of(meeting("EST", "FIN")))
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        view = register.view()
        assert (view.facts(), view.waiting()) == ([], 1)
        with pytest.raises(BusyError, match="another program is writing to it; wait until that has finished"):
            register.settle(at_once=True)
        other.close()
        assert (len(register.view().facts()), view.waiting()) == (1, 0)


def test_facts_of_other_rules_are_made_anew(location: str) -> None:
    with Register.open(location) as register:
        register.add(reading_of(meeting("EST", "FIN")))
        register.settle()
        with register._engine.begin() as connection:  # as an older program left it
            connection.exec_driver_sql("UPDATE rules SET version = 'old'")
            connection.exec_driver_sql("UPDATE facts SET type = 'body'")
        assert [fact.type for fact in register.view().facts()] == ["meeting"]


@pytest.mark.parametrize("damage", ["UPDATE documents SET text = 'Munisters of ...'",
                                    "UPDATE records SET data = replace(data, 'Ministers', 'X')",
                                    "UPDATE records SET data = replace(data, 'talks', 'quarrel')"])
def test_a_damaged_register_is_noticed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "register.db"
    with Register.open(path) as register:
        register.add(reading_of(meeting("EST", "FIN")))
        register.settle()
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    with Register.open(path) as register:
        assert len(register.verify().faults) >= 1
        with pytest.raises(RegisterError, match="damaged; restore a backup"):
            register.view().reading("d1")


def test_what_a_new_register_is_given_first_is_settled_without_making_everything_anew(
        register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.register.store._rebuild", lambda _connection: pytest.fail("made anew"))
    register.add(reading_of(meeting("EST", "FIN")))
    assert register.settle() == 1
