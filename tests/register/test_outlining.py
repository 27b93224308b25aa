"""The outline of what two actors have to do with each other, on both databases."""
from __future__ import annotations

import pytest

from dragoman.errors import RegisterError
from dragoman.register import Outline, Publisher, Register
from tests.register.support import agreement, meeting, reading_of, statement

TRADE = {"type": "figure", "measure": "trade", "unit": "EUR", "between": ["EST", "FIN"], "period": "2024"}
PROMISE = {"type": "commitment", "stance": "pledge", "actor": ["EST"], "toward": ["FIN"], "action": "open a consulate in Turku"}
CONSULATE = {"type": "body", "name": "consulate in Turku", "kind": "mission", "parties": ["EST", "FIN"], "status": "operating"}


def test_facts_are_outlined_as_they_are(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN", date="2024-05", status="held"), agreement("ports", date="2024-05-04"), statement("FIN"),
                            meeting("EST", "LVA"), published="2024-06-01"))
    view = register.view()
    found = {one.type: one for one in view.outline("FIN", "EST")}
    facts = {fact.type: fact for fact in view.facts(pair=("EST", "FIN"))}
    assert {type_: one.id for type_, one in found.items()} == {type_: fact.id for type_, fact in facts.items()}
    assert found["meeting"] == Outline(facts["meeting"].id, "meeting", "talks", "2024-05-01", "2024-05-31", True, "held", None, False,
                                       frozenset())
    assert (found["statement"].label, found["statement"].begins, found["statement"].dated) == ("FIN", "2024-06-01", False)
    assert found["agreement"].label == "agreement"


def test_what_follows_from_a_promise_is_in_its_outline(register: Register) -> None:
    register.add(reading_of({**PROMISE, "deadline": "by the end of 2025"}, {**PROMISE, "action": "mend a bridge"}, published="2024-06-01"))
    register.add(reading_of(CONSULATE, document_id="d2", published="2025-06-01"))
    promises = [one for one in register.view().outline("EST", "FIN") if one.type == "commitment"]
    assert sorted((one.label, one.due, one.state("2026-01-01")) for one in promises if one.due) == [("pledge", "2025-12-31", "kept")]
    assert [one.state("2026-01-01") for one in promises if not one.due] == ["open"]


def test_both_of_two_figures_that_disagree_are_marked(register: Register) -> None:
    register.add(reading_of({**TRADE, "value": 8e9}, published="2025-02-01"))
    register.add(reading_of({**TRADE, "value": 9.7e9}, document_id="d2", published="2025-03-01"))
    assert [one.links for one in register.view().outline("EST", "FIN")] == [frozenset({"conflict"})] * 2


def test_a_fact_whose_reports_differ_is_marked(register: Register) -> None:
    talks = {"people": ["Eero Lahti", "Kersti Tamm"], "place": "Tallinn", "date": "2024-05-03", "status": "held", "kind": "visit"}
    for n, rank in enumerate(("state", "working")):
        register.add(reading_of({**meeting("EST", "FIN"), **talks, "rank": rank}, document_id=f"d{n}", published="2024-05-04"))
    assert [one.disputed for one in register.view().outline("EST", "FIN")] == [True]


def test_a_period_limits_facts_and_publishers(register: Register) -> None:
    register.add(reading_of(meeting("EST", "FIN", date="2024-05-03"), published="2024-05-04", source="Courier"))
    own = {"source": "Ministry of Estonia"}
    register.add(reading_of(meeting("EST", "FIN", date="2025-05-03"), document_id="d2", published="2025-05-04", url="https://vm.ee", **own))
    register.add(reading_of(meeting("EST", "FIN", date="2025-09-03"), document_id="d3", published="2025-09-04", **own))
    view = register.view()
    assert [one.begins for one in view.outline("EST", "FIN", since="2024-06", until="2025-06")] == ["2025-05-03"]
    assert view.publishers("EST", "FIN") == [Publisher("Courier", None, False, 1, "2024-05-04", "2024-05-04"),
                                             Publisher("Ministry of Estonia", "https://vm.ee", True, 2, "2025-05-04", "2025-09-04")]
    assert [one.documents for one in view.publishers("EST", "FIN", since="2025-06")] == [1]


def test_an_actor_with_itself_is_no_pair(register: Register) -> None:
    with pytest.raises(RegisterError, match="EST: a pair needs two different actors"):
        register.view().outline("EST", "EST")


def test_texts_are_given_for_the_documents_asked_for(register: Register) -> None:
    for n in range(3):
        register.add(reading_of(document_id=f"d{n}", text=f"Text {n}."))
    assert register.view().texts(["d0", "d2", "d9"]) == {"d0": "Text 0.", "d2": "Text 2."}
