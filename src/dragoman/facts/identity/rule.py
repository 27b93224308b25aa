"""What an identity rule is: which records are ever compared, what they are compared by, and how well two fit."""
from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from dragoman.facts.model import Report

# How well two reports fit as tellings of one fact: from 0 to 1, where 0 says nothing for it or against it; None where they cannot be one.
Likeness = float | None


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity rule of one record type.

    `block`: reports of different blocks are never compared. `look`: what a report is compared by, made once. `keys`: two looks without a
    common key are never one fact. `exactness`: the more of it, the sooner a report is asked, so that vague ones join exact ones.
    `retold`: whether one document may tell of one fact in several records (the stages of an agreement). `akin`: whether two looks may be
    one though their words are others, None where they cannot; it counts where each is the other's only candidate. `akin_keys`: two looks
    without a common one are not akin.
    """

    block: Callable[[Report], str]
    look: Callable[[Report], Any]
    keys: Callable[[Any], Iterable[Hashable]]
    exactness: Callable[[Any], float]
    likeness: Callable[[Any, Any], Likeness]
    retold: bool = False
    akin: Callable[[Any, Any], bool | None] = lambda _one, _other: None
    akin_keys: Callable[[Any], Iterable[Hashable]] = lambda _look: ()
