"""A briefing for a visit: which visit is meant, and what comes first for it."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.brief import FORMATS, Brief, make_brief
from dragoman.errors import QuestionError, UnknownError
from dragoman.records import Reading
from tests.brief.support import PAIR, brief_of, section, told, view_of
from tests.strategies import readings

VISIT = {"type": "meeting", "kind": "visit", "parties": PAIR}
PACT = {"type": "agreement", "kind": "agreement", "parties": PAIR}
PROMISE = {"type": "commitment", "stance": "pledge", "actor": ["KAZ"], "toward": ["KOR"]}
SAID = {"type": "statement", "speaker": "Seo Min-jae", "affiliation": "KOR", "mode": "direct"}
RECORDS: list[dict[str, Any]] = [
    {**VISIT, "date": "2024-06-12/2024-06-14", "status": "held", "place": "Astana"},
    {**VISIT, "date": "2027-03-04", "status": "planned", "place": "Seoul"},
    {**VISIT, "date": "2027-09-10", "status": "planned", "place": "Astana"},
    {**PACT, "subject": "customs", "status": "signed", "date": "2020-01-01"},
    {**PACT, "subject": "nuclear fuel", "status": "signed", "date": "2024-06-13"},
    {**PACT, "subject": "visas", "status": "negotiating"},
]


def register() -> tuple[Reading, ...]:
    """What is told of two visits, agreements, promises and statements."""
    return (told("2023-02-01", {**PROMISE, "action": "print school books"}, VISIT | {"date": "2023-01-30", "place": "Busan"},
                 {**SAID, "content": "No more"}),
            told("2024-06-15", {**PROMISE, "action": "pave the harbour road", "deadline": "by the end of 2026"},
                 {**PROMISE, "action": "launch a satellite", "deadline": "by the end of 2029"}, *RECORDS),
            told("2026-05-05", {**SAID, "content": "We wait for the road"}, {**SAID, "affiliation": "KAZ", "content": "Soon"}, RECORDS[5]))


def titles(brief: Brief) -> list[str]:
    """The titles of the sections."""
    return [one.title for one in brief.sections]


def test_the_next_visit_comes_first_with_what_matters_for_it() -> None:
    brief = brief_of(*register(), visit="next")
    assert titles(brief)[:6] == ["The visit", "Since the last meeting", "Due before the visit", "On the table",
                                 "What each side said last", "At a glance"]
    assert brief.about == "For the visit of 4 March 2027. As of 1 January 2027."
    assert section(brief, "The visit") == {None: ["4 March 2027 (planned): visit to Seoul"]}
    assert section(brief, "Since the last meeting") == {
        "The last meeting": ["12–14 June 2024: visit to Astana"],
        "Signed then and since": ["Agreement on nuclear fuel: signed on 13 June 2024"],
        "Promised then and since": [
            "Pledge, 15 June 2024 (overdue): Kazakhstan to South Korea: pave the harbour road; due 31 December 2026: “by the end of 2026”",
            "Pledge, 15 June 2024 (open): Kazakhstan to South Korea: launch a satellite; due 31 December 2029: “by the end of 2029”"]}
    assert section(brief, "Due before the visit") == {None: [
        "Pledge, 15 June 2024 (overdue): Kazakhstan to South Korea: pave the harbour road; due 31 December 2026: “by the end of 2026”"]}
    assert section(brief, "On the table") == {None: ["Agreement on visas: under negotiation; told by 2 documents"]}


def test_the_other_side_is_heard_first() -> None:
    assert list(section(brief_of(*register(), visit="next"), "What each side said last")) == ["South Korea", "Kazakhstan"]
    assert list(section(brief_of(*register()), "What each side said last")) == ["Kazakhstan", "South Korea"]


@settings(max_examples=20)
@given(st.lists(readings(), min_size=1, max_size=3, unique_by=lambda reading: reading.id), st.sampled_from(["2031", "1999-12-31", "next"]))
def test_for_any_visit_there_is_a_brief_or_a_reason(found: list[Reading], visit: str) -> None:
    try:
        brief = brief_of(*found, visit=visit)
    except UnknownError:
        return
    assert all(line.cited for line in brief.lines)
    assert len(set(titles(brief))) == len(brief.sections)
    assert FORMATS["html"](brief)


def test_points_that_disagree_come_before_the_overview() -> None:
    trade = {"type": "figure", "measure": "trade", "unit": "USD", "between": PAIR, "period": "2025"}
    brief = brief_of(*register(), told("2026-02-02", {**trade, "value": 8e9}), told("2026-03-03", {**trade, "value": 9.7e9}), visit="next")
    assert titles(brief)[4:7] == ["What each side said last", "Contradictions", "At a glance"]
    assert titles(brief).count("Contradictions") == 1


@pytest.mark.parametrize("date", ["2024-06-13", "2024-06"])
def test_a_past_visit_is_found_by_any_of_its_days(date: str) -> None:
    brief = brief_of(*register(), visit=date)
    assert brief.about.startswith("For the visit of 12–14 June 2024.")
    assert section(brief, "Since the last meeting")["The last meeting"] == ["30 January 2023: visit to Busan"]
    assert section(brief, "What each side said last") == {"South Korea": ["Seo Min-jae, 1 February 2023: “No more”"]}  # and nothing later


def test_a_visit_that_no_document_tells_of_is_known_by_its_date_alone() -> None:
    brief = brief_of(*register(), visit="2026-12-24")
    assert brief.about.startswith("For the visit of 24 December 2026.")
    assert "The visit" not in titles(brief)
    assert section(brief, "Since the last meeting")["The last meeting"] == ["12–14 June 2024: visit to Astana"]


def test_a_visit_is_found_by_the_id_of_its_fact_or_of_a_record() -> None:
    with view_of(*register()) as view:
        fact = next(one for one in view.facts(type="meeting") if one.fields.get("date") == "2027-09-10")
        for id_ in (fact.id, fact.reports[0].record):
            brief = make_brief(view, "KAZ", "KOR", visit=id_, today="2027-01-01")
            assert brief.about == "For the visit of 10 September 2027. As of 1 January 2027."


def test_a_visit_that_is_none_is_refused() -> None:
    with view_of(*register()) as view:
        pact = next(iter(view.facts(type="agreement")))
        with pytest.raises(UnknownError, match=f"{pact.id}: no meeting of Kazakhstan and South Korea"):
            make_brief(view, "KAZ", "KOR", visit=pact.id)
        with pytest.raises(UnknownError, match="f-0: no such fact"):
            make_brief(view, "KAZ", "KOR", visit="f-0")
        with pytest.raises(UnknownError, match="no visit or talks that are still to come are told of; give a date"):
            make_brief(view, "KAZ", "KOR", visit="next", today="2028-01-01")
        with pytest.raises(QuestionError, match="tomorrow: neither a date nor the id of a meeting"):
            make_brief(view, "KAZ", "KOR", visit="tomorrow")
