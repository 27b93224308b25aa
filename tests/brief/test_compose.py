"""A brief as a whole: every line has its sources, every source its place, and what is left out is said."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.brief import FORMATS, Brief, make_brief
from dragoman.errors import QuestionError, UnknownError
from dragoman.records import Reading
from dragoman.register import Register, View
from tests.brief.support import KAZAKH, KOREAN, PAIR, brief_of, briefs, section, told, view_of
from tests.strategies import readings

TALKS = {"type": "meeting", "kind": "talks", "parties": PAIR, "date": "2026-11-17"}
PACT = {"type": "agreement", "kind": "agreement", "parties": PAIR}
TRADE = {"type": "figure", "measure": "trade", "unit": "USD", "between": PAIR}


@settings(max_examples=20)
@given(briefs())
def test_every_line_cites_evidence_and_every_quote_is_cited(brief: Brief) -> None:
    numbers = [passage.number for source in brief.sources for passage in source.passages]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(line.cited for line in brief.lines)
    assert {number for line in brief.lines for number in brief.numbers(line.cited)} == set(numbers)


@settings(max_examples=20)
@given(st.lists(readings(), min_size=1, max_size=2, unique_by=lambda reading: reading.id))
def test_every_passage_stands_in_its_document(found: list[Reading]) -> None:
    texts = {reading.id: reading.text for reading in found}
    try:
        brief = brief_of(*found)
    except UnknownError:
        return
    for source in brief.sources:
        for one in source.passages:
            before, after = brief.around[source.document, one.start, one.end]
            assert texts[source.document][one.start:one.end] == one.quote
            assert f"{before}{one.quote}{after}" in texts[source.document]


def test_without_a_fact_of_both_there_is_no_brief() -> None:
    said = "Kazakhstan and the Netherlands: no document of the register speaks of both; read some that do"
    with view_of(told("2026", TALKS)) as view:
        with pytest.raises(UnknownError, match=said):
            make_brief(view, "KAZ", "NLD")
        with pytest.raises(UnknownError, match="speaks of both in this period"):
            make_brief(view, "KAZ", "KOR", since="2028")


def test_wrong_questions_are_refused() -> None:
    with view_of(told("2026", TALKS)) as view:
        for asked, said in (({"since": "May"}, "May: not a date"), ({"since": "2027", "until": "2026"}, "exchange them"),
                            ({"today": "soon"}, "soon: not a date"), ({"visit": "soon"}, "soon: neither a date nor the id of a meeting")):
            with pytest.raises(QuestionError, match=said):
                make_brief(view, "KAZ", "KOR", **asked)
        with pytest.raises(QuestionError, match="with itself"):
            make_brief(view, "KAZ", "Kazakhstan")


def test_the_same_register_gives_the_same_brief_in_every_format(tmp_path: Path) -> None:
    found = [told("2026-11-18", TALKS, source="B"), told("2026-11-18", TALKS, source="A"), told(None, {**TALKS, "date": None})]
    made = set()
    for n, order in enumerate((found, found[::-1])):
        with Register.open(tmp_path / f"{n}.db") as register:
            for reading in order:
                register.add(reading)
            brief = make_brief(register.view(), "KAZ", "KOR", today="2027-01-01")
            made.add(tuple(write(brief) for name, write in FORMATS.items() if name != "docx"))  # which keeps the time it was packed
    assert len(made) == 1


def test_names_will_do_for_codes_and_the_order_of_the_two_is_kept() -> None:
    with view_of(told("2026", TALKS)) as view:
        assert make_brief(view, "South Korea", "kz").title == "South Korea and Kazakhstan"


def test_a_brief_of_which_only_lines_are_shown_loads_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    with view_of(told("2026", TALKS)) as view:
        whole = make_brief(view, "KAZ", "KOR", today="2027-01-01")
        monkeypatch.setattr(View, "texts", lambda *_: pytest.fail("a text was loaded"))
        lines = make_brief(view, "KAZ", "KOR", today="2027-01-01", around=False)
    assert whole.around
    assert lines == replace(whole, around={})


def test_sources_stand_in_order_of_time_and_of_the_text() -> None:
    late = told("2027-01-01", {**TALKS, "quote": "Second."}, {**TALKS, "quote": "First.", "date": "2025-02-03"})
    brief = brief_of(told(None, TALKS), late, told("2026-01-01", TALKS))
    assert [source.published for source in brief.sources] == ["2026-01-01", "2027-01-01", None]
    assert [one.quote for one in brief.sources[1].passages] == ["Second.", "First."]


def test_one_quote_for_two_records_has_one_number() -> None:
    quote = "They met and signed."
    brief = brief_of(told("2026", {**TALKS, "quote": quote}, {**PACT, "status": "signed", "quote": quote}))
    passage, = brief.sources[0].passages
    assert len(passage.records) == 2


def test_the_overview_says_where_things_stand() -> None:
    promise = {"type": "commitment", "stance": "pledge", "actor": ["KAZ"], "toward": ["KOR"]}
    brief = brief_of(
        told("2026-11-18", {**TALKS, "quote": "President A and President B held talks."},
             {**TALKS, "date": "2027-09-22", "status": "planned", "kind": "visit", "place": "Seoul"},
             {**PACT, "status": "signed", "date": "2026-11-17"}, {**PACT, "subject": "trade", "status": "in_force"},
             {**promise, "action": "open a route by sea", "deadline": "by the end of 2026"}, {**promise, "action": "plant trees"},
             {**promise, "action": "send welders", "stance": "request"}, source=KOREAN),
        told("2026-12-01", {**TRADE, "value": 8.4e9, "period": "2025"}, source="Courier"),
        told("2026-12-05", {**TRADE, "value": 9.7e9, "period": "2025"}, source=KAZAKH))
    assert section(brief, "At a glance")[None] == [
        "Documents (3): 18 November – 5 December 2026; 3 sources; official ones: 1 of Kazakhstan and 1 of South Korea",
        "Last meeting: 17 November 2026: talks between Kazakhstan and South Korea; South Korea’s account; "
        "highest office named: head of state",
        "Next planned meeting: 22 September 2027 (planned): visit to Seoul; South Korea’s announcement",
        "Agreements (2): in force 1, signed 1",
        "Promises (2): overdue 1, open 1",
        "Trade between Kazakhstan and South Korea, 2025: USD 9.7 billion (other values are told)",
        "Contradictions (1): Trade between Kazakhstan and South Korea, 2025"]
    assert brief.about == "As of 1 January 2027."


def test_today_decides_what_is_overdue() -> None:
    promise = {"type": "commitment", "stance": "pledge", "actor": ["KAZ"], "toward": ["KOR"], "action": "open a route"}
    found = told("2026-11-18", {**promise, "deadline": "in 2027"})
    assert list(section(brief_of(found, today="2027-12-31"), "Promises and proposals")) == ["Open: promised by Kazakhstan"]
    assert list(section(brief_of(found, today="2028-01-01"), "Promises and proposals")) == ["Overdue"]


def test_of_a_period_only_its_facts_are_told() -> None:
    found = told("2026-12-01", TALKS, {**TALKS, "date": "2024-05-02"}, {**TALKS, "date": "2027"})
    brief = brief_of(found, since="2025", until="2026-11")
    assert section(brief, "Meetings and visits") == {None: ["17 November 2026: talks between Kazakhstan and South Korea"]}
    assert brief.about == "From 2025 until November 2026. As of 1 January 2027."


def test_of_many_facts_the_latest_are_told_and_the_rest_counted() -> None:
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in (3, 9, 20)]
    many = [{**TALKS, "date": day, "quote": f"Talks of {day}."} for day in days]
    brief = brief_of(told("2026-01-01", *many), since="2024")
    meetings = next(one for one in brief.sections if one.title == "Meetings and visits")
    assert [line.text[:15] for line in meetings.groups[0].lines][::23] == ["3 May 2025: tal", "20 December 202"]
    assert meetings.more == "12 more: dragoman timeline KAZ KOR --type meeting --since 2024"


def test_of_many_reports_few_are_cited_and_each_sides_own_is_among_them() -> None:
    papers = [told(f"2026-11-{day}", TALKS, source=f"Paper {day}") for day in range(18, 26)]
    brief = brief_of(*papers, told("2026-11-28", TALKS, source=KOREAN), told("2026-11-29", TALKS, source=KAZAKH))
    line = next(one for one in brief.sections if one.title == "Meetings and visits").groups[0].lines[0]
    assert line.text.endswith("; told by 10 documents; Kazakhstan’s account; South Korea’s account")
    assert [one.source for one in line.cited] == ["Paper 18", "Paper 19", "Paper 25", KAZAKH, KOREAN]
