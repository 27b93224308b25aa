"""What a fact's fields, conflicts and history are, out of what its reports say."""
from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from dragoman.facts import Fact, Report, Rulings
from dragoman.facts.build import build
from tests.questions.support import report

VISIT: dict[str, Any] = {"type": "meeting", "kind": "visit", "parties": ["EST", "FIN"]}
PACT: dict[str, Any] = {"type": "agreement", "kind": "agreement", "parties": ["EST", "FIN"], "subject": "rail"}
TRADE: dict[str, Any] = {"type": "figure", "measure": "trade", "unit": "USD", "between": ["EST", "FIN"], "period": "2023"}


def one_fact(*reports: Report) -> Fact:
    """The fact of reports that are one, whatever they say."""
    ids = [one.record for one in reports]
    [fact] = build(reports, Rulings(joined=frozenset(pairwise(ids))))
    return fact


# -- fields

def test_most_reports_decide() -> None:
    ranks = [report(name, "visit", **VISIT, rank=rank) for name, rank in (("a", "state"), ("b", "working"), ("c", "state"))]
    assert one_fact(*ranks).fields["rank"] == "state"


def test_of_two_an_official_source_decides() -> None:
    official = report("a", "visit", **VISIT, rank="working", official=True)
    assert one_fact(official, report("b", "visit", **VISIT, rank="state")).fields["rank"] == "working"


def test_a_person_decides_over_all() -> None:
    sure = replace(report("a", "visit", **VISIT, rank="working"), standing="corrected")
    assert one_fact(sure, *(report(name, "visit", **VISIT, rank="state", official=True) for name in "bc")).fields["rank"] == "working"


def test_what_nobody_could_verify_counts_last() -> None:
    doubtful = [replace(report(name, "visit", **VISIT, rank="state"), standing="unverifiable") for name in "ab"]
    assert one_fact(*doubtful, report("c", "visit", **VISIT, rank="working")).fields["rank"] == "working"


@pytest.mark.parametrize(("common", "name", "vague", "exact"), [
    (VISIT, "date", "2024-06", "2024-06-14"), (TRADE, "value", 4_400_000_000, 4_380_000_000),
    ({**PACT, "status": "signed"}, "subject", "rail", "high-speed rail"),
    ({**VISIT, "date": "2024-06-14"}, "people", ["Laine"], ["Aino Laine"])])
def test_what_is_less_exact_bears_out_what_is_more(common: dict[str, Any], name: str, vague: Any, exact: Any) -> None:
    reports = [report(document, "told", **{**common, name: value}) for document, value in (("a", vague), ("b", exact), ("c", vague))]
    fact = one_fact(*reports)
    assert fact.fields[name] == exact
    assert fact.conflicts == ()


def test_people_are_all_who_are_named() -> None:
    assert one_fact(report("a", "visit", **VISIT, people=["Aino Laine"]),
                    report("b", "visit", **VISIT, people=["Jaan Tamm", "Laine"])).fields["people"] == ["Aino Laine", "Jaan Tamm"]


def test_a_direction_replaces_both_sides() -> None:
    directed = {**TRADE, "between": None, "from_": "FIN", "to": "EST"}
    fact = one_fact(report("a", "trade", **TRADE, value=5), report("b", "trade", **directed, value=5))
    assert (fact.fields["from"], fact.fields["to"], "between" in fact.fields) == ("FIN", "EST", False)


def test_the_term_is_counted_from_the_document_that_first_sets_it() -> None:
    data: dict[str, Any] = {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": "build the bridge"}
    fact = one_fact(report("a", "to build", **data, deadline="by May", published="2024-11-17"),
                    report("b", "to build", **data, deadline="by May", published="2025-07-09"))
    assert fact.due == "2025-05-31"


# -- status and history

@pytest.mark.parametrize(("told", "status"), [
    (["proposed", "negotiating"], "negotiating"), (["signed", "ratified", "in_force"], "in_force"), (["in_force", "signed"], "in_force"),
    (["in_force", "terminated"], "terminated"), (["suspended", "in_force"], "in_force"), (["signed", "extended"], "extended")])
def test_an_agreement_is_as_far_as_its_furthest_stage(told: list[str], status: str) -> None:
    reports = [report(f"d{n}", "told", **PACT, status=one, published=f"2024-0{n + 1}-01") for n, one in enumerate(told)]
    assert one_fact(*reports).fields["status"] == status


@pytest.mark.parametrize(("told", "status"), [
    (["planned", "held"], "held"), (["planned", "postponed"], "postponed"), (["postponed", "planned"], "planned"),
    (["planned", "cancelled"], "cancelled"), (["postponed", "held"], "held")])
def test_a_meeting_is_as_its_latest_report_has_it(told: list[str], status: str) -> None:
    reports = [report(f"d{n}", "told", **VISIT, status=one, published=f"2024-0{n + 1}-01") for n, one in enumerate(told)]
    assert one_fact(*reports).fields["status"] == status


def test_date_and_place_are_those_of_the_status() -> None:
    fact = one_fact(report("a", "signed", **PACT, status="signed", date="2024-06-14", place="Tallinn"),
                    report("b", "in force", **PACT, status="in_force", date="2024-09-01", published="2024-09-02"))
    assert fact.fields["date"] == "2024-09-01"
    assert "place" not in fact.fields
    assert [(stage.status, stage.date) for stage in fact.history] == [("signed", "2024-06-14"), ("in_force", "2024-09-01")]


def test_ratification_is_told_per_party() -> None:
    both = "Tallinn's parliament ratified the pact in January, Helsinki's only on 12 June"
    fact = one_fact(*(report("d", quote, n, **PACT, status="ratified", date=date, published="2024-08-03") for n, (quote, date) in enumerate(
        [("Tallinn's parliament ratified the pact in January", "2024-01"), (both, "2024-06-12")])))
    assert [(stage.party, stage.date) for stage in fact.history] == [("EST", "2024-01"), ("FIN", "2024-06-12")]
    assert fact.conflicts == ()


def test_reports_of_one_stage_are_one_entry() -> None:
    fact = one_fact(*(report(name, "signed", **PACT, status="signed", date=date) for name, date in (("a", "2024-06"), ("b", "2024-06-14"))))
    [stage] = fact.history
    assert (stage.date, stage.records) == ("2024-06-14", ("r-a-0", "r-b-0"))


# -- conflicts

def test_values_that_disagree_stand_side_by_side() -> None:
    fact = one_fact(report("a", "visit", **VISIT, rank="state"), report("b", "visit", **VISIT, rank="working"))
    [conflict] = fact.conflicts
    assert (conflict.field, conflict.values) == ("rank", (("state", ("r-a-0",)), ("working", ("r-b-0",))))


def test_dates_of_different_stages_do_not_disagree() -> None:
    fact = one_fact(report("a", "signed", **PACT, status="signed", date="2024-06-14"),
                    report("b", "in force", **PACT, status="in_force", date="2024-09-01"))
    assert fact.conflicts == ()


def test_dates_of_one_stage_disagree() -> None:
    days = (("a", "2024-06-14"), ("b", "2024-06-15"))
    fact = one_fact(*(report(name, "signed", **PACT, status="signed", date=date) for name, date in days))
    assert [conflict.field for conflict in fact.conflicts] == ["date"]
