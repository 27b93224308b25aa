"""What each section makes of its records."""
from __future__ import annotations

from typing import Any

import pytest

from tests.brief.support import brief_of, section, told

PAIR = ["KAZ", "KOR"]
VISIT = {"type": "meeting", "kind": "visit", "rank": "state", "parties": PAIR, "people": ["Nurlan Akhmetzhanov"],
         "place": "Republic of Korea", "date": "2026-11-16/2026-11-18"}
TALKS = {"type": "meeting", "kind": "talks", "parties": PAIR, "date": "2026-11-17"}
PACT = {"type": "agreement", "kind": "agreement", "subject": "social security", "parties": PAIR}
INVESTMENT = {"type": "figure", "measure": "investment", "unit": "USD", "from": "KOR", "to": "KAZ"}


def meetings(*records: dict[str, Any]) -> list[str]:
    """The lines that the section of meetings makes of some records, told one after the other."""
    found = [told(f"2026-12-{n:02}", record) for n, record in enumerate(records, 1)]
    return section(brief_of(*found), "Meetings and visits")[None]


def test_a_planned_visit() -> None:
    assert meetings({**VISIT, "status": "planned"}) == [
        "16–18 November 2026 (planned): state visit of Nurlan Akhmetzhanov to the Republic of Korea"]


def test_a_visit_told_before_and_after_is_one_line_with_the_later_status() -> None:
    brief = brief_of(told("2026-09-11", {**VISIT, "status": "planned"}), told("2026-11-18", {**VISIT, "status": "held", "place": None}))
    line = "16–18 November 2026: state visit of Nurlan Akhmetzhanov to the Republic of Korea"
    assert section(brief, "Meetings and visits") == {None: [line]}
    assert brief.sections[1].groups[0].lines[0].citations == (1, 2)


@pytest.mark.parametrize("change", [{"date": "2026-11-17/2026-11-18"}, {"rank": "working"}, {"people": ["Seo Min-jae"]}, {"kind": "talks"},
                                    {"parties": [*PAIR, "JPN"]}])
def test_meetings_that_differ_are_two_lines(change: dict[str, Any]) -> None:
    assert len(meetings(VISIT, {**VISIT, **change})) == 2


def test_meetings_of_a_month_are_not_taken_for_one() -> None:
    assert len(meetings({**TALKS, "date": "2026-11", "place": "Seoul"}, {**TALKS, "date": "2026-11", "place": "Busan"})) == 2


@pytest.mark.parametrize(("change", "line"), [
    ({}, "17 November 2026: talks between Kazakhstan and South Korea"),
    ({"people": ["A B"], "place": "Seoul"}, "17 November 2026: talks with A B, Seoul"),
    ({"people": ["A B", "C D"]}, "17 November 2026: talks between A B and C D"),
    ({"people": ["A B", "C D", "E F"]}, "17 November 2026: talks between A B, C D and E F"),
    ({"people": ["A B", "B"]}, "17 November 2026: talks with A B"),
    ({"parties": [*PAIR, "JPN", "IGO:EU"]},
     "17 November 2026: talks between Kazakhstan and South Korea, with Japan and the European Union"),
    ({"kind": "session"}, "17 November 2026: session of a joint body of Kazakhstan and South Korea"),
    ({"date": None}, "Undated, told 1 December 2026: talks between Kazakhstan and South Korea"),
    ({"status": "cancelled"}, "17 November 2026 (cancelled): talks between Kazakhstan and South Korea"),
])
def test_meetings_in_words(change: dict[str, Any], line: str) -> None:
    assert meetings({**TALKS, **change}) == [line]


def test_an_agreement_is_one_line_with_its_stages_under_the_last_one() -> None:
    brief = brief_of(
        told("2026-09-11", {**PACT, "status": "negotiating", "date": "2024-05/", "place": "Astana"}),
        told("2026-11-17", {**PACT, "status": "signed", "date": "2026-11-17", "subject": "Social Security"}),
        told("2026-11-18", {**PACT, "status": "signed", "date": "2026-11-17"}),
        told("2027-07-09", {**PACT, "status": "in_force", "date": "2027-07-01"}, {**PACT, "status": "ratified", "date": "2027-05-14"}))
    assert section(brief, "Agreements") == {"In force": [
        "Agreement on social security: under negotiation since May 2024, Astana; signed on 17 November 2026; ratified on 14 May 2027; "
        "in force since 1 July 2027"]}
    line = next(one for one in brief.sections if one.title == "Agreements").groups[0].lines[0]
    assert [part.citations for part in line.parts if part.citations] == [(1,), (2, 3), (5,), (4,)]


def test_agreements_stand_by_status_the_furthest_first() -> None:
    some = [{**PACT, "subject": str(status), "status": status} for status in ("proposed", "terminated", "signed", "in_force")]
    assert list(section(brief_of(told("2026", *some)), "Agreements")) == ["In force", "Signed", "Proposed", "Terminated"]


@pytest.mark.parametrize(("change", "title"), [
    ({"kind": "contract", "subject": "the supply of manganese"}, "Contract for the supply of manganese: signed"),
    ({"kind": "communique", "subject": None}, "Communiqué: signed"),
    ({"kind": "document", "subject": None, "count": 14}, "14 documents: signed"),
    ({"subject": "Paris Agreement"}, "Paris Agreement: signed"),
    ({"parties": [*PAIR, "JPN"]}, "Agreement on social security, with Japan: signed"),
])
def test_agreements_in_words(change: dict[str, Any], title: str) -> None:
    assert section(brief_of(told("2026", {**PACT, "status": "signed", **change})), "Agreements") == {"Signed": [title]}


def test_agreements_without_a_subject_are_not_taken_for_one() -> None:
    pact = {**PACT, "subject": None, "status": "signed"}
    brief = brief_of(told("2026", {**pact, "date": "2026"}, {**pact, "date": "2025"}))
    assert sorted(section(brief, "Agreements")["Signed"]) == ["Agreement: signed in 2025", "Agreement: signed in 2026"]


def test_values_that_differ_stand_side_by_side_with_who_gives_them() -> None:
    brief = brief_of(told("2026-11-17", {**INVESTMENT, "value": 8.4e9}, source="Office of the President"),
                     told("2026-11-18", {**INVESTMENT, "value": 9.7e9, "bound": "more_than"}, source="Akorda"))
    assert section(brief, "Figures") == {"Investment": [
        "From South Korea to Kazakhstan (values differ): USD 8.4 billion (Office of the President, 17 November 2026); "
        "more than USD 9.7 billion (Akorda, 18 November 2026)"]}
    assert "Figures that differ: investment from South Korea to Kazakhstan" in section(brief, "At a glance")[None]


def test_a_rounded_value_does_not_differ() -> None:
    brief = brief_of(told("2026-11-17", {**INVESTMENT, "value": 4.38e9}, {**INVESTMENT, "value": 4.4e9}))
    assert "differ" not in str(section(brief, "Figures") | section(brief, "At a glance"))
    assert "USD 4.4 billion" in str(section(brief, "Figures"))


def test_the_same_value_told_twice_is_told_once() -> None:
    brief = brief_of(told("2026-11-17", {**INVESTMENT, "value": 4e9}), told("2026-11-18", {**INVESTMENT, "value": 4e9}))
    assert section(brief, "Figures") == {"Investment": ["From South Korea to Kazakhstan: USD 4 billion"]}
    assert brief.sections[1].groups[0].lines[0].citations == (1, 2)


@pytest.mark.parametrize(("record", "line"), [
    ({"measure": "trade", "value": -3, "unit": "percent", "nature": "change", "between": PAIR, "period": "2027-01/2027-03"},
     "Between Kazakhstan and South Korea, January–March 2027: down 3%"),
    ({"measure": "export", "value": 5, "unit": "percent", "nature": "change", "from": "KAZ", "to": "KOR"},
     "From Kazakhstan to South Korea: up 5%"),
    ({"measure": "trade", "value": 1e10, "unit": "USD", "nature": "target", "between": PAIR, "period": "2030",
      "quote": "Ten billion by 2030."},
     "Between Kazakhstan and South Korea, 2030, target: USD 10 billion: “Ten billion by 2030.”"),
    ({"measure": "people", "value": 2100, "unit": "count", "bound": "about", "from": "KAZ", "to": "KOR", "quote": "2,100 welders"},
     "From Kazakhstan to South Korea: about 2,100: “2,100 welders”"),
])
def test_figures_in_words(record: dict[str, Any], line: str) -> None:
    assert list(section(brief_of(told("2027", {"type": "figure", **record})), "Figures").values()) == [[line]]


def test_a_body_is_one_line_with_its_statuses() -> None:
    body = {"type": "body", "name": "consulate general in Shymkent", "kind": "mission", "parties": PAIR}
    brief = brief_of(told("2026-09-11", {**body, "status": "planned"}), told("2027-07-09", {**body, "status": "operating"}))
    assert section(brief, "Joint bodies and presences") == {"Joint bodies and missions": [
        "Consulate general in Shymkent, diplomatic mission: planned as of 11 September 2026; operating as of 9 July 2027"]}


def test_presences_stand_by_direction() -> None:
    firm = {"type": "presence", "name": "Geumgang Cell", "home": "KOR", "host": "KAZ"}
    brief = brief_of(told("2026", {**firm, "activity": "battery maker"}, firm, {**firm, "name": "Taebaek"}))
    assert section(brief, "Joint bodies and presences") == {"From South Korea in Kazakhstan": ["Geumgang Cell: battery maker", "Taebaek"]}


def test_commitments_stand_by_who_is_to_act() -> None:
    promise = {"type": "commitment", "stance": "pledge", "action": "open a route"}
    some = [{**promise, "actor": actor} for actor in (["JPN"], ["KOR"], ["KOR", "KAZ"], ["KAZ"])]
    brief = brief_of(told("2026-09-11", *some, {**promise, "actor": ["KOR"], "deadline": "by the end of March"}))
    assert section(brief, "Commitments") == {
        "Kazakhstan to act": ["Pledge, 11 September 2026: open a route"],
        "South Korea to act": ["Pledge, 11 September 2026: open a route",
                               "Pledge, 11 September 2026: open a route; deadline: “by the end of March”"],
        "Kazakhstan and South Korea to act": ["Pledge, 11 September 2026: open a route"],
        "Japan to act": ["Pledge, 11 September 2026: open a route"]}


def test_only_direct_speech_stands_in_quotation_marks() -> None:
    said = {"type": "statement", "speaker": "Yoon Ga-eun", "affiliation": "KOR"}
    brief = brief_of(told("2026-09-11", {**said, "mode": "direct", "content": "We begin here"},
                          {**said, "mode": "indirect", "content": "a carrier would fly"},
                          {**said, "speaker": "Ministry of South Korea", "mode": "indirect", "content": "It is done"}))
    assert section(brief, "What was said") == {
        "Yoon Ga-eun (South Korea)": ["11 September 2026: “We begin here”", "11 September 2026 (reported): … a carrier would fly"],
        "Ministry of South Korea": ["11 September 2026 (reported): It is done"]}


def test_gestures_stand_by_direction() -> None:
    brief = brief_of(told("2026-09-11", {"type": "gesture", "kind": "thanks", "from": "KOR", "to": "KAZ", "about": "the bread"}))
    assert section(brief, "Gestures") == {"South Korea to Kazakhstan": ["Thanks, 11 September 2026: the bread"]}


def test_an_event_is_told_in_the_documents_words() -> None:
    event = {"type": "event", "event_type": "AID", "source": ["KOR"], "target": ["KAZ"], "date": "2026-08", "quote": "Korea sent tents."}
    brief = brief_of(told("2026-09-11", event, {**event, "date": None, "target": None, "place": "Talgar"}))
    assert section(brief, "Other events") == {None: [
        "August 2026: aid by South Korea towards Kazakhstan: “Korea sent tents.”",
        "Reported 11 September 2026: aid by South Korea, Talgar: “Korea sent tents.”"]}
