"""Words of meeting, travelling and telephoning, from `meetings.yaml`."""
from __future__ import annotations

from functools import cache
from typing import Any, Literal, cast, get_args

from dragoman.codebook.loading import read_yaml
from dragoman.errors import CodebookError

MeetingKind = Literal["visit", "talks", "call", "summit", "conference", "session", "ceremony"]
MeetingStatus = Literal["held", "planned", "postponed", "cancelled"]
Rank = Literal["state", "official", "working", "private"]
Group = Literal["remote", "bodies", "summit_members", "people", "taking_part"]
StatusWord = Literal["postponed", "cancelled", "planned", "planning", "unreal"]
VerbFrame = Literal["talks", "receiving", "call", "discussing", "sitting", "visit", "travel", "sending", "awaited"]


def noun_kind(lemma: str) -> MeetingKind | None:
    """The kind of meeting that a noun names."""
    return cast(MeetingKind | None, _inverse("nouns").get(lemma))


def verb_frame(lemma: str) -> VerbFrame | None:
    """How a verb tells of a meeting: who stands where."""
    return cast(VerbFrame | None, _inverse("verbs").get(lemma))


def rank_of(lemma: str) -> Rank | None:
    """The rank that an adjective gives a visit."""
    return cast(Rank | None, _inverse("ranks").get(lemma))


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
    return cast(MeetingStatus | None, _data()["status"]["particles"].get(f"{verb} {particle}"))


@cache
def _data() -> dict[str, Any]:
    data = read_yaml("meetings.yaml")
    for part, allowed in (("nouns", get_args(MeetingKind)), ("verbs", get_args(VerbFrame)), ("ranks", get_args(Rank))):
        unknown = set(data[part]) - set(allowed)
        if unknown:
            raise CodebookError(f"meetings.yaml: {part} has {', '.join(sorted(unknown))}; only {', '.join(allowed)} are known")
    return {**data, **{name: frozenset(data[name]) for name in get_args(Group)}}


@cache
def _inverse(part: str) -> dict[str, str]:
    return {word: name for name, words in _data()[part].items() for word in words}
