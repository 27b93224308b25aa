"""Dates of texts, against the day of publication."""
from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolution.dates import Date, find_dates
from tests.corpus import evidence_spans, gold_documents

PUBLISHED = "2026-11-11"  # a Wednesday
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/(\d{4}(-\d{2}(-\d{2})?)?)?)?")  # as records take it


def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(found.value, found.future) for found in find_dates(text, published)]


@pytest.mark.parametrize(("text", "value"), [
    ("on 17 August 2021", "2021-08-17"), ("on August 17, 2021", "2021-08-17"), ("Wednesday, April 20, 2022", "2022-04-20"),
    ("the 3rd of May 2020", "2020-05-03"), ("Sept. 5, 1996", "1996-09-05"), ("16 APRIL 2025", "2025-04-16"), ("2021-08-17", "2021-08-17"),
    ("17.08.2021", "2021-08-17"), ("from November 16 to 18, 2026", "2026-11-16/2026-11-18"), ("2-5 August 2030", "2030-08-02/2030-08-05"),
    ("30 December to 2 January 2027", "2026-12-30/2027-01-02"), ("between June 3 and July 6, 2020", "2020-06-03/2020-07-06"),
    ("13 March last year", "2025-03-13"), ("in September of last year", "2025-09"), ("last December", "2025-12"), ("next March", "2027-03"),
    ("in May 2009", "2009-05"), ("from January to October 2012", "2012-01/2012-10"), ("between March and May 2020", "2020-03/2020-05"),
    ("between September 1986 and end 1987", "1986-09/1987-12"), ("in 2013", "2013"), ("2013-2017", "2013/2017"),
    ("between 2013 and 2017", "2013/2017"), ("in 1986/87", "1986/1987"), ("the 1990s", "1990/1999"), ("in the early eighties", "1980/1989"),
    ("in the first quarter of 2026", "2026-01/2026-03"), ("the second half of 2004", "2004-07/2004-12"),
    ("in the first nine months of the year", "2026-01/2026-09"), ("the spring of 2025", "2025-03/2025-05"),
    ("in winter 2025", "2025-12/2026-02"), ("next spring", "2027-03/2027-05"), ("last summer", "2026-06/2026-08"),
    ("today", "2026-11-11"), ("tonight", "2026-11-11"), ("this morning", "2026-11-11"), ("yesterday evening", "2026-11-10"),
    ("the day after tomorrow", "2026-11-13"), ("signed the day before.", "2026-11-10"), ("last Thursday", "2026-11-05"),
    ("last Wednesday", "2026-11-04"), ("next Wednesday", "2026-11-18"), ("yesterday and today", "2026-11-10/2026-11-11"),
    ("tomorrow and Friday", "2026-11-12/2026-11-13"), ("this week", "2026-11-09/2026-11-15"), ("early next week", "2026-11-16/2026-11-22"),
    ("last weekend", "2026-11-07/2026-11-08"), ("this month", "2026-11"), ("next month", "2026-12"), ("last quarter", "2026-07/2026-09"),
    ("last year", "2025"), ("the year before last", "2024"), ("by the end of the year", "2026"), ("two years ago", "2024"),
    ("three months ago", "2026-08"), ("two weeks ago", "2026-10-26/2026-11-01"), ("ten days ago", "2026-11-01"),
    ("over the past two years", "2024/2026"), ("in the next three years", "2026/2029"), ("the coming decade", None),
])
def test_a_form_has_one_reading(text: str, value: str | None) -> None:
    assert read(text) == ([(value, None)] if value else [])


@pytest.mark.parametrize(("text", "past", "future"), [
    ("on Tuesday", "2026-11-10", "2026-11-17"), ("on Friday", "2026-11-06", "2026-11-13"),
    ("on Monday and Tuesday", "2026-11-09/2026-11-10", "2026-11-16/2026-11-17"),
    ("on August 17", "2026-08-17", "2027-08-17"), ("Aug. 17-18", "2026-08-17/2026-08-18", "2027-08-17/2027-08-18"),
    ("in May", "2026-05", "2027-05"), ("in autumn", "2026-09/2026-11", "2027-09/2027-11"),
    ("on the 5th and later", "2026-11-05", "2026-12-05"), ("within five years", "2021/2026", "2031"),
    ("over four years", "2022/2026", "2026/2030"),
])
def test_what_tense_decides_has_two_readings(text: str, past: str, future: str) -> None:
    assert read(text) == [(past, future)]


def test_the_clause_chooses_the_reading() -> None:
    friday = Date(0, 6, "2026-11-06", "2026-11-13")
    assert (friday.reading(future=False), friday.reading(future=True)) == ("2026-11-06", "2026-11-13")
    assert Date(0, 4, "2013").reading(future=True) == "2013"


def test_today_s_weekday_is_today_in_both_tenses() -> None:
    assert read("on Wednesday") == [("2026-11-11", None)]


def test_a_day_soon_to_come_is_not_that_of_last_year() -> None:
    assert read("the summit of 16 November") == [("2026-11-16", None)]


@pytest.mark.parametrize(("text", "value"), [
    ("since 2013", "2013/2026"), ("since last January", "2026-01/2026-11"), ("since Monday", "2026-11-09/2026-11-11"),
    ("since the spring of 2020", "2020-03/2026-11"),
])
def test_since_lasts_until_the_day_of_the_text(text: str, value: str) -> None:
    assert read(text) == [(value, None)]


def test_since_is_open_without_the_day_of_the_text() -> None:
    assert read("since 2013", None) == [("2013/", None)]


def test_the_last_date_of_a_list_has_the_year_for_all() -> None:
    assert read("January 11 and November 26, 2021") == [("2021-01-11", None), ("2021-11-26", None)]


def test_months_joined_by_and_are_two() -> None:
    assert read("in September and October") == [("2026-09", "2027-09"), ("2026-10", "2027-10")]


@pytest.mark.parametrize("text", [
    "May I come in?", "They march on.", "the fall of Kabul", "Lisa May spoke", "some 2000 troops", "Resolution 2021", "$2015 was paid",
    "in 20,300 cases",    "10.30 hrs", "a summer dress", "the day before the summit", "G20", "for three years", "the august assembly",
    "Jan Novák spoke", "in the fields of Jan Aushadhi medicines",
])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("published", [None, "2026", "2026-11", "", "unknown"])
def test_without_the_day_of_the_text_nothing_is_guessed(published: str | None) -> None:
    assert read("On Tuesday, 17 August, yesterday, last year, two years ago, in May; on 3 May 2020", published) == [("2020-05-03", None)]


def test_offsets_are_those_of_the_text() -> None:
    text = "“Né” – they met on Monday, 9 November 2026, in Astana."
    assert [text[found.start:found.end] for found in find_dates(text, PUBLISHED)] == ["Monday, 9 November 2026"]


WORDS = st.sampled_from(
    "17 3 31 2026 1987 0 99 May March Jan. January February last next this week year years month two a ago on in since between and to – - "
    ", . / of the Monday Friday spring first quarter half day before tomorrow yesterday over within past decade 9999 the 20th '87".split())


@given(st.lists(WORDS, max_size=14).map(" ".join), st.dates(date(1600, 1, 1), date(2400, 1, 1)).map(str))
def test_whatever_the_words_dates_are_iso_ordered_and_disjoint(text: str, published: str) -> None:
    end = 0
    for found in find_dates(text, published):
        assert end <= found.start < found.end <= len(text)
        assert ISO.fullmatch(found.value)
        assert found.future is None or ISO.fullmatch(found.future)
        end = found.end


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    find_dates(text, PUBLISHED)


def test_the_corpus_s_dates_are_found(shared: Path) -> None:
    """The share of hand-annotated dates and periods that stand in their record's paragraph or are the text's own day."""
    hits: Counter[bool] = Counter()
    for document in gold_documents(shared):
        published = document.gold.get("published")
        dates = find_dates(document.text, published)
        for record in document.gold["records"]:
            for wanted in (record.get("date"), record.get("period")):
                if wanted:
                    near = {reading for start, end in evidence_spans(document.text, record, paragraphs=True)
                            for found in dates if start <= found.start < end for reading in (found.value, found.future)}
                    hits[wanted in near or wanted == published] += 1
    assert hits[True] / hits.total() > 0.83


@pytest.mark.parametrize("text", ["the first direct talks in three years", "at 6 p.m. (1800 gmt)"])
def test_how_long_ago_and_what_hour_are_no_dates(text: str) -> None:
    assert read(text) == []
