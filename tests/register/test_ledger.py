"""People have the last word, and every word of theirs is kept."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.errors import RegisterError, UnknownError
from dragoman.facts import Fact
from dragoman.records import Meeting, Reading
from dragoman.register import Ledger, Register
from tests.register.support import TEXT, agreement, meeting, reading_of


@pytest.fixture
def ledger(register: Register) -> Ledger:
    """Where Ann decides, on a register of two documents."""
    register.add(reading_of(meeting("EST", "FIN", date="2031-05-04"), agreement("fish"), agreement("ships"), published="2031-05-04"))
    register.add(reading_of(agreement("fish", date="2031-05-04"), document_id="d2", text="Ministers signed.", published="2031-05-05"))
    return register.ledger("Ann")


def fact_of(register: Register, type_: str, **fields: Any) -> Fact:
    """The only fact of a type with these fields."""
    fact, = (fact for fact in register.view().facts(type=type_) if fields.items() <= fact.fields.items())
    return fact


def canonical(register: Register) -> list[str]:
    return [fact.canonical() for fact in register.view().facts()]


def test_an_accepted_record_is_certain(register: Register, ledger: Ledger) -> None:
    met = fact_of(register, "meeting")
    decision, = ledger.accept(met.reports[0].record, "I was there")
    now = fact_of(register, "meeting")
    assert (now.confidence, now.reports[0].standing) == (1.0, "accepted")
    assert (decision.who, decision.action, decision.why, decision.document) == ("Ann", "accept", "I was there", "d1")
    assert register.view().decisions() == [decision]


def test_a_rejected_record_tells_no_fact(register: Register, ledger: Ledger) -> None:
    met = fact_of(register, "meeting")
    ledger.reject(met.reports[0].record)
    assert register.view().facts(type="meeting") == []
    assert not any(isinstance(record, Meeting) for record in register.view().reading("d1").records)
    with pytest.raises(UnknownError, match="was rejected; undo that to see it"):
        register.view().record(met.reports[0].record)


def test_a_decision_on_a_fact_is_one_on_each_of_its_records(register: Register, ledger: Ledger) -> None:
    fish = fact_of(register, "agreement", subject="fish")
    assert len(ledger.reject(fish.id)) == 2
    assert [fact.fields["subject"] for fact in register.view().facts(type="agreement")] == ["ships"]


def test_a_corrected_field_is_kept_with_its_old_value(register: Register, ledger: Ledger) -> None:
    record = fact_of(register, "meeting").reports[0].record
    decision, = ledger.correct(record, "place", "Tartu")
    assert (decision.field, decision.old, decision.new) == ("place", None, "Tartu")
    assert fact_of(register, "meeting").fields["place"] == "Tartu"
    ledger.correct(record, "place", None)
    assert "place" not in fact_of(register, "meeting").fields
    assert register.view().record(record)[1].to_dict().get("place") is None


def test_a_fact_keeps_its_id_when_its_founding_record_is_corrected(register: Register, ledger: Ledger) -> None:
    met = fact_of(register, "meeting")
    ledger.correct(met.id, "place", "Tartu")
    assert register.view().fact(met.id).fields["place"] == "Tartu"


@pytest.mark.parametrize(("field", "value", "message"), [
    ("colour", "blue", r"colour cannot be \"blue\" \(.*\); see the codebook"),
    ("kind", "quarrel", r"kind cannot be \"quarrel\" \(.*\); see the codebook"),
    ("parties", None, r"parties cannot be null \(.*\); see the codebook"),
])
def test_a_correction_that_is_no_record_is_refused(register: Register, ledger: Ledger, field: str, value: Any, message: str) -> None:
    before = canonical(register)
    with pytest.raises(RegisterError, match=message):
        ledger.correct(fact_of(register, "meeting").id, field, value)
    assert (canonical(register), register.view().decisions()) == (before, [])


def test_of_two_people_who_correct_one_field_at_once_the_second_is_told(register: Register, ledger: Ledger) -> None:
    record = fact_of(register, "meeting").reports[0].record
    ledger.correct(record, "place", "Tartu", was=None)
    with pytest.raises(RegisterError, match=r'place is now "Tartu" \(by Ann, .*\); look at it again'):
        register.ledger("Ben").correct(record, "place", "Narva", was=None)
    assert fact_of(register, "meeting").fields["place"] == "Tartu"


def test_a_record_is_added_by_hand_with_the_words_that_say_so(register: Register, ledger: Ledger) -> None:
    words = "Finland will send a doctor"
    pledge = {"type": "commitment", "actor": ["FIN"], "stance": "pledge", "action": "send a doctor"}
    decision, = ledger.add("d1", {**pledge, "evidence": [words]})
    promise = fact_of(register, "commitment")
    piece = promise.reports[0].data["evidence"][0]
    assert (promise.reports[0].standing, TEXT[piece["start"]:piece["end"]]) == ("added", words)
    ledger.undo(decision.number)
    assert register.view().facts(type="commitment") == []
    ledger.undo(decision.number + 1)
    assert fact_of(register, "commitment") == promise


@pytest.mark.parametrize(("record", "message"), [
    ({**meeting("EST", "FIN"), "evidence": ["Ministers quarrelled"]}, "the text has no 'Ministers quarrelled'; quote it word for word"),
    (meeting("EST", "FIN"), "no such record can be added .*evidence"),
    ({"type": "dance", "evidence": ["Ministers"]}, "no such record can be added"),
])
def test_what_is_no_record_cannot_be_added(ledger: Ledger, record: dict[str, Any], message: str) -> None:
    with pytest.raises(RegisterError, match=message):
        ledger.add("d1", record)


def test_merged_facts_are_one_and_split_ones_are_not(register: Register, ledger: Ledger) -> None:
    before = canonical(register)
    fish, ships = fact_of(register, "agreement", subject="fish"), fact_of(register, "agreement", subject="ships")
    merge, = ledger.merge(fish.id, ships.id, "one paper")
    whole, = register.view().facts(type="agreement")
    assert len(whole.reports) == 3
    split, = ledger.split(whole.id, [fish.reports[1].record])
    assert sorted(len(fact.reports) for fact in register.view().facts(type="agreement")) == [1, 2]
    for entry in (split, merge):
        ledger.undo(entry.number)
    assert canonical(register) == before


def test_facts_of_different_actors_can_be_merged(register: Register, ledger: Ledger) -> None:
    register.add(reading_of({**agreement("fish"), "parties": ["EST", "LVA"]}, document_id="d3", text="Ministers erred."))
    other = fact_of(register, "agreement", subject="fish", parties=["EST", "LVA"])
    ledger.merge(other.id, fact_of(register, "agreement", subject="ships").id)
    assert [len(fact.reports) for fact in register.view().facts(pair=("EST", "LVA"))] == [2]
    assert register.verify().faults == ()
    before = canonical(register)
    register.rebuild()
    assert canonical(register) == before


def test_what_cannot_be_merged_split_or_undone_is_told(register: Register, ledger: Ledger) -> None:
    met, fish = fact_of(register, "meeting"), fact_of(register, "agreement", subject="fish")
    for refused, message in (
        (lambda: ledger.merge(fish.id, fish.id), f"{fish.id} with itself: name two facts"),
        (lambda: ledger.merge(*(one.record for one in fish.reports)), "are one fact already; name two"),
        (lambda: ledger.merge(fish.id, met.id), r"are of different types \(agreement, meeting\)"),
        (lambda: ledger.merge(fish.id, "f-9"), "f-9: no such record or fact in the register"),
        (lambda: ledger.split(fish.id, []), "name some of its records, not none"),
        (lambda: ledger.split(fish.id, [one.record for one in fish.reports]), "name some of its records, not all"),
        (lambda: ledger.split(fish.id, [met.reports[0].record]), "is none of its records"),
        (lambda: ledger.undo(7), "7: no such entry in the ledger; it has 0"),
        (lambda: ledger.accept("r-9"), "r-9: no such record or fact in the register"),
        (lambda: ledger.add("d9", {}), "d9: no such document in the register"),
        (lambda: register.ledger(" "), "a decision needs the name of whoever makes it"),
    ):
        with pytest.raises(RegisterError, match=message):
            refused()
    assert register.view().decisions() == []


def test_an_undone_entry_cannot_be_undone_again(register: Register, ledger: Ledger) -> None:
    first, = ledger.reject(fact_of(register, "meeting").id)
    ledger.undo(first.number)
    with pytest.raises(RegisterError, match="1: is undone already; undo the entry that did it"):
        ledger.undo(first.number)


def test_a_correction_of_a_record_that_is_gone_is_told(register: Register, ledger: Ledger) -> None:
    record = fact_of(register, "meeting").reports[0].record
    register.add(reading_of(agreement("fish"), published="2031-05-04"))
    with pytest.raises(UnknownError, match="it may have gone when its document was read anew"):
        ledger.correct(record, "place", "Tartu")


def test_decisions_survive_a_newer_reading(register: Register, ledger: Ledger) -> None:
    met, fish = fact_of(register, "meeting"), fact_of(register, "agreement", subject="fish")
    ledger.correct(met.reports[0].record, "place", "Tartu")
    ledger.reject(fish.reports[0].record)
    newer = reading_of(meeting("EST", "FIN", date="2031-05-03"), agreement("fish", date="2031"), agreement("ice"), published="2031-05-04")
    change = register.reread(newer)
    assert {(kept.data["type"], kept.standing) for kept, _ in change.held} == {("meeting", "corrected"), ("agreement", "rejected")}
    assert [kept.data["subject"] for kept in change.added] == ["ice"]
    assert [kept.data["subject"] for kept in change.removed] == ["ships"]
    register.add(newer)
    now = fact_of(register, "meeting").fields
    assert (now["place"], now["date"]) == ("Tartu", "2031-05-04")
    assert sorted(fact.fields["subject"] for fact in register.view().facts(type="agreement")) == ["fish", "ice"]
    assert fact_of(register, "agreement", subject="fish").n_reports == 1


def test_a_decision_holds_for_every_document_of_the_same_text(register: Register, ledger: Ledger) -> None:
    ledger.reject(fact_of(register, "meeting").id)
    register.add(reading_of(meeting("EST", "FIN", date="2031-05-04"), document_id="d4", published="2031-05-09"))
    assert register.view().facts(type="meeting") == []


def test_a_decision_waits_for_its_words_when_the_text_loses_them(register: Register, ledger: Ledger) -> None:
    ledger.correct(fact_of(register, "meeting").id, "place", "Tartu")
    shifted = reading_of(text=f"Tallinn. {TEXT}", published="2031-05-04")
    register.add(shifted)
    piece = fact_of(register, "meeting").reports[0].data["evidence"][0]
    assert shifted.text[piece["start"]:piece["end"]] == "Ministers"
    gone = Reading.of(Document(id="d1", text="Nobody met."), [])
    assert [kept.type for kept in register.reread(gone).detached] == ["meeting"]
    register.add(gone)
    assert register.view().facts(type="meeting") == []
    assert register.verify().faults == ()
    register.add(reading_of(published="2031-05-04"))
    assert fact_of(register, "meeting").fields["place"] == "Tartu"


ACTION = st.sampled_from(["accept", "reject", "unverifiable", "correct", "merge", "split", "add"])
ACTIONS = st.lists(st.tuples(ACTION, st.integers(0, 9)), max_size=6)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
def test_undoing_everything_restores_everything(tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int]]) -> None:
    with Register.open(tmp_path_factory.mktemp("undo") / "register.db") as register:
        register.add(reading_of(meeting("EST", "FIN"), agreement("fish"), agreement("ships"), published="2031-05-04"))
        register.add(reading_of(agreement("fish"), meeting("EST", "LVA"), document_id="d2", text="Ministers signed."))
        before, ledger = canonical(register), register.ledger("Ann")
        for action, n in actions:
            facts = register.view().facts()
            if not facts:
                break
            fact, other = facts[n % len(facts)], facts[(n + 1) % len(facts)]
            try:
                if action == "merge":
                    ledger.merge(fact.id, other.id)
                elif action == "split":
                    ledger.split(fact.id, [fact.reports[0].record])
                elif action == "correct":
                    ledger.correct(fact.id, "parties", ["EST", "FIN", f"Town {n}"])
                elif action == "add":
                    ledger.add("d1", {**agreement(f"number {n}"), "evidence": ["Ministers"]})
                else:
                    getattr(ledger, action)(fact.id)
            except RegisterError:
                continue  # a merge of one fact, or of two types; a split of a single record
            assert register.verify().faults == ()
        for entry in reversed(register.view().decisions()):
            ledger.undo(entry.number)
        assert canonical(register) == before
