"""Facts are made anew where what they follow from has changed, and only there."""
from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.facts import Fact, Report
from dragoman.register import Register, settling
from tests.register.support import agreement, meeting, reading_of

TEXT = "Fish swim in the sea all day long"
SAID = {"type": "statement", "speaker": "Ann Bell", "affiliation": "EST", "mode": "indirect", "content": TEXT}


def told(register: Register) -> list[list[str]]:
    """The documents that tell each fact, as the register holds it; it must be sound."""
    register.settle()
    assert register.verify().faults == ()
    return sorted(sorted(report.document for report in fact.reports) for fact in register.view().facts())


def test_what_two_documents_of_one_text_tell_stays_a_fact_of_the_other_when_one_is_read_anew(register: Register) -> None:
    register.add(reading_of(SAID, document_id="old", text=TEXT, published="2021-05-05"))
    register.add(reading_of(SAID, document_id="new", text=TEXT, published="2023-05-05"))  # of another block: statements are kept by years
    assert told(register) == [["new", "old"]]
    register.add(reading_of(document_id="old", text="Other words.", published="2021-05-05"))
    assert told(register) == [["new"]]


@pytest.fixture
def threshold() -> Iterator[int]:
    """After how many new objects Python looks for garbage, which a test may change."""
    before = gc.get_threshold()
    yield before[0]
    gc.set_threshold(*before)


def test_garbage_is_looked_for_seldom_while_facts_are_made_and_then_as_before(threshold: int) -> None:
    with settling.collecting_seldom():
        assert gc.get_threshold()[0] > threshold
    assert gc.get_threshold()[0] == threshold
    with pytest.raises(ZeroDivisionError), settling.collecting_seldom():
        raise ZeroDivisionError
    assert gc.get_threshold()[0] == threshold


@pytest.mark.parametrize("own", [0, 1_000_000])
def test_whoever_looks_for_garbage_never_or_more_seldom_is_left_to_it(threshold: int, own: int) -> None:
    assert own != threshold
    gc.set_threshold(own)
    with settling.collecting_seldom():
        assert gc.get_threshold()[0] == own
    assert gc.get_threshold()[0] == own


@pytest.mark.parametrize("records", [1, 400])
def test_what_people_joined_is_two_facts_again_once_that_is_undone(
    register: Register, monkeypatch: pytest.MonkeyPatch, records: int,
) -> None:
    monkeypatch.setattr(settling, "_RECORDS", records)
    for document, parties in (("a", ("EST", "FIN")), ("b", ("EST", "LVA"))):
        register.add(reading_of(meeting(*parties, date="2031-05-04"), document_id=document, text=f"Ministers {document} met."))
    ledger = register.ledger("Mari")
    one, other = (fact.id for fact in register.view().facts())
    entries = ledger.merge(one, other)
    assert told(register) == [["a", "b"]]
    ledger.undo_all([entry.number for entry in entries])
    assert told(register) == [["a"], ["b"]]


RECORDS = (SAID, meeting("EST", "FIN", date="2031-05-04"), meeting("EST", "FIN", date="2031-05"), meeting("EST", "LVA"),
           agreement("fishing"), agreement("fishing in the sea", "planned"))
READ = st.tuples(st.sampled_from("abc"), st.sampled_from((TEXT, "Ministers met.")), st.sampled_from((None, "2031-05-06", "2033")),
                 st.lists(st.sampled_from(RECORDS), max_size=3, unique_by=id), st.booleans())


@settings(max_examples=15, deadline=None)
@given(read=st.lists(READ, min_size=1, max_size=9))
def test_documents_read_over_and_over_leave_the_facts_that_their_last_readings_make(
    tmp_path_factory: pytest.TempPathFactory, read: list[tuple[str, str, str | None, list[dict[str, Any]], bool]],
) -> None:
    with Register.open(tmp_path_factory.mktemp("over") / "register.db") as register:
        for document, text, published, records, settled in read:
            register.add(reading_of(*records, document_id=document, text=text, published=published))
            if settled:
                register.settle()
        told(register)
        found = [fact.canonical() for fact in register.view().facts()]
        register.rebuild()
        assert [fact.canonical() for fact in register.view().facts()] == found


def test_only_facts_that_are_told_otherwise_are_made_anew(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[set[str]] = []

    def fact_of(reports: Iterable[Report]) -> Fact:
        reports = list(reports)
        made.append({report.document for report in reports})
        return original(reports)

    original = settling.fact_of
    monkeypatch.setattr(settling, "fact_of", fact_of)

    def add(document: str, date: str, **head: Any) -> None:
        register.add(reading_of(meeting("EST", "FIN", date=date), document_id=document, text=f"Ministers {document} met.", **head))
        made.clear()
        register.settle()

    add("a", "2031-05-04", source="Ministry")
    add("b", "2033-08-09")
    assert made == [{"b"}]
    add("c", "2033-08-09")
    assert made == [{"b", "c"}]
    add("a", "2031-05-04", source="Chancellery")  # its head alone is another
    assert made == [{"a"}]
    assert told(register) == [["a"], ["b", "c"]]
