"""Places found in texts by their names."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.places import countries, not_places
from dragoman.resolution.gazetteer import find_places


def found(text: str, published: str | None = None) -> list[tuple[str, str]]:
    return [(text[place.start:place.end], place.code) for place in find_places(text, published)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Kazakhstan's minister and Kazakhstan’s guests", [("Kazakhstan", "KAZ"), ("Kazakhstan", "KAZ")]),
    ("Kazakh-Korean talks", [("Kazakh", "KAZ"), ("Korean", "KOR")]),
    ("the Korea–Kazakhstan forum", [("Korea", "KOR"), ("Kazakhstan", "KAZ")]),
    ("a U.S.-Soviet summit", [("U.S.", "USA"), ("Soviet", "SUN")]),
    ("Sino-Soviet and Franco-German ties", [("Sino", "CHN"), ("Soviet", "SUN"), ("Franco", "FRA"), ("German", "DEU")]),
    ("Sino and Franco alone are nobody", []),
    ("JAPAN TO DEVELOP TURKEY'S COAL", [("JAPAN", "JPN"), ("TURKEY", "TUR")]),
    ("ASTANA, 13 June", [("ASTANA", "KAZ")]),
    ("The Emirates and the Emirates", [("The Emirates", "ARE"), ("the Emirates", "ARE")]),
    ("Guinea-Bissau, Guinea and Papua New Guinea", [("Guinea-Bissau", "GNB"), ("Guinea", "GIN"), ("Papua New Guinea", "PNG")]),
    ("the Republic of Korea and the Democratic People's Republic of Korea",
     [("Republic of Korea", "KOR"), ("Democratic People's Republic of Korea", "PRK")]),
    ("North Korean and South Sudanese envoys", [("North Korean", "PRK"), ("South Sudanese", "SSD")]),
    ("South\nKorea", [("South\nKorea", "KOR")]),
    ("Kazakhs met Koreans, Chinese and Danes", [("Kazakhs", "KAZ"), ("Koreans", "KOR"), ("Chinese", "CHN"), ("Danes", "DNK")]),
    ("Sao Paulo is São Paulo", [("Sao Paulo", "BRA"), ("São Paulo", "BRA")]),
    ("the UN, the EU and the WHO", [("UN", "IGO:UN"), ("EU", "IGO:EU"), ("WHO", "IGO:WHO")]),
    ("America's Americans", [("America", "USA"), ("Americans", "USA")]),
    ("the non-Korean, pro-Russian camp", [("Korean", "KOR"), ("Russian", "RUS")]),
])
def test_names_are_found_whole(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", [
    "tell us who will polish the turkey", "New Mexico and New England", "the Washington Post", "Michael Jordan", "the Paris Club",
    "Latin America and the South China Sea", "US$6 billion", "six billion Swiss francs and 50 Canadian dlrs", "in the Indo-Pacific",
    "US AND WHO KNOWS", "Ukrainenow xIran Iranx", "chads and jordans",
])
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert found(text) == []


def test_the_same_letters_mean_a_place_outside_a_line_of_capitals() -> None:
    assert found("The US agreed, WHO officials said.") == [("US", "USA"), ("WHO", "IGO:WHO")]


def test_the_end_of_a_paragraph_ends_a_name() -> None:
    assert found("South\n\nKorea") == [("Korea", "KOR")]


@pytest.mark.parametrize(("text", "kind"), [
    ("Kazakhstan", "country"), ("Kazakh", "demonym"), ("Seoul", "capital"), ("Busan", "city"), ("Blue House", "institution"),
    ("ASEAN", "organisation"),
])
def test_a_place_has_a_kind(text: str, kind: str) -> None:
    assert [place.kind for place in find_places(text)] == [kind]


def test_the_date_of_the_text_chooses_between_states_of_one_capital() -> None:
    assert found("Moscow and the European Commission", "1987-03-02") == [("Moscow", "SUN"), ("European Commission", "IGO:EC")]
    assert found("Moscow and the European Commission", "2024-03-02") == [("Moscow", "RUS"), ("European Commission", "IGO:EU")]


NAMES = [name for country in countries() for name in (country.name, *country.aliases, *country.demonyms)] + list(not_places())
PIECES = st.one_of(st.sampled_from(NAMES), st.sampled_from([" ", "-", "’s ", ", ", "\n", "\n\n", ". ", "–"]), st.text(max_size=5))


@given(st.lists(PIECES, max_size=12).map("".join))
def test_places_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    end = 0
    for place in find_places(text):
        assert end <= place.start < place.end <= len(text)
        assert text[place.start:place.end].strip() == text[place.start:place.end]
        end = place.end


@given(st.lists(PIECES, max_size=6).map("".join), st.lists(PIECES, max_size=6).map("".join))
def test_paragraphs_are_read_one_by_one(first: str, second: str) -> None:
    joined, shift = f"{first}\n\n{second}", len(first) + 2
    moved = [place._replace(start=place.start + shift, end=place.end + shift) for place in find_places(second)]
    assert find_places(joined) == find_places(first) + moved


def test_every_name_of_a_country_is_found_as_that_country() -> None:
    names = [(name, country.code) for country in countries() for name in (country.name, *country.aliases)]
    assert [name for name, code in names if [place.code for place in find_places(f"He said {name} agreed.")] != [code]] == []


def test_an_institution_named_like_another_state_s_is_its_owner_s() -> None:
    assert found("Pakistan's Foreign Office protested.") == [("Pakistan", "PAK")]
    assert found("The Foreign Office protested.") == [("Foreign Office", "GBR")]
