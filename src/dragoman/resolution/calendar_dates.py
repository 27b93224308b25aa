"""Dates by the calendar: days, months, parts of years, years and decades ("17 August", "the first quarter of 2026", "2013-2017")."""
from __future__ import annotations

import re
from datetime import date

from dragoman.resolution.calendar import (
    AND,
    COUNT,
    DAY,
    DECADES,
    MONTH,
    OF_YEAR,
    SEASONS,
    TO,
    WEEKDAY,
    YEAR,
    Reading,
    Resolver,
    count_of,
    expression,
    follows,
    in_year,
    interval,
    iso,
    month_number,
    pair,
    year_of,
)

_NOT_INSIDE = r"(?<![\w$€£.,/-])"
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)

# -- days

_DAYS = rf"{DAY}(?:(?:{TO}|{AND}){DAY})?"
_DAY_OF_MONTH = expression(
    rf"{_NOT_INSIDE}(?:{WEEKDAY},? )?(?:(?P<near>last|next) )?"
    rf"(?:(?P<days>{_DAYS}) (?:of )?(?P<month>{MONTH})|(?P<month2>{MONTH}) (?P<days2>{_DAYS})){OF_YEAR}")
_NEXT_DATE = expression(rf"(?:,| and| to| ?[-–—])+ ?(?:{DAY} {MONTH}|{MONTH} {DAY}),? (?P<year>{YEAR})")


def _day_of_month(match: re.Match[str], day: date | None) -> Reading | None:
    month = month_number(match["month"] or match["month2"])
    days = [int(number) for number in re.findall(r"\d+", match["days"] or match["days2"])]
    if days != sorted(days):
        return None

    def make(year: int) -> str | None:
        first, last = iso(year, month, days[0]), iso(year, month, days[-1])
        return interval(first, last) if first and last else None

    # In a list the last date has the year for all: "January 11 and November 26, 2021".
    listed = _NEXT_DATE.match(match.string, match.end())
    if listed and year_of(match, day) is None:
        value = make(int(listed["year"]))
        return Reading(value) if value else None
    reading = in_year(match, day, make, month, days[0])
    if match["near"] and reading and reading.future:
        return Reading(reading.future if match["near"] == "next" else reading.value)
    return reading


_ACROSS_MONTHS = expression(
    rf"{_NOT_INSIDE}(?:(?P<day>{DAY}) (?P<month>{MONTH})(?:,? (?P<first_year>{YEAR}))?(?:{TO}|(?P<and>{AND}))"
    rf"(?P<last_day>{DAY}) (?P<last_month>{MONTH})"
    rf"|(?P<month2>{MONTH}) (?P<day2>{DAY})(?:,? (?P<first_year2>{YEAR}))?(?:{TO}|(?P<and2>{AND}))"
    rf"(?P<last_month2>{MONTH}) (?P<last_day2>{DAY})){OF_YEAR}")


def _across_months(match: re.Match[str], day: date | None) -> Reading | None:
    """"30 November to 2 December"; two days joined by "and" are an interval only after "between"."""
    if (match["and"] or match["and2"]) and not follows(match, _BETWEEN):
        return None
    first_month, last_month = (month_number(match[name] or match[f"{name}2"]) for name in ("month", "last_month"))
    first_day, last_day = (int(re.sub(r"\D", "", match[name] or match[f"{name}2"])) for name in ("day", "last_day"))
    first_year = match["first_year"] or match["first_year2"]

    def make(year: int) -> str | None:
        first = iso(int(first_year) if first_year else year - (first_month > last_month), first_month, first_day)
        last = iso(year, last_month, last_day)
        return interval(first, last) if first and last and first <= last else None

    return in_year(match, day, make, last_month, last_day)


_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>(?:19|20)\d\d))(?![\w/-])")


def _numeric(match: re.Match[str], _day: date | None) -> Reading | None:
    value = iso(*(int(match[part] or match[f"{part}2"]) for part in "ymd"))
    return Reading(value) if value else None


_NUMBERED_DAY = expression(
    r"(?<=\bon the )(?P<day>[1-3]?\d)(?:st|nd|rd|th)(?= (?:has|was|is|will|had|and|to|for|in|at|of this month)\b|[.,;)])")


def _numbered_day(match: re.Match[str], day: date | None) -> Reading | None:
    """"on the 20th": of this month or the one beside it."""
    if day is None:
        return None
    number, here = int(match["day"]), day.year * 12 + day.month - 1
    past, future = (iso(months // 12, months % 12 + 1, number) for months in (here - (number > day.day), here + (number < day.day)))
    if past is None or future is None:
        one = past or future
        return Reading(one) if one else None
    return pair(past, future)


# -- months and parts of years

_MONTH = expression(
    rf"(?<![\w-])(?<!\d )(?:(?P<near>last|next|this) |(?P<between>[Bb]etween ))?(?P<month>{MONTH})"
    rf"(?:(?:{TO}| or |(?(between){AND}|(?!)))(?:(?:early|late|mid)(?: |-))?(?P<last_month>{MONTH})(?! \d\d?\b))?"
    rf"(?! \d\d?(?:st|nd|rd|th)?\b){OF_YEAR}")
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|of|early|late|mid|end|for|on|to|and|before|after|through|between|or|per|the|its|their)[\s-]"
    r"|['’]s |[-–—(])$", re.IGNORECASE)


_NAME = re.compile(r" [^\W\d_a-z]")


def _month(match: re.Match[str], day: date | None) -> Reading | None:
    month, near = month_number(match["month"]), (match["near"] or "").lower()
    last = month_number(match["last_month"] or match["month"])
    if match["month"] == "Jan" and _NAME.match(match.string, match.end()) and year_of(match, day) is None:
        return None  # Jan Novák
    verb_or_name = month in (3, 4, 5, 6, 8) and not match["last_month"]  # "may", "march", "august", April and June
    if verb_or_name and not near and year_of(match, day) is None and not (match["between"] or follows(match, _BEFORE_MONTH)):
        return None

    def make(year: int) -> str:
        return interval(f"{year - (month > last):04d}-{month:02d}", f"{year:04d}-{last:02d}")

    if near and day and not match["year"] and not match["which"]:
        shift = 0 if near == "this" else -(month >= day.month) if near == "last" else (month <= day.month)
        return Reading(make(day.year + shift))
    return in_year(match, day, make, last)


_MONTHS_OF_YEARS = expression(
    rf"(?<![\w-])(?:[Bb]etween )?(?P<month>{MONTH}),? (?P<first>{YEAR})(?:{TO}|{AND})"
    rf"(?:(?:the )?(?P<end>end)(?: of)? |(?P<last_month>{MONTH}),? )(?P<last>{YEAR})")


def _months_of_years(match: re.Match[str], _day: date | None) -> Reading | None:
    first = f"{match['first']}-{month_number(match['month']):02d}"
    last = f"{match['last']}-{12 if match['end'] else month_number(match['last_month']):02d}"
    return Reading(f"{first}/{last}") if first < last else None


_PART_OF_YEAR = expression(
    rf"(?<!\w)(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) "
    rf"(?:(?P<months>{COUNT}) months|(?P<part>quarter|half)(?:(?: |-)year)?)"
    rf"(?: (?:of|in) (?:(?P<year>{YEAR})|(?P<which>last|this|next|the|the current|the same) year))?(?!\w)", re.IGNORECASE)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _part_of_year(match: re.Match[str], day: date | None) -> Reading | None:
    """A quarter, a half, the first nine months of a year; without a year, of the text's own."""
    year = year_of(match, day) or (day.year if day and not match["which"] else None)
    nth = _NTH[match["nth"].lower()]
    if year is None or not nth or (match["months"] and nth != 1):
        return None
    length = count_of(match["months"]) if match["months"] else 3 if match["part"].lower() == "quarter" else 6
    first, last = (nth - 1) * length + 1, nth * length
    return Reading(interval(f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}")) if 1 <= last <= 12 else None


_SEASON = expression(
    rf"(?<!\w)(?:(?P<near>last|next|this|coming) |(?P<in>in|by|during|until|since) (?:the |late |early )*|(?:late|early|the) )?"
    rf"(?P<season>spring|summer|autumn|fall|winter){OF_YEAR}(?!\w)", re.IGNORECASE)


def _season(match: re.Match[str], day: date | None) -> Reading | None:
    season, near = match["season"].lower(), (match["near"] or "").lower()
    first = SEASONS[season]
    if match[0].lower() == season or (season == "fall" and not (near or match["in"] or match["year"])):
        return None  # "fall" as another word

    def make(year: int) -> str:
        return f"{year:04d}-{first:02d}/{year + (first == 12):04d}-{(first + 1) % 12 + 1:02d}"

    if near and day and not match["year"] and not match["which"]:
        shift = 0 if near == "this" else -(first + 2 >= day.month) if near == "last" else (first <= day.month)
        return Reading(make(day.year + shift))
    return in_year(match, day, make, first)


# -- years

_YEARS = expression(
    rf"(?<![\w$€£.,/'’-])(?:FY ?)?(?P<first>{YEAR})"
    rf"(?:(?:-|–|/)(?P<last>{YEAR}|\d\d)(?![\w-])|(?:{TO}|(?P<and>{AND}))(?P<last2>{YEAR})(?!\w))")


def _years(match: re.Match[str], _day: date | None) -> Reading | None:
    if match["and"] and not follows(match, _BETWEEN):
        return None
    first, last = match["first"], match["last"] or match["last2"]
    last = first[:4 - len(last)] + last
    return Reading(f"{first}/{last}") if first < last else None


_YEAR = re.compile(rf"(?<![\w$€£¥.,/'’])(?<!\d[-–])(?:FY ?)?(?P<year>{YEAR})(?P<decade>s|'s|’s)?(?![\w%]|-\d)")
# A number of things is no year: "some 2000 troops".
_BEFORE_NUMBER = re.compile(r"(?:\b(?:some|about|around|nearly|almost|over|than|approximately|No\.?|[Rr]esolution)|[$€£])\s$")
_AFTER_NUMBER = re.compile(
    r"\s(?:million|billion|mln|bln|tonnes|tons|people|troops|barrels|dlrs|dollars|euros|percent|pct|per cent|km|MW|men|soldiers|hectares"
    r"|companies|workers|students|gmt|GMT|hours|hrs)\b")


def _year(match: re.Match[str], _day: date | None) -> Reading | None:
    year = match["year"]
    if follows(match, _BEFORE_NUMBER) or _AFTER_NUMBER.match(match.string, match.end()):
        return None
    decade = match["decade"] and year.endswith("0")
    return Reading(f"{year[:3]}0/{year[:3]}9" if decade else year)


_DECADE = expression(rf"(?<!\w)the (?:(?:early|late|mid)(?: |-))?(?P<decade>{'|'.join(DECADES)})(?!\w)", re.IGNORECASE)


def _decade(match: re.Match[str], _day: date | None) -> Reading:
    tens = DECADES[match["decade"].lower()]
    return Reading(f"{tens}0/{tens}9")


CALENDAR_FORMS: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (_DAY_OF_MONTH, _day_of_month),
    (_ACROSS_MONTHS, _across_months),
    (_NUMERIC, _numeric),
    (_NUMBERED_DAY, _numbered_day),
    (_MONTH, _month),
    (_MONTHS_OF_YEARS, _months_of_years),
    (_PART_OF_YEAR, _part_of_year),
    (_SEASON, _season),
    (_YEARS, _years),
    (_YEAR, _year),
    (_DECADE, _decade),
)
