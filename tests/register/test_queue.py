"""What waits for people, in which order, and how what they decide changes it."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import ConflictError, DecisionError, QuestionError, UnknownError
from dragoman.register import Filter, Queue, Register, queue
from tests.register.support import agreement, meeting, reading_of

ALL = Filter()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Two reports of one meeting that differ on its rank, and agreements of all degrees of certainty."""
    with Register.open(tmp_path / "register.db") as made:
        made.add(reading_of(meeting("EST", "FIN", date="2031-05-04", rank="state", confidence=0.9),
                            *(agreement(subject, confidence=n / 10) for n, subject in enumerate(["fish", "milk", "steel", "wine"], 4))))
        made.add(reading_of(meeting("EST", "FIN", date="2031-05-04", rank="official", confidence=0.8),
                            meeting("EST", "LVA", date="2031-05-04", confidence=0.2), document_id="d2", text="Other words."))
        made.settle()
        yield made


def walked(register: Register, wanted: Filter, limit: int) -> list[str]:
    """The ids of all uncertain records, part by part."""
    found, cursor = list[str](), None
    while True:
        some, cursor = register.queue().uncertain(wanted, limit, cursor)
        assert len(some) <= limit
        found += [one.id for one in some]
        if cursor is None:
            return found


def test_the_least_certain_records_come_first(register: Register) -> None:
    some, _ = register.queue().uncertain(ALL, 50)
    assert [one.confidence for one in some] == [0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    assert all(one.fact and one.data["confidence"] == one.confidence for one in some)


@pytest.mark.parametrize("few", [0, 8_000])
@pytest.mark.parametrize(("wanted", "number"), [
    (ALL, 7), (Filter("agreement"), 4), (Filter(None, "LVA"), 1), (Filter("meeting", "FIN"), 2), (Filter(None, "FIN"), 6),
    (Filter("body"), 0), (Filter(None, "KAZ"), 0)])
def test_the_parts_are_the_whole_however_it_is_looked_for(
    register: Register, wanted: Filter, number: int, few: int, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queue, "_FEW", few)
    whole, more = register.queue().uncertain(wanted, 50)
    assert (len(whole), more) == (number, None)
    assert walked(register, wanted, 1) == walked(register, wanted, 3) == [one.id for one in whole]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["accept", "reject", "unverifiable"]), min_size=1, max_size=7))
def test_what_is_decided_disappears_and_comes_back_when_it_is_undone(register: Register, actions: list[str]) -> None:
    asked, before = register.queue(), walked(register, ALL, 50)
    made = []
    for action, record in zip(actions, before, strict=False):
        made += getattr(register.ledger("Mari"), action)(record)
    assert walked(register, ALL, 50) == before[len(made):]
    assert asked.decided() == len(made)
    register.ledger("Mari").undo_all([entry.number for entry in made])
    assert walked(register, ALL, 50) == before
    assert asked.decided() == 0


def test_a_conflict_waits_until_it_is_decided(register: Register) -> None:
    asked = register.queue()
    (clash,), more = asked.clashes(ALL, 10)
    assert (clash.fact.conflicts[0].field, clash.rival, more) == ("rank", None, None)
    assert asked.clashes(Filter("agreement"), 10) == asked.clashes(Filter("meeting", "LVA"), 10) == ([], None)
    assert len(asked.clashes(Filter("meeting", "FIN"), 10)[0]) == 1
    made = register.ledger("Mari").choose(clash.fact.id, "rank", "official")
    assert [(entry.action, entry.old, entry.new) for entry in made] == [("correct", "state", "official")]
    assert asked.clashes(ALL, 10) == ([], None)
    register.ledger("Mari").undo(made[0].number)
    assert len(asked.clashes(ALL, 10)[0]) == 1
    register.ledger("Mari").accept([record for _, told in clash.fact.conflicts[0].values for record in told])
    assert asked.clashes(ALL, 10) == ([], None)
    assert register.view().fact(clash.fact.id).conflicts  # that both say so was accepted


def test_rival_figures_wait_too_in_parts(tmp_path: Path) -> None:
    with Register.open(tmp_path / "register.db") as made:
        figure = {"type": "figure", "measure": "trade", "unit": "USD", "between": ["EST", "FIN"]}
        for year in (2028, 2029, 2030):
            for n, value in enumerate((4_000_000, 5_100_000)):
                made.add(reading_of({**figure, "value": value, "period": str(year), "confidence": 0.9}, document_id=f"d{year}{n}",
                                    text=f"Trade {year} {n}.", published=f"2031-0{n + 1}-01", source=f"paper {n}"))
        made.settle()
        asked = made.queue()
        whole, _ = asked.clashes(ALL, 10)
        assert len(whole) == 3
        assert all(clash.rival and clash.why for clash in whole)
        first, cursor = asked.clashes(ALL, 2)
        second, end = asked.clashes(ALL, 2, cursor)
        assert (first + second, end) == (whole, None)
        made.ledger("Mari").reject(whole[0].fact.id)
        assert asked.clashes(Filter("figure", "EST"), 10)[0] == whole[1:]


def test_facts_that_people_keep_apart_are_not_suggested_again(tmp_path: Path) -> None:
    with Register.open(tmp_path / "register.db") as made:
        made.add(reading_of(agreement("fish", date="2031-05-04"), agreement("milk", date="2031-05-04")))
        made.add(reading_of(agreement("", date="2031-05-04") | {"subject": None}, document_id="d2", text="Other words."))
        made.settle()
        asked = made.queue()
        pairs, more = asked.pairs(ALL, 10)
        assert [(pair.reason, more) for pair in pairs] == [("akin", None), ("akin", None)]
        assert asked.pairs(Filter("meeting"), 10) == asked.pairs(Filter("agreement", "LVA"), 10) == ([], None)
        assert asked.pairs(Filter("agreement", "FIN"), 10)[0] == asked.still(pairs) == pairs
        one, other = pairs[0].one.id, pairs[0].other.id
        made.ledger("Mari").part(one, other)
        assert made.rebuild() == 2  # the one that was akin to both is akin to one alone now, and is one with it
        assert asked.pairs(ALL, 10) == (asked.still(pairs), None) == ([], None)
        with pytest.raises((ConflictError, UnknownError)):
            made.ledger("Mari").part(one, other)


def test_the_ledger_is_asked_by_person_and_record(register: Register) -> None:
    first, second, third = walked(register, ALL, 50)[:3]
    register.ledger("Mari").accept(first)
    register.ledger("Juhan").reject(second)
    (pair,) = register.ledger("Mari").merge(third, walked(register, Filter("agreement"), 50)[-1])
    register.ledger("Juhan").undo(1)
    asked = register.queue()
    assert [entry.decision.number for entry in asked.history(10)[0]] == [4, 3, 2, 1]
    assert [entry.undone for entry in asked.history(10)[0]] == [False, False, False, True]
    assert [entry.decision.number for entry in asked.history(10, who="Mari")[0]] == [3, 1]
    assert [entry.decision.number for entry in asked.history(10, about={first})[0]] == [4, 1]
    assert [entry.decision for entry in asked.history(10, about={third})[0]] == [pair]
    some, cursor = asked.history(3)
    assert [entry.decision.number for entry in some + asked.history(3, cursor)[0]] == [4, 3, 2, 1]
    assert [entry.decision.number for entry in asked.entries([2, 3, 9])] == [2, 3]
    assert asked.last() == 4


@pytest.mark.parametrize("cursor", ["", "x", "1", "1~x", "1~2~3", "nan~x", "-"])
def test_what_is_no_cursor_is_refused(register: Register, cursor: str) -> None:
    asked: Queue = register.queue()
    for ask in (asked.uncertain, asked.clashes):
        with pytest.raises(QuestionError, match="not a cursor"):
            ask(ALL, 10, cursor)
    if not cursor.isdigit():
        with pytest.raises(QuestionError, match="not a cursor"):
            asked.pairs(ALL, 10, cursor)
        with pytest.raises(QuestionError, match="not a cursor"):
            asked.history(10, cursor)


def test_a_server_is_asked_the_same(server: str, register: Register) -> None:
    with Register.open(server) as other:
        for id_ in ("d1", "d2"):
            other.add(register.view().reading(id_))
        other.settle()
        assert walked(other, ALL, 2) == walked(register, ALL, 2)
        assert walked(other, Filter("meeting", "FIN"), 1) == walked(register, Filter("meeting", "FIN"), 1)
        made = other.ledger("Mari").accept(walked(other, ALL, 50)[0])
        assert other.queue().pairs(Filter("agreement", "EST"), 10) == register.queue().pairs(Filter("agreement", "EST"), 10)
        (clash,), _ = other.queue().clashes(ALL, 10)
        assert other.queue().clashes(ALL, 10, f"0~{2**30}") == ([clash], None)
        assert other.ledger("Mari").choose(clash.fact.id, "rank", "state")
        merged = other.ledger("Mari").merge(*walked(other, Filter("agreement"), 50)[:2])
        assert [entry.decision for entry in other.queue().history(9, about={merged[0].old[0]})[0]] == merged
        assert other.queue().standings([str(made[0].record)]) == {made[0].record: "accepted"}


def test_whoever_comes_second_is_told(register: Register) -> None:
    record, seen = walked(register, ALL, 50)[0], register.queue().last()
    register.ledger("Mari").amend(record, {"place": "Narva", "rank": "working"}, was={"place": None, "rank": None}, seen=seen)
    for again in ("accept", "reject", "unverifiable"):
        with pytest.raises(ConflictError, match=r"Mari has decided on it meanwhile \(correct, "):
            getattr(register.ledger("Juhan"), again)(record, seen=seen)
    with pytest.raises(ConflictError, match=r'place is now "Narva" \(by Mari'):
        register.ledger("Juhan").amend(record, {"place": "Riga"}, was={"place": None}, seen=seen)
    assert register.queue().last() == 2
    register.ledger("Juhan").accept(record, seen=register.queue().last())


def test_several_fields_are_corrected_together_or_not_at_all(register: Register) -> None:
    record = walked(register, ALL, 50)[0]
    with pytest.raises(DecisionError, match='place cannot be "Narva", date cannot be "May"'):
        register.ledger("Mari").amend(record, {"place": "Narva", "date": "May"})
    assert register.queue().last() == 0
    register.ledger("Mari").amend(record, {"place": "Narva", "date": "2031-05"}, "told later")
    found = register.view().record(record)[1].to_dict()
    assert (found["place"], found["date"]) == ("Narva", "2031-05")


def test_nothing_is_undone_twice_or_in_part(register: Register) -> None:
    record = walked(register, ALL, 50)[0]
    made = register.ledger("Mari").amend(record, {"place": "Narva", "rank": "working"})
    register.ledger("Mari").undo(made[0].number)
    with pytest.raises(ConflictError, match="is undone already"):
        register.ledger("Mari").undo_all([entry.number for entry in made])
    assert "rank" in register.view().record(record)[1].to_dict()


def test_only_values_that_are_told_can_be_chosen(register: Register) -> None:
    fact = register.queue().clashes(ALL, 1)[0][0].fact.id
    for field, value in (("rank", "private"), ("place", "Narva")):
        with pytest.raises(ConflictError, match="do not differ"):
            register.ledger("Mari").choose(fact, field, value)
    with pytest.raises(UnknownError, match="no such fact"):
        register.ledger("Mari").choose("f-none", "rank", "state")
