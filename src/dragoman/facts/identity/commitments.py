"""Commitments: one if the same side is to do the same thing, took it on in the same way, and by a term that may be the same.

A pledge, what both agreed on, an intention and an interest are told of one promise in turn, and so are a request and a proposal; but a
request or an invitation is not what was promised upon it. Promises of nothing particular ("deepen cooperation") are known again only in
the same week.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dragoman.codebook.follow_up import follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.due import due_of
from dragoman.facts.identity.phrases import HEAD, content, jaccard, shared
from dragoman.facts.identity.rule import Identity, Key, Likeness, within
from dragoman.facts.identity.sides import are_strangers, block, names_of, sides_of
from dragoman.facts.identity.times import day_number, published_day
from dragoman.facts.model import Report
from dragoman.facts.words import stems
from dragoman.resolution.gazetteer import find_places

# Ways to take something on that are told of one promise in turn.
_STANCES = {"agreed": "pledge", "intention": "pledge", "interest": "pledge", "proposal": "request"}
_YEARS = 3 * 366  # days within which a promise is told again
_LONG = 12 * 366  # the same, where its words are
_NEWS = 7  # days within which all tell of one talk
_YEAR_ON = 366  # the same, where one word is all that tells it
_TERM = 92  # days by which two tellings of one term may differ
_LONGEST = 6  # words by which it is known again after years
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class _Look:
    actors: frozenset[str]
    names: frozenset[str]
    stance: str
    words: frozenset[str]
    matter: frozenset[str]
    places: frozenset[str]
    deeds: frozenset[str]
    sector: str | None
    deadline: str | None
    due: int | None
    told: int | None


@per_codebook
def _deeds() -> dict[str, frozenset[str]]:
    """Stem → the sorts of deed that it tells of."""
    found: dict[str, frozenset[str]] = {}
    for kind, act in follow_up_words().acts.items():
        for phrase in (*act.asked, *act.done):
            for stem in stems(phrase)[:1]:
                found[stem] = found.get(stem, frozenset()) | {kind}
    return found


def _look(report: Report) -> _Look:
    data, deeds = report.data, _deeds()
    action = data["action"]
    actors = sides_of(data["actor"], ())  # none where only a firm or a person is to act
    parties = (*data["actor"], *(data.get("toward") or ()))
    particular = content(action, parties, vague=True)
    places = frozenset(stem for place in find_places(action) for stem in stems(action[place.start:place.end]))
    matter = frozenset(word for word in particular if word not in deeds) - places
    implied = ("visit",) if data["stance"] == "invitation" else ()
    due = due_of(report)
    return _Look(
        actors, names_of(parties), _stance(data), content(action, parties), matter, places & particular,
        frozenset(kind for word in (*stems(action), *implied) for kind in deeds.get(word, ())), data.get("sector"), data.get("deadline"),
        day_number(due) if due else None, published_day(report.published))


def _stance(data: Mapping[str, Any]) -> str:
    return _STANCES.get(data["stance"], str(data["stance"]))


def _block(report: Report) -> str:
    data = report.data
    return block(report, [*data["actor"], *(data.get("toward") or ())], _stance(data))


def _keys(look: _Look) -> Iterable[Key]:
    """All its words, for the week in which it may be told again; those of its matter, for the year; two of the longest of them, or one with
    a place or with its term, for ever; its places.
    """
    matter, places = ({word[:HEAD] for word in words} for words in (look.matter, look.places))
    longest = sorted({word[:HEAD] for word in sorted(look.matter, key=lambda word: (-len(word), word))[:_LONGEST]})
    yield from (within(("word", head), look.told, _NEWS) for head in {word[:HEAD] for word in look.words})
    yield from (within(head, look.told, _YEAR_ON) for head in matter)
    yield from (Key(pair) for pair in combinations(longest, 2))
    yield from (Key(("place", place)) for place in places)
    if look.due is not None:
        yield from (within(("due", head), look.due, 1) for head in matter)


def _exactness(look: _Look) -> float:
    return len(look.matter) + len(look.places) + (look.due is not None)


def _likeness(one: _Look, other: _Look) -> Likeness:
    term = _terms(one, other)
    if term is None or _are_two(one, other):
        return None
    deeds = bool(one.deeds & other.deeds)
    if one.deeds and other.deeds and not deeds:
        term -= 0.1
    return _matters(one, other, term, deeds=deeds)


def _are_two(one: _Look, other: _Look) -> bool:
    """Whether those who are to act, the way it was taken on, places or years tell them apart."""
    if one.stance != other.stance or not (one.actors <= other.actors or other.actors <= one.actors) or _apart(one, other) > _LONG:
        return True
    return are_strangers(one.names, other.names) or bool(one.places and other.places and not shared(one.places, other.places))


def _apart(one: _Look, other: _Look) -> int:
    """How many days lie between the documents; 0 where one is not dated."""
    return abs(one.told - other.told) if one.told is not None and other.told is not None else 0


def _akin(one: _Look, other: _Look) -> bool | None:
    """Taken on by one side in one way for one sector, and to be done by one day, or at one place by like deeds; or two invitations."""
    term, apart = _terms(one, other), _apart(one, other)
    if term is None or _are_two(one, other):
        return None
    if apart > _YEARS:
        return False
    if one.stance == "invitation":
        return True
    if one.sector != other.sector:
        return False
    return bool(term >= 0.2 or (one.deeds & other.deeds and shared(one.places, other.places))
                or (apart <= _NEWS and shared(one.matter, other.matter)))


def _akin_keys(look: _Look) -> Iterable[Key]:
    """For an invitation, the years in which it may be told again; else the sector, with the term, with a place, or with a word."""
    if look.stance == "invitation":
        return [within("invitation", look.told, _YEARS)]
    places = [Key((look.sector, "place", word[:HEAD])) for word in look.places]
    words = [within((look.sector, word[:HEAD]), look.told, _NEWS) for word in look.matter]
    return [*places, *words, *([within((look.sector, "due"), look.due, 1)] if look.due is not None else [])]


def _matters(one: _Look, other: _Look, term: float, *, deeds: bool) -> Likeness:
    """How alike the matters are; None where they are not, or where nothing particular is promised."""
    apart = _apart(one, other)
    if apart <= _NEWS and jaccard(one.words, other.words) >= 0.5:
        return 0.6 + term
    alike = jaccard(one.matter, other.matter)
    both, fewer = shared(one.matter, other.matter), min(len(one.matter), len(other.matter))
    if apart > _YEARS and (both < 2 or alike < (0.8 if both == 2 else 0.5)):
        return None
    places = 0.2 * bool(shared(one.places, other.places))
    if not fewer or (not both and shared(one.places, other.places) > 1):  # "visit Astana"; "open a route between Busan and Almaty"
        return 0.3 + term if places and deeds else None
    part, sector = both / fewer, one.sector == other.sector
    borne_out = both > 1 or places or term > 0.1 or apart <= _NEWS
    if (part >= 0.5 and borne_out) or (part == 1.0 and apart <= _YEAR_ON and (deeds or sector)):
        return 0.3 + 0.3 * alike + places + term + 0.1 * deeds + 0.05 * sector
    return None


def _terms(one: _Look, other: _Look) -> Likeness:
    """0.2 where the terms are the same, 0 where one is not told, None where they are two."""
    if one.due is None or other.due is None:
        return 0.1 if one.deadline and one.deadline == other.deadline else 0.0
    years = [frozenset(_YEAR.findall(look.deadline or "")) for look in (one, other)]
    if all(years) and years[0].isdisjoint(years[1]):
        return None
    apart = abs(one.due - other.due)
    if apart <= _TERM:
        return 0.2 if apart <= 1 else 0.05
    return 0.1 if abs(apart - 365) <= 1 and not all(years) else None  # "by May", told once May has passed


IDENTITY = Identity(_block, _look, _keys, _exactness, _likeness, akin=_akin, akin_keys=_akin_keys)
