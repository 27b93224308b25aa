"""Full text."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import QuestionError, UnknownError
from dragoman.questions import search
from dragoman.questions.search import SearchRow
from dragoman.register import Asked, Hit
from tests.questions.support import fact, report, view_of

FACT = fact(report("d", "x", type="meeting", kind="talks", parties=["EST", "FIN"], publisher="ERR"))
TEXT = "First paragraph.\nThe port of Tallinn and the port of Turku are safe.\nThe last port."


def found(text: str, *marks: tuple[int, int]) -> SearchRow:
    """The row of a document of this text in which these places were found."""
    (row,) = search(view_of(FACT, hits=[Hit("d", "Title", "2024-06-14", "ERR", text, marks)]), "port")
    return row


def test_the_passage_is_the_paragraph_of_the_first_word_with_all_of_them_marked() -> None:
    row = found(TEXT, (21, 25), (45, 49), (TEXT.rindex("port"), TEXT.rindex("port") + 4))
    assert "".join(run.text for run in row.passage) == "The port of Tallinn and the port of Turku are safe."
    assert [run.text for run in row.passage if run.marked] == ["port", "port"]
    assert row.found == 3
    (cited,) = row.citations
    assert (cited.document, cited.quote, TEXT[cited.start:cited.end]) == ("d", cited.quote, cited.quote)


def test_a_long_paragraph_is_cut_between_words() -> None:
    row = found("word " * 200 + "port" + " word" * 200, (1000, 1004))
    text = "".join(run.text for run in row.passage)
    assert len(text) < 400
    assert set(text.split()) == {"word", "port"}


def test_where_only_the_title_has_the_words_the_text_begins() -> None:
    assert "".join(run.text for run in found(TEXT).passage) == "First paragraph."


@given(st.text(min_size=1, max_size=400), st.data())
def test_passages_are_pieces_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    row = found(text, (start, data.draw(st.integers(start + 1, len(text)))))
    assert "".join(run.text for run in row.passage) == row.citations[0].quote == text[row.citations[0].start:row.citations[0].end]


def test_filters_are_checked_and_actors_named_by_name_or_code() -> None:
    assert len(search(view_of(FACT, hits=[Hit("d", None, None, None, TEXT, ())]), Asked("port", actor="Estonia", since="2024"))) == 1
    with pytest.raises(UnknownError, match="Estonai"):
        search(view_of(FACT), Asked("port", actor="Estonai"))
    with pytest.raises(QuestionError, match="not a date"):
        search(view_of(FACT), Asked("port", until="soon"))


def test_an_empty_answer_says_whether_the_words_or_the_filters_are_why() -> None:
    assert search(view_of(FACT), "port").notes == ("No document of the register holds all of these words.",)
    hits = [Hit("d", None, None, None, TEXT, ())]
    assert "but none that was asked for" in search(view_of(FACT, hits=hits), Asked("port", source="Yle")).notes[0]


def test_a_full_page_says_that_there_may_be_more() -> None:
    hits = [Hit("d", None, None, None, TEXT, ())] * 3
    assert search(view_of(FACT, hits=hits), "port", limit=2).notes == ("The best 2 documents; there may be more.",)
