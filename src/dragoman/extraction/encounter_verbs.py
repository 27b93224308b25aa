"""Meetings told by verbs: "met", "received", "telephoned", "arrived in …"."""
from __future__ import annotations

from dragoman.analysis.clauses import agent, clause, conjuncts, dependents, is_passive, marker, patient, subject, tense
from dragoman.codebook.meetings import MeetingKind, MeetingStatus, belongs, noun_kind, verb_frame
from dragoman.extraction.context import Context
from dragoman.extraction.encounters import Encounter, by_phone, changed_by, dated_ahead, real, titled_call
from dragoman.extraction.participants import Party, doers, is_somebody, phrases
from dragoman.extraction.when import date_of, place_name, place_of

def told_by_verb(c: Context, verb: int) -> Encounter | None:
    """The meeting that a verb tells of, None where it tells of none, or of none that is said to take place."""
    return _Verb(c, verb).encounter()


def told_by_stay(c: Context, place: int) -> Encounter | None:
    """"The minister is in Seoul": a visit where the place is another state's; None otherwise."""
    a = c.a
    if marker(a, place) != "in" or not dependents(a, place, "cop"):
        return None
    verb = _Verb(c, place)
    who = subject(a, place)
    verb.party.add_phrase(c, who)
    hosts = c.cast.codes(place)
    if who is None or not verb.is_person(who) or not verb.party.codes or not hosts or set(hosts) & set(verb.party.codes):
        return None
    verb.party.add(hosts)
    status: MeetingStatus = "planned" if real(c, place) == "planned" else "held"
    return Encounter("visit", place, verb.party, status, False, place_name(c, place), date_of(c, [place], planned=status == "planned"), None, clause(a, place))


class _Verb:
    def __init__(self, c: Context, verb: int) -> None:
        self.c, self.a, self.v = c, c.a, verb
        self.lemma = c.a.lemma[verb].lower()
        self.frame = verb_frame(self.lemma)
        self.party = Party()
        self.where: int | None = None
        self.anaphoric = False

    def encounter(self) -> Encounter | None:
        how = real(self.c, self.v)
        if how == "unreal":
            return None
        kind = self._visit() if self.frame in ("visit", "travel", "sending", "awaited") else self._meeting()
        if kind is None:
            return None
        planned = how == "planned" or self.frame == "awaited"
        present = tense(self.a, self.v) == "present" and not dependents(self.a, self.v, "aux")  # "on Friday he travels to Shenzhen"
        date = date_of(self.c, [self.v], planned=planned or present)
        planned = planned or dated_ahead(self.c, date)
        status = changed_by(self.c, self.v) or ("planned" if planned else "held")
        hosts = self.c.cast.codes(self.where) if kind != "visit" else ()
        return Encounter(kind, self.v, self.party, status, self.anaphoric, place_name(self.c, self.where), date, None, clause(self.a, self.v), hosts=hosts)

    # -- who meets whom

    def _meeting(self) -> MeetingKind | None:
        c, a, v = self.c, self.a, self.v
        who = agent(a, v)
        if self.frame == "sitting" or (who is not None and self.lemma == "meet" and belongs(a.lemma[who].lower(), "bodies")):
            return self._sitting(who)
        other = self._other()
        if other is None and self.frame == "discussing" and who is not None and self._means_both(who):
            self.anaphoric = True
            return "call" if titled_call(c) else "talks"
        self.party = doers(c, v)
        if other is None and (len(self.party.codes) < 2 or self.frame in ("receiving", "call")):
            return None
        if (who is None or not is_somebody(c, who)) and (other is None or not self.is_person(other)):
            return None
        self.party.add_phrase(c, other, guest=True)
        self.where = place_of(c, [v], "at", "in", "on")
        if other is not None and any(code.startswith("IGO:") for code in c.cast.codes(other)) and a.lemma[other].lower() == "leader":
            return "summit"
        if any(belongs(a.lemma[d].lower(), "remote") for d in dependents(a, v, "advmod")):
            return "call"
        talked = self.frame in ("talks", "discussing") and self.lemma not in ("meet", "confer")
        if self.lemma == "call" and not (titled_call(c) or by_phone(c, [v])):
            return "talks"
        return "call" if self.frame == "call" or by_phone(c, [v]) or (talked and titled_call(c)) else "talks"

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
            return thing if thing is not None and self.is_person(thing) and not told_by_noun else None
        if self.lemma == "call" and not (titled_call(c) or by_phone(c, [v])):
            return self._called()
        if self.frame == "call":
            return thing if thing is not None and self.is_person(thing) and not dependents(a, v, "xcomp", "ccomp") else None
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
        return next((t for t in (*phrases(self.c, [v], "on", "in"), *dependents(a, v, "obj")) if self.is_person(t)), None)

    def is_person(self, token: int) -> bool:
        cast = self.c.cast
        return cast.person(token) is not None or any(
            t in cast.person_at or t in cast.office_at or belongs(self.a.lemma[t].lower(), "people")
            for t in (*conjuncts(self.a, token), *dependents(self.a, token, "flat")))

    # -- who travels where

    def _visit(self) -> MeetingKind | None:
        c, a, v = self.c, self.a, self.v
        of_object = self.frame == "sending" or (self.frame == "awaited" and a.upos[v] == "VERB")
        who = patient(a, v) if of_object else subject(a, v)
        if who is None or not self.is_person(who):
            return None
        self.party.add_phrase(c, who)
        if self.frame == "visit":
            self.where = patient(a, v)
        else:
            leaving = self.lemma in ("leave", "depart", "sail")
            self.where = place_of(c, [v], *(("in", "at") if self.frame == "awaited" else ("for", "to") if leaving else ("to", "in", "into")))
        if self.frame == "sending":
            self.party.add_phrase(c, agent(a, v))
        hosts = c.cast.codes(self.where)
        if not hosts and c.cast.home and any(a.word[d].lower() == "here" for d in dependents(a, v, "advmod")):
            hosts = (c.cast.home,)
        if not hosts or set(hosts) == set(self.party.codes):
            return None
        self.party.add(hosts)
        return "visit"
