"""Quantities: value, unit, bound and noun."""
from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution.quantities import Quantity, find_quantities
from tests.corpus import evidence_spans, gold_documents


def read(text: str) -> list[tuple[float, str, str, str | None]]:
    return [(q.value, q.unit, q.bound, q.noun) for q in find_quantities(text)]


@pytest.mark.parametrize(("text", "value", "unit", "bound", "noun"), [
    ("more than US$6 billion", 6 * 10**9, "USD", "more_than", None),
    ("9,6 billion US dollars", 9_600_000_000, "USD", "exact", None),
    ("barely $10 million", 10**7, "USD", "about", None),
    ("up to $1.5 billion", 1_500_000_000, "USD", "up_to", None),
    ("no more than 4 million dollars", 4 * 10**6, "USD", "up_to", None),
    ("did not exceed SEK 1.2 billion", 1_200_000_000, "SEK", "up_to", None),
    ("not even 7 million dollars", 7 * 10**6, "USD", "less_than", None),
    ("a little under US$12 billion", 12 * 10**9, "USD", "less_than", None),
    ("exceeded €11.5 billion", 11_500_000_000, "EUR", "more_than", None),
    ("an estimated $214 million", 214 * 10**6, "USD", "about", None),
    ("12 per cent", 12, "percent", "exact", None),
    ("nearly 12% of imports", 12, "percent", "about", None),
    ("a 49-percent stake", 49, "percent", "exact", None),
    ("limiting payments to 10 pct", 10, "percent", "up_to", None),
    ("nearly a third of trade", 33, "percent", "about", None),
    ("more than doubled", 100, "percent", "more_than", None),
    ("550 companies", 550, "count", "exact", "companies"),
    ("some 300 Korean companies", 300, "count", "about", "companies"),
    ("At least 14 Americans", 14, "count", "more_than", "Americans"),
    ("1.5m Turkish citizens", 1_500_000, "count", "exact", "citizens"),
    ("twelve young technicians", 12, "count", "exact", "technicians"),
    ("37 thousand operations", 37_000, "count", "exact", "operations"),
    ("25 crew aboard", 25, "count", "exact", "crew"),
    ("One Honduran fisherman was killed", 1, "count", "exact", "fisherman"),
    ("Twenty-one of them", 21, "count", "exact", None),
    ("the 164,000-strong community", 164_000, "count", "exact", None),
    ("30,000 or more refugees", 30_000, "count", "more_than", None),
    ("nine mln tonnes of wheat", 9 * 10**6, "tonne", "exact", "wheat"),
    ("46 tons of blankets", 46, "tonne", "exact", "blankets"),
    ("10.5 mln barrels", 10_500_000, "barrel", "exact", None),
    ("7.4 million cubic metres a day", 7_400_000, "m3", "exact", None),
    ("300 megawatts", 300, "MW", "exact", None),
    ("1.2 GW", 1200, "MW", "exact", None),
    ("half a million doses", 500_000, "dose", "exact", None),
    ("six to seven million people", 7 * 10**6, "count", "up_to", "people"),
    ("between $15 billion and $20 billion", 20 * 10**9, "USD", "up_to", None),
    ("350 to 400 mln stg", 400 * 10**6, "GBP", "up_to", None),
    ("US$5-6 billion", 6 * 10**9, "USD", "up_to", None),
])
def test_a_quantity_is_read_whole(text: str, value: float, unit: str, bound: str, noun: str | None) -> None:
    assert read(text) == [(value, unit, bound, noun)]


@pytest.mark.parametrize("text", [
    "Lechin, 83, said", "Resolution No. 2735", "resolution 1325", "Article 5", "at 10:30", "at 2 a.m.", "at 10.30 hrs",
    "on 16 April 2025", "in 2030", "1. The",
    "(02) 6277 7584", "+61 2 6277 7584", "F-16 jets", "a three-day visit", "for five years", "two years ago", "the Group of 77",
    "a Boeing 777", "dozens of firms",
    "the 15th session", "one of them", "one day",
])
def test_other_numbers_are_no_quantities(text: str) -> None:
    assert read(text) == []


def test_from_and_to_are_two_quantities() -> None:
    assert read("rose from 10 to 15 percent") == [(10, "percent", "exact", None), (15, "percent", "exact", None)]


@pytest.mark.parametrize(("text", "last"), [
    ("grants climbed to 70 mln marks in 1988 from 40 mln in 1985", (40 * 10**6, "DEM")),
    ("Astana counts $9.9bn, Seoul's bank 8.6", (8_600_000_000, "USD")),
    ("of the 200 thousand tonnes 135 thousand had been shipped", (135_000, "tonne")),
])
def test_a_unit_left_out_is_that_of_the_sum_before(text: str, last: tuple[int, str]) -> None:
    assert read(text)[-1][:2] == last


def test_no_unit_is_carried_into_another_paragraph() -> None:
    assert read("It cost $9.9bn.\n\nThere were 8 million") == [(9_900_000_000, "USD", "exact", None), (8 * 10**6, "count", "exact", None)]


def test_offsets_reach_from_the_bound_to_the_noun() -> None:
    text = "“Ñ” – some 300 Korean companies work there"
    (quantity,) = find_quantities(text)
    assert text[quantity.start:quantity.end] == "some 300 Korean companies"


def test_a_particle_is_no_bound() -> None:
    assert read("having handed over 1,389 suspects") == [(1389, "count", "exact", "suspects")]


PIECES = st.sampled_from(
    "1 12 3.5 9,6 2030 million bn thousand $ US$ € % percent to and between from - – , . a half third one two of dollars won tonnes more "
    "than over about companies people the No. in May".split())


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_quantities_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.bound in ("exact", "about", "more_than", "less_than", "up_to")
        end = quantity.end


def test_a_number_in_a_bracket_is_a_label_whatever_it_counts() -> None:
    assert find_quantities("The talks covered all plants (22 regions took part).", None, None) == []


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    find_quantities(text)


def test_the_corpus_s_figures_are_found(shared: Path) -> None:
    """The share of hand-annotated figures whose value and unit are among the quantities of their evidence."""
    hits: Counter[bool] = Counter()
    for document in gold_documents(shared):
        australian = document.gold["id"].startswith("ausfm")
        quantities = find_quantities(document.text, "AUS" if australian else None, document.gold.get("published"))
        for record in document.gold["records"]:
            spans = list(evidence_spans(document.text, record)) if record["type"] == "figure" else []
            if spans:
                hits[any(_is(record, q) for q in quantities for start, end in spans if q.start < end and start < q.end)] += 1
    assert hits[True] / hits.total() > 0.97


def _is(record: dict[str, object], quantity: Quantity) -> bool:
    # Whether something grew or fell is in the verb, not in the quantity.
    return abs(quantity.value) == abs(float(str(record["value"]))) and quantity.unit == record["unit"]


def test_a_people_s_name_is_a_plural_though_it_ends_like_a_word_of_the_language() -> None:
    [quantity] = find_quantities("More than 4,000 Iraqis fled.")
    assert (quantity.noun, quantity.bound) == ("Iraqis", "more_than")
