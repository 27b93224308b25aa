"""Until when something was promised: the words of a term ("by the end of next March", "within ninety days") → its last day.

A term is read against the day of the document that sets it, as a clause about the future is. "By", "in" and "from" a period all give the
period's last day: only then is it sure that nothing was done in time. "Before" a period gives the day before it begins; the early, middle
and late part of a period are its thirds. A term that hangs on no date ("shortly", "once the budget has passed"), or on one that is over
("last May"), has no last day.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from dragoman.codebook.follow_up import follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.model import Report
from dragoman.facts.periods import LAST, bounds
from dragoman.facts.words import Phrases, tokens
from dragoman.resolution.calendar import COUNT, MONTHS, WEEKDAYS, YEAR, count_of, expression
from dragoman.resolution.dates import find_dates

_UNDATED = re.compile(r"\b(?:after|once|when|unless)\b(?!wards)", re.IGNORECASE)
_GONE = re.compile(rf"\b(?:last|past) (?:week|month|year|spring|summer|autumn|winter|{'|'.join((*MONTHS, *WEEKDAYS))})\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|ahead of|prior to)(?: the)?\s*$", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:early|beginning of|start of|first (?:days|weeks) of|(?P<middle>mid|middle of))(?: the| this)?[ -]*$", re.IGNORECASE)
_END = re.compile(r"(?:end|close) of", re.IGNORECASE)  # where the finder of dates takes it into the date
_SMALL_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_PARTIAL = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}


def due_of(report: Report) -> str | None:
    """The last day of a report's term. Where its words recall a promise ("was to have opened by March"), the March before counts."""
    deadline = report.data.get("deadline")
    recalled = bool(deadline) and _recalled().first(tokens(report.quote)) is not None
    return due_date(deadline, report.published, recalled=recalled)


@per_codebook
def _recalled() -> Phrases:
    return Phrases(map(tokens, follow_up_words().recalled))


def due_date(deadline: str | None, published: str | None, *, recalled: bool = False) -> str | None:
    """The last day of a term, as an ISO date; None where it names none.

    `published` is the ISO date of the document that sets the term; without a whole day there, terms that lean on it ("next March",
    "within a month") have none. A term that is `recalled` is read as a clause about the past is.
    """
    words = " ".join((deadline or "").split())
    if not words or _UNDATED.search(words) or _GONE.search(words):
        return None
    day = _day(published)
    try:
        for pattern, last_day in _FORMS:
            match = pattern.search(words)
            if match and (found := last_day(match, day)):
                early = last_day is _feast and _BEFORE.search(words, 0, match.start())
                return (found - timedelta(1) if early else found).isoformat()
        return _dated(words, published, future=not recalled)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _dated(words: str, published: str | None, *, future: bool) -> str | None:
    """The last day of the latest date in the words; where they say "before" it, the day before its first."""
    if partial := _PARTIAL.fullmatch(words):
        return _known(bounds(partial[0])[1])
    capitals = f"in {_SMALL_MONTH.sub(lambda month: month[0].capitalize(), words)}"  # "may" alone is hardly a month; "in May" is
    found = []
    for said in find_dates(capitals, published):
        first, last = bounds(said.reading(future=future))
        if _BEFORE.search(capitals, 0, said.start) and not _END.match(capitals, said.start):
            last = (date.fromisoformat(first) - timedelta(1)).isoformat()
        elif part := _PART.search(capitals, 0, said.start):
            last = _third(date.fromisoformat(first), date.fromisoformat(last), 2 if part["middle"] else 1)
        found.append(last)
    return _known(max(found, default=LAST))


def _known(last: str) -> str | None:
    return None if last == LAST else last


def _third(first: date, last: date, nth: int) -> str:
    """The last day of the nth third of a period; whole months where it has at least three."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months >= 3:
        return (first + relativedelta(months=months * nth // 3) - timedelta(1)).isoformat()
    return (first + timedelta(((last - first).days + 1) * nth // 3 - 1)).isoformat()


# -- forms of terms, each an expression and the last day that it means; None where that cannot be known

_SCHOOL_YEAR = expression(
    rf"(?:school|academic) year,? (?P<first>{YEAR})|(?P<first2>{YEAR})(?:/|-|–)\d+ (?:school|academic) year"
    r"|(?P<near>coming|next|new|this|current) (?:school|academic) year", re.IGNORECASE)


def _school_year(match: re.Match[str], day: date | None) -> date | None:
    """A school year ends with August, as it does on the northern half."""
    if first := match["first"] or match["first2"]:
        return date(int(first) + 1, 8, 31)
    if day is None:
        return None
    running = day.year + (day.month > 8)
    return date(running + (match["near"].lower() not in ("this", "current")), 8, 31)


_FEAST = expression(rf"(?:(?P<next>next) )?(?P<feast>Easter|Christmas|New Year(?:['’]s (?:Day|Eve))?)(?: (?P<year>{YEAR}))?")


def _feast(match: re.Match[str], day: date | None) -> date | None:
    """The feast in the year that is named, else the next one."""
    def in_year(year: int) -> date:
        return easter(year) if match["feast"] == "Easter" else date(year, 12, 25) if match["feast"] == "Christmas" else date(year, 12, 31)

    if match["year"]:
        return in_year(int(match["year"]))
    return None if day is None else next(feast for year in (day.year, day.year + 1) if (feast := in_year(year)) >= day)


_YEAR_END = expression(
    r"the year is out|(?:within|during|in the course of|later in|rest of|remainder of|close of|turn of) the year(?! \d)"
    r"|year(?: |-|['’]s )end"
    rf"|\bend(?: |-)(?P<year>{YEAR})|(?P<decade>end of (?:the|this) decade)", re.IGNORECASE)


def _year_end(match: re.Match[str], day: date | None) -> date | None:
    year = int(match["year"]) if match["year"] else day.year if day else None
    return date(year // 10 * 10 + 9 if match["decade"] else year, 12, 31) if year else None


_PART_OF_YEAR = expression(rf"\b(?P<part>[QH])(?P<nth>[1-4])(?: of)? (?P<year>{YEAR})")


def _part_of_year(match: re.Match[str], _day: date | None) -> date | None:
    """"Q1 2027", "H2 2026"."""
    months = int(match["nth"]) * (3 if match["part"] == "Q" else 6)
    return date(int(match["year"]), 1, 1) + relativedelta(months=months) - timedelta(1) if months <= 12 else None


_STRETCH = expression(
    rf"\b(?:(?:within|in|over|during|for)(?: the)?(?: (?:next|coming|following))?|the (?:next|coming|following)) (?:a |the )?"
    rf"(?P<count>\d{{1,3}}|{COUNT}|half a) (?P<unit>hour|day|week|fortnight|month|year)s?\b|\b(?P<fortnight>a fortnight)\b", re.IGNORECASE)


def _stretch(match: re.Match[str], day: date | None) -> date | None:
    """So long from the day of the document on, counted to the day."""
    if day is None:
        return None
    if match["fortnight"]:
        return day + timedelta(14)
    unit, count = match["unit"].lower(), 0 if match["count"].lower() == "half a" else count_of(match["count"])
    if unit in _DAYS:
        return day + timedelta(-int(-count * _DAYS[unit] // 1)) if count else None
    if not count:
        return day + relativedelta(months=6) if unit == "year" else None
    return day + relativedelta(months=count if unit == "month" else 0, years=count if unit == "year" else 0)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], date | None]], ...] = (
    (_SCHOOL_YEAR, _school_year),
    (_FEAST, _feast),
    (_YEAR_END, _year_end),
    (_PART_OF_YEAR, _part_of_year),
    (_STRETCH, _stretch),
)
