"""Promises that are late, given up or refused."""
from __future__ import annotations

import pytest

from dragoman.facts import Link
from dragoman.facts.follow_up import follow_up
from tests.facts.told import LATER, PLEDGED, kinds, later, promise
from tests.questions.support import fact, report


@pytest.mark.parametrize("quote", [
    "The ministers regretted the delay in the works of the harbour school in Pärnu", "the harbour school in Pärnu is behind schedule",
    "The harbour school in Pärnu has not been opened", "Nor has the harbour school in Pärnu opened its doors"])
def test_words_of_delay_or_a_denial_of_the_deed_make_it_late(quote: str) -> None:
    (link,) = follow_up([promise("open a harbour school in Pärnu")], [later(quote)])
    assert link.kind == "late"
    assert "told on 2027-07-09 as not done" in link.why


@pytest.mark.parametrize("quote", ["The harbour school in Pärnu will not be blue", "Pärnu regretted the delay of the ferry"])
def test_other_denials_and_delays_do_not(quote: str) -> None:
    assert kinds(promise("open a harbour school in Pärnu"), later(quote)) == []


@pytest.mark.parametrize("quote", ["Finland will no longer pay for the harbour school", "The plan for the harbour school was abandoned"])
def test_what_is_withdrawn_is_dropped(quote: str) -> None:
    assert kinds(promise("pay for the harbour school"), later(quote)) == ["dropped"]


@pytest.mark.parametrize("quote", [
    "The plan for the harbour school will not be paid before May", "Finland will not forget the harbour school, for which it paid"])
def test_will_not_must_speak_of_the_deed_for_good(quote: str) -> None:
    assert "dropped" not in kinds(promise("pay for the harbour school"), later(quote))


def test_will_not_beside_the_deed_drops_it() -> None:
    assert kinds(promise("pay for the harbour school"), later("Finland will not pay for the harbour school")) == ["dropped"]


def test_a_decision_that_turned_out_so_is_not_dropped() -> None:
    asked = promise("decide on the training centre for harbour pilots")
    assert "dropped" not in kinds(asked, later("Finland has decided against a training centre for harbour pilots"))


@pytest.mark.parametrize(("stance", "actor", "links"), [("request", "FIN", ["dropped"]), ("pledge", "FIN", []), ("request", "EST", [])])
def test_what_was_asked_for_and_refused_is_dropped_even_in_one_document(stance: str, actor: str, links: list[str]) -> None:
    asked = promise("defer the repayments of the harbour loan", stance=stance, actor=[actor], toward=["EST", "FIN"])
    refusal = later("Helsinki turned down the request to defer the repayments of the harbour loan", "gesture", kind="rejection",
                    from_="FIN", to=None, published=PLEDGED)
    assert kinds(asked, refusal) == links


@pytest.mark.parametrize(("quote", "kind", "why"), [
    ("The barge service, suggested last year, has been abandoned", "dropped", "told on 2027-07-09 as given up ('abandoned')"),
    ("The barge service that Finland had promised is still not running", "late", "told on 2027-07-09 as not done ('still not')")])
def test_a_promise_that_is_told_again_may_say_itself_what_became_of_it(quote: str, kind: str, why: str) -> None:
    head = {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": "start a barge service"}
    asked = fact(report("p", "Finland will start a barge service", **head, published=PLEDGED), report("l", quote, **head, published=LATER))
    assert follow_up([asked], [asked]) == [Link(kind, asked.id, asked.id, f"{why}, after the promise of 2026-11-17")]  # type: ignore[arg-type]


def test_a_promise_counts_for_five_years_from_when_it_was_last_told() -> None:
    head = {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": "start a barge service to Narva"}
    gone = later("The barge service to Narva has been shelved", published="2034-01-01")
    once = report("p", "Finland will start a barge service to Narva", **head, published=PLEDGED)
    again = report("q", "Finland had promised a barge service to Narva", **head, published="2030-01-01")
    assert (kinds(fact(once), gone), kinds(fact(once, again), gone)) == ([], ["dropped"])


@pytest.mark.parametrize("action", ["two-state solution", "start a barge service"])
def test_a_term_that_was_over_when_it_was_first_told_is_no_promise_told_again(action: str) -> None:
    asked = fact(report("p", "as in 1967", type="commitment", actor=["FIN"], toward=["EST"], stance="pledge", action=action,
                        deadline="1967", published=PLEDGED), due="1967-12-31")
    assert follow_up([asked], [asked]) == []


def test_what_was_to_be_scrapped_is_not_dropped_when_it_is() -> None:
    asked = promise("scrap the duty on smoked fish")
    assert kinds(asked, later("The duty on smoked fish was scrapped")) == ["kept"]


def test_a_promise_told_again_after_its_term_is_late_by_itself() -> None:
    head = {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": "present a calendar"}
    asked = fact(report("p", "Finland shall present a calendar by March", **head, deadline="by March", published=PLEDGED),
                 report("l", "Finland had promised a calendar by March", **head, deadline="by March", published=LATER), due="2027-03-31")
    assert follow_up([asked], [asked]) == [
        Link("late", asked.id, asked.id, "still told as a promise on 2027-07-09 ('by March'), after its term of 2027-03-31")]


def test_a_denial_in_a_promise_that_is_told_anew_makes_it_late() -> None:
    asked = promise("allot land for a battery plant in Pärnu")
    assert kinds(asked, later("Finland, which was to have allotted land for the battery plant, has not found any", "commitment",
                              action="allotted land for the battery plant")) == ["late"]
