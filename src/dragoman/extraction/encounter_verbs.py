"""Meetings told by verbs: "met", "received", "telephoned", "arrived in …", "is in …"."""
from __future__ import annotations

from dragoman.analysis.clauses import agent, clause, conjuncts, dependents, is_passive, marker, patient, subject, tense
from dragoman.codebook.meetings import MeetingKind, MeetingStatus, belongs, noun_kind, verb_frame
from dragoman.extraction.context import Context
from dragoman.extraction.encounters import Encounter, by_phone, changed_by, dated_ahead, real, titled_call
from dragoman.extraction.participants import Party, doers, is_outside, is_somebody, people_of, phrases
from dragoman.extraction.when import date_of, place_name, place_of

_TRAVELLING = frozenset(("visit", "travel", "sending", "awaited"))
_LEAVING = frozenset(("leave", "depart", "sail"))
_VIEWS = frozenset(("view", "opinion", "idea", "impression"))


def told_by_verb(c: Context, verb: int) -> Encounter | None:
    """The meeting that a verb tells of, None where it tells of none, or of none that is said to take place."""
    return _Verb(c, verb).encounter()


def told_by_stay(c: Context, place: int) -> Encounter | None:
    """"The minister is in Seoul": a visit where the place is another state's; None otherwise."""
    if marker(c.a, place) != "in" or not dependents(c.a, place, "cop"):
        return None
    who = subject(c.a, place)
    party = Party()
    party.add_phrase(c, who)
    hosts = c.cast.codes(place)
    if who is None or not is_person(c, who) or not party.codes or not hosts or set(hosts) & set(party.codes):
        return None
    party.add(hosts)
    planned = real(c, place) == "planned"
    return Encounter("visit", place, party, "planned" if planned else "held", clause(c.a, place), place=place_name(c, place),
                     date=date_of(c, [place], planned=planned))


def is_person(c: Context, token: int) -> bool:
    """Whether a phrase means a person, an office-holder or people who come as such ("a delegation", "they")."""
    cast = c.cast
    return cast.person(token) is not None or any(
        t in cast.person_at or t in cast.office_at or belongs(c.a.lemma[t].lower(), "people")
        for t in (*conjuncts(c.a, token), *dependents(c.a, token, "flat")))


class _Verb:
    def __init__(self, c: Context, verb: int) -> None:
        self.c, self.a, self.v = c, c.a, verb
        self.lemma = c.a.lemma[verb].lower()
        self.frame = verb_frame(self.lemma)
        self.party = Party()
        self.where: int | None = None
        self.other: int | None = None

    def encounter(self) -> Encounter | None:
        how = real(self.c, self.v)
        if how == "unreal":
            return None
        kind = self._visit() if self.frame in _TRAVELLING else self._meeting()
        if kind is None:
            return None
        planned = how == "planned" or self.frame == "awaited"
        present = tense(self.a, self.v) == "present" and not dependents(self.a, self.v, "aux")  # "on Friday he travels to Shenzhen"
        date = date_of(self.c, [self.v], planned=planned or present)
        found: MeetingStatus = "planned" if planned or dated_ahead(self.c, date) else "held"
        guests = people_of(self.c, self.other)
        loose = self.frame == "discussing" and kind != "visit"
        adverbs = {self.a.lemma[d].lower() for d in dependents(self.a, self.v, "advmod")}
        status = changed_by(self.c, self.v) or found
        return Encounter(
            kind, self.v, self.party, status, clause(self.a, self.v), place=place_name(self.c, self.where), date=date, anaphoric=loose,
            loose=loose, guests=any(p.assumed for p in guests), closed=self.other is not None and is_outside(self.c, self.other),
            hosts=self.c.cast.codes(self.where), apart=kind == "visit" or bool(adverbs & {"bilaterally", "separately"}))

    # -- who meets whom

    def _meeting(self) -> MeetingKind | None:
        c, a, v = self.c, self.a, self.v
        who = agent(a, v)
        if self.frame == "sitting" or (who is not None and self.lemma == "meet" and belongs(a.lemma[who].lower(), "bodies")):
            return self._sitting(who)
        if not self._says_what():
            return None
        self.other = self._other()
        if self.other is None and self.frame == "discussing" and who is not None and self._means_both(who):
            return self._kind()
        self.party = doers(c, v)
        if self.other is None and (len(self.party.codes) < 2 or self.frame in ("receiving", "call")):
            return None
        if (who is None or not is_somebody(c, who)) and (self.other is None or not is_person(c, self.other)):
            return None
        if self._is_among_themselves():
            return None
        self.party.add_phrase(c, self.other, guest=True)
        self.where = place_of(c, [v], "at", "in", "on")
        return self._kind()

    def _kind(self) -> MeetingKind:
        c, a, v = self.c, self.a, self.v
        led = self.other is not None and a.lemma[self.other].lower() == "leader"
        if led and any(code.startswith("IGO:") for code in c.cast.codes(self.other)):
            return "summit"  # "met with the leaders of the G7"
        if by_phone(c, [v]) or any(belongs(a.lemma[d].lower(), "remote") for d in dependents(a, v, "advmod")):
            return "call"
        if self.lemma == "call":
            return "call" if titled_call(c) else "talks"
        if self.frame == "call" or (self.lemma not in ("meet", "confer") and self.frame in ("talks", "discussing") and titled_call(c)):
            return "call"
        return "talks"

    def _says_what(self) -> bool:
        """"Exchanged views", not greetings; "touched on" something."""
        if self.lemma == "exchange":
            return any(self.a.lemma[t] in _VIEWS for t in dependents(self.a, self.v, "obj"))
        return self.lemma != "touch" or bool(phrases(self.c, [self.v], "on", "upon"))

    def _is_among_themselves(self) -> bool:
        """Whether both are said to be of one side: "the President met with the ministers"."""
        theirs = set(self.c.cast.codes(self.other))
        if not theirs or theirs != set(self.party.codes):
            return False
        return not any(p.assumed for p in people_of(self.c, self.other))

    def _sitting(self, who: int | None) -> MeetingKind | None:
        if who is None or not belongs(self.a.lemma[who].lower(), "bodies"):
            return None
        self.party = doers(self.c, self.v)
        self.where = place_of(self.c, [self.v], "in", "at")
        return "session"

    def _means_both(self, who: int) -> bool:
        """"They", "the leaders", "the two sides": those just spoken of, without a name."""
        inside = self.a.subtree(who)
        return "Number=Plur" in self.a.feats[who] and not any(t in self.c.cast.place_at or t in self.c.cast.person_at for t in inside)

    def _other(self) -> int | None:
        """The other side: the object, or the "with" phrase."""
        c, a, v = self.c, self.a, self.v
        thing = patient(a, v)
        if self.frame == "receiving":
            told_by_noun = any(noun_kind(a.lemma[t].lower()) for t in phrases(c, [v], "for", "to", "at"))
            return thing if thing is not None and is_person(c, thing) and not told_by_noun else None
        if self.lemma == "call" and not (titled_call(c) or by_phone(c, [v])):
            return self._called()
        if self.frame == "call":
            return thing if thing is not None and is_person(c, thing) and not dependents(a, v, "xcomp", "ccomp") else None
        for t in phrases(c, [v], "with", "to"):
            if is_somebody(c, t) and (marker(a, t) == "with" or self.lemma in ("speak", "talk")):
                return t
        if self.lemma == "meet" and thing is not None and not is_passive(a, v) and is_somebody(c, thing):
            return thing
        return None

    def _called(self) -> int | None:
        """Whom somebody "calls on" or "calls in", without asking anything of them."""
        a, v = self.a, self.v
        if dependents(a, v, "xcomp", "ccomp") or v + 1 >= len(a) or a.word[v + 1].lower() not in ("on", "in"):
            return None
        return next((t for t in (*phrases(self.c, [v], "on", "in"), *dependents(a, v, "obj")) if is_person(self.c, t)), None)

    # -- who travels where

    def _visit(self) -> MeetingKind | None:
        c, a, v = self.c, self.a, self.v
        of_object = self.frame == "sending" or (self.frame == "awaited" and a.upos[v] == "VERB")
        who = patient(a, v) if of_object else subject(a, v)
        if who is None or not is_person(c, who):
            return None
        self.party.add_phrase(c, who)
        if self.frame == "sending":
            self.party.add_phrase(c, agent(a, v))
        self.where = patient(a, v) if self.frame == "visit" else place_of(c, [v], *self._directions())
        hosts = c.cast.codes(self.where)
        if not hosts and c.cast.home and any(a.word[d].lower() == "here" for d in dependents(a, v, "advmod")):
            hosts = (c.cast.home,)
        if not hosts or set(hosts) <= set(self.party.codes):
            return None
        self.party.add(hosts)
        return "visit"

    def _directions(self) -> tuple[str, ...]:
        if self.frame == "awaited":
            return ("in", "at")
        return ("for", "to") if self.lemma in _LEAVING else ("to", "in", "into")
