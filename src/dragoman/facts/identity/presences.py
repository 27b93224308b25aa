"""Presences: one if the organisation's name is the same, and so are its home and its host as far as they are told.

Where two reports take one for the other, it is still one presence, of which they disagree.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.codebook.identity import identity_words
from dragoman.facts.identity.phrases import jaccard, overlap
from dragoman.facts.identity.rule import Identity, Key, Likeness
from dragoman.facts.identity.sides import may_be_one
from dragoman.facts.model import Report
from dragoman.facts.words import stems, tokens


@dataclass(frozen=True, slots=True)
class _Look:
    home: str | None
    host: str | None
    name: frozenset[str]


def _name(report: Report) -> tuple[str, ...]:
    """The stems of a name without its legal form; all words where it has no others."""
    words, forms = tokens(report.data["name"]), identity_words().legal_forms
    return stems(" ".join([word for word in words if word not in forms] or words)) or words


def _look(report: Report) -> _Look:
    return _Look(report.data.get("home"), report.data.get("host"), frozenset(_name(report)))


def _block(report: Report) -> str:
    """The first word of the name: homes and hosts are left out too often to go by them."""
    return f"presence|{next(iter(_name(report)), '')}"


def _keys(look: _Look) -> Iterable[Key]:
    return [Key(word) for word in look.name]


def _exactness(look: _Look) -> float:
    return len(look.name) + (look.home is not None) + (look.host is not None)


def _likeness(one: _Look, other: _Look) -> Likeness:
    straight = may_be_one(one.home, other.home) and may_be_one(one.host, other.host)
    if not straight and (one.home, one.host) != (other.host, other.home):
        return None
    if one.name == other.name:
        return 1.0
    return jaccard(one.name, other.name) if overlap(one.name, other.name) == 1.0 and min(len(one.name), len(other.name)) > 1 else None


IDENTITY = Identity(_block, _look, _keys, _exactness, _likeness)
