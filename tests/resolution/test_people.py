"""Names are gathered into people, each with the office and the actor that the words around say."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.resolution.actors import Cast
from dragoman.resolution.people import Person


def people(text: str) -> dict[str, Person]:
    return {p.name: p for p in Cast(analyse(Document(id="x", text=text))).people}


def readout(text: str, title: str = "") -> dict[str, Person]:
    document = Document(id="x", text=text, title=title, source="Ministry of Foreign Affairs of Latvia")
    return {p.name: p for p in Cast(analyse(document)).people}


@pytest.mark.parametrize(("text", "name", "code", "office"), [
    ("Kazakh President Aldan Serikov visited Seoul.", "Aldan Serikov", "KAZ", "head_of_state"),
    ("President of the Republic of Korea Han Do-yun spoke.", "Han Do-yun", "KOR", "head_of_state"),
    ("Peter Hall, the prime minister of Norway, spoke.", "Peter Hall", "NOR", "head_of_government"),
    ("They met the U.S. Ambassador to Japan, Robert Miller, on Monday.", "Robert Miller", "USA", "ambassador"),
    ("President Smt. Anna Rao of India spoke.", "Anna Rao", "IND", "head_of_state"),
    ("Indian Foreign Minister Shri Anil Rao spoke.", "Anil Rao", "IND", "foreign_minister"),
    ("Finland's Foreign Minister Anna Virtanen arrived in Paris.", "Anna Virtanen", "FIN", "foreign_minister"),
])
def test_a_title_tells_office_and_actor(text: str, name: str, code: str, office: str) -> None:
    person = people(text)[name]
    assert (person.code, office in person.offices) == (code, True)


@pytest.mark.parametrize(("text", "name", "offices"), [
    ("This was said by Press Secretary of the President of Latvia Anna Berg.", "Anna Berg", {"spokesperson"}),
    ("The Prime Minister's Press Secretary Juris Kalns spoke.", "Juris Kalns", {"spokesperson"}),
    ("Deputy Head of the Office of the President of Latvia Juris Kalns spoke.", "Juris Kalns", {"official"}),
])
def test_of_a_title_with_two_offices_the_bearer_s_own_counts(text: str, name: str, offices: set[str]) -> None:
    assert people(text)[name].offices == offices


def test_the_office_of_somebody_named_next_is_no_apposition() -> None:
    assert people("At the request of Anna Berg, the President of Estonia spoke about trade.")["Anna Berg"].code is None


def test_a_firm_with_a_chief_executive_is_nobody() -> None:
    assert "Voltara" not in people("Voltara CEO Anna Berg arrived in Riga.")


def test_an_institution_is_nobody() -> None:
    assert "Department" not in people("The U.S. Justice Department said on Monday that the case was closed.")


def test_a_member_of_the_european_commission_speaks_for_the_union() -> None:
    assert people("European Trade Commissioner Anna Berg urged both sides to talk.")["Anna Berg"].code == "IGO:EU"


def test_a_place_at_the_head_of_the_sentence_tells_whose_minister_it_is() -> None:
    text = "In Tallinn, Prime Minister Anna Kask took a softer tone."
    assert readout(text)["Anna Kask"].code == "EST"


def test_later_and_shorter_forms_are_the_same_person() -> None:
    found = people("Kazakh President Aldan Serikov arrived. President Serikov said he was glad. Serikov will leave on Friday.")
    assert list(found) == ["Aldan Serikov"]
    assert len(found["Aldan Serikov"].mentions) == 3


def test_two_people_of_one_family_name_stay_two() -> None:
    assert {"Anna Berg", "Johan Berg"} <= set(people("Anna Berg met Johan Berg in Oslo. Anna Berg spoke first."))


def test_an_officer_without_a_country_is_the_press_services_own() -> None:
    found = readout("Foreign Minister Juris Kalns met Estonian Foreign Minister Anna Kask in Riga.")
    assert (found["Juris Kalns"].code, found["Anna Kask"].code) == ("LVA", "EST")


def test_an_ambassador_without_a_country_is_the_other_sides() -> None:
    found = readout("Foreign Minister Juris Kalns received Ambassador Anna Kask. He thanked Estonia for its support.")
    assert found["Anna Kask"].code == "EST"


def test_a_title_takes_its_country_from_beside_the_name() -> None:
    text = "President of Latvia Juris Kalns and Ambassador of the United Kingdom to Latvia Helen Moore discussed trade."
    assert people(text)["Helen Moore"].code == "GBR"


def test_a_family_name_that_is_spelled_like_a_city_is_a_persons_once_the_full_name_is_given() -> None:
    found = people("Chinese Foreign Minister Gao Wenlin met the Serbian delegation. Gao said the talks were useful.")
    assert len(found["Gao Wenlin"].mentions) == 2


def test_a_well_known_office_holder_needs_no_country_beside_the_name() -> None:
    document = Document(id="x", text="Ronald Reagan said the talks had been useful.", published="1987-03-31", dateline="TOKYO, March 31 -")
    assert Cast(analyse(document)).people[0].code == "USA"


@pytest.mark.parametrize(("text", "name", "code"), [
    ("The Minister for Trade of the French Republic, Ms. Claire Moreau, spoke.", "Claire Moreau", "FRA"),
    ("They met with Ambassador of Canada to Latvia Joan Perry.", "Joan Perry", "CAN"),
    ("He met Jonas Reyes of the Philippines.", "Jonas Reyes", "PHL"),
])
def test_further_ways_to_say_for_whom_somebody_speaks(text: str, name: str, code: str) -> None:
    assert people(text)[name].code == code


def test_of_two_with_one_surname_the_office_tells() -> None:
    text = "President Juan Ferrer of Chile came with First Lady Rosa Ferrer. President Ferrer spoke."
    assert len(people(text)["Juan Ferrer"].mentions) == 2


def test_a_noun_of_meeting_is_no_name() -> None:
    assert "Visit" not in people("They spoke of the Prime Minister's Official Visit to Riga.")


def test_a_family_name_alone_is_its_bearer_s_whatever_it_was_tagged() -> None:
    found = people("Deputy Minister Saltanat Beisenova opened the talks. S. Beisenova named the opening of the embassy a milestone.")
    assert [len(p.mentions) for p in found.values()] == [2]


def test_a_president_is_nobody_who_only_shares_the_family_name() -> None:
    text = "Nancy Reagan opened a clinic in Boston. President Reagan left for Geneva."
    found = Cast(analyse(Document(id="x", text=text, published="1987-03-04"))).people
    assert [p.name for p in found] == ["Nancy Reagan", "Reagan"]


def test_what_stands_before_the_comma_is_no_part_of_a_whole_title() -> None:
    text = "Brazil will accept payment to sidestep the U.S. sanctions on the nation, Trade Minister Anna Berg said."
    assert people(text)["Anna Berg"].code == "BRA"


def test_a_title_before_a_comma_belongs_to_the_name_behind_it() -> None:
    text = "The Minister of Energy of Armenia, Anna Berg, and the delegation arrived."
    assert people(text)["Anna Berg"].code == "ARM"


def test_a_name_that_is_called_a_firm_once_is_nobody() -> None:
    assert people("The carmaker Volta will build a plant in Riga. Volta is ready to invest.") == {}


def test_the_headline_tells_an_office_that_the_text_leaves_out() -> None:
    text = "Berg came to Riga. The Governor recalled the flood of 2019."
    found = Cast(analyse(Document(id="x", text=text, title="Meeting with Governor of Bergen Anna Berg"))).people
    assert [p.offices for p in found] == [{"official"}]
