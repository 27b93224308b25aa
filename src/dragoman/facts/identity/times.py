"""How dates of two reports agree."""
from __future__ import annotations

from datetime import date

from dragoman.facts.periods import bounds


def day_number(day: str) -> int:
    """The days since the year 1 of an ISO date; a day that no calendar has counts as the first of its month."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return date(max(1, min(9999, int(day[:4]))), max(1, min(12, int(day[5:7]))), 1).toordinal()


class Days:
    """The days, numbered, on which something may have been: from `first` to `last`."""

    __slots__ = ("first", "last")

    def __init__(self, told: str) -> None:
        first, last = bounds(told)
        self.first, self.last = day_number(first), day_number(last)

    @property
    def length(self) -> int:
        """How many days lie between the first and the last."""
        return self.last - self.first

    def gap(self, other: Days) -> int:
        """How many days lie between the two; 0 or less where they overlap."""
        return max(self.first, other.first) - min(self.last, other.last)

    def distance(self, day: int) -> int:
        """How many days lie between a day and these; 0 where it is one of them."""
        return max(self.first - day, day - self.last, 0)


def days_of(told: str | None) -> Days | None:
    """The days of a date, a partial date or an interval."""
    return Days(told) if told else None


def published_day(published: str | None) -> int | None:
    """The number of the day on which a document was published; of a partial date, of its last day."""
    return Days(published[:10]).last if published else None
