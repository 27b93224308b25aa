"""Agreements: one if they are of alike kinds, between the same sides, on alike subjects, and their stages can follow upon each other.

All stages of an instrument are one fact. Instruments without a subject are one only if kind, number and date are the same.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.facts.identity.phrases import HEAD, content, jaccard, overlap, shared
from dragoman.facts.identity.rule import Identity, Key, Likeness
from dragoman.facts.identity.sides import are_alike, are_strangers, block, names_of, sides_of
from dragoman.facts.identity.times import Days, days_of, published_day
from dragoman.facts.model import Report

_FAMILIES = {"treaty": "agreement", "agreement": "agreement", "contract": "agreement", "declaration": "declaration",
             "statement": "declaration", "communique": "declaration"}
OPEN = ("proposed", "negotiating", "planned")  # what an instrument is before it is signed
_RANK = {"proposed": 0, "negotiating": 0, "planned": 0, "signed": 1, "ratified": 2, "in_force": 3, "extended": 4, "suspended": 4,
         "terminated": 5}
_SLIP = 3  # days between two dates of one signature
_LATE = 30  # days by which reports may lag behind a signature
_WEAK = 3 * 366  # days within which subjects that are only akin may be one
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Look:
    document: str
    sides: frozenset[str]
    names: frozenset[str]
    kind: str
    family: str
    subject: frozenset[str]
    years: frozenset[str]
    sector: str | None
    status: str
    days: Days | None
    told: int | None
    count: int | None
    place: frozenset[str]


def _look(report: Report) -> _Look:
    data, subject, parties = report.data, report.data.get("subject"), report.data["parties"]
    return _Look(
        report.document, sides_of(parties, report.circle), names_of(parties), data["kind"], _FAMILIES.get(data["kind"], data["kind"]),
        content(subject, parties) if subject else frozenset(), frozenset(_YEAR.findall(subject or "")), data.get("sector"),
        data["status"], days_of(data.get("date")), published_day(report.published), data.get("count"), content(data.get("place")))


def _block(report: Report) -> str:
    data = report.data
    return block(report, data["parties"], _FAMILIES.get(data["kind"], data["kind"]))


def _keys(look: _Look) -> Iterable[Key]:
    """The first letters of the words of its subject."""
    return [Key(word[:HEAD]) for word in look.subject] or [Key((look.kind, look.count))]


def _exactness(look: _Look) -> float:
    """Full subjects first, and of those the signed ones with a date."""
    return min(len(look.subject), 9) + 0.5 * (look.status == "signed") + 0.3 * (look.days is not None)


def _likeness(one: _Look, other: _Look) -> Likeness:
    if _are_two(one, other) or (one.document == other.document and one.subject != other.subject):
        return None
    if not one.subject or not other.subject:
        return _without_subject(one, other)
    alike = _subjects(one, other)
    return alike if alike and _in_order(one, other) else None


def _are_two(one: _Look, other: _Look) -> bool:
    """Whether kinds, number, sides, or the years in their subjects tell them apart."""
    if one.family != other.family or one.count != other.count or (one.years and other.years and one.years != other.years):
        return True
    return are_strangers(one.names, other.names) or not are_alike(one.sides, other.sides)


def _without_subject(one: _Look, other: _Look) -> Likeness:
    """Nothing but kind, number and date tells them."""
    if one.subject or other.subject or one.kind != other.kind or one.document == other.document:
        return None
    if one.sector and other.sector and one.sector != other.sector:
        return None
    if one.count is not None and one.status != other.status:
        near = one.told is None or other.told is None or abs(one.told - other.told) <= _WEAK
        return 0.3 if near and _in_order(one, other) else None
    if one.days and other.days:
        exact = max(one.days.length, other.days.length) <= 366
        return 0.5 if exact and one.status == other.status and one.days.gap(other.days) <= 0 else None
    days = one.days or other.days
    told = one.told if one.days is None else other.told
    if days is None:
        return 0.3 if one.told is not None and other.told is not None and abs(one.told - other.told) <= 7 else None
    return 0.3 if told is not None and days.distance(told) <= 7 else None


def _subjects(one: _Look, other: _Look) -> float:
    """How alike the subjects are; 0 where they are not."""
    common, all_ = overlap(one.subject, other.subject), jaccard(one.subject, other.subject)
    sectors = one.sector == other.sector or not (one.sector and other.sector)
    treaty = one.kind != other.kind and "treaty" in (one.kind, other.kind)
    alike = all_ >= 0.5 + 0.1 * treaty or (common == 1.0 and sectors and not treaty)
    return 0.5 + all_ / 2 if alike and (all_ >= 0.8 or not _on_two_days(one, other)) else 0.0


def _on_two_days(one: _Look, other: _Look) -> bool:
    """Whether both were signed, and not on one day."""
    if one.status != "signed" or other.status != "signed" or one.days is None or other.days is None:
        return False
    return one.days.gap(other.days) > _SLIP


def _akin(one: _Look, other: _Look) -> bool | None:
    """Of one kind and sector, and either their subjects share a word and one followed upon the other, or they were signed on one day, or
    meant to be at one time and place."""
    if _are_two(one, other) or _on_two_days(one, other) or not _in_order(one, other):
        return None
    if one.kind != other.kind or one.count is not None:
        return False
    together = one.days is not None and other.days is not None and one.days.gap(other.days) <= 0
    if not one.subject or not other.subject:
        return together and one.status == other.status and max(one.days.length, other.days.length) <= _SLIP  # type: ignore[union-attr]
    if one.sector is None or one.sector != other.sector:
        return False
    if shared(one.subject, other.subject):
        return _follow(one, other)
    return together and (one.status == other.status or not one.place.isdisjoint(other.place))


def _akin_keys(look: _Look) -> Iterable[Key]:
    """Kind and sector with a word of its subject, and kind and day."""
    words = [Key((look.kind, look.sector, word[:HEAD])) for word in look.subject]
    return [*words, Key((look.kind, "day"), look.days.first)] if look.days else words


def _follow(one: _Look, other: _Look) -> bool:
    """Whether two of akin subjects are of one kind, and one was being agreed upon before the other was, or both were on one day."""
    if one.kind != other.kind or one.document == other.document:
        return False
    early, late = (one, other) if _RANK[one.status] <= _RANK[other.status] else (other, one)
    if early.status in OPEN and late.status not in OPEN and early.told is not None and late.told is not None:
        return early.told <= late.told <= early.told + _WEAK
    return early.status == late.status and early.days is not None and late.days is not None and early.days.gap(late.days) <= 0


def _in_order(one: _Look, other: _Look) -> bool:
    """Whether both can be stages of one instrument: none is told of after a later one was reached."""
    early, late = (one, other) if _RANK[one.status] <= _RANK[other.status] else (other, one)
    dated = early.days is not None and late.days is not None and early.days.gap(late.days)
    if one.document == other.document:
        return one.status != other.status or (one.status == "ratified" and bool(dated) and dated > 0)  # each party on its day
    if _RANK[early.status] == _RANK[late.status]:
        return not (early.status == late.status == "signed" and dated and dated > _LATE)
    began = early.days.first if early.days else early.told if early.status in OPEN else None
    ended = late.days.last if late.days else late.told
    return began is None or ended is None or began <= ended + _LATE


IDENTITY = Identity(_block, _look, _keys, _exactness, _likeness, retold=True, akin=_akin, akin_keys=_akin_keys)
