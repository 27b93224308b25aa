"""What was promised, and what became of it."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.errors import QuestionError
from dragoman.facts import Fact, Link
from dragoman.questions import commitments
from tests.questions.support import fact, report, view_of


def promise(name: str, due: str | None = None, **more: Any) -> Fact:
    """Estonia promises Finland something."""
    data = {"actor": ["EST"], "toward": ["FIN"], "stance": "pledge", "action": f"build {name}", "published": "2024-01-10", **more}
    return fact(report(name, f"will build {name}", type="commitment", **data), due=due)


OPEN, PAST, KEPT = promise("a port", "2030-12-31"), promise("a road", "2024-06-30", deadline="by June"), promise("a bridge", "2024-06-30")
DROPPED, PLEDGE = promise("a tunnel"), promise("a ferry", actor=["FIN"], toward=["EST"])
OPENED = fact(report("later", "the bridge was opened", type="event", event_type="COOPERATE", source=["EST"], target=["FIN"],
                     date="2024-05-02", published="2024-05-03"))
ENDED = fact(report("end", "the tunnel will not be built", type="statement", speaker="Kaja", affiliation="EST", mode="indirect",
                    content="the tunnel will not be built", published="2024-04-01"))
LINKS = (Link("kept", KEPT.id, OPENED.id, "the bridge was opened"), Link("dropped", DROPPED.id, ENDED.id, "will not be built"))
VIEW = view_of(OPEN, PAST, KEPT, DROPPED, PLEDGE, OPENED, ENDED, tied=LINKS)


def states(**asked: Any) -> dict[str, str]:
    """What is promised → its state."""
    return {row.action: row.state for row in commitments(VIEW, "EST", "FIN", **asked)}


def test_each_has_its_state_on_a_day_and_overdue_ones_come_first() -> None:
    assert list(states(as_of="2024-07-01").items()) == [
        ("build a road", "overdue"), ("build a ferry", "open"), ("build a port", "open"), ("build a bridge", "kept"),
        ("build a tunnel", "dropped")]
    assert states(as_of="2024-06-30")["build a road"] == "open"
    assert states(as_of="2031")["build a port"] == "overdue"


def test_a_kept_one_has_the_fact_that_shows_it_with_the_reason_and_its_evidence() -> None:
    (row,) = commitments(VIEW, state="kept", as_of="2024-07-01")
    (outcome,) = row.outcomes
    assert (outcome.fact, outcome.date, outcome.why) == (OPENED.id, "2024-05-02", "the bridge was opened")
    assert [one.quote for one in row.proof] == ["the bridge was opened"]
    assert [one.quote for one in row.citations] == ["will build a bridge"]
    assert (row.due, row.actor, row.toward, row.date) == ("2024-06-30", ("EST",), ("FIN",), "2024-01-10")


def test_the_day_is_today_where_none_is_named() -> None:
    answer = commitments(VIEW, state="overdue")
    assert [row.action for row in answer] == ["build a road"]
    assert answer.title == "Overdue commitments"
    assert answer.notes[0].startswith("States as of ")


def test_without_commitments_the_answer_says_why() -> None:
    assert commitments(VIEW, "NOR", as_of="2024").notes == (
        "States as of 2024.", "The register holds nothing of Norway; read documents that speak of it.")


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(QuestionError, match="tomorrow: not a date"):
        commitments(VIEW, as_of="tomorrow")
