"""Praise and blame without a word of gesture."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.gestures import gestures


def read(text: str) -> list[tuple[str, str, str]]:
    return [(r.kind, r.from_, r.to) for r in gestures(Context(analyse(Document(id="x", text=text))))]


@pytest.mark.parametrize(("text", "expected"), [
    ("The Polish minister said that Belarus had violated the border treaty.", ("accusation", "POL", "BLR")),
    ("Estonia's president spoke of Russia's brutal war.", ("accusation", "EST", "RUS")),
    ("The Japanese ambassador said that Kenya is a reliable partner.", ("praise", "JPN", "KEN")),
    ("The Latvian minister called Russia's statement absurd.", ("criticism", "LVA", "RUS")),
    ("The Japanese ambassador described Kenya's reforms as excellent.", ("praise", "JPN", "KEN")),
    ("The Latvian minister said that the Russian ban was a mistake.", ("criticism", "LVA", "RUS")),
    ("The Latvian minister called Russia's claim groundless.", ("rejection", "LVA", "RUS")),
    ("Chile says Peru has broken its promise. “This is untrue,” said Peru's trade minister.", ("rejection", "PER", "CHL")),
    ("Chile's trade minister said that Peru had broken the treaty.", ("accusation", "CHL", "PER")),
    ("The Japanese ambassador said that Kenya's parliament is a beacon of democracy.", ("praise", "JPN", "KEN")),
    ("Peru went to court over the alleged Chilean violation of the pact.", ("accusation", "PER", "CHL")),
    ("“They have not lived up to the pact,” said Chile's trade minister after the talks with Peru.", ("accusation", "CHL", "PER")),
])
def test_a_speaker_judges_another(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in read(text)


@pytest.mark.parametrize("text", [
    "The Polish minister said that Belarus had not violated the border treaty.",
    "The Polish minister said that Belarus could violate the border treaty.",
    "Kenya is Japan's first trading partner.",
    "The minister said that further Russian aggression must be prevented.",
    "Poland violated the border treaty, the Polish minister said.",
])
def test_what_is_denied_possible_plain_or_said_of_oneself_judges_nobody(text: str) -> None:
    assert read(text) == []


def test_one_wrong_told_twice_is_one_accusation() -> None:
    found = read("Estonia's president spoke of Russia's aggression. Estonia's president added that Russia's aggression must end.")
    assert found.count(("accusation", "EST", "RUS")) == 1


def test_a_pronoun_before_a_wrong_means_whom_the_clause_is_about() -> None:
    assert ("accusation", "EST", "RUS") in read("Estonia promised Ukraine that it would hold Russia accountable for its aggression.")


@given(st.lists(st.sampled_from(["Russia", "brutal", "war", "violated", "Japan", "called", "friend", "said", ",", "its", "they"]),
                max_size=25))
def test_nobody_judges_himself(words: list[str]) -> None:
    assert all(giver != taker for _, giver, taker in read(" ".join(words)))


@pytest.mark.parametrize(("text", "kind"), [
    ("Peru said that Chile's attacks were illegal.", "criticism"),
    ("Peru said that in breach of the pact, Chile had moved the buoys.", "accusation"),
    ("Peru spoke of the repeated harassment of lawful Bolivian operations by the Republic of Chile.", "accusation"),
    ("Peru said that Chilean producers are dumping copper.", "accusation"),
])
def test_a_deed_is_judged_by_what_is_said_of_it_and_by_what_it_breaks(text: str, kind: str) -> None:
    assert read(text) == [(kind, "PER", "CHL")]
