"""Phrases stand for the actors that a reader would take them for."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.resolution.actors import Cast

TEXT = ("Kazakh President Aldan Serikov met South Korean President Han Do-yun in Astana. Serikov thanked his South Korean counterpart. "
        "The two sides agreed to open a consulate. The Korean delegation left on Friday.")


def codes(text: str, word: str, source: str | None = None, nth: int = 0) -> set[str]:
    a = analyse(Document(id="x", text=text, source=source))
    return set(Cast(a).codes([i for i, w in enumerate(a.word) if w == word][nth]))


@pytest.mark.parametrize(("word", "expected"), [
    ("Serikov", {"KAZ"}), ("counterpart", {"KOR"}), ("sides", {"KAZ", "KOR"}), ("delegation", {"KOR"}),
])
def test_each_phrase_has_its_actors(word: str, expected: set[str]) -> None:
    assert codes(TEXT, word) == expected


@pytest.mark.parametrize("word", ["host", "guest", "counterpart"])
def test_whose_host_somebody_is_speaks_for_the_other_side(word: str) -> None:
    text = f"Kazakh President Aldan Serikov met South Korean President Han Do-yun. Serikov invited his {word} to Almaty."
    assert codes(text, word) == {"KOR"}


def test_coordinated_actors_are_all_meant() -> None:
    assert codes("Estonia, Finland and the European Union signed it.", "Estonia") == {"EST", "FIN", "IGO:EU"}


def test_a_capital_speaks_for_its_state() -> None:
    assert codes("Ottawa rejected the claim.", "Ottawa") == {"CAN"}


def test_where_an_envoy_is_posted_is_not_whom_he_speaks_for() -> None:
    assert codes("The French ambassador to Japan left.", "ambassador") == {"FRA"}


def test_we_outside_quotation_marks_is_the_publisher() -> None:
    assert codes("Our country received the guest.", "country", "Ministry of Foreign Affairs of Latvia") == {"LVA"}


def test_a_document_without_actors_has_none() -> None:
    assert codes("The cat sat on the mat.", "cat") == set()


def test_he_is_whom_the_sentence_before_is_about() -> None:
    text = "Norwegian Prime Minister Peter Hall met Anna Berg. He left on Friday."
    a = analyse(Document(id="x", text=text))
    person = Cast(a).person(a.word.index("He"))
    assert person is not None
    assert person.name == "Peter Hall"


def test_brussels_is_the_union_where_it_acts_and_belgium_is_not_spoken_of() -> None:
    text = "Brussels has warned Serbia. The EU may act. "
    assert codes(text, "Brussels") == {"IGO:EU"}
    assert codes(text + "Belgium agreed.", "Brussels") == {"BEL"}
    assert codes("The EU may act. Minsk condemned Brussels.", "Brussels") == {"IGO:EU"}
    assert codes("Brussels airport was shut. The EU may act.", "Brussels") == {"BEL"}
    assert codes("Minsk condemned the sanctions that Brussels imposed.", "Brussels") == {"IGO:EU"}
    assert codes("The ministers met in Brussels.", "Brussels") == {"BEL"}
    assert codes("Brussels, 17 June. The EU has acted. Minsk is angry.", "Brussels") == {"IGO:EU"}


def test_a_new_person_holds_nobody_s_office() -> None:
    assert codes("Kenyan envoy Anna Berg spoke. A French envoy disagreed.", "envoy", nth=1) == {"FRA"}


def test_the_parties_of_a_trilateral_meeting_are_three() -> None:
    text = "Trilateral talks of Latvia, Estonia and Finland were held in Riga. The parties agreed to build a road."
    assert codes(text, "parties") == {"LVA", "EST", "FIN"}
