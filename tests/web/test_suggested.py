"""Suggested merges are looked for beside the answers, and shown as they are now."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import QuestionError
from dragoman.register import Filter, Queue, Register
from dragoman.web.suggested import Suggested
from tests.register.support import agreement, reading_of


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Register]:
    """A register of three agreements, of which one may be either of the others."""
    with Register.open(tmp_path / "register.db") as register:
        register.add(reading_of(agreement("fish", date="2031-05-04"), agreement("milk", date="2031-05-04")))
        register.add(reading_of(agreement("", date="2031-05-04") | {"subject": None}, document_id="d2", text="Other words."))
        register.settle()
        yield register


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Filter]:
    """What merges were looked for; they are never looked for beside."""
    found: list[Filter] = []
    pairs = Queue.pairs
    monkeypatch.setattr("dragoman.web.remembering.Remembered.renew_beside", lambda _: None)

    def look(queue: Queue, wanted: Filter, *more: Any) -> Any:
        found.append(wanted)
        return pairs(queue, wanted, *more)

    monkeypatch.setattr(Queue, "pairs", look)
    return found


def test_they_are_those_of_the_queue_and_looked_for_once(made: Register, looked: list[Filter]) -> None:
    suggested, whole = Suggested(made.queue()), made.queue().pairs(Filter(), 10)
    looked.clear()
    assert suggested.part() == suggested.part() == whole
    assert len(whole[0]) == 2
    assert suggested.part(Filter("meeting")) == ([], None)
    assert looked == [Filter(), Filter("meeting")]


def test_facts_that_people_keep_apart_are_left_out_at_once(made: Register, looked: list[Filter]) -> None:
    suggested = Suggested(made.queue())
    (first, _), _ = suggested.part()
    made.ledger("Mari").part(first.one.id, first.other.id)  # the one that was akin to both is one with the other then
    assert suggested.part()[0] == []
    assert looked == [Filter()]


def test_facts_that_are_gone_are_left_out_at_once(made: Register, looked: list[Filter]) -> None:
    suggested = Suggested(made.queue())
    (first, _), _ = suggested.part()
    made.ledger("Mari").reject(first.one.id)
    assert suggested.part()[0] == []
    assert looked == [Filter()]


def test_what_is_undone_is_looked_for_at_once(made: Register, looked: list[Filter]) -> None:
    suggested = Suggested(made.queue())
    before, _ = suggested.part()
    (entry,) = made.ledger("Mari").merge(before[0].one.id, before[0].other.id)
    assert suggested.part()[0] == []
    made.ledger("Mari").undo(entry.number)
    assert {pair.other.id for pair in suggested.part()[0]} | {pair.one.id for pair in suggested.part()[0]} == {
        fact.id for pair in before for fact in pair[:2]}
    assert looked == [Filter(), Filter()]


def test_facts_are_shown_as_they_are_now(made: Register, looked: list[Filter]) -> None:
    suggested = Suggested(made.queue())
    assert suggested.part()[0][0].one.n_reports == 1
    told = reading_of(agreement("fish", date="2031-05-04"), document_id="d3", text="They signed.")
    made.add(told)
    made.settle()
    assert {fact.n_reports for pair in suggested.part()[0] for fact in pair[:2] if fact.fields.get("subject") == "fish"} == {2}
    assert looked == [Filter()]


def test_no_more_is_remembered_than_a_hundred_parts(made: Register) -> None:
    suggested = Suggested(made.queue())
    for limit in range(1, 130):
        suggested.part(limit=limit)
    assert len(suggested._known) <= 100


@pytest.mark.usefixtures("looked")
def test_what_is_no_cursor_is_refused_each_time(made: Register) -> None:
    suggested = Suggested(made.queue())
    for _ in range(2):
        with pytest.raises(QuestionError, match="not a cursor"):
            suggested.part(cursor="x")
