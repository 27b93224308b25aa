"""Currencies, units and the words around numbers keep their own rules."""
from __future__ import annotations

from collections import Counter

import pycountry

from dragoman.codebook.places import countries, organisations
from dragoman.codebook.units import currencies, measures, quantity_words


def test_every_iso_currency_that_is_paid_with_is_listed() -> None:
    # Without funds, bullion, bonds and test codes.
    accounts = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "VED", "XAD", "XSU", "XUA", "XTS", "XXX"}
    metals = {"XAG", "XAU", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD"}
    assert {c.alpha_3 for c in pycountry.currencies} - accounts - metals <= {currency.code for currency in currencies()}


def test_no_currency_is_listed_twice() -> None:
    assert [code for code, times in Counter(currency.code for currency in currencies()).items() if times > 1] == []


def test_a_word_that_is_one_currency_s_own_is_no_other_s() -> None:
    own = Counter(name for currency in currencies() for name in currency.names)
    assert [name for name, times in own.items() if times > 1] == []


def test_currencies_are_of_known_countries() -> None:
    known = {entry.code for entry in (*countries(), *organisations())}
    assert {country for currency in currencies() for country in currency.countries} <= known


def test_a_unit_may_be_worth_several_of_another() -> None:
    assert measures()["GW"] == ("MW", 1000)
    assert measures()["tonnes"] == measures()["tonne"] == ("tonne", 1)


def test_bounds_are_those_of_the_codebook() -> None:
    words = quantity_words()
    assert set(words.bounds) | set(words.bounds_after) == {"about", "more_than", "less_than", "up_to"}


def test_yaml_has_not_read_a_word_as_something_else() -> None:
    words = quantity_words()
    assert {"no", "on", "off"} <= {*words.labels, *words.stops}
