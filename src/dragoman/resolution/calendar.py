"""Words of the calendar, and the ISO 8601 dates, partial dates and intervals that they make."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dragoman.resolution.numbers import WORDS

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the month in which they begin, on the northern half
DECADES = {"twenties": 192, "thirties": 193, "forties": 194, "fifties": 195, "sixties": 196, "seventies": 197, "eighties": 198,
           "nineties": 199}

# Parts of expressions for `expression`, in which a space stands for any single space or line end.
MONTH = (r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|Jun\.|July?|Jul\.|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
         r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?!\w)")
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)(?!\w)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%])"
YEAR = r"(?:1[6-9]|20)\d\d(?!\d|,\d|\.\d)"
TO = r"(?: ?[-–—] ?| (?:to|until|till|through) )"
AND = r"(?: and )"
OF_YEAR = rf"(?:,? (?:of |in )?(?:(?P<year>{YEAR})|(?P<which>last|this|next|the current|the same) year))?"
COUNT = rf"(?:\d{{1,2}}|an?|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
UNIT = r"(?P<unit>day|week|month|year|decade)s?(?!\w|-)"


class Reading(NamedTuple):
    """What an expression means in a clause about the past, and in one about the future where that is something else."""

    value: str
    future: str | None = None


Resolver = Callable[["re.Match[str]", "date | None"], "Reading | None"]


def expression(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A compiled expression in which each space matches a space, a no-break space or a line end."""
    return re.compile(pattern.replace(" ", "[ \u00a0\n]"), flags)


def follows(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether the text right before a match ends with a pattern (which ends with "$")."""
    return pattern.search(match.string, max(match.start() - 24, 0), match.start()) is not None


def month_number(name: str) -> int:
    """1 for "January", "Jan." or "JANUARY"."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def count_of(word: str) -> int:
    """The number that `COUNT` matched; 0 for nothing."""
    word = word.lower()
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else WORDS.get(word, 0)


def iso(year: int, month: int = 0, day: int = 0) -> str | None:
    """An ISO date or partial date; None for a day that is not in the calendar."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def interval(first: str, last: str) -> str:
    """"first/last", or the one date that both are."""
    return first if first == last else f"{first}/{last}"


def pair(past: str, future: str) -> Reading:
    """A reading of two, or of one where both are the same."""
    return Reading(past, None if past == future else future)


def year_of(match: re.Match[str], day: date | None) -> int | None:
    """The year that `OF_YEAR` matched: "2026", "last year"."""
    if match["year"]:
        return int(match["year"])
    if match["which"] and day:
        return day.year + {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    return None


def in_year(match: re.Match[str], day: date | None, make: Callable[[int], str | None], month: int, first_day: int = 0) -> Reading | None:
    """A part of the year, a month or a day, in the year that the expression names, else in the nearest of the past and of the future.

    `make` gives the part of a year as an ISO date; `month` and `first_day` (0: the whole month) say when it is.
    """
    year = year_of(match, day)
    if year:
        value = make(year)
        return Reading(value) if value else None
    if day is None or match["which"]:
        return None
    months = month - day.month
    ahead = months or (first_day and (first_day > day.day) - (first_day < day.day))
    past_year = day.year - (ahead > 0)
    past, future = make(past_year), make(past_year + (ahead != 0))
    if not past or not future:
        one = past or future
        return Reading(one) if one else None
    # Ten months back or more while the next is at most two months off: of the other one would say "last year".
    if ahead > 0 and months <= 2:
        return Reading(future)
    return pair(past, future)
