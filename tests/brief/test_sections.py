"""What each section makes of the facts."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.brief import Section
from tests.brief.support import KAZAKH, KOREAN, PAIR, brief_of, section, told

VISIT = {"type": "meeting", "kind": "visit", "rank": "state", "parties": PAIR, "people": ["Nurlan Akhmetzhanov"],
         "place": "Republic of Korea", "date": "2026-11-16/2026-11-18"}
TALKS = {"type": "meeting", "kind": "talks", "parties": PAIR, "date": "2026-11-17"}
PACT = {"type": "agreement", "kind": "agreement", "subject": "social security", "parties": PAIR}
INVESTMENT = {"type": "figure", "measure": "investment", "unit": "USD", "from": "KOR", "to": "KAZ"}
TRADE = {"type": "figure", "measure": "trade", "unit": "USD", "between": PAIR}
PROMISE = {"type": "commitment", "stance": "pledge", "actor": ["KAZ"], "toward": ["KOR"]}


def meetings(*records: dict[str, Any]) -> list[str]:
    """The lines that the section of meetings makes of some records, told one after the other."""
    found = [told(f"2026-12-{n:02}", record) for n, record in enumerate(records, 1)]
    return section(brief_of(*found), "Meetings and visits")[None]


def figures(*readings: Any) -> dict[str | None, list[str]]:
    """The lines of the section of figures under their headings."""
    return section(brief_of(*readings), "Money and figures")


def test_a_visit_told_before_and_after_is_one_line_with_both_accounts() -> None:
    brief = brief_of(told("2026-09-11", {**VISIT, "status": "planned"}, source=KOREAN),
                     told("2026-11-18", {**VISIT, "status": "held", "place": None}, source=KAZAKH))
    line = ("16–18 November 2026: state visit of Nurlan Akhmetzhanov to the Republic of Korea; told by 2 documents; Kazakhstan’s account; "
            "South Korea’s announcement")
    assert section(brief, "Meetings and visits") == {None: [line]}


@pytest.mark.parametrize("change", [{"date": "2026-12-17/2026-12-18"}, {"kind": "call", "date": "2026-11-17"}])
def test_meetings_that_differ_are_two_lines(change: dict[str, Any]) -> None:
    assert len(meetings(VISIT, {**VISIT, **change})) == 2


@pytest.mark.parametrize(("change", "line"), [
    ({}, "17 November 2026: talks between Kazakhstan and South Korea"),
    ({"people": ["A B"], "place": "Seoul"}, "17 November 2026: talks with A B, Seoul"),
    ({"people": ["A B", "C D"], "parties": [*PAIR, "JPN", "IGO:EU"]},
     "17 November 2026: talks between A B and C D, with the European Union and Japan"),
    ({"parties": [*PAIR, "JPN"]}, "17 November 2026: talks between Japan, Kazakhstan and South Korea"),
    ({"date": None}, "Undated, told 1 December 2026: talks between Kazakhstan and South Korea"),
    ({"status": "cancelled"}, "17 November 2026 (cancelled): talks between Kazakhstan and South Korea"),
])
def test_meetings_in_words(change: dict[str, Any], line: str) -> None:
    assert meetings({**TALKS, **change}) == [line]


def test_an_agreement_is_one_line_with_its_stages_under_the_present_one() -> None:
    brief = brief_of(
        told("2026-09-11", {**PACT, "status": "negotiating", "date": "2024-05/", "place": "Astana"}),
        told("2026-11-17", {**PACT, "status": "signed", "date": "2026-11-17", "subject": "Social Security"}),
        told("2026-11-18", {**PACT, "status": "signed", "date": "2026-11-17"}),
        told("2027-07-09", {**PACT, "status": "in_force", "date": "2027-07-01"},
             {**PACT, "status": "ratified", "date": "2027-05-14", "quote": "Kazakhstan ratified it on 14 May 2027."}))
    assert section(brief, "Agreements") == {"In force": [
        "Agreement on social security: under negotiation since May 2024, Astana; signed on 17 November 2026; ratified for Kazakhstan on "
        "14 May 2027; in force since 1 July 2027; told by 4 documents"]}
    line = next(one for one in brief.sections if one.title == "Agreements").groups[0].lines[0]
    assert [len(part.citations) for part in line.parts if part.citations] == [1, 2, 1, 1]


def test_agreements_stand_by_status_the_furthest_first() -> None:
    some = [{**PACT, "subject": subject, "status": status} for subject, status in (
        ("grain", "proposed"), ("visas", "terminated"), ("customs", "signed"), ("nuclear fuel", "in_force"))]
    assert list(section(brief_of(told("2026", *some)), "Agreements")) == ["In force", "Signed", "Proposed", "Terminated"]


def test_a_series_is_one_line_with_growth_and_is_drawn_when_long_enough() -> None:
    years = {"2023": 4e9, "2024": 5e9, "2025": 4.5e9}
    brief = brief_of(*(told(f"{int(year) + 1}-02", {**TRADE, "value": value, "period": year}) for year, value in years.items()))
    assert section(brief, "Money and figures") == {"Trade": [
        "Between Kazakhstan and South Korea: 2023, USD 4 billion; 2024, USD 5 billion (+25.0% since 2023); "
        "2025, USD 4.5 billion (−10.0% since 2024)"]}
    chart, = _money(brief.sections).charts
    assert [point.period for point in chart.points] == ["2023", "2024", "2025"]
    short = brief_of(*(told(f"{int(year) + 1}-02", {**TRADE, "value": years[year], "period": year}) for year in ("2023", "2024")))
    assert _money(short.sections).charts == ()


def _money(sections: tuple[Section, ...]) -> Section:
    return next(one for one in sections if one.title == "Money and figures")


def test_values_that_differ_stand_side_by_side_with_who_gives_them() -> None:
    brief = brief_of(told("2026-11-17", {**TRADE, "value": 8.4e9, "period": "2025"}, source="Office of the President"),
                     told("2026-11-18", {**TRADE, "value": 9.7e9, "period": "2025"}, source="Akorda"))
    assert section(brief, "Contradictions") == {"Figures": [
        "Trade between Kazakhstan and South Korea, 2025: USD 8.4 billion (Office of the President, 17 November 2026); "
        "USD 9.7 billion (Akorda, 18 November 2026)"]}
    line, = section(brief, "Money and figures")["Trade"]
    assert "USD 8.4 billion (others: USD 9.7 billion, Akorda)" in line


def test_a_field_that_reports_differ_on_is_a_contradiction() -> None:
    people = {"people": ["Nurlan Akhmetzhanov", "Seo Min-jae"], "place": "Seoul"}
    brief = brief_of(told("2026-11-18", {**TALKS, **people, "kind": "visit", "rank": "state"}, source="The Courier"),
                     told("2026-11-19", {**TALKS, **people, "kind": "visit", "rank": "working"}, source="The Gazette"))
    line, = section(brief, "Contradictions")["Other particulars"]
    assert line.endswith(": rank state (The Courier, 18 November 2026); working (The Gazette, 19 November 2026)")


def test_the_same_value_told_twice_is_told_once() -> None:
    record = {**INVESTMENT, "value": 4e9, "period": "2025"}
    brief = brief_of(told("2026-11-17", record), told("2026-11-18", record))
    assert section(brief, "Money and figures") == {"Investment": ["From South Korea to Kazakhstan: 2025, USD 4 billion"]}
    assert len(_money(brief.sections).groups[0].lines[0].cited) == 2


@pytest.mark.parametrize(("record", "line"), [
    ({"measure": "trade", "value": -3, "unit": "percent", "nature": "change", "between": PAIR, "period": "2027-01/2027-03"},
     "Between Kazakhstan and South Korea: January–March 2027, down 3%"),
    ({"measure": "export", "value": 5, "unit": "percent", "nature": "change", "from": "KAZ", "to": "KOR"},
     "From Kazakhstan to South Korea: as of 9 July 2027, up 5%"),
    ({"measure": "trade", "value": 1e10, "unit": "USD", "nature": "target", "between": PAIR, "period": "2030",
      "quote": "Ten billion by 2030."},
     "Between Kazakhstan and South Korea, 2030, target: USD 10 billion: “Ten billion by 2030.”"),
    ({"measure": "people", "value": 2100, "unit": "count", "bound": "about", "from": "KAZ", "to": "KOR", "quote": "2,100 welders"},
     "From Kazakhstan to South Korea: about 2,100: “2,100 welders”"),
])
def test_figures_in_words(record: dict[str, Any], line: str) -> None:
    assert list(figures(told("2027-07-09", {"type": "figure", **record})).values()) == [[line]]


def test_a_body_is_one_line_with_its_statuses() -> None:
    body = {"type": "body", "name": "consulate general in Shymkent", "kind": "mission", "parties": PAIR}
    brief = brief_of(told("2026-09-11", {**body, "status": "planned"}), told("2027-07-09", {**body, "status": "operating"}))
    assert section(brief, "Joint bodies and presences") == {"Joint bodies and missions": [
        "Consulate general in Shymkent, diplomatic mission: planned as of 11 September 2026; operating as of 9 July 2027; "
        "told by 2 documents"]}


def test_presences_stand_by_direction() -> None:
    firm = {"type": "presence", "name": "Geumgang Cell", "home": "KOR", "host": "KAZ"}
    brief = brief_of(told("2026", {**firm, "activity": "battery maker"}, {**firm, "name": "Taebaek"}))
    assert sorted(section(brief, "Joint bodies and presences")["From South Korea in Kazakhstan"]) == [
        "Geumgang Cell: battery maker", "Taebaek"]


def test_promises_stand_by_who_owes_them_the_overdue_ones_first_and_the_proposals_last() -> None:
    some = [{**PROMISE, "action": "plant an orchard", "actor": ["KOR"], "toward": ["KAZ"]}, {**PROMISE, "action": "pave the harbour road"},
            {**PROMISE, "action": "print school books", "stance": "request"},
            {**PROMISE, "action": "film a comedy", "actor": PAIR, "toward": None},
            {**PROMISE, "action": "launch a satellite", "deadline": "by the end of 2025"}]
    assert section(brief_of(told("2025-09-11", *some)), "Promises and proposals") == {
        "Overdue": ["Pledge, 11 September 2025: Kazakhstan to South Korea: launch a satellite; due 31 December 2025: “by the end of 2025”"],
        "Open: promised by Kazakhstan": ["Pledge, 11 September 2025: Kazakhstan to South Korea: pave the harbour road"],
        "Open: promised by South Korea": ["Pledge, 11 September 2025: South Korea to Kazakhstan: plant an orchard"],
        "Open: promised by Kazakhstan and South Korea": ["Pledge, 11 September 2025: Kazakhstan and South Korea: film a comedy"],
        "Open: proposed or asked for": ["Request, 11 September 2025: Kazakhstan to South Korea: print school books"]}


def test_a_kept_promise_names_the_fact_that_shows_it_and_cites_it() -> None:
    body = {"type": "body", "name": "consulate general in Shymkent", "kind": "mission", "parties": PAIR, "status": "operating"}
    brief = brief_of(told("2026-09-11", {**PROMISE, "actor": ["KOR"], "toward": ["KAZ"], "action": "open a consulate general in Shymkent"}),
                     told("2027-07-09", {**body, "quote": "The consulate general in Shymkent works."}))
    line, = section(brief, "Promises and proposals")["Kept"]
    assert line.endswith("; kept: Consulate general in Shymkent (operating), 9 July 2027")
    kept = next(one for one in brief.lines if one.text == line)
    assert "The consulate general in Shymkent works." in [one.quote for one in kept.cited]


def test_what_each_side_said_last_comes_first_and_only_direct_speech_is_quoted() -> None:
    said = {"type": "statement", "speaker": "Yoon Ga-eun", "affiliation": "KOR", "mode": "direct"}
    brief = brief_of(told("2026-09-11", {**said, "content": "We begin here"}, TALKS),
                     told("2026-10-11", {**said, "mode": "indirect", "content": "a carrier would fly"},
                          {**said, "speaker": "Aliya", "affiliation": "KAZ", "content": "We wait"},
                          {**said, "speaker": "Ito", "affiliation": "JPN", "content": "We watch them, Kazakhstan and Korea"}))
    assert section(brief, "What each side said last") == {
        "Kazakhstan": ["Aliya, 11 October 2026: “We wait”"],
        "South Korea": ["Yoon Ga-eun, 11 October 2026 (reported): … a carrier would fly",
                        "Yoon Ga-eun, 11 September 2026: “We begin here”"]}


def test_gestures_stand_by_direction() -> None:
    brief = brief_of(told("2026-09-11", {"type": "gesture", "kind": "thanks", "from": "KOR", "to": "KAZ", "about": "the bread"}))
    assert section(brief, "Gestures") == {"South Korea to Kazakhstan": ["Thanks, 11 September 2026: the bread"]}


def test_an_event_is_told_in_the_documents_words() -> None:
    event = {"type": "event", "event_type": "AID", "source": ["KOR"], "target": ["KAZ"], "date": "2026-08", "quote": "Korea sent tents."}
    brief = brief_of(told("2026-09-11", event))
    assert section(brief, "Other events") == {None: ["August 2026: aid by South Korea towards Kazakhstan: “Korea sent tents.”"]}
