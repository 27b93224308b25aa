"""Which organisations of one side are said to work in the other."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.presences import presences

TITLE = "Norway and Latvia hold talks"


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    found = presences(Context(analyse(Document(id="x", text=text, title=TITLE, published="2031-05-04"))))
    return [(p.name, p.home, p.host) for p in found]


@pytest.mark.parametrize(("text", "names"), [
    ("Many Norwegian companies operate in Latvia, among them Fjordkraft Nord and Havstein Foods.", ["Fjordkraft Nord", "Havstein Foods"]),
    ("Norwegian firms such as Fjordkraft Nord work in Latvia.", ["Fjordkraft Nord"]),
    ("The Norwegian company Fjordkraft Nord operates three wind farms in Latvia.", ["Fjordkraft Nord"]),
])
def test_firms_that_work_in_the_other_country(text: str, names: list[str]) -> None:
    assert read(text) == [(name, "NOR", "LVA") for name in names]


@pytest.mark.parametrize("text", [
    "Fjordkraft Nord has 20 branches in Latvia.",
    "Fjordkraft Nord opened an office in Riga.",
    "The bridge is being built by the Norwegian company Fjordkraft Nord.",
])
def test_a_site_or_a_nationality_is_enough(text: str) -> None:
    assert read(text) == [("Fjordkraft Nord", "NOR", "LVA")]


def test_missions_of_organisations_count() -> None:
    assert read("The OSCE Monitoring Mission in Latvia reported two incidents.")[0][1:] == ("IGO:OSCE", "LVA")


@pytest.mark.parametrize("text", [
    "The Norwegian company Fjordkraft Nord does not operate in Latvia.",
    "Anna Berg opened the talks in Riga.",
    "The Latvian company Rigas Kuteris builds ships in Riga.",
])
def test_those_who_work_at_home_or_not_at_all_do_not(text: str) -> None:
    assert read(text) == []


def test_a_name_begins_with_no_article() -> None:
    found = read("The EU opened an office of the EU Advisory Mission in Latvia.")
    assert [name for name, _, _ in found] == ["EU Advisory Mission in Latvia"]


def test_a_mission_of_nobody_named_is_of_the_other_side() -> None:
    assert read("The military training mission in Latvia was extended.") == [("military training mission", "NOR", "LVA")]


def test_an_organisations_mission_is_where_the_text_was_written() -> None:
    document = Document(id="x", text="The OSCE Monitoring Mission reported two incidents.", source="Office of the President of Ukraine")
    assert [(p.home, p.host) for p in presences(Context(analyse(document)))] == [("IGO:OSCE", "UKR")]


def test_a_mission_that_goes_somewhere_is_a_visit() -> None:
    assert read("An EU monitoring mission to Latvia arrived.") == []


@pytest.mark.parametrize(("text", "name"), [
    ("Norwegian firms operating in Latvia pay more.", "Norwegian firms"),
    ("The Latvia office of the Norwegian Herring Board issued a note.", "Latvia office of the Norwegian Herring Board"),
    ("Fjordkraft Nord bought a lender and has 20 branches in Latvia.", "Fjordkraft Nord"),
    ("One of them, Fjordkraft Nord, opened an office in Riga.", "Fjordkraft Nord"),
])
def test_firms_without_a_name_of_their_own_and_later_verbs(text: str, name: str) -> None:
    assert read(text) == [(name, "NOR", "LVA")]


def test_no_firm_works_in_an_organisation_of_states() -> None:
    text = "The EBRD is lending 100 million euros to Moldova's state-owned gas company Gazul."
    assert list(presences(Context(analyse(Document(id="x", text=text))))) == []
