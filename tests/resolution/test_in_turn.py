"""Who is whose where states and names are listed in one order."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.resolution.actors import Cast


def people(text: str) -> dict[str, str | None]:
    """Name → the state that somebody speaks for."""
    return {person.name: person.code for person in Cast(analyse(Document(id="x", text=text))).people}


@pytest.mark.parametrize("text", [
    "The foreign ministers of Albania and Greece, Igli Hoxha and Eleni Papadaki, met in Tirana.",
    "Albania's and Greece's foreign ministers, Igli Hoxha and Eleni Papadaki, met in Tirana.",
    "The Albanian and Greek foreign ministers, Igli Hoxha and Eleni Papadaki, met in Tirana."])
def test_names_go_with_the_states_before_them_in_order(text: str) -> None:
    assert people(text) == {"Igli Hoxha": "ALB", "Eleni Papadaki": "GRC"}


def test_three_go_with_three() -> None:
    text = "The leaders of France, Germany and Poland, Luc Marchand, Karl Weber and Jan Kowal, met in Weimar."
    assert people(text) == {"Luc Marchand": "FRA", "Karl Weber": "DEU", "Jan Kowal": "POL"}


def test_fewer_names_than_states_tell_nothing() -> None:
    found = people("The leaders of France, Germany and Poland, Luc Marchand and Karl Weber, met in Weimar.")
    assert found.get("Karl Weber") != "DEU" or found.get("Luc Marchand") != "FRA"
