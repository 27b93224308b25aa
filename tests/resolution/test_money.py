"""Which currency a sign or a word means."""
from __future__ import annotations

import pytest

from dragoman.resolution.quantities import find_quantities


def units(text: str, country: str | None = None, published: str | None = None) -> list[str]:
    return [quantity.unit for quantity in find_quantities(text, country, published)]


@pytest.mark.parametrize(("text", "code"), [
    ("US$6 billion", "USD"), ("U.S. $6 billion", "USD"), ("$6 billion", "USD"), ("6.5 billion dlrs", "USD"),
    ("6 million U.S. dollars", "USD"),
    ("US dollars 6", None), ("USD 118,340", "USD"), ("300 USD", "USD"), ("a 14 billion dlr debt", "USD"), ("€2.5 billion", "EUR"),
    ("a 54-million-euro deal", "EUR"), ("10,000 €", "EUR"), ("£5m", "GBP"), ("20 mln stg", "GBP"), ("50 million pounds", "GBP"),
    ("410 billion won", "KRW"),
    ("1.8 billion yen", "JPY"), ("A$35 million", "AUD"), ("$A115 million", "AUD"), ("C$663 million", "CAD"),
    ("50 mln Canadian dlrs", "CAD"),
    ("4 billion Hong Kong dollars", "HKD"), ("NZ$7.5 million", "NZD"), ("CHF 250m", "CHF"), ("CHF250m", "CHF"),
    ("4 billion Swiss francs", "CHF"),
    ("10 million French francs", "FRF"), ("CFA 95bn", "XOF"), ("91 mln marks", "DEM"), ("DM 50 million", "DEM"), ("SEK 6.1 billion", "SEK"),
    ("6 billion Swedish crowns", "SEK"), ("300 million hryvnias", "UAH"), ("5 billion tenge", "KZT"), ("20 bn yuan", "CNY"),
    ("₱1.1 billion", "PHP"),
    ("12 European Currency Units", "XEU"),
    ("3 million Mexican pesos", "MXN"), ("SAR 5.6 billion", "SAR"), ("11 million transferable roubles", "transferable rouble"),
])
def test_money_has_a_code(text: str, code: str | None) -> None:
    assert units(text) == ([code] if code else ["count"])


@pytest.mark.parametrize(("text", "code"), [
    ("Tunisia's exports, worth 2.9bn dinars", "TND"), ("Algeria paid the arrears, 310 million dinars", "DZD"),
    ("Honduras spent L 19.4 billion", "HNL"),
    ("a contract of Rs 640 million in Mauritius", "MUR"), ("India gave Rs 15 crore", "INR"), ("Kenya owes KSh 190 billion", "KES"),
    ("South African aid of R 50 million", "ZAR"), ("Soviet credits of two mln roubles", "SUR"),
])
def test_a_shared_name_is_the_money_of_the_country_spoken_of(text: str, code: str) -> None:
    assert units(text) == [code]


@pytest.mark.parametrize("text", ["worth 310 million dinars", "some 5 million pesos"])
def test_a_shared_name_without_a_country_is_no_money(text: str) -> None:
    assert units(text) == ["count"]


def test_the_country_of_the_text_has_its_own_dollar() -> None:
    assert units("A grant of $4 million to Jordan", "AUS") == ["AUD"]
    assert units("A grant of US$4 million to Jordan", "AUS") == ["USD"]
    assert units("A grant of $4 million to Jordan", "KOR") == ["USD"]


def test_money_that_was_withdrawn_is_not_meant_later() -> None:
    text = "Remittances from Portugal to Cabo Verde reached 9.8 thousand million escudos"
    assert units("Portugal paid 9.8 million escudos", None, "1987-05-01") == ["PTE"]
    assert units(text, None, "2025-05-01") == ["CVE"]


def test_a_letter_before_a_number_is_money_only_where_it_is_paid_with() -> None:
    assert units("an R 50 million grant to Iceland") == ["count"]
