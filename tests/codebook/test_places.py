"""The lists of places keep their own rules."""
from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pycountry

from dragoman.codebook.places import cities, countries, not_places, organisations

CODES = {country.code for country in countries()}


def test_every_iso_country_is_listed_under_its_own_codes() -> None:
    listed = {country.code: country.alpha2 for country in countries()}
    assert {c.alpha_3: c.alpha_2 for c in pycountry.countries}.items() <= listed.items()


def test_no_code_is_listed_twice() -> None:
    codes = [entry.code for entry in (*countries(), *organisations())]
    assert len(codes) == len(set(codes))


def test_a_name_of_a_state_belongs_to_one_state_only() -> None:
    names = Counter(name for country in countries() for name in {country.name, *country.aliases, *country.demonyms})
    assert [name for name, times in names.items() if times > 1] == []


def test_capitals_are_shared_only_with_states_that_are_no_more() -> None:
    names = Counter(name for country in countries() if not country.until for name in country.capitals)
    assert [name for name, times in names.items() if times > 1] == []


def test_every_city_lies_in_a_listed_country_and_stands_once() -> None:
    assert {city.country for city in cities()} <= CODES
    assert [name for name, times in Counter(city.name for city in cities()).items() if times > 1] == []


def test_codes_of_organisations_are_igo_codes() -> None:
    assert all(re.fullmatch(r"IGO:[A-Za-z0-9-]+", organisation.code) for organisation in organisations())


def test_what_ended_has_a_date_and_a_listed_successor() -> None:
    entries = [entry for entry in (*countries(), *organisations()) if entry.until or entry.successor]
    known = CODES | {organisation.code for organisation in organisations()}
    assert entries
    for entry in entries:
        assert date.fromisoformat(entry.until)
        assert not entry.successor or entry.successor in known


def test_names_that_are_no_places_stand_once() -> None:
    assert len(not_places()) == len(set(not_places())) > 100
