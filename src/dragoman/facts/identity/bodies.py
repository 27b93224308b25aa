"""Joint bodies: one if they are between the same sides, of one kind, and their names are alike beside what only says the kind.

A mission is told by its sort (embassy, consulate), by who keeps it, and a consulate by its city too, as far as its name tells them.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.codebook.bodies import joint_words, kind_words
from dragoman.codebook.identity import identity_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.identity.phrases import HEAD, content, overlap, shared
from dragoman.facts.identity.rule import Identity, Key, Likeness
from dragoman.facts.identity.sides import are_alike, block, sides_of
from dragoman.facts.model import Report
from dragoman.facts.words import stems
from dragoman.resolution.gazetteer import find_places

_BY_NAME = ("trade", "culture", "mission")  # sorts of mission of which a state may keep several in another
_HOSTED = (" in ", " to ", " at ")


@dataclass(frozen=True, slots=True)
class _Look:
    sides: frozenset[str]
    kind: str | None
    whole: frozenset[str]
    name: frozenset[str]
    sort: str | None
    owner: str | None
    city: str | None


def _look(report: Report) -> _Look:
    data = report.data
    sides = sides_of(data["parties"], report.circle)
    whole = content(data["name"], sides) - _joint("plainly")
    name = whole - _kinds() - _joint("often")
    if data.get("kind") != "mission":
        return _Look(sides, data.get("kind"), whole, name, None, None, None)
    plain = data["name"].lower()
    sort = next((sort for sort, words in identity_words().missions.items() if any(word in plain for word in words)), None)
    owner, city = _whose(data["name"], sides)
    return _Look(sides, "mission", whole, name, sort, owner, city)


@per_codebook
def _joint(part: str) -> frozenset[str]:
    return frozenset(stem for word in joint_words(part) if word.isalpha() for stem in stems(word))


@per_codebook
def _kinds() -> frozenset[str]:
    return frozenset(stem for phrase in kind_words() for stem in stems(phrase))


def _whose(name: str, sides: frozenset[str]) -> tuple[str | None, str | None]:
    """The state that keeps a mission, and the city where it is, as its name tells."""
    owner = host = city = None
    for place in find_places(name):
        if place.kind in ("capital", "city"):
            city, host = name[place.start:place.end], place.code
        elif name[:place.start].endswith(_HOSTED):
            host = place.code
        elif place.kind in ("country", "demonym", "organisation"):
            owner = place.code
    if owner is None and host in sides and len(sides) == 2:
        owner = next(side for side in sides if side != host)
    return owner, city


def _keys(look: _Look) -> Iterable[Key]:
    if look.sort:
        return [Key(look.sort)]
    return [Key(word[:HEAD]) for word in look.name] or [Key(" ".join(sorted(look.whole)))]


def _exactness(look: _Look) -> float:
    return len(look.name) + 2 * (look.owner is not None) + 2 * (look.city is not None)


def _likeness(one: _Look, other: _Look) -> Likeness:
    if not are_alike(one.sides, other.sides) or (one.kind and other.kind and one.kind != other.kind):
        return None
    if one.sort and other.sort:
        return _missions(one, other)
    if not one.name or not other.name:  # "the intergovernmental commission"
        return 0.5 if one.whole == other.whole else 0.0 if one.whole <= other.whole or other.whole <= one.whole else None
    alike = overlap(one.name, other.name)
    return alike if alike > 0.6 else None


def _missions(one: _Look, other: _Look) -> Likeness:
    if one.sort in _BY_NAME and overlap(one.whole, other.whole) <= 0.6:
        return None
    known = [(mine, its) for mine, its in ((one.owner, other.owner), (one.city, other.city)) if mine and its]
    if one.sort != other.sort or any(mine != its for mine, its in known):
        return None
    return 0.3 + 0.3 * len(known)


def _akin(one: _Look, other: _Look) -> bool | None:
    """Of one kind, and one of the names says nothing else ("the intergovernmental commission"), or they share a word."""
    if not are_alike(one.sides, other.sides) or (one.kind and other.kind and one.kind != other.kind):
        return None
    if one.sort or other.sort:
        return False
    if not one.name or not other.name:
        return one.whole <= other.whole or other.whole <= one.whole
    return one.kind == other.kind and shared(one.name, other.name) > 0


def _akin_keys(look: _Look) -> Iterable[Key]:
    return [Key(("kind", look.kind))]


def _block(report: Report) -> str:
    return block(report, report.data["parties"])


IDENTITY = Identity(_block, _look, _keys, _exactness, _likeness, akin=_akin, akin_keys=_akin_keys)
