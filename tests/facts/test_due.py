"""Until when something was promised."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.facts.due import due_date, due_of
from dragoman.facts.periods import bounds
from tests.questions.support import report

DAY = "2026-09-11"  # a Friday


@pytest.mark.parametrize(("deadline", "published", "last_day"), [
    # A period's last day, whether something is to be done by it, in it or from it on.
    ("by the end of next March", DAY, "2027-03-31"),
    ("within the first quarter of 2027", DAY, "2027-03-31"),
    ("by May next year", "2026-11-17", "2027-05-31"),
    ("in 2028", DAY, "2028-12-31"),
    ("by 2030", DAY, "2030-12-31"),
    ("within this year", "2029-02-06", "2029-12-31"),
    ("by March", "2025-11-28", "2026-03-31"),
    ("by May", "2026-05-20", "2026-05-31"),
    ("by the end of the year", "2030-09-12", "2030-12-31"),
    ("till the end of the year", DAY, "2026-12-31"),
    ("next May", "2030-09-12", "2031-05-31"),
    ("by the autumn of 2020", "2019-10-22", "2020-11-30"),
    ("next winter", DAY, "2027-02-28"),
    ("in the second half of 2004", "2003-11-04", "2004-12-31"),
    ("from January 2019", "2017-12-21", "2019-01-31"),
    ("from next October", "2028-11-21", "2029-10-31"),
    ("starting January 1", "2031-10-02", "2032-01-01"),
    ("From August 1", "2026-07-28", "2026-08-01"),
    ("June 2027", DAY, "2027-06-30"),
    ("June", DAY, "2027-06-30"),
    ("from august on", DAY, "2027-08-31"),
    ("July or August this year", "2026-04-01", "2026-08-31"),
    ("2024/25", "2024-01-08", "2025-12-31"),
    ("by the 2030s", DAY, "2039-12-31"),
    ("1988-07", DAY, "1988-07-31"),
    ("next week", DAY, "2026-09-20"),
    ("this month", DAY, "2026-09-30"),
    ("before the end of this month", DAY, "2026-09-30"),
    # Whole days.
    ("tomorrow", DAY, "2026-09-12"),
    ("on Thursday", DAY, "2026-09-17"),
    ("on 4 February", DAY, "2027-02-04"),
    ("no later than 15 March 2027", DAY, "2027-03-15"),
    ("by 31.12.2026", DAY, "2026-12-31"),
    ("until 15 March", DAY, "2027-03-15"),
    # Before a period: the day before it. Before its end: its last day.
    ("before June", DAY, "2027-05-31"),
    ("before 2030", DAY, "2029-12-31"),
    ("before 1 July 2031", "2030-01-24", "2031-06-30"),
    ("ahead of next summer", DAY, "2027-05-31"),
    ("before the end of 2025", "2024-04-19", "2025-12-31"),
    ("before the end of June 2030", "2029-05-03", "2030-06-30"),
    ("before the end of the third quarter", "2024-05-29", "2024-09-30"),
    ("before the year is out", DAY, "2026-12-31"),
    # So long from the day of the document on, counted to the day.
    ("within ninety days", "2025-11-28", "2026-02-26"),
    ("within 60 days", "2024-05-29", "2024-07-28"),
    ("within three weeks", DAY, "2026-10-02"),
    ("within a month", "2026-05-20", "2026-06-20"),
    ("in six months", "2026-08-31", "2027-02-28"),
    ("over the next four years", DAY, "2030-09-11"),
    ("within half a year", DAY, "2027-03-11"),
    ("in two weeks' time", DAY, "2026-09-25"),
    ("within a fortnight", DAY, "2026-09-25"),
    ("within 48 hours", DAY, "2026-09-13"),
    ("within 30 hours", DAY, "2026-09-13"),
    # The early, middle and late part of a period are its thirds.
    ("early next year", DAY, "2027-04-30"),
    ("by mid-2027", DAY, "2027-08-31"),
    ("in the first days of May", DAY, "2027-05-10"),
    ("by late June", DAY, "2027-06-30"),
    ("late April or early May", DAY, "2027-05-31"),
    # Years that do not begin in January, ends of years, feasts.
    ("in the school year 2025/26", "2024-04-19", "2026-08-31"),
    ("in the 2025/26 academic year", "2024-04-19", "2026-08-31"),
    ("starting from the coming academic year", "2022-05-11", "2023-08-31"),
    ("by year-end", DAY, "2026-12-31"),
    ("by end-2027", DAY, "2027-12-31"),
    ("by the end of the decade", DAY, "2029-12-31"),
    ("Q3 2027", DAY, "2027-09-30"),
    ("by Christmas", "2026-03-02", "2026-12-25"),
    ("before Christmas", "2026-12-28", "2027-12-24"),
    ("before Easter", "2027-03-04", "2027-03-27"),
    ("before Easter 2028", DAY, "2028-04-15"),
])
def test_last_day_of_a_term(deadline: str, published: str, last_day: str) -> None:
    assert due_date(deadline, published) == last_day


@pytest.mark.parametrize("deadline", [
    None, "", "shortly", "soon", "without delay", "at once", "as soon as possible", "in the near future", "immediate", "by then",
    "until then", "in the coming weeks", "until the last day", "before the next rainy season", "seven", "once the talks have ended in May",
    "after the 2026 budget is passed", "last November", "within no time"])
def test_a_term_without_a_date_has_no_last_day(deadline: str | None) -> None:
    assert due_date(deadline, DAY) is None


@pytest.mark.parametrize(("deadline", "last_day"), [
    ("next March", None), ("within a month", None), ("by Christmas", None), ("by the end of the year", None),
    ("in the new school year", None), ("in 2028", "2028-12-31"), ("by 1 May 2028", "2028-05-01"),
    ("before Easter 2028", "2028-04-15"), ("by end-2027", "2027-12-31")])
@pytest.mark.parametrize("published", [None, "2026", "2026-09"])
def test_without_the_day_of_the_document_only_whole_dates_count(deadline: str, last_day: str | None, published: str | None) -> None:
    assert due_date(deadline, published) == last_day


@pytest.mark.parametrize(("quote", "last_day"), [
    ("the trams that were to have come by March", "2026-03-31"), ("Finland had promised them by March", "2026-03-31"),
    ("Finland promised them by March", "2027-03-31")])
def test_the_term_of_a_promise_that_is_recalled_has_passed(quote: str, last_day: str) -> None:
    told = report("p", quote, type="commitment", actor=["FIN"], action="send trams", deadline="by March", published="2026-07-08")
    assert due_of(told) == last_day


@pytest.mark.parametrize("deadline", ["within 999 years", "in 9999", "over the next 90 years"])
def test_terms_beyond_the_calendar_do_not_break(deadline: str) -> None:
    due_date(deadline, "9990-01-01")


@given(deadline=st.text(max_size=60), published=st.one_of(st.none(), st.text(max_size=12)))
def test_any_words_give_a_day_or_none(deadline: str, published: str | None) -> None:
    due = due_date(deadline, published)
    assert due is None or date.fromisoformat(due)


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(1, 999))
def test_so_many_days_are_counted_from_the_day_of_the_document(day: date, days: int) -> None:
    assert due_date(f"within {days} days", day.isoformat()) == (day + timedelta(days)).isoformat()


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), month=st.sampled_from(("January", "March", "May", "August", "December")))
def test_a_month_to_come_is_never_over_before_the_document(day: date, month: str) -> None:
    due = due_date(f"by {month}", day.isoformat())
    assert due is not None
    assert day <= date.fromisoformat(due) <= day + timedelta(366)
    assert bounds(due[:7])[1] == due
