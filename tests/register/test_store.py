"""What goes into a register comes out again, once."""
from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.document import Document
from dragoman.errors import EvidenceError, RegisterError, UnknownError
from dragoman.records import Evidence, Reading, load_records, record_id
from dragoman.register import Register
from tests.strategies import readings

TEXT = "Ministers of Estonia and Finland met in Tallinn. Finland will send a doctor. “We are glad,” she said. Latvia was told."


def reading_of(*records: dict[str, Any], document_id: str = "d1", text: str = TEXT, **head: Any) -> Reading:
    """A document with records whose evidence is its first word."""
    document = Document(id=document_id, text=text, **head)
    piece = Evidence.cut(document, 0, text.index(" ")).model_dump()
    return Reading.of(document, load_records([{"evidence": [piece], **record} for record in records], text))


def meeting(*parties: str, date: str | None = None) -> dict[str, Any]:
    return {"type": "meeting", "kind": "talks", "parties": list(parties), "date": date}


def statement(affiliation: str) -> dict[str, Any]:
    return {"type": "statement", "speaker": "she", "affiliation": affiliation, "mode": "direct", "content": "We are glad"}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register."""
    with Register.open(tmp_path / "register.db") as opened:
        yield opened


def dump(path: Path) -> list[str]:
    """The whole database as SQL."""
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_reading_the_same_text_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    reading = reading_of(meeting("EST", "FIN"), statement("EST"), published="2031-05-04")
    with Register.open(path) as register:
        assert register.add(reading)
    before = dump(path)
    with Register.open(path) as register:
        assert not register.add(reading)
    assert dump(path) == before


def test_other_records_for_the_same_text_replace_the_old_ones(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN"), statement("EST")))
    better = reading_of(meeting("EST", "FIN", date="2031-05-04"))
    assert register.add(better)
    assert register.view().reading("d1") == better
    assert len(register.view().between("EST", "FIN")) == 1


def test_the_same_id_with_another_text_is_a_new_version(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN")))
    newer = reading_of(meeting("EST", "LVA"), text="Ministers met again.")
    assert register.add(newer)
    assert register.view().reading("d1") == newer
    assert register.view().between("EST", "FIN") == []


def test_a_newer_title_is_stored(register: Register) -> None:
    register.add(reading_of(title="Old"))
    assert register.add(reading_of(title="New"))
    assert register.view().documents()[0].title == "New"


def test_a_newer_model_is_noted_even_where_it_reads_the_same(register: Register) -> None:
    reading = reading_of(meeting("EST", "FIN"))
    assert register.add(reading, read_with="model 1")
    assert register.add(reading, read_with="model 2")
    assert not register.add(reading, read_with="model 2")


def test_two_ids_with_the_same_text_are_two_documents(register: Register) -> None:
    for name in ("b", "a"):
        register.add(reading_of(meeting("EST", "FIN"), document_id=name))
    assert [row.id for row in register.view().documents()] == ["a", "b"]
    entries = register.view().between("EST", "FIN")
    assert [entry.document.id for entry in entries] == ["a", "b"]
    assert register.view().record(entries[1].id)[0].id == "a"


def test_evidence_of_another_text_is_refused(register: Register) -> None:
    records = reading_of(meeting("EST", "FIN")).records
    with pytest.raises(EvidenceError, match="d2"):
        register.add(Reading.of(Document(id="d2", text="Another text."), records))
    assert register.view().documents() == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reading=readings())
def test_any_reading_comes_out_as_it_went_in(register: Register, reading: Reading) -> None:
    register.add(reading)
    assert register.view().reading(reading.id) == reading
    assert not register.add(reading)
    for record in reading.records:
        assert register.view().record(record_id(reading, record))[1] == record


def test_documents_are_listed_by_date_with_the_undated_last(register: Register) -> None:
    for name, published in (("a", None), ("b", "2031-05"), ("c", "2030-12-01"), ("d", "2031-05")):
        register.add(reading_of(statement("EST"), statement("FIN"), document_id=name, published=published))
    assert [(row.id, row.records) for row in register.view().documents()] == [("c", 2), ("b", 2), ("d", 2), ("a", 2)]


def test_unknown_ids_are_told_with_what_there_is(register: Register) -> None:
    with pytest.raises(UnknownError, match="d9: no such document in the register; it is empty"):
        register.view().reading("d9")
    register.add(reading_of())
    with pytest.raises(UnknownError, match="r-9: no such record in the register; it holds 1 documents, such as d1"):
        register.view().record("r-9")


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
def test_a_record_belongs_to_a_pair_in_whatever_role(register: Register, record: dict[str, Any]) -> None:
    reading = reading_of(record)
    register.add(reading)
    for pair in (("EST", "FIN"), ("FIN", "EST")):
        assert [entry.record for entry in register.view().between(*pair)] == list(reading.records)
    assert register.view().between("EST", "SWE") == []


def test_a_statement_belongs_to_a_pair_that_its_document_speaks_of(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN"), statement("EST"), statement("LVA"), document_id="tells"))
    register.add(reading_of(meeting("EST", "LVA"), statement("EST"), statement("FIN"), document_id="does-not"))
    entries = register.view().between("EST", "FIN")
    assert [(entry.document.id, entry.record.type) for entry in entries] == [("tells", "meeting"), ("tells", "statement")]


def test_the_records_of_a_pair_are_in_order_of_time(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN", date="2031-06-01"), meeting("EST", "FIN"), document_id="late", published="2031-05-04"))
    register.add(reading_of(meeting("EST", "FIN"), meeting("EST", "FIN", date="2029"), document_id="early", published="2030-01-01"))
    register.add(reading_of(meeting("EST", "FIN"), document_id="undated"))
    found = [(entry.document.id, getattr(entry.record, "date", None)) for entry in register.view().between("EST", "FIN")]
    assert found == [("early", "2029"), ("early", None), ("late", None), ("late", "2031-06-01"), ("undated", None)]


def test_a_country_and_itself_are_no_pair(register: Register) -> None:
    with pytest.raises(RegisterError, match="EST: a pair needs two different actors"):
        register.view().between("EST", "EST")


@pytest.mark.parametrize("damage", ["UPDATE documents SET text = 'Munisters of ...'",
                                    "UPDATE records SET data = replace(data, 'Ministers', 'X')",
                                    "UPDATE records SET data = replace(data, 'talks', 'quarrel')"])
def test_a_damaged_register_is_noticed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "register.db"
    with Register.open(path) as register:
        register.add(reading_of(meeting("EST", "FIN")))
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    with Register.open(path) as register, pytest.raises(RegisterError, match="damaged; restore a backup"):
        register.view().reading("d1")
