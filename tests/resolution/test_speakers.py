"""Who speaks, verb by verb."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction import extract_records


def speakers(text: str) -> list[str]:
    return [r.speaker for r in extract_records(analyse(Document(id="x", text=text, published="2024-05-01"))) if r.type == "statement"]


def test_whoever_the_lead_leaves_unnamed_is_named_by_the_next_speaker():
    found = speakers("A senior Japanese official said on Monday that the talks had failed.\n\n"
                     "Foreign Minister Ken Sato of Japan said that they would go on in June.")
    assert found == ["Ken Sato", "Ken Sato"]


@pytest.mark.parametrize("text", [
    "“The Foreign Ministry of Japan” said that the talks had failed. Korea said that they would go on.",
    "“The talks failed”, “Minister Sato” said, and Korea said that they would go on.",
])
def test_a_speaker_whose_name_stands_in_quotation_marks_speaks(text: str):
    assert len(speakers(text)) == 2


def test_whoever_is_named_beside_a_title_is_no_nameless_speaker_before():
    found = speakers("A spokeswoman said the talks had failed. The spokeswoman, Anna Berg, said that they would go on.")
    assert found == ["Anna Berg", "Anna Berg"]


def test_a_comma_between_a_name_and_its_verb_parts_no_speaker_from_it():
    found = speakers("Meeting in Oslo, Foreign Minister Anna Berg, told the guests that Norway was ready to talk, NTB said.")
    assert "Anna Berg" in found


def test_it_is_the_firm_that_the_sentence_before_is_about():
    assert speakers("The shipping firm Larkspur said trade had grown. It said on Monday it had bought a harbour.") == ["Larkspur"] * 2


def test_i_outside_quotations_is_the_minister_who_signs_a_press_release():
    text = "I have today announced that Norway will open an embassy in Riga.\n\nAnna Berg\nMinister for Foreign Affairs"
    document = Document(id="x", text=text, source="Ministry of Foreign Affairs of Norway", title="Statement by Foreign Minister Anna Berg")
    assert [r.speaker for r in extract_records(analyse(document)) if r.type == "statement"] == ["Anna Berg"]


@pytest.mark.parametrize(("text", "speaker"), [
    ("Minister Anna Berg of Norway spoke with Minister Peter Ozols of Latvia. He said that trade had grown.", "Peter Ozols"),
    ("Minister Anna Berg of Norway spoke with Minister Peter Ozols of Latvia. She said that trade had grown.", "Anna Berg"),
    ("Mr. Bakr Sorn of Norway met Ms. Tal Ozols of Latvia. She said that trade had grown.", "Tal Ozols"),
])
def test_he_and_she_mean_nobody_who_goes_by_the_other(text: str, speaker: str):
    assert speakers(text) == [speaker]


@pytest.mark.parametrize("text", [
    "First Lady of Norway Anna Berg came to Riga. The President's wife noted the role of women.",
    "Queen Anna of Norway came to Riga. Her Majesty noted the role of women.",
])
def test_a_wife_and_a_majesty_are_whoever_bears_that_title(text: str):
    assert speakers(text)[-1].split()[0] == "Anna"


def test_participants_who_agree_that_something_is_so_say_it():
    assert speakers("The participants agreed that Norway is a friend of Latvia.") == ["participants"]


def test_a_pronoun_that_stands_for_nobody_known_speaks_not():
    assert speakers("They said that trade had grown.") == []


def test_the_company_is_the_firm_that_was_spoken_of_last():
    found = speakers("Larkspur Aviation leased two aircraft to Norway in May. The company denies that they were old.")
    assert found == ["Larkspur Aviation"]


@pytest.mark.parametrize("text", [
    "“The talks have failed,” Anna Berg was quoted by the Baltic News Agency as saying.",
    "Anna Berg was quoted by the Baltic News Agency as saying that the talks had failed.",
])
def test_whoever_is_quoted_by_an_agency_speaks_not_the_agency(text: str):
    assert speakers(text) == ["Anna Berg"]
