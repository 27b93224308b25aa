"""Tellings of meetings → `meeting` records: what tells of the same meeting becomes one record."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.analysis.clauses import clause
from dragoman.codebook.meetings import noun_kind
from dragoman.extraction.context import Context
from dragoman.extraction.encounter_nouns import told_by_noun
from dragoman.extraction.encounter_verbs import frame_at, told_by_stay, told_by_verb
from dragoman.extraction.encounters import Encounter, titled_call
from dragoman.extraction.invitations import accepted_invitation
from dragoman.extraction.participants import Party
from dragoman.extraction.settings import settle
from dragoman.records import Meeting
from dragoman.resolution.gazetteer import PlaceKind, find_places

_OPENING = 3  # words of a title
_JOINT = frozenset("joint bilateral intergovernmental mixed trilateral governments sides parties delegations both two".split())
_NEAR = 3  # sentences over which a date and a place carry on
_MEMORY = 100  # meetings that a later telling can mean: a book of them must not take quadratic time
_RARE = frozenset(("visit", "summit", "conference"))  # without a party, a date or a rank too little is said of these
_SPOKEN = frozenset(("talks", "call", "summit", "session"))  # kinds that "the talks", "the discussion" can mean


def meetings(c: Context) -> Iterator[Meeting]:
    """One record for each meeting, with all the clauses that tell of it as evidence."""
    for e in c.once(gathered):
        evidence = tuple(dict.fromkeys(c.evidence(*piece, cue=e.token) for piece in (e.evidence, *e.others)))
        people = tuple(dict.fromkeys(p.name for p in e.party.people)) or None
        yield Meeting(kind=e.kind, rank=e.rank, parties=tuple(e.party.codes), people=people, place=e.place, date=e.date, status=e.status,
                      evidence=evidence)


def tellings(c: Context) -> Iterator[Encounter]:
    """Every place of the text that tells of a meeting, in order."""
    for t in range(len(c.a)):
        found = _told(c, t)
        if found:
            yield from _apart(c, found)


def _told(c: Context, t: int) -> Encounter | None:
    lemma = c.a.lemma[t].lower()
    if c.a.upos[t] in ("NOUN", "PROPN") and noun_kind(lemma):
        return told_by_noun(c, t)
    if c.a.upos[t] in ("VERB", "ADJ") and frame_at(c, t):
        return told_by_verb(c, t)
    if t in c.cast.place_at:
        return told_by_stay(c, t)
    return accepted_invitation(c, t) if c.a.upos[t] == "VERB" and lemma == "accept" else None


def _apart(c: Context, e: Encounter) -> Iterator[Encounter]:
    """Meetings of one side with several others, one by one, and visits to several states, each by itself."""
    codes = list(e.party.codes)
    sides = [code for code in codes if code not in e.hosts] if e.kind == "visit" else codes[:1]
    others = [code for code in codes if code not in sides]
    if not e.apart or len(others) < 2 or len(sides) != 1:
        yield e
        return
    for other in others:
        people = [p for p in e.party.people if p.code == sides[0] or (p.code == other and e.kind != "visit")]
        place = _name_of(c, other, e.token) if e.kind == "visit" else e.place
        yield replace(e, party=Party(dict.fromkeys((sides[0], other)), people), place=place, others=[])


def _name_of(c: Context, code: str, token: int) -> str | None:
    """How the sentence of a token names a state, or a place in it."""
    return next((c.text(f, last) for f, last, p in c.cast.places if p.code == code and c.a.sentence[f] == c.a.sentence[token]), None)


def gathered(c: Context) -> list[Encounter]:
    """The meetings of a text, each with all its tellings joined into the first."""
    found = list(_titled_meeting(c))
    for e in tellings(c):
        same = _known(c, e, found)
        if same is None:
            _complete(c, e, found)
            same = _known(c, e, found)
        if same:
            _join(same, e)
        elif len(e.party.codes) > 1:
            _inherit(c, e, found)
            found.append(e)
    for e in found:
        if e.titled and e.others:
            e.evidence, *e.others = e.others  # what the text tells of it, rather than its first sentence
    settle(c, found)
    return found


def _titled_meeting(c: Context) -> Iterator[Encounter]:
    """The call or the talks of a title: "Telephone conversation with the President of Peru", under which both speak."""
    first = {noun_kind(w) for w in (c.document.title or "").lower().split()[:_OPENING]} & {"talks", "call"}
    codes = _titled(c)
    if first and codes and c.cast.publisher and len(c.a):
        root = next(t for t in c.a.sentences[0] if c.a.head[t] < 0)
        party = Party(dict.fromkeys(sorted(codes, key=lambda code: code != c.cast.publisher)))
        yield Encounter("call" if titled_call(c) else "talks", root, party, "held", clause(c.a, root), titled=True)


def _known(c: Context, e: Encounter, before: list[Encounter]) -> Encounter | None:
    """The meeting told of before that this telling means: the latest that goes by the same noun, else the latest."""
    fit = [b for b in reversed(before[-_MEMORY:]) if _same(b, e)]
    alike = (b for b in fit if e.anaphoric and c.a.word[b.token] == c.a.word[e.token])
    return next(alike, fit[0] if fit else None)


def _inherit(c: Context, e: Encounter, before: list[Encounter]) -> None:
    """Date and place, where none are said, of what the same parties did in the sentences just before."""
    last = before[-1] if before else None
    if last is None or e.status != "held" or last.status != "held" or set(e.party.codes) != set(last.party.codes):
        return
    if e.kind == "visit" or c.a.sentence[e.token] - c.a.sentence[last.token] > _NEAR:
        return
    if e.date is None and last.date and len(last.date) == len("2021-08-17"):
        e.date = last.date
    e.place = e.place or (last.place if e.kind != "call" else None)


def _complete(c: Context, e: Encounter, before: list[Encounter]) -> None:
    """Give a meeting of which only one side, or neither, is named the parties that the text speaks of at that place."""
    known = set(e.party.codes)
    if len(known) > 1 or e.closed or (not known and e.kind in _RARE and not (e.date or e.rank)):
        return
    hosts = [h for h in e.hosts if h not in known]
    if known and e.guests and e.kind != "visit" and len(hosts) == 1:
        e.party.add(hosts)
        return
    recent = next((b for b in reversed(before[-_MEMORY:]) if known <= set(b.party.codes) and len(b.party.codes) == 2), None)
    titled = _titled(c)
    bare = e.kind in ("talks", "session") and not (e.date or e.place or e.loose) and c.a.upos[e.token] != "VERB"
    if bare and (e.anaphoric or not known) and not (titled and known <= titled):
        return  # "the meeting", "talks": of whom, the text does not say
    if recent:
        e.party.add(recent.party.codes)
    elif known <= titled:
        e.party.add(sorted(titled))
    elif known <= set(c.cast.sides) and (known != {c.cast.publisher} or _is_joint(c, e)):
        e.party.add(c.cast.sides)
    elif e.kind == "visit" and (c.cast.publisher or c.cast.sides):
        e.party.add((c.cast.publisher or c.cast.sides[0],))


def _is_joint(c: Context, e: Encounter) -> bool:
    """Whether a telling says itself that both sides are in it: a press service tells of its own state's councils and ministers too."""
    return not _JOINT.isdisjoint(c.text(*e.evidence).lower().split())


def _titled(c: Context) -> set[str]:
    """The two actors of a title: those it names, or the one it names and whose press service writes; empty where these are not two."""
    codes = {p.code for p in c.cast.titled}
    if len(codes) == 1 and c.cast.publisher:
        codes.add(c.cast.publisher)
    return codes if len(codes) == 2 else set()


def _same(known: Encounter, new: Encounter) -> bool:
    """Whether two tellings can be of one meeting: nothing that both say differs."""
    ours, theirs = set(known.party.codes), set(new.party.codes)
    if new.another or (known.titled and len(theirs) < 2 and not new.anaphoric):
        return False
    if known.kind != new.kind and not _can_mean(known, new):
        return False
    if not (theirs <= ours or ours <= theirs) or (not theirs and not new.anaphoric):
        return False
    if 1 < len(theirs) < len(ours) and not new.anaphoric:
        return False
    if known.date and new.date and not _agree(known.date, new.date):
        return False
    if known.kind == "visit" and known.hosts and new.hosts and not set(known.hosts) & set(new.hosts):
        return False
    if known.status == "held" and new.status == "planned" and new.date and not known.date and new.kind != "visit":
        return False  # they spoke of one to come
    return not _differ(known, new) and (known.status == new.status or "cancelled" not in (known.status, new.status))


def _can_mean(known: Encounter, new: Encounter) -> bool:
    """Whether "the talks", or what "the leaders discussed", can mean a call or a summit told of before."""
    ours, theirs = set(known.party.codes), set(new.party.codes)
    bare = (new.anaphoric and len(theirs) < 2) or new.loose
    return bare and new.kind in ("talks", "call") and known.kind in _SPOKEN and theirs <= ours


def _differ(known: Encounter, new: Encounter) -> bool:
    """Whether the two tell of different people: each of somebody else, of the same side or beside somebody they share."""
    ours = [p for p in known.party.people if all(p is not q for q in new.party.people)]
    theirs = [p for p in new.party.people if all(p is not q for q in known.party.people)]
    share = len(theirs) < len(new.party.people)
    return any(share or p.code == q.code or p.assumed or q.assumed for p in ours for q in theirs)


def _agree(a: str, b: str) -> bool:
    """Whether two dates can be of one day: equal, or one within the other."""
    return a.startswith(b) or b.startswith(a) or _inside(a, b) or _inside(b, a)


def _inside(day: str, interval: str) -> bool:
    first, _, last = interval.partition("/")
    return bool(last) and first <= day.partition("/")[0] <= last


def _is(place: str | None, kind: PlaceKind) -> bool:
    """Whether a place is of that kind: of a visit to a state, its capital says more."""
    found = find_places(place or "")
    return len(found) == 1 and found[0].kind == kind


def _join(known: Encounter, new: Encounter) -> None:
    known.party.add(new.party.codes, new.party.people)
    known.place = new.place if known.place is None or (_is(known.place, "country") and _is(new.place, "capital")) else known.place
    if known.date is None or (new.date or "").startswith(f"{known.date}/"):
        known.date = new.date  # "arrived on Monday … for a three-day visit"
    known.rank = known.rank or new.rank
    known.leaders = new.leaders if known.leaders is None else known.leaders
    if new.status in ("postponed", "cancelled"):
        known.status = new.status
    known.others += [new.evidence, *new.others]
