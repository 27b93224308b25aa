"""The treaty register."""
from __future__ import annotations

import pytest

from dragoman.errors import QuestionError
from dragoman.facts import Stage
from dragoman.questions import agreements
from dragoman.questions.describing import stage_words
from tests.questions.support import fact, report, view_of

SIGNED = report("a", "signed the treaty", type="agreement", kind="treaty", subject="fishing", sector="agriculture", parties=["FIN", "EST"],
                status="signed", date="2019-03-01", place="Turku")
RATIFIED = report("b", "has ratified the treaty", type="agreement", kind="treaty", subject="fishing", sector="agriculture",
                  parties=["EST", "FIN"], status="ratified", date="2020-02", published="2020-03-01")
TREATY = fact(SIGNED, RATIFIED, history=[Stage("signed", "2019-03-01", None, ("r-a-0",)), Stage("ratified", "2020-02", "EST", ("r-b-0",))])
PLAN = fact(report("c", "a memorandum will be signed", type="agreement", kind="memorandum", parties=["EST", "NOR"], status="planned"),
            history=[Stage("planned", None, None, ("r-c-0",))])
FORCE = fact(report("d", "is in force", type="agreement", kind="agreement", subject="visas", sector="consular", parties=["EST", "FIN"],
                    status="in_force"), history=[Stage("in_force", None, None, ("r-d-0",))])
VIEW = view_of(PLAN, TREATY, FORCE)


def test_those_in_force_come_first_and_each_has_all_its_stages() -> None:
    answer = agreements(VIEW)
    assert [(row.title, row.status) for row in answer] == [
        ("Agreement on visas", "in_force"), ("Treaty on fishing", "ratified"), ("Memorandum", "planned")]
    assert [(one.status, one.date, one.place, one.party, one.words) for one in answer[1].stages] == [
        ("signed", "2019-03-01", "Turku", None, "signed on 1 March 2019, Turku"),
        ("ratified", "2020-02", None, "EST", "ratified for Estonia in February 2020")]
    assert answer[1].parties == ("EST", "FIN")


@pytest.mark.parametrize(("stage", "words"), [
    (Stage("in_force", "2022-05", None, ()), "in force since May 2022"), (Stage("in_force", "2022/", None, ()), "in force since 2022"),
    (Stage("negotiating", None, None, ()), "under negotiation"), (Stage("terminated", "2023", "FIN", ()), "terminated for Finland in 2023"),
])
def test_a_stage_in_words(stage: Stage, words: str) -> None:
    assert stage_words(stage) == words


def test_instruments_are_filtered_by_actors_status_and_sector() -> None:
    assert [row.title for row in agreements(VIEW, "Norway")] == ["Memorandum"]
    assert [row.title for row in agreements(VIEW, "FIN", "EST", status="ratified")] == ["Treaty on fishing"]
    assert [row.title for row in agreements(VIEW, sector="consular")] == ["Agreement on visas"]


def test_a_status_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(QuestionError, match="valid: no status of agreements; give one of signed, ratified"):
        agreements(VIEW, status="valid")


def test_without_instruments_the_answer_says_why() -> None:
    assert agreements(VIEW, "EST", "FIN", status="proposed").notes == (
        "The register holds agreements of Estonia and Finland, but none that was asked for; ask for less.",)
