"""Quotations are found whatever marks are printed, and end with their paragraph."""
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.resolution.quotations import find_quotations


def quoted(text: str) -> list[str]:
    a = analyse(Document(id="x", text=text))
    return [a.text(q.first, q.last) for q in find_quotations(a)]


@pytest.mark.parametrize("text", ["“We agree,” he said.", '"We agree," he said.', "«We agree,» he said."])
def test_all_common_marks_are_read(text: str) -> None:
    assert quoted(text) == ["We agree,"]


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    assert quoted("“We agree.\n\n“And we will sign,” he said.") == ["We agree.", "And we will sign,"]


def test_a_few_quoted_words_are_no_clause() -> None:
    a = analyse(Document(id="x", text="He said the talks were “frank and open”. “We will sign the treaty,” he said."))
    assert [q.clause for q in find_quotations(a)] == [False, True]


@given(st.text(st.sampled_from('ab ".“”«»\n'), max_size=60))
def test_quotations_never_overlap(text: str) -> None:
    a = analyse(Document(id="x", text=text))
    found = find_quotations(a)
    assert all(q.first <= q.last for q in found)
    assert all(x.last < y.first for x, y in pairwise(found))


def test_words_quoted_inside_a_quotation_do_not_end_it() -> None:
    assert quoted('"They work in the field of "green" energy today," he said.') == ['They work in the field of "green" energy today,']


def test_an_apostrophe_ends_no_quotation_between_single_marks() -> None:
    assert quoted("‘The farmers’ fields are dry,’ he said.") == ["The farmers’ fields are dry,"]
