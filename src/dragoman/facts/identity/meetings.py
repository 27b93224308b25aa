"""Meetings: one if they are of alike kinds, of the same sides, on days that fit, at places that fit, and of people who may be the same.

A visit is another meeting than the talks held on it. A meeting put off, and the one that took place within a year, are one; so are one
without a date and the one that lies nearest to its document.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.facts.identity.people import Person, person, shared
from dragoman.facts.identity.phrases import content
from dragoman.facts.identity.rule import Identity, Key, Likeness
from dragoman.facts.identity.sides import are_alike, block, sides_of
from dragoman.facts.identity.times import Days, days_of, published_day
from dragoman.facts.model import Report
from dragoman.resolution.gazetteer import find_places

# Kinds by what may be told of one meeting in different words.
_FAMILIES = {"visit": "visit", "call": "call", "talks": "talks", "session": "talks", "summit": "talks", "conference": "conference",
             "ceremony": "ceremony"}
# Days between a meeting and a document that gives no date for it: as news, and where people, place or rank are the same.
_REACH = {"visit": (31, 366), "call": (6, 10), "talks": (6, 45), "conference": (14, 92), "ceremony": (6, 31)}
_FAR = 366  # days by which one that was put off may be late
_SLIP = 120  # days by which one may be late of which it was not said that it was put off
_MONTH, _QUARTER = 31, 94


@dataclass(frozen=True, slots=True)
class _Look:
    sides: frozenset[str]
    kind: str
    status: str
    rank: str | None
    days: Days | None
    told: int | None
    people: tuple[Person, ...]
    place: frozenset[str]
    country: str | None
    city: str | None


def _look(report: Report) -> _Look:
    data = report.data
    place, (country, city) = data.get("place"), _where(data.get("place") or "")
    return _Look(
        sides_of(data["parties"], report.circle), data["kind"], data.get("status") or "held", data.get("rank"), days_of(data.get("date")),
        published_day(report.published), tuple(map(person, data.get("people") or ())), content(place), country, city)


def _where(place: str) -> tuple[str | None, str | None]:
    """The code of the one country that a place is in, and the one city, as far as its words tell."""
    found = [found for found in find_places(place) if found.kind in ("country", "capital", "city")]
    countries = {found.code for found in found}
    cities = {place[found.start:found.end] for found in found if found.kind != "country"}
    return countries.pop() if len(countries) == 1 else None, cities.pop() if len(cities) == 1 else None


def _block(report: Report) -> str:
    data = report.data
    sides = sides_of(data["parties"], report.circle)
    year = (data.get("date") or report.published or "")[:4] if len(sides) > 2 else ""
    return block(report, data["parties"], _FAMILIES[data["kind"]], year)


def _keys(look: _Look) -> Iterable[Key]:
    """Kind and the quarters of a year in which it may lie or its document lies near."""
    family = _FAMILIES[look.kind]
    if look.days:
        first, last = look.days.first, look.days.last
        if look.days.length > _FAR or look.status != "held":
            last += _FAR
    elif look.told is not None:
        first, last = look.told - _FAR, look.told + _FAR
    else:
        return [Key((family, "undated"))]
    return [Key(family, quarter) for quarter in range((first - 1) // 91, (min(last, first + 5 * _FAR) + 1) // 91 + 1)]


def _exactness(look: _Look) -> float:
    """Dates by day, then by month; then the rest by how much they tell."""
    known = len(look.people) + bool(look.place) + bool(look.rank)
    return known / 100 if look.days is None else 1000 - min(look.days.length, 900) + known / 100


def _likeness(one: _Look, other: _Look) -> Likeness:
    if _FAMILIES[one.kind] != _FAMILIES[other.kind] or not are_alike(one.sides, other.sides):
        return None
    people = _people(one, other)
    if people is None or _elsewhere(one, other):
        return None
    place = 0.2 * (not one.place.isdisjoint(other.place)) or 0.1 * (one.country is not None and one.country == other.country)
    rank = 0.1 * (one.rank == other.rank and one.rank is not None) - 0.1 * bool(one.rank and other.rank and one.rank != other.rank)
    days = _days(one, other, known=bool(people or place or (one.rank and one.rank == other.rank)))
    if not days:
        return days
    return min(1.0, days + people + place + rank + 0.05 * (one.kind == other.kind))


def _elsewhere(one: _Look, other: _Look) -> bool:
    """Whether they were in two countries, or in two cities; only a visit may be to several."""
    if one.country and other.country and one.country != other.country:
        return True
    return one.kind != "visit" and one.city is not None and other.city is not None and one.city != other.city


def _people(one: _Look, other: _Look) -> Likeness:
    """0.3 where people are the same, 0 where it is not known, None where they are others."""
    if not one.people or not other.people:
        return 0.0
    both = shared(one.people, other.people)
    if both:
        return 0.2 + 0.1 * both / max(len(one.people), len(other.people))
    alone = max(len(one.people), len(other.people)) == 1  # each side's readout may name its own head alone
    return 0.0 if (alone and one.kind != "visit" and not one.place.isdisjoint(other.place)) or len(one.sides) > 2 else None


def _days(one: _Look, other: _Look, *, known: bool) -> Likeness:
    """How well the days fit. `known`: whether people, place or rank are the same."""
    if one.days is None or other.days is None:
        return _undated(one, other, known=known)
    gap = one.days.gap(other.days)
    if gap <= 0:
        vague = max(one.days.length, other.days.length)
        return 0.4 if vague <= 15 else 0.3 if vague <= _QUARTER or known or one.kind == "visit" else 0.0
    if gap == 1 and known:
        return 0.2  # told from the other side of the date line, or the day of arrival left out
    return _put_off(*((one, other) if one.days.first < other.days.first else (other, one)), gap)


def _put_off(early: _Look, late: _Look, gap: int) -> Likeness:
    """How well one that was to be earlier fits one that was to be, or took place, later."""
    if early.status == "postponed" and gap <= _FAR:
        return 0.2
    if early.status == "planned" and late.status in ("held", "postponed") and gap <= _FAR:
        return 0.15 if late.status == "postponed" else 0.0 if gap <= _SLIP else None
    return None


def _undated(one: _Look, other: _Look, *, known: bool) -> Likeness:
    """How near a meeting without a date lies to another one, by the dates of the documents."""
    if one.told is None or other.told is None:
        return 0.1 if known and one.days is None and other.days is None else 0.0
    vague, exact = (one, other) if one.days is None else (other, one)
    told = one.told if vague is one else other.told
    news, recent = _REACH[_FAMILIES[one.kind]]
    if exact.days is None or (exact.days.length > _QUARTER and known):
        apart = abs(one.told - other.told)
        return 0.2 if apart <= (recent if known else news) // 3 else 0.0
    if (vague.status == "held" and exact.days.first > told) or (vague.status == "planned" and exact.days.last < told - 1):
        return None
    if exact.days.length > _QUARTER or one.kind != other.kind:
        return 0.0
    distance = exact.days.distance(told)
    return 0.1 + 0.2 / (1 + distance / _MONTH) if distance <= (recent if known else news) else 0.0


def _akin(one: _Look, other: _Look) -> bool | None:
    """Of one kind, and on one day, where one is told with one participant alone; or told to be in one year or half of a year only; or held
    soon after the month that it was planned for."""
    if _FAMILIES[one.kind] != _FAMILIES[other.kind] or not are_alike(one.sides, other.sides) or _elsewhere(one, other):
        return None
    if _people(one, other) is None and (one.kind == "visit" or min(len(one.people), len(other.people)) > 1):
        return None
    if one.days is None or other.days is None:
        return _awaited(one, other)
    gap, vague = one.days.gap(other.days), sorted((one.days.length, other.days.length))
    early, days = (one, one.days) if one.days.first < other.days.first else (other, other.days)
    if 0 < gap <= _SLIP and early.status == "planned" and days.length >= _MONTH - 4:
        return one.kind == other.kind
    if gap > 0 or vague[1] > _FAR:
        return None
    return one.kind == other.kind or vague[0] > _QUARTER or vague[1] <= 1


def _awaited(one: _Look, other: _Look) -> bool | None:
    """Whether one was put off without a new date, and the other took place within a year."""
    vague, exact = (one, other) if one.days is None else (other, one)
    if exact.days is None or vague.told is None or vague.status != "postponed":
        return False
    return one.kind == other.kind and 0 <= exact.days.first - vague.told <= _FAR


def _akin_keys(look: _Look) -> Iterable[Key]:
    """Kind and the years in which it may lie."""
    first, last = (look.days.first, look.days.last) if look.days else (look.told or 0, look.told or 0)
    late = look.status != "held"
    return [Key((_FAMILIES[look.kind],), year) for year in range(first // _FAR, min(last // _FAR, first // _FAR + 2) + 1 + late)]


IDENTITY = Identity(_block, _look, _keys, _exactness, _likeness, akin=_akin, akin_keys=_akin_keys)
