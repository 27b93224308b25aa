"""A line is a paragraph, unless its break is explained by wrapping."""
from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis import analyse
from dragoman.analysis.paragraphs import paragraphs
from dragoman.document import Document

PROSE = ("The president of the republic received the foreign minister of the neighbouring kingdom on Tuesday and told him that both sides "
         "would sign the agreement on transit before the end of the year. The minister thanked his host. He left for the airport later "
         "in the evening, after a dinner that the speaker of parliament gave in honour of the guests.")


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize("width", [50, 60, 66, 72, 78, 80, 100])
def test_wrapped_prose_is_one_paragraph(width):
    text = textwrap.fill(PROSE, width)
    assert cut(text) == [text]


def test_lines_that_fill_no_width_are_paragraphs():
    text = "Kim Min-su\nMinister of Trade\nRepublic of Testland"
    assert cut(text) == text.split("\n")


def test_lines_longer_than_anybody_wraps_are_paragraphs():
    text = "\n".join([PROSE, PROSE[:200], PROSE])
    assert cut(text) == text.split("\n")


def test_blank_lines_part_paragraphs():
    wrapped = textwrap.fill(PROSE, 70)
    assert cut(f"{wrapped}\n\n{wrapped}\n \n{wrapped}") == [wrapped] * 3


def test_what_stands_around_wrapped_prose_stays_apart():
    wrapped = textwrap.fill(PROSE, 72)
    head, signature = "Visit of the minister", "Kim Min-su\nPress office"
    assert cut(f"{head}\n{wrapped}\n\n{signature}") == [head, wrapped, *signature.split("\n")]


def test_a_new_paragraph_without_a_blank_line_begins_behind_a_short_line():
    one, two = textwrap.fill(PROSE, 72), textwrap.fill(PROSE[len("The president"):].strip().capitalize(), 72)
    assert cut(f"{one}\n{two}") == [one, two]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "(a) ", "    ", "> ", "| "])
def test_items_of_a_list_stay_apart(mark):
    items = [f"{mark}{PROSE[i:i + 70]}" for i in range(0, 280, 70)]
    assert cut("\n".join(items)) == items


def test_a_table_stays_apart():
    amounts = {"the north": 5, "the south": 17, "the west": 290}
    rows = [f"{place:<30}{amount:>12}   million dollars of trade" for place, amount in amounts.items()]
    assert cut("\n".join(rows)) == rows


def test_headlines_stay_apart():
    lines = ["Ministers of six countries meet on the coast to speak of grain", "Talks on the border river go into their third round",
             "Parliament ratifies the treaty on the extradition of convicts", "Ambassador recalled after remarks on the islands"]
    assert cut("\n".join(lines)) == lines


def test_the_width_of_one_block_tells_for_a_short_one():
    short = "They agreed to meet again in the spring in the capital of the kingdom,\nTestopolis."
    assert cut(f"{textwrap.fill(PROSE, 72)}\n\n{short}")[-1] == short
    assert cut(short) == short.split("\n")


@given(st.text(st.sampled_from("ab .\n-\t\u3000"), max_size=400))
def test_every_visible_character_is_in_exactly_one_paragraph(text):
    found = paragraphs(text)
    covered = [i for start, end in found for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))
    assert all(text[start:end].strip() for start, end in found)


def test_wrapped_text_is_read_as_running_text_is():
    wrapped = analyse(Document(id="x", text=textwrap.fill(PROSE, 60)))
    running = analyse(Document(id="x", text=PROSE))
    assert wrapped.word == running.word
    assert len(wrapped.sentences) == len(running.sentences)
    assert set(wrapped.paragraph) == {0}
