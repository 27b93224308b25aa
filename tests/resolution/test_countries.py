"""Names and codes of countries and organisations."""
from __future__ import annotations

import pytest

from dragoman.codebook.places import countries, organisations
from dragoman.resolution.countries import at, code_of, name_of, nearest


@pytest.mark.parametrize(("name", "code"), [
    ("Kazakhstan", "KAZ"), ("KAZ", "KAZ"), ("kz", "KAZ"), ("South Korea", "KOR"), ("korea", "KOR"), ("North Korea", "PRK"), ("DPRK", "PRK"),
    ("U.S.", "USA"), ("the United States", "USA"), ("Great Britain", "GBR"), ("UK", "GBR"), ("UAE", "ARE"), ("Dutch", "NLD"),
    ("Côte d'Ivoire", "CIV"), ("Cote d’Ivoire", "CIV"), ("Ivory Coast", "CIV"), ("TÜRKIYE", "TUR"), ("Turkey", "TUR"), ("Burma", "MMR"),
    ("USSR", "SUN"), ("West Germany", "DEU"), ("East Germany", "DDR"), ("Seoul", "KOR"), ("Kremlin", "RUS"),
    ("Republic of the Congo", "COG"),
    ("Congo", "COD"), ("EU", "IGO:EU"), ("European Community", "IGO:EC"), ("World Bank", "IGO:WB"), ("g-7", "IGO:G7"), ("IGO:UN", "IGO:UN"),
    ("EC", "IGO:EC"), ("AU", "IGO:AU"), ("au", "AUS"), ("ec", "ECU"), ("uk", "GBR"), ("eu", "IGO:EU"),
])
def test_a_name_has_a_code(name: str, code: str) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize("name", ["", "  ", "Atlantis", "the", "...", "Kazakhstan and Korea"])
def test_what_is_no_country_has_no_code(name: str) -> None:
    assert code_of(name) is None


def test_every_code_and_every_name_leads_to_itself() -> None:
    entries = [*countries(), *organisations()]
    assert [entry.code for entry in entries if code_of(entry.code) != entry.code or code_of(entry.name) != entry.code] == []
    assert [entry.code for entry in entries if name_of(entry.code) != entry.name] == []


def test_a_name_without_a_code_is_its_own_name() -> None:
    assert name_of("Turkish Airlines") == "Turkish Airlines"


def test_nearest_offers_what_was_meant() -> None:
    assert nearest("Kazakstn")[0] == "Kazakhstan"
    assert nearest("Sout Korea")[0] == "South Korea"
    assert nearest("qqqq") == []


@pytest.mark.parametrize(("code", "date", "expected"), [
    ("RUS", "1987-03-26", "SUN"), ("RUS", "1991-12-25", "SUN"), ("RUS", "1991-12-26", "RUS"), ("RUS", "1987", "SUN"),
    ("RUS", "2024", "RUS"),
    ("RUS", None, "RUS"), ("IGO:EU", "1987-04-01", "IGO:EC"), ("CZE", "1990-01", "CSK"), ("KAZ", "1987-01-01", "KAZ"),
])
def test_a_capital_speaks_for_the_state_of_its_day(code: str, date: str | None, expected: str) -> None:
    assert at(code, date) == expected
