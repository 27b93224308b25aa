"""Dates, sums and names in words."""
from __future__ import annotations

import pytest
from hypothesis import given

from dragoman.questions.wording import amount, at, flat, listing, name, when, with_article
from tests.strategies import DATES, NUMBERS


@pytest.mark.parametrize(("iso", "words"), [
    ("2026-11-17", "17 November 2026"),
    ("2024-05", "May 2024"),
    ("2025", "2025"),
    ("2024-05/", "since May 2024"),
    ("2026-11-16/2026-11-18", "16–18 November 2026"),
    ("2026-11-28/2026-12-02", "28 November – 2 December 2026"),
    ("2026-12-30/2027-01-02", "30 December 2026 – 2 January 2027"),
    ("2026-11-16/2027-11-16", "16 November 2026 – 16 November 2027"),
    ("2027-01/2027-03", "January–March 2027"),
    ("2013/2017", "2013–2017"),
    ("2026-11-16/2026-11-16", "16 November 2026"),
    ("2026-11-16/2027", "16 November 2026 – 2027"),
    ("2026-02-30", "2026-02-30"),
    ("last spring", "last spring"),
])
def test_dates_and_intervals(iso: str, words: str) -> None:
    assert when(iso) == words


@pytest.mark.parametrize(("iso", "words"), [
    ("2026-11-17", "on 17 November 2026"), ("2024-05", "in May 2024"), ("2025", "in 2025"), ("2024-05/", "since May 2024"),
    ("2026-11-16/2026-11-18", "on 16–18 November 2026"), ("2027-01/2027-03", "in January–March 2027")])
def test_dates_after_a_verb(iso: str, words: str) -> None:
    assert at(iso) == words


@pytest.mark.parametrize(("value", "unit", "words"), [
    (6_000_000_000, "USD", "USD 6 billion"),
    (4_380_000_000, "USD", "USD 4.38 billion"),
    (1_234_567, "EUR", "EUR 1,234,567"),
    (1.5e12, "JPY", "JPY 1.5 trillion"),
    (6.1, "percent", "6.1%"),
    (3400, "count", "3,400"),
    (1_500_000, "count", "1.5 million"),
    (18000, "tonne", "18,000 tonnes"),
    (1, "tonne", "1 tonne"),
    (0.5, "MW", "0.5 MW"),
    (7, "m3", "7 m³"),
    (-250, "USD", "USD -250"),
    (1.50, "percent", "1.5%"),
    (2.0, "percent", "2%"),
    (1e-7, "percent", "0.0000001%"),
    (10**25 + 7, "count", "10,000,000,000,000,000,000,000,007"),
])
def test_sums_and_counts(value: float, unit: str, words: str) -> None:
    assert amount(value, unit) == words


@given(DATES)
def test_any_date_has_words(iso: str) -> None:
    assert when(iso)


@given(NUMBERS)
def test_a_count_keeps_its_value(value: float) -> None:
    digits, _, scale = amount(value, "count").replace(",", "").partition(" ")
    factor = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    assert float(digits) * factor == pytest.approx(value)


@pytest.mark.parametrize(("code", "words"), [("KAZ", "Kazakhstan"), ("USA", "the United States"), ("NLD", "the Netherlands"),
                                             ("IGO:EU", "the European Union"), ("Geumgang Cell", "Geumgang Cell")])
def test_actors_have_names(code: str, words: str) -> None:
    assert name(code) == words


@pytest.mark.parametrize(("place", "words"), [("Republic of Korea", "the Republic of Korea"), ("Astana", "Astana"),
                                              ("Blue House", "the Blue House"), ("U.S.", "the U.S."), ("Usa", "Usa")])
def test_places_have_their_article(place: str, words: str) -> None:
    assert with_article(place) == words


def test_a_list_ends_in_and() -> None:
    assert listing(["A", "B", "C"]) == "A, B and C"


def test_a_long_text_is_cut_between_words() -> None:
    assert flat("one\n two  three", 9) == "one two…"
    assert flat("a" * 20, 9) == "a" * 9 + "…"
