"""Two documents side by side."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import QuestionError, UnknownError
from dragoman.facts import Link, Report
from dragoman.questions import compare
from dragoman.questions.compare import mark
from dragoman.records import Reading
from tests.questions.support import fact, report, view_of

TEXTS = (Reading(id="ours", text="…", title="Our readout", source="ERR", published="2024-05-03"), Reading(id="theirs", text="…"))


def talks(document: str, quote: str, position: int = 0, **more: Any) -> Report:
    """A report of talks."""
    data = {"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "date": "2024-05-03", **more}
    return report(document, quote, position, **data)


def trade(document: str, value: int) -> Report:
    """A report of trade."""
    return report(document, f"trade is worth {value}", 1, type="figure", measure="trade", value=value, unit="EUR", between=["EST", "FIN"])


def test_what_both_say_is_told_apart_from_what_one_says() -> None:
    view = view_of(fact(talks("ours", "the two met"), talks("theirs", "both met")), fact(talks("ours", "they spoke", 2, kind="call")),
                   fact(talks("theirs", "a ceremony", 3, kind="ceremony")), fact(talks("other", "elsewhere", 4)), texts=TEXTS)
    answer = compare(view, "ours", "theirs")
    assert [(row.verdict, row.what) for row in answer] == [
        ("both", "Talks between Estonia and Finland"), ("only the first", "Call between Estonia and Finland"),
        ("only the second", "Ceremony with Estonia and Finland")]
    assert answer.notes == ("The first: Our readout, ERR, 3 May 2024, ours.", "The second: theirs.",
                            "They differ on 0, agree on 1; 1 only in the first, 1 only in the second.")


def test_words_that_only_one_has_are_marked() -> None:
    view = view_of(fact(talks("ours", "the two met in Tallinn"), talks("theirs", "the two leaders met")), texts=TEXTS)
    (row,) = compare(view, "ours", "theirs")
    assert [run.text for run in row.first if run.marked] == ["in Tallinn"]
    assert [run.text for run in row.second if run.marked] == ["leaders"]
    assert ([one.document for one in row.citations], [one.document for one in row.other]) == (["ours"], ["theirs"])


@pytest.mark.parametrize(("ours", "theirs", "verdict"), [
    ({"date": "2024-05-03"}, {"date": "2024-05-04"}, "differ"), ({"date": "2024-05"}, {"date": "2024-05-04"}, "both"),
    ({"people": ["A B"]}, {"people": ["A B", "C D"]}, "both"), ({"people": ["A B"]}, {"people": ["C D"]}, "differ"),
    ({"parties": ["EST", "FIN"]}, {"parties": ["FIN", "EST"]}, "both"), ({"status": "held"}, {}, "both"),
    ({"place": "Tallinn"}, {"place": "the capital"}, "both")])
def test_only_values_that_cannot_both_be_so_differ(ours: dict[str, Any], theirs: dict[str, Any], verdict: str) -> None:
    view = view_of(fact(talks("ours", "they met", **ours), talks("theirs", "they met", **theirs)), texts=TEXTS)
    assert [row.verdict for row in compare(view, "ours", "theirs")] == [verdict]


def test_a_value_that_one_tells_alone_is_shown_as_such() -> None:
    view = view_of(fact(talks("ours", "they met", status="held"), talks("theirs", "they met")), texts=TEXTS)
    (row,) = compare(view, "ours", "theirs")
    assert [(one.field, one.first, one.second, one.contrary) for one in row.differences] == [("status", "held", None, False)]


def test_two_facts_that_are_linked_as_a_conflict_are_one_difference() -> None:
    one, other = fact(trade("ours", 5)), fact(trade("theirs", 6))
    (row,) = compare(view_of(one, other, texts=TEXTS, tied=[Link("conflict", other.id, one.id, "other values")]), "ours", "theirs")
    assert (row.verdict, row.facts) == ("differ", (one.id, other.id))
    assert [(each.field, each.first, each.second) for each in row.differences] == [("value", "5", "6")]


def test_documents_must_be_two_that_are_there() -> None:
    with pytest.raises(QuestionError, match="ours with itself"):
        compare(view_of(texts=TEXTS), "ours", "ours")
    with pytest.raises(UnknownError, match="no such document"):
        compare(view_of(texts=TEXTS), "ours", "nothing")
    assert compare(view_of(texts=TEXTS), "ours", "theirs").notes[-1] == "No record was read in either of them."


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_change_no_letter_and_equal_texts_have_none(first: str, second: str) -> None:
    a, b = mark(first, second)
    assert ("".join(run.text for run in a), "".join(run.text for run in b)) == (first, second)
    assert not any(run.marked for side in mark(first, first) for run in side)


def test_texts_that_have_little_in_common_are_left_unmarked() -> None:
    assert [run.marked for side in mark("the two sides met", "in Tallinn a port was opened") for run in side] == [False, False]


def test_single_words_in_common_of_unlike_texts_count_for_nothing() -> None:
    a, _ = mark("talks held in May were long", "in May talks grew long")
    assert [(run.text, run.marked) for run in a] == [
        ("talks held", True), (" in May", False), (" ", False), ("were long", True)]


def test_very_long_texts_are_left_unmarked() -> None:
    assert [run.marked for side in mark("a b " * 3000, "b a " * 3000) for run in side] == [False, False]
