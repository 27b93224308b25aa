"""Events: one if type and sides are the same, and so are day and place as far as they are told; without a day, the same words tell them."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.facts.identity.people import spelled_alike
from dragoman.facts.identity.phrases import HEAD, content, shared
from dragoman.facts.identity.rule import Identity, Key, Likeness
from dragoman.facts.identity.sides import block, sides_of
from dragoman.facts.identity.times import Days, days_of, published_day
from dragoman.facts.model import Report

_MONTH = 31
_WEEK = 7  # days between a document and an event without a date
_YEAR = 366  # the same, where the words are
_LONG = 5 * 366  # days of a longer date that are looked up by


@dataclass(frozen=True, slots=True)
class _Look:
    source: frozenset[str]
    target: frozenset[str]
    mode: str | None
    days: Days | None
    told: int | None
    place: frozenset[str]
    words: frozenset[str]


def _look(report: Report) -> _Look:
    data = report.data
    source, target = data["source"], data.get("target") or ()
    return _Look(
        sides_of(source, ()), sides_of(target, ()), data.get("mode"), days_of(data.get("date")), published_day(report.published),
        content(data.get("place")), content(report.quote, (*source, *target)))


def _block(report: Report) -> str:
    data = report.data
    return block(report, [*data["source"], *(data.get("target") or ())], data["event_type"])


def _keys(look: _Look) -> Iterable[Key]:
    """The months of its date; and the words that tell it, with the years in which it may be told without one."""
    if look.days:
        first, last = look.days.first, look.days.last
        yield from (Key("day", month) for month in range(first // _MONTH, min(last, first + _LONG) // _MONTH + 1))
    yield from (Key((word[:HEAD],), *year) for word in look.words for year in _years(look))


def _years(look: _Look) -> Iterable[tuple[int, ...]]:
    """The years in which it may be told, as keys have them."""
    if look.days is None:
        return [() if look.told is None else (look.told // _YEAR, 1)]
    last = min(look.days.last, look.days.first + _LONG)
    return [(year, 1) for year in range(look.days.first // _YEAR, last // _YEAR + 1)]


def _exactness(look: _Look) -> float:
    return (1000 - min(look.days.length, 900) if look.days else 0) + len(look.words) / 100


def _likeness(one: _Look, other: _Look) -> Likeness:
    if not _may_be_one(one, other):
        return None
    both = shared(one.words, other.words)
    fewer = min(len(one.words), len(other.words)) or 1
    words, place = min(both / fewer, 1.0), 0.2 * bool(one.place and other.place)
    if one.days and other.days:
        if one.days.gap(other.days) > 0:
            return None
        return 0.2 + place + words / 2 if max(one.days.length, other.days.length) <= _MONTH or words >= 0.4 or place else None
    return 0.1 + place + words / 2 if both >= 2 and words >= 0.4 and _near(one, other) else None


def _may_be_one(one: _Look, other: _Look) -> bool:
    """Whether sides, mode, place and days are the same as far as both are told."""
    if any(mine and its and not mine & its for mine, its in ((one.source, other.source), (one.target, other.target))):
        return False
    if one.place and other.place and not any(spelled_alike(mine, its) for mine in one.place for its in other.place):
        return False
    return not (one.mode and other.mode and one.mode != other.mode) and not (one.days and other.days and one.days.gap(other.days) > 0)


def _akin(one: _Look, other: _Look) -> bool | None:
    """Told at one time, with a place or a word in common."""
    if not _may_be_one(one, other):
        return None
    common = bool(one.place and other.place) or shared(one.words, other.words) > 0
    return common and _near(one, other)


def _akin_keys(look: _Look) -> Iterable[Key]:
    """That it has a place, with the years in which it may be told."""
    return [Key("place", *year) for year in _years(look)] if look.place else []


def _near(one: _Look, other: _Look) -> bool:
    """Whether documents, or a document and a day, lie near enough for an event without a date."""
    if one.told is None or other.told is None:
        return True
    days = one.days or other.days
    if days is None:
        return abs(one.told - other.told) <= _WEEK * 4
    told = other.told if one.days else one.told
    return days.first <= told and days.distance(told) <= _YEAR


IDENTITY = Identity(_block, _look, _keys, _exactness, _likeness, akin=_akin, akin_keys=_akin_keys)
