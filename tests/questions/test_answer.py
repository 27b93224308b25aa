"""Answers: rows, numbered sources, and tables of the libraries that people calculate with."""
from __future__ import annotations

import itertools
import json
import sys
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DragomanError
from dragoman.facts import Conflict
from dragoman.questions import agreements, figures, statements, timeline, visits
from dragoman.questions.answer import Answer
from dragoman.questions.formats.cells import spans
from tests.questions.support import fact, report, view_of

FIRST = fact(report("late", "they met in Tallinn", type="meeting", kind="talks", parties=["EST", "FIN"], date="2024-05-03",
                    published="2024-06-01"),
             report("early", "a meeting took place", 1, type="meeting", kind="talks", parties=["EST", "FIN"], date="2024-05-03",
                    published="2024-05-04"))
SECOND = fact(report("late", "trade grew to €2 billion", 2, type="figure", measure="trade", value=2_000_000_000, unit="EUR",
                     between=["EST", "FIN"], period="2023", published="2024-06-01"),
              conflicts=[Conflict("value", ((2_000_000_000, ("r-late-2",)), (2.5e9, ("r-early-1",))))])
VIEW = view_of(FIRST, SECOND, titles={"late": "A late story"})


def test_an_answer_is_a_sequence_of_its_rows() -> None:
    answer = timeline(VIEW, "EST", "FIN")
    assert len(answer) == 2
    assert [row.type for row in answer] == ["figure", "meeting"]
    assert answer[-1].what == "Talks between Estonia and Finland"
    assert answer[:1] == (answer[0],)


def test_sources_are_numbered_by_the_date_of_the_document_and_the_place_in_it() -> None:
    answer = timeline(VIEW, "EST", "FIN")
    assert [(source.document, [passage.number for passage in source.passages]) for source in answer.sources] == [
        ("early", [1]), ("late", [2, 3])]
    assert answer.numbers(answer[1].citations) == (1, 2)
    assert answer.numbers(answer[0].citations) == (3,)
    assert answer.sources[1].title == "A late story"


def test_a_quote_of_two_records_is_one_passage_with_both_ids() -> None:
    said = {"type": "statement", "affiliation": "EST", "mode": "indirect", "content": "so it is", "start": 5}
    answer = statements(view_of(fact(report("d", "so it is", 0, speaker="Alar Karis", **said)),
                                fact(report("d", "so it is", 1, speaker="Margus Tsahkna", **said))))
    (source,) = answer.sources
    assert [passage.records for passage in source.passages] == [("r-d-0", "r-d-1")]


def test_rows_become_plain_data() -> None:
    (row,) = figures(VIEW, "EST").to_dicts()
    assert row["from"] is None
    assert row["between"] == ["EST", "FIN"]
    assert row["others"] == [{"value": 2.5e9, "records": ["r-early-1"], "sources": []}]
    assert row["citations"][0]["quote"] == "trade grew to €2 billion"
    assert json.loads(json.dumps(row)) == row


@pytest.mark.parametrize("answer", [timeline(VIEW, "EST", "FIN"), figures(VIEW), agreements(VIEW), visits(VIEW, "NOR")],
                         ids=lambda answer: answer.question)
def test_rows_become_data_frames_with_a_column_a_field_even_without_rows(answer: Answer[Any]) -> None:
    for frame in (answer.to_pandas(), answer.to_polars()):
        assert list(frame.columns) == answer.names
        assert len(frame) == len(answer)
    assert isinstance(answer.to_pandas(), pd.DataFrame)
    assert isinstance(answer.to_polars(), pl.DataFrame)


def test_frames_hold_the_values_of_the_rows() -> None:
    answer = figures(VIEW)
    assert answer.to_pandas()["value"].tolist() == answer.to_polars()["value"].to_list() == [2_000_000_000]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_there_is_named_with_the_mend(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(DragomanError, match=rf"{library} is not installed; pip install 'dragoman\[{library}\]'"):
        getattr(figures(VIEW), f"to_{library}")()


def test_columns_without_a_value_are_left_out_of_tables() -> None:
    columns, rows = timeline(VIEW, "EST", "FIN").table
    assert [column.header for column in columns] == ["date", "type", "what", "told by", "sources"]
    assert "status" in timeline(VIEW, "EST", "FIN").names
    assert len(rows) == 2


@given(st.sets(st.integers(1, 40)))
def test_stretches_hold_the_same_numbers_and_no_two_touch(numbers: set[int]) -> None:
    found = spans(sorted(numbers))
    assert {n for first, last in found for n in range(first, last + 1)} == numbers
    assert all(a[1] + 1 < b[0] for a, b in itertools.pairwise(found))
