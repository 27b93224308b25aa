"""Who can act, and who is meant."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.roles import actors, meant, other_side, parties


def context(text: str) -> Context:
    return Context(analyse(Document(id="x", text=text)))


def at(c: Context, word: str) -> int:
    return c.a.word.index(word)


@pytest.mark.parametrize(("text", "word", "codes"), [
    ("Japan signed the treaty.", "Japan", ("JPN",)),
    ("The Japanese minister signed the treaty.", "minister", ("JPN",)),
    ("The parliament in Warsaw approved the treaty.", "parliament", ("POL",)),
    ("Japan's economy grew.", "economy", ()),
])
def test_states_and_offices_can_act_and_economies_cannot(text: str, word: str, codes: tuple[str, ...]) -> None:
    c = context(text)
    assert actors(c, at(c, word)) == codes


def test_whoever_has_no_code_keeps_the_words_of_the_text_where_groups_count() -> None:
    c = context("Poland urged commercial banks to help.")
    assert parties(c, at(c, "banks")) == ("commercial banks",)
    assert parties(c, at(c, "banks"), groups=False) == ()


def test_two_kinds_of_states_are_two_groups() -> None:
    c = context("Poland called on rich and poor countries to help.")
    assert parties(c, at(c, "countries")) == ("rich countries", "poor countries")


def test_the_international_community_is_somebody() -> None:
    c = context("Poland called on the international community to help.")
    assert parties(c, at(c, "community")) == ("international community",)


def test_of_a_thing_its_owner_is_meant() -> None:
    c = context("Estonia praised the help of Finland.")
    assert meant(c, at(c, "help")) == ("FIN",)


def test_the_other_side_is_one_only_where_there_are_two() -> None:
    c = context("Estonia and Finland signed a treaty.")
    assert other_side(c, ("EST",)) == ("FIN",)
    assert other_side(c, ("EST", "FIN")) == ()
    assert other_side(context("Estonia signed a treaty."), ("EST",)) == ()


def test_a_counterpart_is_of_the_other_side() -> None:
    c = context("Estonia and Finland signed a treaty. The Estonian minister thanked his counterpart.")
    assert c.cast.codes(at(c, "counterpart")) == ("FIN",)
