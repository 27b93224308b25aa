"""Figures that disagree."""
from __future__ import annotations

import json
import random
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.facts import Fact
from dragoman.facts.disputes import disputes
from tests.facts.gold import gold_facts
from tests.questions.support import fact, report

TRADE = {"measure": "trade", "unit": "EUR", "nature": "level", "between": ["EST", "FIN"], "period": "2026"}
AID = {"measure": "grant", "unit": "EUR", "nature": "level", "from_": "FIN", "to": "EST"}
PEOPLE = {"measure": "people", "unit": "count", "nature": "level", "from_": "EST", "to": "FIN", "period": "2026"}


def figure(value: float, quote: str | None = None, document: str = "a", **fields: Any) -> Fact:
    """A figure of Estonia and Finland."""
    position = fields.pop("position", int(value) % 1_000_003)
    kept = {name: given for name, given in fields.items() if given is not None or name == "published"}
    return fact(report(document, quote or f"it was {value}", position, type="figure", value=value, **kept))


def in_dispute(*figures: Fact) -> bool:
    """Whether the two figures are told to disagree."""
    return len(disputes(figures)) == 1


def test_two_values_of_one_year_disagree_and_the_link_says_so() -> None:
    one, other = figure(74_000_000, **TRADE), figure(61_000_000, document="b", published="2027-03-01", **TRADE)
    (link,) = disputes([other, one])
    assert (link.kind, link.of, link.by) == ("conflict", one.id, other.id)
    assert link.why == "two values of one quantity, trade for 2026: 74,000,000 EUR (2024-06-14) and 61,000,000 EUR (2027-03-01)"


@pytest.mark.parametrize("other", [
    {"unit": "USD"}, {"measure": "export"}, {"between": ["FIN", "LVA"]}, {"period": "2025"}, {"nature": "target"}, {"nature": "change"},
    {"period": None}, {"period": "2026-01/2026-03"}])
def test_another_quantity_is_no_dispute(other: dict[str, Any]) -> None:
    assert not in_dispute(figure(74_000_000, **TRADE), figure(61_000_000, document="b", **{**TRADE, **other}))


def test_what_was_invested_over_years_up_to_now_is_all_that_is() -> None:
    told = {"measure": "investment", "unit": "USD", "nature": "level", "from_": "FIN", "to": "EST", "published": "2027-03-01"}
    total = figure(7_900_000_000, document="b", **told)
    assert in_dispute(figure(9_600_000_000, period="1997/2027", **told), total)
    assert not in_dispute(figure(9_600_000_000, period="1997/2007", **told), total)
    assert not in_dispute(figure(9_600_000_000, period="2027", **told), total)


@pytest.mark.parametrize(("value", "quote", "disagree"), [
    (9_600_000_000, "Finland bought 9.6 billion cubic metres of gas", True), (9_600_000_000, "9.6 billion cubic metres of water", False),
    (4_200_000_000, "Finland bought 4.2 billion cubic metres of gas", False)])
def test_amounts_of_one_sort_of_goods_disagree_if_they_are_close(value: float, quote: str, disagree: bool) -> None:
    gas = {"measure": "goods", "unit": "m3", "nature": "level", "from_": "EST", "to": "FIN", "period": "2026"}
    one = figure(9_500_000_000, "9.5 billion cubic metres of gas had been exported", **gas)
    assert in_dispute(one, figure(value, quote, document="b", **gas)) is disagree
    assert not in_dispute(one, figure(value, quote, **gas))


@pytest.mark.parametrize(("one", "other", "disagree"), [
    ((4_380_000_000, "exact"), (4_400_000_000, "exact"), False),
    ((4_300_000_000, "exact"), (4_400_000_000, "exact"), True),
    ((8_200_000, "about"), (8_500_000, "exact"), False),
    ((500, "more_than"), (560, "exact"), False),
    ((500, "more_than"), (1_200, "exact"), True),
    ((1_500_000, "up_to"), (420_000, "exact"), False),
    ((1_500_000, "up_to"), (1_900_000, "exact"), True),
    ((3_000, "more_than"), (4_000, "up_to"), False),
    ((-3, "exact"), (4, "exact"), True),
    ((10_000_000, "about"), (8_300_000_000, "exact"), False),
    ((0, "exact"), (0, "exact"), False)])
def test_values_that_can_both_be_true_agree(one: tuple[float, str], other: tuple[float, str], disagree: bool) -> None:
    (first, second), (third, fourth) = one, other
    assert in_dispute(figure(first, bound=second, **TRADE), figure(third, document="b", bound=fourth, **TRADE)) is disagree


@pytest.mark.parametrize(("day", "disagree"), [
    ("2024-06-15", True), ("2024-07-15", True), ("2024-07-16", False), ("2024-06", True), ("2024-13-45", False), (None, False)])
def test_without_a_period_figures_are_of_the_month_they_are_told_in(day: str | None, disagree: bool) -> None:
    undated = {**TRADE, "measure": "investment", "period": None}
    assert in_dispute(figure(8_400, **undated), figure(9_700, document="b", published=day, **undated)) is disagree


def test_one_document_gives_two_values_only_as_somebodys_own() -> None:
    said = figure(9_900_000_000, "The National Bank counts 9.9 billion", **TRADE)
    other = figure(8_600_000_000, "Trade came to 8.6 billion", **TRADE)
    plain = figure(9_900_000_000, "Trade came to 9.9 billion", **TRADE)
    assert in_dispute(said, other)
    assert not in_dispute(plain, other)


def test_where_one_alone_names_the_period_they_must_stand_in_one_document() -> None:
    told = {**TRADE, "published": "2027-03-01"}
    said = figure(79_400_000, "The guests named a figure of 79.4 million", **{**told, "period": None})
    assert in_dispute(figure(96_300_000, "trade made up 96.3 million", **told), said)
    assert not in_dispute(figure(96_300_000, "trade made up 96.3 million", "b", **told), said)


@pytest.mark.parametrize("quote", [
    "initially fixed at 12 million", "compared with 12 million", "another 12 million", "12 million each",
    "of which 12 million was for Narva"])
def test_a_part_or_an_earlier_value_contradicts_nothing(quote: str) -> None:
    assert not in_dispute(figure(42_000_000, "trade made 42 million", **TRADE), figure(12_000_000, quote, "b", **TRADE))


def test_what_two_documents_count_must_be_called_by_one_word() -> None:
    tourists = figure(7_900, "7,900 tourists came", **PEOPLE)
    for quote, disagree in (("Helsinki puts it at 5,000 tourists", True), ("Helsinki puts it at 5,000 students", False),
                            ("5,000 tourists came", False)):
        assert in_dispute(tourists, figure(5_000, quote, "b", **PEOPLE)) is disagree


def test_of_one_sentence_two_things_counted_are_two() -> None:
    quote = "The ministry put the number of its dead at 36, with 129 wounded"
    assert not in_dispute(figure(36, quote, **PEOPLE), figure(129, quote, **PEOPLE))


def test_a_price_on_which_two_differ_in_one_document() -> None:
    one, other = figure(3_100_000, "Helsinki says 3.1 million", **AID), figure(2_700_000, "your own budget says 2.7", **AID)
    assert in_dispute(one, other)
    assert not in_dispute(figure(3_100_000, "3.1 million for ferries", **AID), figure(2_700_000, "2.7 million for bees", **AID))


def test_what_a_firm_gives_is_not_what_its_country_gives() -> None:
    invested = {**AID, "measure": "investment", "period": "2026"}
    firm = figure(180_000_000, "by our count 180 million", **{**invested, "from_": "Northern Ferries"})
    assert not in_dispute(firm, figure(27_000_000_000, "as a whole 27 billion, says the bank", "b", **invested))


def test_every_conflict_of_the_series_is_found_and_one_more(shared: Path) -> None:
    facts = gold_facts(shared / "corpus", "dispatch-3")
    truth = json.loads((shared / "corpus" / "dispatch-3.facts.json").read_text(encoding="utf-8"))
    fact_of = {(told.document, told.position): one.id for one in facts for told in one.reports}
    wanted = {tuple(sorted({fact_of[tuple(record)] for record in group})) for group in truth["conflicts"]}
    found = {(link.of, link.by) for link in disputes([one for one in facts if one.type == "figure"])}
    assert wanted <= found
    assert len(found - wanted) <= 1  # the price of icebreakers, in a document outside the series


@pytest.mark.parametrize(("name", "most"), [("dispatch-1", 0), ("dispatch-2", 1), ("readouts-dev1", 0), ("readouts-dev2", 0)])
def test_few_figures_of_documents_that_do_not_contradict_each_other_do(shared: Path, name: str, most: int) -> None:
    facts = gold_facts(shared / "corpus", name)
    assert len(disputes([one for one in facts if one.type == "figure"])) <= most  # an airline's debt, on which the two sides differ


@st.composite
def figures(draw: st.DrawFn) -> list[Fact]:
    """Figures of one pair of states."""
    made = []
    for place in range(draw(st.integers(2, 8))):
        day = draw(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 4, 1)).map(date.isoformat)))
        value, document = draw(st.integers(1, 40)), draw(st.sampled_from("abc"))
        quote = draw(st.sampled_from((f"it was {value} ferries", f"Helsinki says {value} ferries", f"another {value} ferries")))
        fields = draw(st.sampled_from((TRADE, {**TRADE, "period": None}, AID, PEOPLE)))
        made.append(replace(figure(value, quote, document, published=day, position=place, **fields), id=f"f-{place}"))
    return made


@given(some=figures(), seed=st.randoms(use_true_random=False))
def test_links_do_not_hang_on_the_order_and_each_on_two_figures_alone(some: list[Fact], seed: random.Random) -> None:
    links = disputes(some)
    shuffled = list(some)
    seed.shuffle(shuffled)
    assert disputes(shuffled) == links
    alone = [link for n, one in enumerate(some) for other in some[n + 1:] for link in disputes([one, other])]
    assert sorted(alone, key=lambda link: (link.of, link.by)) == links


def test_thousands_of_figures_of_one_pair_are_compared_in_seconds() -> None:
    draw = random.Random(5)  # noqa: S311 - no secret
    some = []
    for place in range(5_000):
        day = f"20{draw.randrange(10, 40)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        some.append(figure(draw.randrange(10, 10_000), document=f"d{place}", published=day, position=place, **{**TRADE, "period": None}))
    begin = time.process_time()
    disputes(some)
    assert time.process_time() - begin < 20  # one here; comparing each with each takes minutes
