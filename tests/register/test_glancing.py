"""What is new and what calls for attention, on both databases."""
from __future__ import annotations

import pytest

from dragoman.errors import UnknownError
from dragoman.facts.periods import bounds
from dragoman.questions.asked import actor
from dragoman.register import Register
from tests.register.support import agreement, meeting, reading_of

PROMISE = {"type": "commitment", "stance": "pledge", "actor": ["EST"], "toward": ["FIN"], "action": "open a consulate in Turku"}
CONSULATE = {"type": "body", "name": "consulate in Turku", "kind": "mission", "parties": ["EST", "FIN"], "status": "operating"}
TRADE = {"type": "figure", "measure": "trade", "unit": "EUR", "between": ["EST", "FIN"], "period": "2024"}


def test_documents_come_last_read_first_and_part_by_part(register: Register) -> None:
    for n in range(5):
        register.add(reading_of(meeting("EST", "FIN"), document_id=f"d{n}"))
    view = register.view()
    first = view.recent(2)
    assert [(row.id, row.records) for row in first] == [("d4", 1), ("d3", 1)]
    assert [row.id for row in view.recent(9, first[-1].id)] == ["d2", "d1", "d0"]
    assert view.recent(9, "none") == []


def test_promises_fall_due_in_order_without_those_that_are_over(register: Register) -> None:
    promises = [{**PROMISE, "deadline": "by the end of 2025"}, {**PROMISE, "action": "mend a bridge", "deadline": "by the end of 2027"},
                {**PROMISE, "action": "build a school", "deadline": "by the end of 2026"}, {**PROMISE, "action": "plant a tree"}]
    register.add(reading_of(*promises, published="2024-06-01"))
    register.add(reading_of(CONSULATE, document_id="d2", published="2025-06-01"))
    view = register.view()
    assert [fact.due for fact in view.due("2025-01-01", 9)] == ["2026-12-31", "2027-12-31"]
    assert [fact.due for fact in view.due("2027-01-01", 9)] == ["2027-12-31"]
    assert [fact.due for fact in view.due("2025-01-01", 1)] == ["2026-12-31"]


def test_facts_on_which_reports_differ_are_found(register: Register) -> None:
    register.add(reading_of({**TRADE, "value": 8e9}, meeting("EST", "FIN", date="2024-05-04"), agreement("ports"), published="2025-02-01"))
    register.add(reading_of({**TRADE, "value": 9.7e9}, document_id="d2", published="2025-03-01"))
    view = register.view()
    assert sorted(fact.fields["value"] for fact in view.disputed(9)) == [8e9, 9.7e9]
    assert len(view.disputed(1)) == 1


def test_partners_and_types_of_an_actor_are_counted(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN"), meeting("EST", "LVA", date="2024"), agreement("ports"), agreement("rails")))
    view = register.view()
    assert view.partners("EST", 9) == [("FIN", 3), ("LVA", 1)]
    assert view.partners("FIN", 1) == [("EST", 3)]
    assert view.types_of("EST") == {"agreement": 2, "meeting": 2}
    assert view.partners("USA", 9) == []


def test_facts_before_a_place_are_the_rest(register: Register) -> None:
    register.add(reading_of(*(meeting("EST", "FIN", date=date) for date in ("2024-05-04", "2024-05", "2024", "2023-01-01", "2025"))))
    view = register.view()
    whole, found, place = view.facts(), [], None
    while part := view.facts(limit=2, before=place):
        found = part + found
        place = (*bounds(part[0].when), part[0].id)
    assert found == whole
    assert len(whole) == 5


def test_a_document_comes_with_the_facts_that_its_records_tell(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN"), agreement("ports")))
    view = register.view()
    reading, ids, facts = view.annotated("d1")
    assert ids == view.record_ids("d1")
    assert reading.records == view.reading("d1").records
    assert {view.fact(record).id for record in ids} == {facts[record] for record in ids}


@pytest.mark.parametrize("name", ["", " ", "a\x00b", "\ud800", "x" * 100_000])
def test_what_no_actor_is_called_is_asked_in_vain(register: Register, name: str) -> None:
    with pytest.raises(UnknownError, match="no country, organisation or firm of that name"):
        actor(register.view(), name)
