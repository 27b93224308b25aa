"""One telling of a meeting, and what its nouns and verbs have in common."""
from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from dragoman.analysis.clauses import dependents
from dragoman.codebook.meetings import MeetingKind, MeetingStatus, Rank, noun_kind, particle_status, tells
from dragoman.codebook.modality import Reality, as_record
from dragoman.extraction.context import Context
from dragoman.extraction.participants import Party, phrases
from dragoman.extraction.reality import reality

_CALL = re.compile(r"\b(?:tele)?phone\b|\bcalls? with\b|[’']s? calls?\b|\bcalls to\b", re.IGNORECASE)
_BY_PHONE = frozenset(("phone", "telephone", "video", "videoconference", "teleconference"))


@dataclass
class Encounter:
    """One telling of a meeting; `token` is the noun or verb that tells it, `evidence` and `others` are token ranges.

    `anaphoric`: it speaks of a meeting as known ("the talks"), so that it is looked for among those told before; `loose`: so much so that
    it may be part of a meeting of another kind ("the leaders discussed …").
    `guests`: the other side is there, but the text does not say whose it is; `closed`: it is nobody that can be coded.
    `hosts`: actors of the place. `apart`: more than two parties meet two by two. `leaders`: the noun that means those who met, unnamed.
    `titled`: it is what the title is about. `another`: it is said to be one more, so none of those told before ("another call", "they also
    met").
    """

    kind: MeetingKind
    token: int
    party: Party
    status: MeetingStatus
    evidence: tuple[int, int]
    place: str | None = None
    date: str | None = None
    rank: Rank | None = None
    anaphoric: bool = False
    loose: bool = False
    guests: bool = False
    closed: bool = False
    hosts: tuple[str, ...] = ()
    apart: bool = False
    leaders: int | None = None
    another: bool = False
    titled: bool = False
    others: list[tuple[int, int]] = field(default_factory=list)


def real(c: Context, verb: int) -> Reality:
    """How real a clause is, by the codebook's words for planning and wishing."""
    return as_record("meeting", reality(c.a, verb, lambda w: tells(w, "planning"), lambda w: tells(w, "unreal")))


def changed_by(c: Context, verb: int) -> MeetingStatus | None:
    """"postponed" or "cancelled" where the verb says so ("was put off"), else None."""
    lemma = c.a.lemma[verb].lower()
    if tells(lemma, "postponed"):
        return "postponed"
    if tells(lemma, "cancelled"):
        return "cancelled"
    particles = [particle_status(lemma, c.a.word[p].lower()) for p in dependents(c.a, verb, "compound", "advmod")]
    return next((p for p in particles if p), None)


def dated_ahead(c: Context, date: str | None) -> bool:
    """Whether a date lies after the day the text was published."""
    published = c.document.published
    first = (date or "").partition("/")[0]
    return bool(published and first and first > published[:len(first)])


def dated_before(c: Context, date: str | None) -> bool:
    """Whether a date lies before the day the text was published."""
    published = c.document.published
    last = (date or "").rpartition("/")[2]
    return bool(published and last and last < published[:len(last)])


def by_phone(c: Context, heads: Collection[int]) -> bool:
    """Whether it is done "by telephone", "via video link", "in a phone call"."""
    if any(c.a.lemma[t].lower() in _BY_PHONE for t in phrases(c, heads, "by", "via", "over", "on", "through")):
        return True
    return any(noun_kind(c.a.lemma[t].lower()) == "call" for t in phrases(c, heads, "in", "during"))


def titled_call(c: Context) -> bool:
    """Whether the document is headed as the report of a call: then "spoke with" is by telephone."""
    return bool(_CALL.search(" ".join((c.document.title or "").split())))
