"""Whether two texts name one person, or one place: names are spelled in many ways."""
from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from dragoman.facts.words import tokens
from dragoman.resolution.countries import fold

Person = tuple[str, ...]
_ALIKE = 0.69  # of the letters of two spellings of one name, at least
_VERY_ALIKE = 0.85  # the same, where they do not begin with one letter
_SHORT = 5  # letters: shorter names are told apart by one of them


@lru_cache(maxsize=20_000)
def person(name: str) -> Person:
    """The words of a name, as names are compared: in lower case and without accents."""
    return tokens(fold(name))


@lru_cache(maxsize=50_000)
def is_one(one: Person, other: Person) -> bool:
    """One name holds the other ("Akhmetzhanov", "Nurlan Akhmetzhanov"), or they end in one name and begin alike ("N. Akhmetzhanov")."""
    if not one or not other:
        return False
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if not spelled_alike(one[-1], other[-1]):
        return False
    first, its = one[0], other[0]
    return min(len(one), len(other)) == 1 or spelled_alike(first, its) or (min(len(first), len(its)) == 1 and first[0] == its[0])


@lru_cache(maxsize=50_000)
def spelled_alike(one: str, other: str) -> bool:
    """Whether two words are spellings of one name: Surkhandarya, Surxondaryo."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORT:
        return False
    likeness = SequenceMatcher(None, min(one, other), max(one, other)).ratio()  # in one order: it is not quite the same in the other
    return likeness >= (_ALIKE if one[0] == other[0] else _VERY_ALIKE)


def shared(some: Iterable[Person], others: Iterable[Person]) -> int:
    """How many of some people are among others."""
    pool = tuple(others)
    return sum(any(is_one(one, other) for other in pool) for one in some)
