"""Gists let nothing be missed, and leave most of what shows nothing unread."""
from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.facts import Fact
from dragoman.facts.follow_up import follow_up
from dragoman.facts.gists import Gist, asks_in, candidates, packed, words_in
from dragoman.facts.periods import bounds
from tests.facts.told import LATER, later, promise


def gist(fact: Fact, key: int) -> Gist:
    """As a register keeps it."""
    told = [bounds(report.published) for report in fact.reports if report.published]
    stems, asks = packed(fact)
    return Gist(key, fact.type, fact.fields.get("kind"), min((first for first, _ in told), default=""),
                max((last for _, last in told), default=""), fact.due, fact.n_reports, words_in(stems), asks_in(asks) if asks else None)


def may_show(asked: Fact, *others: Fact) -> list[int]:
    """The places of the others that may show something of a promise, from 1."""
    gists = [gist(fact, key) for key, fact in enumerate((asked, *others))]
    return sorted(other for _, other in candidates(gists[:1], gists))


@pytest.mark.parametrize(("action", "quote", "more", "found"), [
    ("open a school in Narva", "The school in Narva was opened", {}, True),
    ("open a school in Narva", "The harbour of Pärnu was opened", {}, False),
    ("send vaccines, blankets and vessels to Narva", "The mayor of Narva has resigned", {}, False),
    ("visit Tallinn", "The president came", {"type": "meeting", "place": "Tallinn"}, True),
    ("open a school in Narva", "The president came", {"type": "meeting", "place": "Tallinn"}, False),
    ("sign the Agreement", "Fishing rights", {"type": "agreement", "status": "signed"}, False),  # no document tells both at one time
    ("sign the Agreement", "Fishing rights", {"type": "agreement", "status": "signed", "published": "2026-11-17"}, True)])
def test_a_fact_may_show_something_by_its_words_or_as_a_visit_or_as_the_agreement_of_that_time(
    action: str, quote: str, more: dict[str, Any], found: bool,
) -> None:
    assert bool(may_show(promise(action), later(quote, **more))) == found


@pytest.mark.parametrize(("published", "found"), [
    ("2026-11-16", False), (None, False), ("2026-11", True), (LATER, True), ("2032", True), ("2041-01-01", False)])
def test_what_is_told_before_or_long_after_shows_nothing(published: str | None, found: bool) -> None:
    assert bool(may_show(promise("open a school in Narva"), later("The school in Narva was opened", published=published))) == found


def test_an_undated_promise_asks_for_nothing() -> None:
    assert packed(promise("open a school in Narva", published=None))[1] is None


WORDS = ("harbour", "school", "ferry", "Pärnu", "Narva", "Tallinn", "vessel", "Riga", "treaty")
DATED = st.one_of(st.dates(min_value=date(2026, 1, 1), max_value=date(2034, 1, 1)).map(date.isoformat),
                  st.sampled_from(("2026", "2027-02", "2033-11", None)))
DEEDS = ("open the", "visit", "sign the Agreement on", "sign the Agreement", "hold the", "deliver the", "set up the", "pay for the")


@st.composite
def told(draw: st.DrawFn) -> Fact:
    """A promise, or what may have become of one."""
    words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))
    more: dict[str, Any] = {"published": draw(DATED), "place": draw(st.sampled_from(("Tallinn", "Narva")))}
    return draw(st.sampled_from((
        promise(f"{draw(st.sampled_from(DEEDS))} {words}", draw(st.sampled_from((None, "by May next year"))), **more),
        later(f"The {words} has not opened", **more), later(f"the {words} was opened", "event", **more),
        later(f"They met in {words}", "meeting", **more), later(f"They will not open the {words}", **more),
        later(f"the {words}", "agreement", status=draw(st.sampled_from(("signed", "planned"))), subject=words, **more),
        later(f"the {words}", "body", name=words, status="operating", **more))))


@settings(max_examples=300)
@given(facts=st.lists(told(), min_size=2, max_size=9))
def test_whatever_shows_something_of_a_promise_is_among_its_candidates(facts: list[Fact]) -> None:
    facts = [replace(fact, id=f"f-{key}") for key, fact in enumerate(facts)]
    gists = [gist(fact, key) for key, fact in enumerate(facts)]
    found = {(f"f-{of}", f"f-{by}") for of, by in candidates(gists, gists)}
    shown = {(link.of, link.by) for link in follow_up([one for one in facts if one.type == "commitment"], facts) if link.of != link.by}
    assert shown <= found
