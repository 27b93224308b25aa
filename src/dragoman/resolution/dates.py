"""Dates of a text as ISO 8601 dates, partial dates and intervals, resolved against the day the text was published.

A week is an interval from Monday to Sunday, a quarter or a season an interval of months, a decade one of years. Each form of date is one
expression and one function, in the tables of `calendar_dates` and `relative_dates`; where two forms overlap, the longer one counts.
"""
from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dragoman.resolution.calendar_dates import CALENDAR_FORMS
from dragoman.resolution.relative_dates import RELATIVE_FORMS


class Date(NamedTuple):
    """A date in a text: half-open offsets in code points, and what it means.

    `value` is the past or only reading; `future` what the words mean in a clause about the future ("on Friday", "in May"), None where that
    is the same. Intervals are "first/last".
    """

    start: int
    end: int
    value: str
    future: str | None = None

    def reading(self, *, future: bool) -> str:
        """The date as a clause about the future or about anything else means it."""
        return self.future if future and self.future else self.value


def find_dates(text: str, published: str | None) -> list[Date]:
    """All dates of `text`, in order and without overlap.

    `published` is the ISO 8601 day of the text. Without it, or where it is only a month or a year, dates that lean on it ("on Tuesday",
    "last year", "17 August") are left out.
    """
    day = _day(published)
    found = []
    for pattern, resolve in (*CALENDAR_FORMS, *RELATIVE_FORMS):
        for match in pattern.finditer(text):
            try:
                reading = resolve(match, day)
            except (ValueError, OverflowError):  # beyond the years 1 to 9999
                continue
            if reading:
                found.append(Date(*match.span(), *reading))
    found.sort(key=lambda d: (d.start, -d.end))
    dates: list[Date] = []
    for candidate in found:
        if not dates or candidate.start >= dates[-1].end:
            dates.append(_since(candidate, text, day))
    return dates


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


_SINCE = re.compile(r"\bsince(?: (?:early|late|mid|the|last))*[ \u00a0\n-]$", re.IGNORECASE)


def _since(found: Date, text: str, day: date | None) -> Date:
    """After "since" a date is the interval from its beginning until the text's own day, in the same exactness; without one it is open."""
    said = re.match(r"since\b", text[found.start:found.end], re.IGNORECASE) or _SINCE.search(text, max(found.start - 24, 0), found.start)
    if not said:
        return found
    first = found.value.partition("/")[0]
    if day is None:
        return found._replace(value=f"{first}/", future=None)
    last = day.isoformat()[:len(first)]
    if first > last:  # a day or month without a year, read as the next
        first = f"{int(first[:4]) - 1:04d}{first[4:]}"
    return found._replace(value=first if first == last else f"{first}/{last}", future=None)
