"""The passage around a quote."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.brief.context import REACH, passage

TEXT = "First paragraph.\n\nThe sides met. They signed a treaty. They left.\nLast paragraph."


def test_a_passage_is_the_paragraph() -> None:
    start = TEXT.index("They signed")
    assert passage(TEXT, start, start + 21) == ("The sides met. ", " They left.")


def test_a_quote_over_two_paragraphs_shows_both() -> None:
    start = TEXT.index("They left")
    assert passage(TEXT, start, start + 15) == ("The sides met. They signed a treaty. ", " paragraph.")


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = "word " * 200 + "quote" + " word" * 200
    before, after = passage(text, 1000, 1005)
    assert before.startswith("…word ")
    assert after.endswith(" word…")
    assert max(len(before), len(after)) <= REACH + 1


@given(st.text(min_size=1), st.data())
def test_a_passage_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = passage(text, start, end)
    assert before + text[start:end] + after in text
