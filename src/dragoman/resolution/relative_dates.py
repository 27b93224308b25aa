"""Dates that lean on the day of the text: "yesterday", "on Tuesday", "next week", "two years ago", "over the past decade"."""
from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dragoman.resolution.calendar import (
    AND,
    COUNT,
    MONTH,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    Reading,
    Resolver,
    count_of,
    expression,
    interval,
    pair,
)

_SHIFTS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1, "last night": -1,
    "the day before": -1, "the previous day": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}
_BEFORE_NOTHING = r"(?= (?:and|in|at|by|on|here)\b|[.,;)])"  # not "the day before the summit"
_NAMED = "|".join(words + _BEFORE_NOTHING * (words == "the day before") for words in sorted(_SHIFTS, key=len, reverse=True))
_ONE_DAY = r"(?:(?P<{0}>" + _NAMED + r")|(?:(?P<near_{0}>last|next|this|coming|past) )?(?P<weekday_{0}>" + WEEKDAY + "))"
_NEAR_DAY = expression(
    rf"(?<![\w-]){_ONE_DAY.format('a')}(?:(?:{TO}|{AND}| or ){_ONE_DAY.format('b')})?(?!\w)(?!,? {MONTH} \d)", re.IGNORECASE)


def _near_day(match: re.Match[str], day: date | None) -> Reading | None:
    """A day, or the interval of two: "Wednesday and Thursday", "tomorrow and Friday"."""
    if day is None:
        return None
    past, future = _one_day(match, "a", day)
    if not (match["b"] or match["weekday_b"]):
        return pair(past.isoformat(), future.isoformat())
    last_past, last_future = _one_day(match, "b", day)
    if last_past < past and match["a"] is None:
        past -= timedelta(7)
    if last_future < future:
        last_future += timedelta(7)
    if last_past < past:  # "tomorrow and Friday"
        return Reading(interval(future.isoformat(), last_future.isoformat()))
    return pair(interval(past.isoformat(), last_past.isoformat()), interval(future.isoformat(), last_future.isoformat()))


def _one_day(match: re.Match[str], which: str, day: date) -> tuple[date, date]:
    """The past and the future reading of "yesterday", "last Thursday", "Friday"; the text's own day is in both."""
    words = match[which]
    if words:
        shifted = day + timedelta(_SHIFTS[" ".join(words.lower().split())])
        return shifted, shifted
    weekday = WEEKDAYS.index(match[f"weekday_{which}"].lower())
    back, ahead = (day.weekday() - weekday) % 7, (weekday - day.weekday()) % 7
    near = (match[f"near_{which}"] or "").lower()
    past, future = day - timedelta(back), day + timedelta(ahead)
    if near in ("last", "past"):
        past = future = day - timedelta(back or 7)
    elif near in ("next", "coming"):
        past = future = day + timedelta(ahead or 7)
    elif near == "this":
        past = future
    return past, future


_STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_NEAR_PERIOD = expression(
    rf"(?<![\w-])(?:(?P<near>{'|'.join(_STEPS)}) (?:(?:fiscal|calendar|financial|crop) )?(?P<unit>week|weekend|month|quarter|year)"
    r"|(?P<before_last>the year before last)|(?P<new_year>the new year)"
    r"|(?:beginning|start|middle|course|end|close) of (?:the|this) (?:(?P<part_of>year)|(?P<part_of_month>month)))(?!\w|-)", re.IGNORECASE)


def _near_period(match: re.Match[str], day: date | None) -> Reading | None:
    if day is None:
        return None
    if match["before_last"] or match["part_of"] or match["new_year"]:
        return Reading(f"{day.year + (-2 if match['before_last'] else 1 if match['new_year'] else 0):04d}")
    if match["part_of_month"]:
        return Reading(day.isoformat()[:7])
    step = _STEPS[match["near"].lower()]
    match match["unit"].lower():
        case "week":
            return Reading(_week(day + timedelta(7 * step)))
        case "weekend":
            saturday = day + timedelta(5 - day.weekday() + 7 * step)
            return Reading(f"{saturday}/{saturday + timedelta(1)}")
        case "month":
            return Reading((day + relativedelta(months=step)).isoformat()[:7])
        case "quarter":
            inside = day + relativedelta(months=3 * step)
            first = (inside.month - 1) // 3 * 3 + 1
            return Reading(f"{inside.year:04d}-{first:02d}/{inside.year:04d}-{first + 2:02d}")
    return Reading(f"{day.year + step:04d}")


def _week(day: date) -> str:
    monday = day - timedelta(day.weekday())
    return f"{monday}/{monday + timedelta(6)}"


_AGO = expression(rf"(?<![\w-])(?P<count>{COUNT}) {UNIT} ago(?!\w)", re.IGNORECASE)


def _ago(match: re.Match[str], day: date | None) -> Reading | None:
    if day is None:
        return None
    unit = match["unit"].lower()
    moved = _move(day, -count_of(match["count"]), unit)
    return Reading(_week(moved) if unit == "week" else moved.isoformat()[:_DIGITS[unit]])


_DIGITS = {"day": 10, "week": 10, "month": 7, "year": 4, "decade": 4}  # of an ISO date that is exact to the unit


def _move(day: date, count: int, unit: str) -> date:
    """The day so many units away."""
    if unit in ("day", "week"):
        return day + timedelta(count * (7 if unit == "week" else 1))
    return day + relativedelta(months=count if unit == "month" else 0, years=count * {"year": 1, "decade": 10}.get(unit, 0))


_STRETCH = expression(
    rf"(?<![\w-])(?:(?P<how>over|in|during|within|for|throughout) )?(?:(?:the|these) )?(?:(?P<side>{'|'.join(_STEPS)}) )?"
    rf"(?:(?P<count>{COUNT}) )?{UNIT}(?:['’] time)?(?! (?:ago|earlier|later|old|before|after))", re.IGNORECASE)


# "The first talks in three years" are not of those years.
_FIRST = re.compile(r"\b(?:first|highest|largest|biggest|lowest|longest|worst|best)\b[^.;]*$", re.IGNORECASE)
_NEAR_FIRST = 60  # characters


def _stretch(match: re.Match[str], day: date | None) -> Reading | None:
    """A number of years, months, weeks or days up to the text's day or from it: "over the past two years", "within five years"."""
    how, side, count = (match["how"] or "").lower(), (match["side"] or "").lower(), count_of(match["count"] or "")
    unit = match["unit"].lower()
    if how == "in" and not side and _FIRST.search(match.string, max(match.start() - _NEAR_FIRST, 0), match.start()):
        return None
    if day is None or not count or not (_STEPS.get(side) or (not side and how in ("over", "in", "within"))):
        return None
    digits = _DIGITS[unit]
    here, end = day.isoformat()[:digits], _move(day, count, unit).isoformat()[:digits]
    past, future = interval(_move(day, -count, unit).isoformat()[:digits], here), interval(here, end)
    if side:
        return Reading(past if _STEPS[side] < 0 else future)
    return pair(past, future if how == "over" else end)


RELATIVE_FORMS: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (_NEAR_DAY, _near_day),
    (_NEAR_PERIOD, _near_period),
    (_AGO, _ago),
    (_STRETCH, _stretch),
)
