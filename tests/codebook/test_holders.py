"""Names of office-holders and the actors they speak for."""
from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.holders import common_names, holder_of, offices_of, terms
from dragoman.codebook.layers import Codebook, in_use
from dragoman.codebook.loading import shipped_text
from dragoman.codebook.offices import Office
from dragoman.codebook.places import countries, organisations
from dragoman.errors import CodebookError


@pytest.mark.parametrize(("name", "date", "expected"), [
    ("Reagan", "1987", "USA"), ("Biden", "2023-05-01", "USA"), ("Thatcher", "1987-03", "GBR"), ("Gorbachev", "1988-06-01", "SUN"),
    ("Xi", "2024", "CHN"), ("Lula", "2024", "BRA"), ("Tokayev", "2021-08-17", "KAZ"), ("Assad", "2012", "SYR"),
    ("von der Leyen", "2022", "IGO:EU"), ("Pope Francis", "2015", "VAT"),
])
def test_a_last_name_means_who_holds_office_at_the_time(name: str, date: str, expected: str) -> None:
    assert holder_of(name, date) == expected


@pytest.mark.parametrize(("name", "date"), [
    ("Reagan", "2001"), ("Biden", "1999-01-01"), ("Reagan", None), ("Xi", None), ("Kim", "2019"), ("Singh", "2010"), ("Maliki", "2012"),
    ("Nobody", "2023"), ("John Reagan", "1987"), ("", None), ("-", "2020"),
])
def test_a_name_that_leaves_a_doubt_means_nobody(name: str, date: str | None) -> None:
    assert holder_of(name, date) is None


@pytest.mark.parametrize("name", [
    "Joe Biden", "JOE BIDEN", "Joseph R. Biden", "Joseph R. Biden, Jr.", "Joseph Biden",
])
def test_a_full_name_needs_no_date_and_may_be_written_in_many_ways(name: str) -> None:
    assert holder_of(name, None) == "USA"


@pytest.mark.parametrize(("name", "expected"), [
    ("Recep Tayyip Erdoğan", "TUR"), ("Jonas Gahr Støre", "NOR"), ("Radosław Sikorski", "POL"), ("Lech Wałęsa", "POL"),
    ("Mesut Yılmaz", "TUR"), ("Gerhard Schröder", "DEU"), ("Robert O’Brien", "USA"), ("KIM Jong Un", "PRK"),
    ("ABE Shinzo", "JPN"), ("Vladimir Zelenskiy", "UKR"),
])
def test_diacritics_apostrophes_and_the_order_of_words_do_not_count(name: str, expected: str) -> None:
    assert holder_of(name, None) == expected


@pytest.mark.parametrize(("name", "date", "expected"), [
    ("Eduard Shevardnadze", "1988", "SUN"), ("Eduard Shevardnadze", "1999", "GEO"), ("Draghi", "2015", "IGO:ECB"),
    ("Draghi", "2022", "ITA"), ("Ban Ki-moon", "2005", "KOR"), ("Ban Ki-moon", "2022", "KOR"),
    ("Christine Lagarde", "2009", "FRA"), ("Christine Lagarde", "2015", "IGO:IMF"),
])
def test_somebody_who_changed_sides_speaks_for_the_nearest_in_time(name: str, date: str, expected: str) -> None:
    assert holder_of(name, date) == expected


def test_somebody_who_spoke_for_several_is_nobody_s_without_a_date() -> None:
    assert holder_of("Ban Ki-moon", None) is None


@pytest.mark.parametrize(("name", "date", "expected"), [
    ("Mikhail Gorbachev", "1991-12-25", "SUN"), ("Mikhail Gorbachev", "1991", "SUN"), ("Mikhail Gorbachev", "1991-12-26", "RUS"),
    ("Delors", "1987", "IGO:EC"), ("Delors", "1994-05", "IGO:EU"), ("Erich Honecker", "1989", "DDR"), ("Erich Honecker", "1992", None),
])
def test_after_a_state_s_end_one_speaks_for_its_successor(name: str, date: str, expected: str | None) -> None:
    assert holder_of(name, date) == expected


def test_a_full_name_long_after_the_term_may_be_a_namesake_s() -> None:
    assert holder_of("Michael Wilson", "1988") == "CAN"
    assert holder_of("Michael Wilson", "2023") is None


def test_who_left_an_organisation_speaks_for_it_no_more() -> None:
    assert holder_of("Arthur Dunkel", "1987") == "IGO:GATT"
    assert holder_of("Arthur Dunkel", "2001") is None


def test_every_term_is_of_a_known_actor_and_class_of_office_and_ends_after_it_began() -> None:
    assert {term.code for term in terms()} <= {entry.code for entry in (*countries(), *organisations())}
    assert {term.office for term in terms()} <= set(get_args(Office))
    assert [term.name for term in terms() if not 1900 < term.first <= term.last] == []


def test_no_term_is_listed_twice() -> None:
    counts = Counter((term.name, term.code, term.office, term.first) for term in terms())
    assert [term for term, times in counts.items() if times > 1] == []


def test_every_listed_name_means_its_bearer_within_a_term_of_one_actor() -> None:
    codes: dict[str, set[str]] = {}
    for term in terms():
        codes.setdefault(term.name, set()).add(term.code)
    strays = [term.name for term in terms() if len(codes[term.name]) == 1 and holder_of(term.name, str(term.first)) not in codes[term.name]]
    assert strays == []


def test_common_names_stand_once() -> None:
    lines = [line for line in shipped_text("common_names.txt").splitlines() if line and line[0] != "#"]
    assert len(lines) == len(common_names())


def test_a_row_that_cannot_be_read_is_named() -> None:
    own = Codebook.of({"holders.csv": "name,code,office,from\nMari Saar,EST,minister,soon\n"})
    with in_use(own), pytest.raises(CodebookError, match="Mari Saar"):
        terms()


@given(st.text(max_size=40), st.sampled_from((None, "1987", "2023-05", "2023-05-01")))
def test_any_text_has_an_answer(name: str, date: str | None) -> None:
    assert holder_of(name, date) in {None, *(entry.code for entry in (*countries(), *organisations()))}


def test_a_full_name_tells_the_offices_of_its_bearer_in_that_year() -> None:
    assert offices_of("Emmanuel Macron", "2020-05-01") == {"head_of_state"}
    assert offices_of("Emmanuel Macron", None) == frozenset()
