"""Dates, partial dates and intervals of the codebook, as the days they may lie on."""
from __future__ import annotations

import calendar
from functools import lru_cache

FIRST, LAST = "0001-01-01", "9999-12-31"


@lru_cache(maxsize=4096)
def bounds(date: str) -> tuple[str, str]:
    """The first and the last day of a date, a partial date ("2024-05") or an interval ("2013/2017", "2013/" without end), in ISO."""
    begin, slash, end = date.partition("/")
    return _first(begin), _last(end or ("" if slash else begin))


def _first(date: str) -> str:
    return f"{date}-01-01"[:10] if date else FIRST


def _last(date: str) -> str:
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]) or 4, int(date[5:]))[1]:02}" if "01" <= date[5:] <= "12" else f"{date}-31"
    return f"{date}-12-31"[:10] if date else LAST
