"""Which sector the words of a phrase tell."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis import analyse
from dragoman.codebook.sectors import sector_words
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.sectors import sector_at, sector_of
from dragoman.records import SECTORS


@pytest.mark.parametrize(("phrase", "sector"), [
    ("water resources management", "water"),
    ("mutual protection of investments", "investment"),
    ("avoidance of double taxation", "finance"),
    ("social security for seasonal workers", "labour"),
    ("recognition of driving licences", "transport"),
    ("supply chains of critical minerals", "mining"),
    ("civil nuclear cooperation", "nuclear"),
    ("Visa Waiver", "consular"),
])
def test_the_words_of_a_phrase_tell_its_sector(phrase: str, sector: str) -> None:
    assert sector_of(phrase) == sector


def test_the_longest_entry_counts() -> None:
    assert sector_words("social security", "plain") == ["labour"]
    assert sector_words("national security", "plain") == ["security"]


def test_the_most_words_win_and_of_equals_the_first() -> None:
    assert sector_of("trade in oil and gas") == "energy"
    assert sector_of("trade and tourism") == "trade"


def test_faint_words_count_only_where_no_plain_word_stands() -> None:
    assert sector_of("strategic partnership") == "politics"
    assert sector_of("strategic partnership in education") == "education"


def test_a_word_inside_a_word_is_none() -> None:
    assert sector_of("portrait") is None
    assert sector_of("the matter") is None


@given(st.text(max_size=60))
def test_any_text_has_a_sector_of_the_codebook_or_none(text: str) -> None:
    assert sector_of(text) in (*SECTORS, None)


@pytest.mark.parametrize(("text", "sector"), [
    ("Japan agreed to help Chad with vaccines.", "health"),
    ("The ministers spoke of oil. Japan agreed to help Chad.", "energy"),
    ("The ministers spoke of oil.\n\nJapan agreed to help Chad.", "energy"),
    ("The ministers spoke.\n\nJapan agreed to help Chad.", "politics"),
])
def test_words_without_a_sector_have_that_of_what_stands_around_them(text: str, sector: str) -> None:
    c = Context(analyse(Document(id="x", text=text)))
    assert sector_at(c, "help Chad", c.a.word.index("help")) == sector


def test_words_that_name_no_field_are_politics_whatever_stands_around_them() -> None:
    c = Context(analyse(Document(id="x", text="After talks on oil Japan agreed to work more closely together with Chad.")))
    at = c.a.word.index("work")
    assert sector_at(c, "work more closely together with Chad", at) == "politics"
    assert sector_at(c, "lend Chad a hand", at) == "energy"


def test_the_headline_tells_before_the_document() -> None:
    text = "The ministers drank coffee, the finest coffee.\n\nJapan agreed to help Chad."
    c = Context(analyse(Document(id="x", title="Japan and Chad on vaccines", text=text)))
    assert sector_at(c, "help Chad", c.a.word.index("help")) == "health"
