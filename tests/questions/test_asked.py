"""What a question names."""
from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import QuestionError, UnknownError
from dragoman.questions.asked import Sides, actor, choice, day, period
from dragoman.records import Agreement, Figure
from tests.questions.support import fact, report, view_of

TALKS = fact(report("d", "they met", type="meeting", kind="talks", parties=["EST", "FIN"], date="2024-05-03"))


@pytest.mark.parametrize("name", ["Estonia", "EST", "ee", "estonian"])
def test_an_actor_is_named_by_name_or_code(name: str) -> None:
    assert actor(view_of(TALKS), name) == "EST"


def test_an_unknown_actor_is_answered_with_those_most_like_it() -> None:
    with pytest.raises(UnknownError, match=r"Estonai: no country, organisation or firm of that name; did you mean Estonia"):
        actor(view_of(TALKS), "Estonai")


def test_a_firm_is_named_as_the_register_names_it() -> None:
    view = view_of(TALKS, fact(report("e", "they signed", type="agreement", kind="contract", parties=["EST", "Baltic Rail"], subject="rail",
                                      status="signed")))
    assert actor(view, "Baltic Rail") == "Baltic Rail"
    with pytest.raises(UnknownError, match=r"Baltic: .* or the name of a firm in full"):
        actor(view, "Baltic")
    for sides in (Sides.of(view, "Baltic Rail"), Sides.of(view, "Baltic Rail", "Estonia")):
        assert [one.type for one in sides.facts(view)] == ["agreement"]


@pytest.mark.parametrize("date", ["2024", "2024-02", "2024-02-29", None])
def test_partial_dates_are_dates(date: str | None) -> None:
    assert day(date) == date


@pytest.mark.parametrize("date", ["2023-02-29", "2024-13", "24", "May 2024", "", "2024-5-1", "0000", "2024-02-01T00:00"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(QuestionError, match="not a date; give it as"):
        day(date)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(QuestionError):
        assert day(text) == text


def test_an_end_before_the_beginning_is_refused_but_not_within_the_same_month() -> None:
    assert period("2024-05-20", "2024-05") == {"since": "2024-05-20", "until": "2024-05"}
    with pytest.raises(QuestionError, match="the end comes before the beginning"):
        period("2024-05", "2024-04-30")


def test_one_country_is_no_pair() -> None:
    with pytest.raises(QuestionError, match="Estonia with itself"):
        Sides.of(view_of(TALKS), "Estonia", "EST")


def test_a_value_that_the_codebook_has_not_is_answered_with_those_it_has() -> None:
    assert choice("in_force", Agreement, "status") == "in_force"
    assert choice(None, Figure, "measure") is None
    with pytest.raises(QuestionError, match="exports: no measure of figures; give one of investment, trade, export"):
        choice("exports", Figure, "measure")


@pytest.mark.parametrize(("codes", "why"), [
    (("EST", "FIN"), "The register holds facts of Estonia and Finland, but no agreements."),
    (("NOR", "ITA"), "The register holds nothing of Norway and Italy; read documents that speak of both."),
    (("NOR",), "The register holds nothing of Norway; read documents that speak of it."),
    ((), "The register holds no agreements."),
])
def test_an_empty_answer_says_why(codes: tuple[str, ...], why: str) -> None:
    assert Sides(codes).why_empty(view_of(TALKS), "agreements", type="agreement") == why


def test_filters_or_an_empty_register_are_said_to_be_why() -> None:
    assert "but none that was asked for" in Sides(("EST", "FIN")).why_empty(view_of(TALKS), "meetings", type="meeting")
    assert Sides(("EST",)).why_empty(view_of(), "meetings") == "The register is empty; read some documents into it first."
