"""What an identity rule is: which records are ever compared, what they are compared by, and how well two fit."""
from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from dragoman.facts.model import Report

# How well two reports fit as tellings of one fact: from 0 to 1, where 0 says nothing for it or against it; None where they cannot be one.
Likeness = float | None


class Key(NamedTuple):
    """What two looks can have in common (a word, a value), always written as `repr` writes it, and when: the number of a stretch of days.

    Keys with stretches so far apart as `around`, or less, are had in common too; it is the same for one `what`.
    """

    what: Hashable
    when: int = 0
    around: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity rule of one record type.

    `block`: reports of different blocks are never compared. `look`: what a report is compared by, made once. `keys`: two looks without a
    common key are never one fact; the fewer have one, the less there is to compare. `exactness`: the more of it, the sooner a report is
    asked, so that vague ones join exact ones. `retold`: whether one document may tell of one fact in several records (the stages of an
    agreement). `akin`: whether two looks may be one though their words are others, None where they cannot; it counts where each is the
    other's only candidate. `akin_keys`: two looks without a common one are not akin.
    """

    block: Callable[[Report], str]
    look: Callable[[Report], Any]
    keys: Callable[[Any], Iterable[Key]]
    exactness: Callable[[Any], float]
    likeness: Callable[[Any, Any], Likeness]
    retold: bool = False
    akin: Callable[[Any, Any], bool | None] = lambda _one, _other: None
    akin_keys: Callable[[Any], Iterable[Key]] = lambda _look: ()


def within(what: Hashable, day: int | None, days: int) -> Key:
    """The key that two have in common if their days lie so many days apart or fewer; what has no day has it in common with its like."""
    return Key((what, "undated")) if day is None else Key(what, day // days, 1)
