"""Meetings told by verbs: "met", "received", "telephoned", "arrived in …", "is in …"."""
from __future__ import annotations

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import agent, clause, conjuncts, dependents, is_infinitive, is_passive, marker, patient, subject, tense
from dragoman.codebook.meetings import MeetingKind, MeetingStatus, VerbFrame, belongs, noun_kind, verb_frame
from dragoman.extraction.context import Context
from dragoman.extraction.encounters import Encounter, by_phone, changed_by, dated_ahead, real, titled_call
from dragoman.extraction.participants import Party, doers, is_of_no_state, is_outside, is_somebody, people_of, phrases
from dragoman.extraction.when import date_of, place_name, place_of

_TRAVELLING = frozenset(("visit", "travel", "sending", "leading", "awaited"))
_RETURNING = frozenset(("return", "come"))
_LEAVING = frozenset(("leave", "depart", "sail"))
_SPEAKING = frozenset(("speak", "talk"))
_STAYING = frozenset(("in", "due in", "back in"))
_NEAR = 4  # tokens from a verb to the adverb that belongs to it ("met virtually today")
_VIEWS = frozenset(("view", "opinion", "idea", "impression"))


def told_by_verb(c: Context, verb: int) -> Encounter | None:
    """The meeting that a verb tells of, None where it tells of none, or of none that is said to take place."""
    return _Verb(c, verb).encounter()


def frame_at(c: Context, verb: int) -> VerbFrame | None:
    """How a verb tells of a meeting, with the particle behind it ("sit down", "touch down") where the two are one word."""
    particle = c.a.word[verb + 1].lower() if verb + 1 < len(c.a) else ""
    lemma = c.a.lemma[verb].lower()
    return verb_frame(f"{lemma} {particle}") or verb_frame(lemma) or ("sitting" if _is_sitting(c, verb) else None)


def _is_sitting(c: Context, verb: int) -> bool:
    """"The next Council will take place in Riga", "the Commission was held": its session."""
    a, who = c.a, _sitter(c.a, verb)
    if who is None or not belongs(a.lemma[who].lower(), "bodies") or noun_kind(a.lemma[who].lower()):
        return False
    held = a.lemma[verb] == "hold" and is_passive(a, verb) and a.word[who][0].isupper()
    return held or (a.lemma[verb] == "take" and any(a.lemma[t] == "place" for t in dependents(a, verb, "obj")))


def _sitter(a: Analysis, verb: int) -> int | None:
    return patient(a, verb) if a.lemma[verb] == "hold" else agent(a, verb)


def told_by_stay(c: Context, place: int) -> Encounter | None:
    """"The minister is in Seoul", "is due in Seoul": a visit where the place is another state's; None otherwise."""
    copula = next(iter(dependents(c.a, place, "cop")), None)
    aside = _is_aside(c, place)
    if not aside and (copula is None or marker(c.a, place) not in _STAYING):
        return None
    who = _head_of_name(c, place - 3) if aside else subject(c.a, place)
    if who is None and copula is not None and copula - 1 in c.cast.person_at:  # "… was in Riga, where she met …"
        who = _head_of_name(c, copula - 1)
    party = Party()
    party.add_phrase(c, who)
    hosts = c.cast.codes(place)
    if who is None or not is_person(c, who) or not (party.codes or party.people) or not hosts or set(hosts) & set(party.codes):
        return None
    party.add(hosts)
    planned = real(c, place) == "planned" or marker(c.a, place).startswith("due")
    return Encounter("visit", place, party, "planned" if planned else "held", clause(c.a, place), place=place_name(c, place),
                     date=date_of(c, [place], planned=planned))


def _is_aside(c: Context, place: int) -> bool:
    """"Tamm, in Tokyo for talks, said": a stay told between commas."""
    a = c.a
    return place > 2 and [w.lower() for w in a.word[place - 2:place]] == [",", "in"] and place - 3 in c.cast.person_at and (
        a.word[min(place + 1, len(a) - 1)].lower() in ("for", "to", "on"))


def _head_of_name(c: Context, last: int) -> int:
    """The first token of the name that ends there."""
    first = last
    while first - 1 in c.cast.person_at and c.cast.person_at[first - 1] is c.cast.person_at[last]:
        first -= 1
    return first


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
        self.frame = frame_at(c, verb)
        self.party = Party()
        self.where: int | None = None
        self.hosts: tuple[str, ...] = ()
        self.other: int | None = None
        self.leaders: int | None = None

    def encounter(self) -> Encounter | None:
        how = real(self.c, self.v)
        if how == "unreal":
            return None
        kind = self._visit() if self.frame in _TRAVELLING else self._meeting()
        if kind is None:
            return None
        planned = how == "planned" or self.frame == "awaited"
        finite = "VerbForm=Fin" in self.a.feats[self.v] and not dependents(self.a, self.v, "aux")
        present = finite and tense(self.a, self.v) == "present"  # "on Friday he travels to Shenzhen"
        date = date_of(self.c, [self.v], planned=planned or present)
        found: MeetingStatus = "planned" if planned or dated_ahead(self.c, date) else "held"
        guests = people_of(self.c, self.other)
        loose = self.frame == "discussing" and kind != "visit"
        adverbs = {self.a.lemma[d].lower() for d in dependents(self.a, self.v, "advmod")}
        status = changed_by(self.c, self.v) or found
        return Encounter(
            kind, self.v, self.party, status, clause(self.a, self.v), place=place_name(self.c, self.where), date=date, anaphoric=loose,
            loose=loose, guests=any(p.assumed for p in guests), closed=self.other is not None and is_outside(self.c, self.other),
            hosts=self.hosts or self.c.cast.codes(self.where), apart=kind == "visit" or bool(adverbs & {"bilaterally", "separately"}),
            leaders=self.leaders, another="also" in adverbs and self.lemma == "meet" and self.other is not None)

    # -- who meets whom

    def _meeting(self) -> MeetingKind | None:
        a, v = self.a, self.v
        who = agent(a, v)
        if self.frame == "opening":
            return self._opening(who)
        if self.frame == "sitting" or (who is not None and self.lemma == "meet" and belongs(a.lemma[who].lower(), "bodies")):
            return self._sitting(_sitter(a, v))
        return self._encountering(who) if self._says_what() else None

    def _encountering(self, who: int | None) -> MeetingKind | None:
        """One side meets, receives or speaks to the other."""
        c, v = self.c, self.v
        self.other = self._other()
        if self.other is None and self.frame == "discussing" and who is not None and self._means_both(who):
            self.leaders = who
            return self._kind()
        self.party = doers(c, v)
        needed = self.frame in ("receiving", "greeting", "call") or self.lemma == "negotiate"
        if self.other is None and (needed or len(self.party.codes) < 2):
            return None
        if self.lemma in _SPEAKING and self.other is not None and not is_person(c, self.other):
            return None  # "spoke to the Congress"
        if (who is None or not is_somebody(c, who)) and (self.other is None or not is_person(c, self.other)):
            return None
        if self._is_among_themselves():
            return None
        if self.other is not None and not is_of_no_state(c, self.other):
            self.party.add_phrase(c, self.other, guest=True)
        self.where = place_of(c, [v], "at", "in", "on", beside=True)
        return self._kind()

    def _kind(self) -> MeetingKind:
        c, a, v = self.c, self.a, self.v
        led = self.other is not None and a.lemma[self.other].lower() == "leader"
        who = agent(a, v)
        if who is not None and self.other is None and len(self.party.codes) > 2 and belongs(a.lemma[who].lower(), "summit_members"):
            return "summit"  # "the leaders of A, B and C met"
        if self.frame == "greeting":
            return "ceremony"
        if led and any(code.startswith("IGO:") for code in c.cast.codes(self.other)):
            return "summit"  # "met with the leaders of the G7"
        adverbs = [d for d in (*dependents(a, v, "advmod"), *range(v + 1, min(v + _NEAR, len(a)))) if a.upos[d] == "ADV"]
        if by_phone(c, [v]) or any(belongs(a.lemma[d].lower(), "remote") for d in adverbs):
            return "call"
        if self.lemma == "call":
            return "call" if titled_call(c) else "talks"
        if self.frame == "call" or (self.lemma not in ("meet", "confer") and self.frame in ("talks", "discussing") and titled_call(c)):
            return "call"
        person = c.cast.person(self.other) if self.lemma == "speak" and self.where is None and self.other is not None else None
        if person is not None and "ambassador" not in person.offices:
            return "call"  # leaders of two states who "spoke today", nowhere in particular, did so by telephone
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
        if who is None:
            return None
        self.party = doers(self.c, self.v)
        self.where = place_of(self.c, [self.v], "in", "at", beside=True)
        if belongs(self.a.lemma[who].lower(), "bodies"):
            self.party.add_phrase(self.c, who)
            return "session"
        return self._kind() if is_person(self.c, who) and len(self.party.codes) > 1 else None

    def _opening(self, who: int | None) -> MeetingKind | None:
        """What people of two sides open together, or one opens in the other's country, is an occasion, unless it is a meeting itself."""
        things = [self.a.lemma[t].lower() for t in dependents(self.a, self.v, "obj")]
        if not things or any(noun_kind(thing) for thing in things):
            return None
        if who is None or not is_person(self.c, who) or is_infinitive(self.a, self.v):
            return None
        self.party = doers(self.c, self.v)
        self.where = place_of(self.c, [self.v], "in", "at", beside=True)
        if self.party.codes and self.c.cast.person(who) is not None:
            self.party.add(self.c.cast.codes(self.where))
        return "ceremony" if len(self.party.codes) > 1 else None

    def _means_both(self, who: int) -> bool:
        """"They", "the leaders", "the two sides": those just spoken of, without a name."""
        inside = self.a.subtree(who)
        return "Number=Plur" in self.a.feats[who] and not any(t in self.c.cast.place_at or t in self.c.cast.person_at for t in inside)

    def _other(self) -> int | None:
        """The other side: the object, or the "with" phrase."""
        c, a, v = self.c, self.a, self.v
        thing = patient(a, v)
        if self.frame in ("receiving", "greeting"):
            told_by_noun = any(noun_kind(a.lemma[t].lower()) for t in phrases(c, [v], "for", "to", "at"))
            return thing if thing is not None and is_person(c, thing) and not told_by_noun else None
        if self.lemma == "call" and not (titled_call(c) or by_phone(c, [v])):
            return self._called()
        if self.frame == "call":
            return thing if thing is not None and is_person(c, thing) and not self._is_asked() else None
        for t in phrases(c, [v], "with", "to"):
            if is_somebody(c, t) and (marker(a, t) == "with" or self.lemma in _SPEAKING):
                return t
        if self.lemma == "meet" and thing is not None and not is_passive(a, v) and is_somebody(c, thing):
            return thing
        return None

    def _is_asked(self) -> bool:
        """Whether somebody is called on to do something, not telephoned."""
        return any(self.a.upos[t] in ("VERB", "ADJ", "NOUN") for t in dependents(self.a, self.v, "xcomp", "ccomp"))

    def _called(self) -> int | None:
        """Whom somebody "calls on" or "calls in", without asking anything of them."""
        a, v = self.a, self.v
        if self._is_asked() or v + 1 >= len(a) or a.word[v + 1].lower() not in ("on", "in"):
            return None
        return next((t for t in (*phrases(self.c, [v], "on", "in"), *dependents(a, v, "obj")) if is_person(self.c, t)), None)

    # -- who travels where

    def _visit(self) -> MeetingKind | None:
        c, a, v = self.c, self.a, self.v
        of_object = self.frame == "sending" or (self.frame == "awaited" and a.upos[v] == "VERB")
        if self.lemma == "visit" and a.deprel[v] == "amod":  # "the visiting minister": where, only the text around it says
            self.party.add_phrase(c, a.head[v])
            return "visit" if is_person(c, a.head[v]) and self.party.codes else None
        who = patient(a, v) if of_object else subject(a, v)
        if who is None or not is_person(c, who):
            return None
        self.party.add_phrase(c, who)
        if self.frame == "sending":
            self.party.add_phrase(c, agent(a, v))
        team = [t for t in dependents(a, v, "obj") if belongs(a.lemma[t].lower(), "people")]
        if self.frame == "leading" and not team:
            return None
        self.where = patient(a, v) if self.frame == "visit" else place_of(c, [v, *team], *self._directions())
        goals = phrases(c, [v], "to") if self.frame == "travel" and "to" in self._directions() else []  # "to Riga and then to Oslo"
        parts = [x for t in goals for x in dependents(a, t, "nmod") if marker(a, x) == "of"]  # "to the north of Latvia"
        places = (x for x in (self.where, *goals, *parts) if x == self.where or x in c.cast.place_at)
        hosts = tuple(dict.fromkeys(code for t in places for code in c.cast.codes(t)))
        if not hosts and c.cast.home and any(a.word[d].lower() == "here" for d in dependents(a, v, "advmod")):
            hosts = (c.cast.home,)
        if not hosts or set(hosts) <= set(self.party.codes):
            return None
        self.hosts = hosts
        self.party.add(hosts)
        return "visit"

    def _directions(self) -> tuple[str, ...]:
        if self.frame == "awaited":
            return ("in", "at")
        if self.lemma in _RETURNING and phrases(self.c, [self.v], "from"):
            return ("from",)
        return ("for", "to") if self.lemma in _LEAVING else ("to", "in", "into")
