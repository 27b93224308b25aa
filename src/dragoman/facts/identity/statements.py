"""Statements: one if the same speaker said the same words, near in time; what two people say, or one says in other words, is not.

The longer the time between two documents, the more alike the words must be; after a month, the very same. What is said in another year is
said anew.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.facts.identity.people import Person, is_one, person
from dragoman.facts.identity.phrases import content, most_shared, shared
from dragoman.facts.identity.rule import Identity, Key, Likeness, within
from dragoman.facts.identity.times import published_day
from dragoman.facts.model import Report

_DAYS = 3  # between two documents that tell of one speech as news
_MONTH = 31
_NEW_YEAR = 5  # days before the end of December that a year is held to begin, when least is said: addresses for New Year stay together
_FEWEST = 3  # words that a statement needs to be known again


@dataclass(frozen=True, slots=True)
class _Look:
    speaker: Person
    words: frozenset[str]
    told: int | None


def _look(report: Report) -> _Look:
    return _Look(person(report.data["speaker"]), content(report.data["content"]), published_day(report.published))


def _block(report: Report) -> str:
    """For whom is spoken, the last word of the speaker's name, and the year."""
    words, told = person(report.data["speaker"]), published_day(report.published)
    year = "" if told is None else date.fromordinal(min(told + _NEW_YEAR, date.max.toordinal())).year
    return f"statement|{report.data.get('affiliation') or ''}|{words[-1] if words else ''}|{year}"


def _keys(look: _Look) -> Iterable[Key]:
    """Its longest words, with the months that it may have been told in again; or all its words."""
    longest = sorted(look.words, key=lambda word: (-len(word), word))[:6] if look.told is not None else ()
    return [Key(" ".join(sorted(look.words))), *(within((word,), look.told, _MONTH) for word in longest)]


def _exactness(look: _Look) -> float:
    return len(look.words)


def _likeness(one: _Look, other: _Look) -> Likeness:
    if min(len(one.words), len(other.words)) < _FEWEST or not is_one(one.speaker, other.speaker):
        return None
    apart = abs(one.told - other.told) if one.told is not None and other.told is not None else None
    if apart is None or apart > _MONTH:
        return 0.8 if one.words == other.words else None
    alike = _alike(most_shared(one.words, other.words), one, other) and _alike(shared(one.words, other.words), one, other)
    return alike if alike >= (0.4 if apart <= _DAYS else 0.6) else None


def _alike(both: int, one: _Look, other: _Look) -> float:
    """How alike two are that have so many words in common."""
    alike = both / (len(one.words) + len(other.words) - both)
    if alike >= 0.4:
        return alike
    fewer = min(len(one.words), len(other.words))
    part = both / fewer
    return part / 2 if part >= 0.8 and fewer > _FEWEST else 0.0  # one of them is cut short


def _akin(one: _Look, other: _Look) -> bool | None:
    """Said on one day, with some words in common."""
    if min(len(one.words), len(other.words)) < _FEWEST:
        return None
    if not is_one(one.speaker, other.speaker) or one.told is None or other.told is None or abs(one.told - other.told) > _DAYS:
        return None
    return _are_near(most_shared(one.words, other.words), one, other) and _are_near(shared(one.words, other.words), one, other)


def _are_near(both: int, one: _Look, other: _Look) -> bool:
    """Whether two have some words in common, and a fifth of all; `both`: how many."""
    return both >= _FEWEST - 1 and both >= 0.2 * (len(one.words) + len(other.words) - both)


def _akin_keys(look: _Look) -> Iterable[Key]:
    return [] if look.told is None else [within("near", look.told, _DAYS)]


IDENTITY = Identity(_block, _look, _keys, _exactness, _likeness, akin=_akin, akin_keys=_akin_keys)
