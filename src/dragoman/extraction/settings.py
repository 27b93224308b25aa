"""What a text says of a meeting outside the clause that tells of it: who came along, where and when the visit or forum around it was."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.analysis.clauses import agent, dependents, is_passive, patient
from dragoman.codebook.meetings import belongs, noun_kind
from dragoman.codebook.speech import is_saying
from dragoman.extraction.context import Context
from dragoman.extraction.encounters import Encounter
from dragoman.extraction.participants import LEADING, holders, people_of
from dragoman.resolution.people import Person

_NEAR = 3  # sentences over which people, a date and a place carry on
_AROUND = 20  # meetings told before or after that can be the occasion of one
_OCCASIONS = frozenset(("visit", "summit", "conference", "session", "ceremony"))  # what lasts, and holds other meetings
_OPENING, _FIRST_WORDS = 6, 3  # tokens of a sentence


def settle(c: Context, found: Sequence[Encounter]) -> None:
    """Give the meetings the people, places and dates that the sentences around them tell."""
    _bring_companions(c, found)
    _name_titled(c, found)
    for k, e in enumerate(found):
        if e.leaders is not None:
            _add(e, [p for p in holders(c, e.leaders, e.party.codes) if all(p.code != q.code for q in e.party.people)])
        if e.kind == "visit":
            e.party.people = [p for p in e.party.people if p.code not in e.hosts]  # whom a visitor meets does not travel
            e.place = e.place or _name_of_host(c, e)
            continue
        _add(e, _teller(c, e))
        if e.date is None and e.status == "held" and _follows(c, e):
            days = (b.date for b in reversed(found[max(k - _AROUND, 0):k]) if b.status == "held" and b.date and "/" not in b.date)
            e.date = next(days, None)
        for b in _around(c, found, k) if e.kind != "call" and not (e.place and e.date) else ():
            if _holds(b, e):
                e.date, e.place = e.date or b.date, e.place or b.place
    _name_travellers(found)


def _add(e: Encounter, people: Sequence[Person]) -> None:
    e.party.add((), people)


# -- where and when


def _around(c: Context, found: Sequence[Encounter], k: int) -> Iterator[Encounter]:
    """The meetings told of near the one with this number, the nearest first, those before it before those after."""
    here = c.a.sentence[found[k].token]
    near = [(abs(distance), distance > 0, j) for j in range(max(k - _AROUND, 0), min(k + _AROUND, len(found)))
            if j != k and abs(distance := min((c.a.sentence[t] - here for t in _tokens(found[j])), key=abs)) <= _NEAR]
    return (found[j] for _, _, j in sorted(near))


def _tokens(e: Encounter) -> tuple[int, ...]:
    return (e.token, *(first for first, _ in e.others))


def _holds(b: Encounter, e: Encounter) -> bool:
    """Whether one meeting is held on the occasion of another: a visit of one side to the other, a forum that its people attend."""
    if b.kind not in _OCCASIONS or b.status != e.status or b.place is None:
        return False
    if b.date and e.date and not (e.date.startswith(b.date) or b.date.startswith(e.date) or _within(e.date, b.date)):
        return False
    ours, theirs = set(e.party.codes), set(b.party.codes)
    if b.kind == "visit" and ours >= theirs:
        return True
    return b.token < e.token and (ours == theirs or any(p is q for p in e.party.people for q in b.party.people))


def _follows(c: Context, e: Encounter) -> bool:
    """Whether its sentence opens with a word that sets it on the same day: "Later, …", "The same evening", "After the talks, …"."""
    first = c.a.sentences[c.a.sentence[e.token]].start
    opening = range(first, min(first + _OPENING, e.token))
    words = [c.a.word[t].lower() for t in opening]
    return any(belongs(w, "following") for w in words[:_FIRST_WORDS]) or (
        words[:1] in (["after"], ["before"], ["prior"], ["following"]) and any(noun_kind(c.a.lemma[t].lower()) for t in opening))


def _within(day: str, interval: str) -> bool:
    first, _, last = interval.partition("/")
    return bool(last) and first <= day <= last


def _name_of_host(c: Context, e: Encounter) -> str | None:
    """How the text names the state that is visited, where the telling itself says "our country"."""
    return c.once(_names).get(e.hosts[0]) if len(e.hosts) == 1 else None


def _names(c: Context) -> dict[str, str]:
    """The first name of each state in the text, or of a place in it, its dateline apart."""
    dateline = (c.document.dateline or "").lower()
    states = {p.code: c.text(first, last) for first, last, p in reversed(c.cast.places) if p.kind == "country"}
    cities = {p.code: c.text(first, last) for first, last, p in reversed(c.cast.places) if p.kind in ("city", "capital")}
    return {code: name for code, name in {**cities, **states}.items() if name.lower() not in dateline}


# -- who


def _name_titled(c: Context, found: Sequence[Encounter]) -> None:
    """To the meeting that the title is about, the people whom the title names, and the leader of the press service that reports it."""
    words = {w.strip(",.") for w in (c.document.title or "").lower().replace("’", " ").replace("'", " ").split()}
    if not any(noun_kind(w) in ("talks", "call") or noun_kind(w.rstrip("s")) in ("talks", "call") for w in words):
        return
    named = [p for p in c.cast.people if p.code and p.name.lower().split()[-1] in words]
    codes = {p.code for p in named} | {c.cast.publisher}
    e = next((e for e in found if e.kind in ("talks", "call") and e.status == "held" and set(e.party.codes) == codes), None)
    if e is None or len(codes) != 2:
        return
    lacking = codes - {p.code for p in e.party.people}
    _add(e, [p for p in named if p.code in lacking])
    if c.cast.publisher in lacking and all(p.code != c.cast.publisher for p in named) and any(p.offices & LEADING for p in named):
        own = [p for p in c.cast.people if p.code == c.cast.publisher and p.offices & LEADING]
        _add(e, sorted(own, key=lambda p: -len(p.mentions))[:1])


def _name_travellers(found: Sequence[Encounter]) -> None:
    """Of "the trip", who makes the only other visit of that side that the text tells of."""
    visits: dict[frozenset[str], list[Encounter]] = {}
    for e in found:
        if e.kind == "visit":
            visits.setdefault(frozenset(e.party.codes) - set(e.hosts), []).append(e)
    for side, made in visits.items():
        if len(side) == 1 and len(made) == 2 and not all(e.party.people for e in made):
            for e, other in (made, made[::-1]):
                _add(e, [] if e.party.people else other.party.people)


def _teller(c: Context, e: Encounter) -> list[Person]:
    """Who says of talks of which only the other side's people are named that they were held: "X said the conversation with Y …"."""
    verb = e.token
    while verb >= 0 and not (c.a.upos[verb] == "VERB" and is_saying(c.a.lemma[verb].lower())):
        verb = c.a.head[verb]
    teller = c.cast.person(agent(c.a, verb)) if verb >= 0 else None
    codes = {p.code for p in e.party.people}
    fits = e.kind in ("talks", "call") and e.status == "held" and len(codes) == 1 and len(e.party.codes) == 2
    if teller is None or not fits or not teller.offices or "spokesperson" in teller.offices:
        return []
    return [teller] if teller.code in e.party.codes and teller.code not in codes else []


def _bring_companions(c: Context, found: Sequence[Encounter]) -> None:
    """"She was joined by X", "the delegation was led by X and included Y": to the meetings just told of, at which the first was."""
    told: dict[int, list[Encounter]] = {}  # by sentence
    for e in found:
        for sentence in dict.fromkeys(c.a.sentence[t] for t in _tokens(e)) if e.kind != "call" else ():
            told.setdefault(sentence, []).append(e)
    for verb in range(len(c.a)):
        if c.a.upos[verb] != "VERB" or not belongs(c.a.lemma[verb].lower(), "accompanying"):
            continue
        passive = is_passive(c.a, verb)
        first = patient(c.a, verb) if passive else agent(c.a, verb)
        second = agent(c.a, verb) if passive else patient(c.a, verb)
        if first is None or second is None:
            continue
        if c.a.lemma[first].lower() in ("which", "that", "who") and c.a.head[verb] >= 0:
            first = c.a.head[verb]
        people, led = people_of(c, second), c.cast.person(first)
        for e in _told_by(told, c.a.sentence[verb]):
            if people and _was_there(c, e, first, led):
                _add(e, people)


def _told_by(told: dict[int, list[Encounter]], sentence: int) -> list[Encounter]:
    """The meetings told of in the sentences up to this one."""
    near = {id(e): e for s in range(sentence - _NEAR, sentence + 1) for e in told.get(s, ())[:_AROUND]}
    return list(near.values())


def _was_there(c: Context, e: Encounter, first: int, led: Person | None) -> bool:
    if led is not None:
        return any(p is led for p in e.party.people)
    codes = c.cast.codes(first)
    delegation = belongs(c.a.lemma[first].lower(), "people") or bool(dependents(c.a, first, "compound"))
    return delegation and bool(codes) and set(codes) <= set(e.party.codes)
