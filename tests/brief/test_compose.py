"""A brief as a whole: every line has its sources, and every source its place."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.brief import Brief, make_brief, to_html, to_markdown
from dragoman.errors import UnknownError
from dragoman.register import Register
from tests.brief.support import brief_of, briefs, section, told
from tests.strategies import readings

TALKS = {"type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"], "date": "2026-11-17"}


@settings(max_examples=150)
@given(briefs())
def test_every_line_cites_evidence_and_every_piece_is_cited(brief: Brief) -> None:
    numbers = [citation.number for source in brief.sources for citation in source.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    lines = [line for one in brief.sections for group in one.groups for line in group.lines]
    assert all(line.citations for line in lines)
    assert {number for line in lines for number in line.citations} == set(numbers)


@settings(max_examples=60)
@given(st.lists(readings(), min_size=1, max_size=2, unique_by=lambda reading: reading.id))
def test_every_passage_stands_in_its_document(found: list) -> None:  # type: ignore[type-arg]
    if not any(reading.records for reading in found):
        return
    texts = {reading.id: reading.text for reading in found}
    for source in brief_of(*found).sources:
        for one in source.citations:
            assert texts[source.id][one.start:one.end] == one.quote
            assert f"{one.before}{one.quote}{one.after}" in texts[source.id]


def test_without_a_record_of_both_there_is_no_brief(tmp_path: Path) -> None:
    said = "Kazakhstan and the Netherlands: no document of the register speaks of both; read some that do"
    with Register.open(tmp_path / "r.db") as register, pytest.raises(UnknownError, match=said):
        make_brief(register.view(), "KAZ", "NLD")


def test_the_same_register_gives_the_same_brief(tmp_path: Path) -> None:
    found = [told("2026-11-18", TALKS, source="B"), told("2026-11-18", TALKS, source="A"), told(None, {**TALKS, "date": None})]
    pages = set()
    for n, order in enumerate((found, found[::-1])):
        with Register.open(tmp_path / f"{n}.db") as register:
            for reading in order:
                register.add(reading)
            brief = make_brief(register.view(), "KAZ", "KOR")
            pages.add((to_markdown(brief), to_html(brief)))
    assert len(pages) == 1


def test_sources_stand_in_order_of_time_and_of_the_text() -> None:
    late = told("2027-01-01", {**TALKS, "quote": "Second."}, {**TALKS, "quote": "First.", "date": "2025"})
    brief = brief_of(told(None, TALKS), late, told("2026-01-01", TALKS))
    assert [source.published for source in brief.sources] == ["2026-01-01", "2027-01-01", None]
    assert [one.quote for one in brief.sources[1].citations] == ["Second.", "First."]


def test_one_piece_of_evidence_for_two_records_has_one_number() -> None:
    quote = "They met and signed."
    pact = {"type": "agreement", "kind": "treaty", "parties": ["KAZ", "KOR"], "status": "signed", "quote": quote}
    brief = brief_of(told("2026", {**TALKS, "quote": quote}, pact))
    citation, = brief.sources[0].citations
    assert len(citation.records) == 2


def test_the_overview_counts_lines_and_shows_the_latest() -> None:
    pact = {"type": "agreement", "kind": "treaty", "parties": ["KAZ", "KOR"]}
    brief = brief_of(told("2026-11-18", TALKS, {**TALKS, "date": "2027-09-22", "status": "planned"}, {**pact, "status": "signed"},
                          {**pact, "subject": "trade", "status": "in_force"}, {**pact, "subject": "air", "status": "in_force"}),
                     told("2027-01-01", TALKS))
    assert section(brief, "At a glance")[None] == [
        "Documents (2): 18 November 2026 – 1 January 2027",
        "Meetings and visits (2), the latest in time: 22 September 2027 (planned): talks between Kazakhstan and South Korea",
        "Agreements (3): In force 2, Signed 1"]
