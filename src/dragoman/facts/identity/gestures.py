"""Gestures: one if kind, giver and receiver are the same, what they are about is alike, and their documents are of the same weeks."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.facts.identity.phrases import HEAD, content, jaccard, overlap, shared
from dragoman.facts.identity.rule import Identity, Key, Likeness, within
from dragoman.facts.identity.sides import block, may_be_one
from dragoman.facts.identity.times import published_day
from dragoman.facts.model import Report

_TALK = 3  # days between two documents that tell of one occasion
_DAYS = 7  # between two documents that tell of one gesture as news
# Kinds that are done once about one thing, and the days within which they are told again.
_ACTS = {"recognition": 36600, "apology": 366, "condolence": 366, "congratulation": 366, "protest": 366, "threat": 366}
_WEEKS = 31  # and between any two
_FIRST = 3  # words by which alike gestures are found again after that: of so many, two that are alike share one


@dataclass(frozen=True, slots=True)
class _Look:
    kind: str
    giver: str
    receiver: str
    about: frozenset[str]
    told: int | None


def _look(report: Report) -> _Look:
    data = report.data
    giver, receiver = data["from"], data["to"]
    return _Look(data["kind"], giver, receiver, content(data.get("about"), (giver, receiver)), published_day(report.published))


def _block(report: Report) -> str:
    data = report.data
    return block(report, (data["from"], data["to"]), data["kind"])


def _keys(look: _Look) -> Iterable[Key]:
    """The words of what it is about, with the months that it may have been told in again; the first of them for what is done once."""
    heads = sorted({word[:HEAD] for word in look.about})
    yield from (within(head, look.told, _WEEKS) for head in heads or [""])
    if look.kind in _ACTS:
        yield from (Key(("once", head)) for head in heads[:_FIRST])


def _exactness(look: _Look) -> float:
    return len(look.about)


def _likeness(one: _Look, other: _Look) -> Likeness:
    if not may_be_one(one.giver, other.giver) or not may_be_one(one.receiver, other.receiver):
        return None
    apart = abs(one.told - other.told) if one.told is not None and other.told is not None else 0
    alike = jaccard(one.about, other.about) if one.about or other.about else 1.0
    if apart > _WEEKS:
        return 0.3 if one.kind in _ACTS and alike >= 0.8 and len(one.about) > 1 and apart <= _ACTS[one.kind] else None
    if apart <= _DAYS and (alike >= 0.4 or overlap(one.about, other.about) > 0.6
                          or (shared(one.about, other.about) > 1 and overlap(one.about, other.about) >= 0.5)):
        return 0.3 + alike / 2
    return 0.3 + alike / 4 if alike >= 0.6 and len(one.about) > 1 else None


def _akin(one: _Look, other: _Look) -> bool | None:
    """Told of one occasion, by the days of their documents, and with a word in common."""
    if not may_be_one(one.giver, other.giver) or not may_be_one(one.receiver, other.receiver):
        return None
    if one.told is None or other.told is None or abs(one.told - other.told) > _TALK:
        return None
    return shared(one.about, other.about) > 0


def _akin_keys(look: _Look) -> Iterable[Key]:
    return [] if look.told is None else [within((word[:HEAD],), look.told, _TALK) for word in look.about]


IDENTITY = Identity(_block, _look, _keys, _exactness, _likeness, akin=_akin, akin_keys=_akin_keys)
