"""Words of meeting, travelling and telephoning, from `meetings.yaml`."""
from __future__ import annotations

from typing import Any, Literal, cast, get_args

from pydantic import Field

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import ByKind, ByWord, Shape, Words

MeetingKind = Literal["visit", "talks", "call", "summit", "conference", "session", "ceremony"]
MeetingStatus = Literal["held", "planned", "postponed", "cancelled"]
Rank = Literal["state", "official", "working", "private"]
Group = Literal["remote", "bodies", "summit_members", "people", "taking_part", "attending", "accompanying", "venues", "following", "held",
                "outsiders"]
StatusWord = Literal["postponed", "cancelled", "happening", "planned", "planning", "unreal"]
VerbFrame = Literal["talks", "receiving", "greeting", "call", "discussing", "sitting", "opening", "visit",
                    "travel", "sending", "leading", "awaited"]


class Status(Shape):
    """Words that give a meeting a status."""

    postponed: Words = ()
    cancelled: Words = ()
    particles: dict[str, MeetingStatus] = Field(default_factory=dict)
    happening: Words = ()
    planned: Words = ()
    planning: Words = ()
    unreal: Words = ()


class Table(Shape):
    """What `meetings.yaml` holds."""

    nouns: ByKind[MeetingKind]
    remote: Words
    not_before: ByWord
    bodies: Words
    summit_members: Words
    people: Words
    taking_part: Words
    venues: Words
    following: Words
    held: Words
    attending: Words
    accompanying: Words
    outsiders: Words
    verbs: ByKind[VerbFrame]
    status: Status
    ranks: ByKind[Rank]


def noun_kind(lemma: str) -> MeetingKind | None:
    """The kind of meeting that a noun names."""
    return cast("MeetingKind | None", _inverse("nouns").get(lemma))


def verb_frame(lemma: str) -> VerbFrame | None:
    """How a verb tells of a meeting: who stands where."""
    return cast("VerbFrame | None", _inverse("verbs").get(lemma))


def rank_of(lemma: str) -> Rank | None:
    """The rank that an adjective gives a visit."""
    return cast("Rank | None", _inverse("ranks").get(lemma))


def is_excluded(noun: str, modifier: str) -> bool:
    """Whether the noun with that word before it is no meeting ("press conference")."""
    return modifier in _data()["not_before"].get(noun, ())


def belongs(lemma: str, group: Group) -> bool:
    """Whether the word stands in one of the plain lists."""
    return lemma in _data()[group]


def tells(lemma: str, status: StatusWord) -> bool:
    """Whether the word gives a meeting that status, or (planning, unreal) what hangs on it."""
    return lemma in _data()["status"][status]


def particle_status(verb: str, particle: str) -> MeetingStatus | None:
    """The status that a verb with a particle gives: "call off" → cancelled."""
    return cast("MeetingStatus | None", _data()["status"]["particles"].get(f"{verb} {particle}"))


@per_codebook
def _data() -> dict[str, Any]:
    data = read_yaml("meetings.yaml", Table)
    return {**data, **{name: frozenset(data[name]) for name in get_args(Group)}}


@per_codebook
def _inverse(part: str) -> dict[str, str]:
    return {word: name for name, words in _data()[part].items() for word in words}
