"""What happened between two actors."""
from __future__ import annotations

import pytest

from dragoman.errors import QuestionError
from dragoman.facts import Conflict
from dragoman.questions import timeline
from tests.questions.support import fact, report, view_of

PARTIES = {"parties": ["EST", "FIN"]}
TALKS = fact(report("a", "they met", type="meeting", kind="talks", date="2024-05-03", place="Tallinn", **PARTIES))
PLAN = fact(report("b", "a body is planned", type="body", name="Port Council", kind="council", status="planned", **PARTIES))
TREATY = {"type": "agreement", "kind": "treaty", "subject": "fishing", "status": "signed", **PARTIES}
PACT = fact(report("c", "signed in 2019", date="2019", publisher="ERR", **TREATY),
            report("d", "signed in 2018", date="2018", publisher="Yle", **TREATY),
            conflicts=[Conflict("date", (("2018", ("r-d-0",)), ("2019", ("r-c-0",))))])
VIEW = view_of(TALKS, PLAN, PACT)


def test_facts_come_in_order_of_time_with_their_own_date_or_that_of_the_first_report() -> None:
    answer = timeline(VIEW, "Estonia", "Finland")
    assert [(row.date, row.dated, row.what) for row in answer] == [
        ("2018", True, "Treaty on fishing (signed)"), ("2024-05-03", True, "Talks between Estonia and Finland, Tallinn"),
        ("2024-06-14", False, "Port Council (planned)")]
    assert answer.notes == ("“told”: no date of its own is given; it is that of the first report.",)


def test_what_reports_disagree_on_stands_side_by_side_with_who_says_so() -> None:
    row = timeline(VIEW, "EST", "FIN")[0]
    assert [(claim.value, claim.sources) for claim in row.disputed[0].claims] == [("2018", ("Yle",)), ("2019", ("ERR",))]
    assert row.columns[2].cell(row) == "Treaty on fishing (signed)\nreports differ on date: 2018 (Yle), 2019 (ERR)"


def test_facts_are_filtered_by_type_and_period() -> None:
    assert [row.type for row in timeline(VIEW, "EST", "FIN", types=["body", "meeting"])] == ["meeting", "body"]
    assert [row.type for row in timeline(VIEW, "EST", "FIN", since="2024-05", until="2024-05")] == ["meeting"]


def test_a_type_that_there_is_not_is_refused() -> None:
    with pytest.raises(QuestionError, match="treaty: no type of record; give one of meeting, agreement"):
        timeline(VIEW, "EST", "FIN", types=["treaty"])


def test_without_facts_the_answer_says_why() -> None:
    assert timeline(VIEW, "EST", "NOR").notes == ("The register holds nothing of Estonia and Norway; read documents that speak of both.",)
