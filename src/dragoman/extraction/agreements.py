"""Tellings of instruments → `agreement` records: what tells of the same instrument at the same stage becomes one record."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.extraction.context import Context
from dragoman.extraction.encounters import Encounter
from dragoman.extraction.instruments import Instrument, tellings
from dragoman.extraction.meetings import gathered as meetings_of
from dragoman.extraction.sectors import sector_at
from dragoman.records import Agreement
from dragoman.resolution.gazetteer import find_places

_NEAR = 3  # sentences
_MEMORY = 100  # instruments that "the accord" can mean: a book of them must not take quadratic time
_NEWS = timedelta(days=7)
_SHORT = 2  # letters of words that say nothing of a subject
_VAGUE = frozenset(("negotiating", "proposed"))  # stages at which "an accord" is most often the one already spoken of
_OF_OTHERS = frozenset(("ceasefire", "truce", "armistice"))  # most often between others than those who speak of it
_ANY_KIND = frozenset(("agreement", "document"))


class _Occasion(NamedTuple):
    """A meeting at which something may have been signed, and the sentences that tell of it, in order."""

    meeting: Encounter
    sentences: list[int]

    def distance(self, sentence: int) -> int:
        """How many sentences before this one, which stands behind the first of them, it was last told of."""
        return sentence - self.sentences[bisect_right(self.sentences, sentence) - 1]


def agreements(c: Context) -> Iterator[Agreement]:
    """One record for each instrument and stage, with all the clauses that tell of it as evidence."""
    for i in gathered(c):
        evidence = tuple(dict.fromkeys(c.evidence(*piece, cue=i.token) for piece in i.evidence))
        sector = sector_at(c, i.subject, i.token) if i.subject else None
        yield Agreement(kind=i.kind, subject=i.subject, sector=sector, parties=tuple(i.codes), status=i.status, date=i.date, place=i.place,
                        count=i.count, evidence=evidence)


def gathered(c: Context) -> list[Instrument]:
    """The instruments of a text, each with all its tellings joined into the first."""
    found: list[Instrument] = []
    occasions = [_Occasion(e, sorted(c.a.sentence[first] for first, _ in (e.evidence, *e.others)))
                 for e in c.once(meetings_of) if e.status == "held"]
    for i in tellings(c):
        same = next((f for f in reversed(found[-_MEMORY:]) if _same(f, i)), None)
        if same:
            _join(same, i)
            continue
        if i.kind == "treaty" and not (i.codes or i.stated or i.date):
            continue  # a convention of many, not of those who speak of it
        if i.subject is None and i.status == "in_force" and not (i.definite or i.date or i.count or i.named):
            continue  # "under an agreement that drew criticism": nothing tells which
        if i.subject is None and (i.definite or not i.stated):
            known = next((f for f in reversed(found[-_MEMORY:]) if _can_mean(i, f)), None)
            if not i.stated or i.status == "in_force" or (known is None and not i.joint):
                continue
            if known:
                i.kind, i.subject, i.codes = known.kind, known.subject, i.codes | known.codes
        if not i.stated and not (i.definite or i.joint or c.a.upos[i.token] == "PROPN" or len(i.codes) > 1):
            continue
        _complete(c, i, found)
        _inherit(c, i, found, occasions)
        if len(i.codes) > 1 or _organisations(i) or (i.named and i.codes):
            found.append(i)
    for i in (i for i in found if i.stated and i.status == "signed" and i.date is None):
        _inherit_of_meeting(c, i, occasions)  # of what is told of a second time later
    return [i for i in found if not _is_listed_out(i, found)]


def _complete(c: Context, i: Instrument, before: list[Instrument]) -> None:
    """Give an instrument of which only one party, or none, is named the parties that the text speaks of at that place."""
    known = set(i.codes)
    if _organisations(i) - set(c.cast.sides):
        return
    if len(known) > 1 or (not known and (i.kind == "contract" or i.subject in _OF_OTHERS)):
        return
    recent = next((b for b in reversed(before[-_MEMORY:]) if known <= set(b.codes) and len(b.codes) == 2 and (
        i.kind == "contract" or all(map(_is_code, b.codes)))), None)
    if recent:
        i.codes |= recent.codes
    elif known <= set(c.cast.sides):
        i.codes |= dict.fromkeys(c.cast.sides)
    elif (i.subject or not known) and (c.cast.publisher or c.cast.sides):
        i.codes[c.cast.publisher or c.cast.sides[0]] = None


def _organisations(i: Instrument) -> set[str]:
    """The parties that are several states already: "the Paris accord of the Group of Seven"."""
    return {code for code in i.codes if code.startswith("IGO:")}


def _is_code(party: str) -> bool:
    """Whether a party is a state or an organisation of states, not a company by its name."""
    return party.startswith("IGO:") or (len(party) == len("KAZ") and party.isupper())


def _inherit(c: Context, i: Instrument, before: list[Instrument], occasions: list[_Occasion]) -> None:
    """Date and place of what is signed: those of what was signed just before, else of the meeting just told of."""
    if not i.stated or i.status != "signed" or (i.date and i.place):
        return
    last = before[-1] if before else None
    if last and last.status == "signed" and c.a.sentence[i.token] - c.a.sentence[last.token] <= _NEAR:
        i.date, i.place = i.date or last.date, i.place or last.place
    _inherit_of_meeting(c, i, occasions)


def _inherit_of_meeting(c: Context, i: Instrument, occasions: list[_Occasion]) -> None:
    """Those of the meeting told of just before, or of the only one, or the only one that is news, that its parties have held."""
    here = c.a.sentence[i.evidence[-1][0]]
    theirs = [o for o in occasions if set(o.meeting.party.codes) == set(i.codes) and (i.date is None or i.date == o.meeting.date)]
    before = [o for o in theirs if o.sentences[0] <= here][-_MEMORY:]
    news = [o for o in theirs if _is_news(c, o.meeting)]
    for o in sorted(before, key=lambda o: (o.distance(here), -o.meeting.token)):
        if o.distance(here) <= _NEAR or [o] in (theirs, news):
            e = o.meeting
            named = bool(e.place) and all(p.kind != "country" for p in find_places(e.place or "")[:1])  # a state visited says not where
            i.date, i.place = i.date or e.date, i.place or (e.place if named else None)


def _is_news(c: Context, e: Encounter) -> bool:
    """Whether a meeting was held in the days before the text was published: it is what the text reports."""
    published, last = c.document.published or "", (e.date or "").rpartition("/")[2]
    return len(published) == len(last) == len("2021-08-17") and (
        timedelta() <= date.fromisoformat(published) - date.fromisoformat(last) <= _NEWS)


def _same(known: Instrument, new: Instrument) -> bool:
    """Whether two tellings can be of one instrument at one stage."""
    ours, theirs = set(known.codes), set(new.codes)
    if not (theirs <= ours or ours <= theirs) or (known.count and new.count and known.count != new.count):
        return False
    if not known.subject and not new.subject and known.token == new.token and known.date != new.date:
        return False  # "the agreements of May 9 and June 11"
    staged = new.status == known.status or not new.stated
    if new.again and _can_mean(new, known) and known.status in ("signed", "in_force") and not (known.stated and known.date and new.date):
        return True
    if new.definite and new.status in _VAGUE and known.status in _VAGUE and _can_mean(new, known):
        return True  # "the arms pact": what is being negotiated goes by many names
    if new.subject is None and _can_mean(new, known):
        return (new.definite and staged) or new.status in _VAGUE
    if not staged or known.kind != new.kind:
        return False
    if known.subject is None or _words(known.subject) == _words(new.subject or ""):
        return True
    return not new.stated and _alike(known.subject, new.subject or "")


def _alike(one: str, other: str) -> bool:
    """Whether the words of one subject are among those of the other."""
    a, b = ({w for w in _words(s) if len(w) > _SHORT} for s in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _words(subject: str) -> list[str]:
    """The words of a subject without letter case and number: the accord "on semiconductors" is the "semiconductor pact"."""
    return [word.removesuffix("s") for word in subject.lower().split()]


def _can_mean(new: Instrument, known: Instrument) -> bool:
    """Whether "the accord" can mean an instrument told of before."""
    return new.kind == known.kind or new.kind in _ANY_KIND


def _is_listed_out(i: Instrument, found: list[Instrument]) -> bool:
    """Whether "several documents" are only what is then listed one by one."""
    return i.kind == "document" and i.subject is None and i.count is None and any(
        j is not i and j.status == i.status and j.token > i.token for j in found)


def _join(known: Instrument, new: Instrument) -> None:
    known.subject = known.subject or new.subject
    known.status = "signed" if new.again else known.status
    known.codes |= new.codes
    known.date = (new.date if new.again else None) or known.date or new.date
    known.place = known.place or new.place
    known.evidence += new.evidence
