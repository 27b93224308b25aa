"""Meetings told by nouns: "talks with …", "a visit to …", "the session of the commission"."""
from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.analysis.clauses import agent, clause, dependents, is_infinitive, is_negated, marker, patient, tense
from dragoman.codebook.agreements import instrument_kind
from dragoman.codebook.meetings import MeetingKind, MeetingStatus, belongs, is_excluded, noun_kind, rank_of, tells, verb_frame
from dragoman.codebook.speech import is_saying
from dragoman.extraction.context import Context
from dragoman.extraction.encounters import Encounter, by_phone, changed_by, dated_ahead, dated_before, real, titled_call
from dragoman.extraction.participants import (
    LEADING,
    Governor,
    Party,
    before_noun,
    doers,
    governor,
    is_of_no_state,
    is_outside,
    is_somebody,
    named_before,
    people_of,
    phrases,
    stated,
)
from dragoman.extraction.when import city_before, date_of, in_date, is_place, place_name, place_of, spread
from dragoman.resolution.numbers import WORDS
from dragoman.resolution.people import Person

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|[ivx]+|.*(?:th|ird)|second|first|next|new|another")
_LOOSE_GROUP = re.compile(r"IGO:G\d+")  # groups of states without an organ that sits: their ministers hold talks
_DEFINITE = frozenset(("the", "this", "these", "that", "those", "his", "her", "their", "its"))
_OCCASIONS = frozenset(("opening", "signing", "inauguration", "unveiling", "handover", "commemoration"))
_COMING_TO = frozenset("attend witness participate take join preside address".split())
_TAKING_IN = frozenset(("include", "take", "cover"))
_ENDING = frozenset(("end", "conclude", "conclusion", "close", "complete", "finish", "wrap"))
_ABOUT = frozenset(("about", "of", "on", "regarding", "concerning"))
_ANOTHER = frozenset(("another", "additional", "subsequent", "separate"))
_SPOKEN = frozenset(("conversation", "discussion", "talk"))
_LONGEST = 60  # tokens of evidence


def _singular(c: Context, t: int) -> str:
    """The lemma of a word; of a word of a name ("the Leaders' Meeting"), whose lemma keeps the plural, without it."""
    lemma = c.a.lemma[t].lower()
    return lemma[:-1] if c.a.upos[t] == "PROPN" and lemma.endswith("s") and belongs(lemma[:-1], "summit_members") else lemma


def told_by_noun(c: Context, noun: int) -> Encounter | None:
    """The meeting that a noun tells of, None where it is no meeting or none that is said to take place."""
    return _Noun(c, noun).encounter()


class _Noun:
    def __init__(self, c: Context, noun: int) -> None:
        self.c, self.a, self.noun = c, c.a, noun
        self.lemma = c.a.lemma[noun].lower()
        self.before = [_singular(c, t) for t in before_noun(c, noun)]
        self.governor = governor(c, noun)
        self.acl = dependents(c.a, noun, "acl")
        self.verb = self.governor.verb if self.governor and self._takes_part() else None
        if dependents(c.a, noun, "cop"):
            self.verb = noun  # "The minister is on a visit"
        self.heads = [noun, *self.acl, *([self.verb] if self.verb is not None else [])]

    def encounter(self) -> Encounter | None:
        if self._is_none():
            return None
        kind = self._kind()
        status = self._status() if kind else None
        if kind is None or status is None:
            return None
        where = self._where(kind)
        party = self._travellers(where) if kind == "visit" else self._parties()
        if kind == "summit" and self._is_of_two():
            kind = "talks"
        elif kind == "talks" and self._is_of_leaders(party):
            kind = "summit"
        date = self._date(kind, status)
        if status == "held" and dated_ahead(self.c, date):
            status = "planned"
        elif status == "planned" and not any(tells(w, "planned") for w in self.before):
            past = date_of(self.c, [self.noun], planned=False)
            if dated_before(self.c, past) and past == date_of(self.c, [self.noun], planned=True):  # "is a result of talks yesterday"
                status, date = "held", past
        return Encounter(
            kind, self.noun, party, status, self._evidence(), place=place_name(self.c, where) or city_before(self.c, self.noun), date=date,
            another=bool(_ANOTHER & {*self.before, *(self.a.lemma[d].lower() for d in dependents(self.a, self.noun, "det"))}),
            rank=next((r for r in map(rank_of, self.before) if r), None) if kind == "visit" else None,
            anaphoric=any(self.a.word[d].lower() in _DEFINITE for d in dependents(self.a, self.noun, "det", "nmod")),
            guests=any(p.assumed for t in phrases(self.c, self.heads, "with") for p in people_of(self.c, t)),
            closed=self._is_closed(kind, party),
            hosts=self.c.cast.codes(where) if kind in ("talks", "call", "session", "visit") else (), apart=self._is_apart(kind))

    # -- what it is

    def _is_none(self) -> bool:
        """Whether the noun is no meeting: "press conference"; the name of somebody; one that the next noun tells ("summit meeting")."""
        if any(is_excluded(self.lemma, w) for w in self.before):
            return True
        if self.lemma == "talk" and "Number=Sing" in self.a.feats[self.noun] and not phrases(self.c, [self.noun], "with", "between"):
            return True  # "there is talk of"
        if self._is_talked_about() or (self.lemma == "negotiation" and self._is_of_instrument()):
            return True
        if self.lemma == "reception" and phrases(self.c, [self.noun], "of"):
            return True  # "the reception of refugees"
        if self.lemma != "summit" and any(p.kind == "organisation" for p in self.c.cast.place_at.get(self.noun, ())):
            return True
        after = self.noun + 1
        if after >= len(self.a) or self.a.head[self.noun] != after or self.a.deprel[self.noun] != "compound":
            return False
        next_one, named = self.a.lemma[after].lower(), self.a.upos[self.noun] == "PROPN"  # "the Political Consultation Mechanism"
        return noun_kind(next_one) is not None or (named and belongs(next_one, "bodies"))

    def _is_talked_about(self) -> bool:
        """"Opened discussions on the conference": those are told of, not it."""
        over = self.a.head[self.noun]
        return over >= 0 and marker(self.a, self.noun) in _ABOUT - {"of"} and noun_kind(self.a.lemma[over].lower()) == "talks"

    def _is_of_instrument(self) -> bool:
        """"Expect to conclude negotiations on a trade agreement": how far that has got, no talks on a day."""
        about = [self.a.lemma[t].lower() for t in phrases(self.c, [self.noun], "on", "for", "of")]
        verb = self.a.lemma[self.governor.verb].lower() if self.governor else ""
        return verb in _ENDING and any(instrument_kind(lemma) for lemma in about)

    def _kind(self) -> MeetingKind | None:
        kind = noun_kind(self.lemma)
        remote = any(belongs(w, "remote") for w in self.before)
        if self.lemma == "call":
            if "courtesy" in self.before:
                return "talks"
            return kind if remote or phrases(self.c, [self.noun], "with", "between") or self._is_held() else None
        if self.lemma in _OCCASIONS:
            return "ceremony" if self._is_attended() else None
        if kind == "conference" and {"video", "phone", "telephone"} & set(self.before):
            return "call"
        if kind == "talks":
            named = phrases(self.c, [self.noun], "with", "between")
            if remote or by_phone(self.c, [self.noun]) or (self.lemma in _SPOKEN and titled_call(self.c) and not named):
                return "call"
            return self._kind_of_talks()
        if self.lemma == "dialogue" and not self._is_dialogue_held():
            return None
        return kind

    def _is_dialogue_held(self) -> bool:
        """Whether a dialogue is an occasion: "held a security dialogue", "the Strategic Dialogue in May"."""
        g = self.governor
        named = self.a.word[self.noun] == "Dialogue" and (self.verb is not None or self._is_dated())
        return named or (g is not None and g.relation == "obj" and self.a.lemma[g.verb].lower() in ("hold", "conduct"))

    def _is_dated(self) -> bool:
        """Whether a day or month stands right with it: "the Strategic Dialogue in May"."""
        return any(in_date(self.c, d) for d in dependents(self.a, self.noun, "nmod", "obl"))

    def _is_attended(self) -> bool:
        """"Attended the signing", "took part in the opening of": the act is an occasion for those who come."""
        g = self.governor
        return g is not None and g.direct and self.a.lemma[g.verb].lower() in _COMING_TO

    def _is_held(self) -> bool:
        """"Held another call", "in an earlier call, they discussed …": not a call for something."""
        g = self.governor
        if g is None or self.a.upos[self.noun] != "NOUN" or phrases(self.c, [self.noun], "for", "to", "on"):
            return False
        held = g.relation == "obj" and self.a.lemma[g.verb].lower() in ("hold", "have")
        return held or (g.direct and g.marker in ("in", "during") and self.a.upos[g.verb] == "VERB")

    def _kind_of_talks(self) -> MeetingKind | None:
        """Talks, or the session of a body, or a summit, by the words around the noun."""
        numbered = any(_ORDINAL.fullmatch(w) for w in self.before)
        of = phrases(self.c, [self.noun], "of")
        if "summit" in self.before:
            return "summit"
        if self.lemma == "round":  # of "a round of talks" the talks tell
            return "talks" if numbered and not of else None
        if self.lemma not in ("meeting", "consultation"):
            return "talks"
        if any(belongs(w, "summit_members") for w in self.before):
            return "summit"  # "the APEC Leaders' Meeting"
        about = {*self.before, *(self.a.lemma[t].lower() for t in (*of, *self._holders()))}
        named = named_before(self.c, self.noun).codes
        of_states = all(code.startswith("IGO:") and not _LOOSE_GROUP.fullmatch(code) for code in named)
        international = bool(named) and of_states  # "the OAS meeting"
        if international or any(belongs(w, "bodies") for w in about) or (numbered and self.a.word[self.noun] == "Meeting"):
            return "session"
        return "talks"

    def _holders(self) -> list[int]:
        """Who holds it: "the Commission held its second meeting"."""
        g = self.governor
        own = any(self.a.word[d].lower() in ("its", "their") for d in dependents(self.a, self.noun, "nmod"))
        return dependents(self.a, g.verb, "nsubj") if g and g.relation == "obj" and own else []

    def _is_of_two(self) -> bool:
        """A "summit" of two states is talks."""
        party = named_before(self.c, self.noun)
        g = self.governor if self.governor and self.governor.relation in ("obj", "nsubj:pass") else None
        if g:
            party.add_phrase(self.c, agent(self.a, g.verb))
        for t in phrases(self.c, [self.noun, *([g.verb] if g else [])], "with", "between"):
            party.add_phrase(self.c, t)
        states = [code for code in party.codes if not code.startswith("IGO:") or code == "IGO:EU"]
        return len(party.codes) == len(states) == 2

    def _is_of_leaders(self, party: Party) -> bool:
        """Talks of three or more are a summit where heads of state or government hold them."""
        of = [self.a.lemma[t].lower() for t in phrases(self.c, [self.noun], "of", "between", "among", "with")]
        if self.governor and self.governor.relation == "obj":
            of += [self.a.lemma[t].lower() for t in dependents(self.a, self.governor.verb, "nsubj")]
        led = any(belongs(w, "summit_members") for w in (*of, *self.before))
        if any(code.startswith("IGO:") and code != "IGO:EU" for code in party.codes):
            return led and "leader" in of
        leaders = {p.code for p in party.people if p.offices & LEADING}
        return len(party.codes) > 2 and not self._is_apart("talks") and (led or len(leaders) >= len(party.codes) - 1)

    # -- who

    def _takes_part(self) -> bool:
        """Whether the subject of the governing verb takes part in what the noun names, and the verb's phrases are about it."""
        g = self.governor
        if g is None:
            return False
        if g.relation == "obj":
            return belongs(self.a.lemma[g.verb].lower(), "taking_part")
        return g.relation.startswith(("obl", "nsubj"))

    def _is_subject(self) -> bool:
        return self.verb != self.noun and self.governor is not None and self.governor.relation.startswith("nsubj")

    def _parties(self) -> Party:
        """Whom the noun's phrase and its clause name."""
        c = self.c
        party = doers(c, self.verb) if self.verb is not None and not self._is_subject() else Party()
        g = self.governor
        if g and g.marker in _ABOUT and is_saying(self.a.lemma[g.verb].lower()):
            party.people.clear()  # who "informed him about the talks" need not have been there
        own = named_before(c, self.noun)
        party.add(own.codes, own.people)
        party.add(p.code for p in c.cast.place_at.get(self.noun, ()))  # "the East Asia Summit"
        if g and g.relation == "obl" and verb_frame(self.a.lemma[g.verb].lower()) in ("receiving", "talks"):  # "met X for talks"
            party.add_phrase(c, patient(self.a, g.verb), guest=True)
        party.add((), self._attendants())
        among = ("with", "between", "among", "of", "by", "from", "together with", "along with", *(("on",) if self.lemma == "call" else ()))
        for t in phrases(c, self.heads, *among):
            body = belongs(self.a.lemma[t].lower(), "bodies") and len(c.cast.codes(t)) > 1  # "of the Council between A and B"
            acting = marker(self.a, t) not in ("of", "by", "from") or is_somebody(c, t) or body
            if t != self.noun and not is_of_no_state(c, t) and acting:
                party.add_phrase(c, t, guest=marker(self.a, t) != "of")
        return party

    def _attendants(self) -> Iterator[Person]:
        """People whom its clause names in other roles: who is told something, who presides or attends."""
        c, a, g = self.c, self.a, self.governor
        if g and g.relation == "obl" and g.marker in ("in", "during", "at") and is_saying(a.lemma[g.verb].lower()):  # "told him in a call"
            told = (c.cast.person_at.get(t) for t in dependents(a, g.verb, "obj", "iobj"))
            yield from (p for p in told if p is not None and not p.assumed)
        for t in phrases(c, self.heads, "under", "with"):  # "under the chairmanship of", "with the participation of"
            if belongs(a.lemma[t].lower(), "attending"):
                yield from (p for x in dependents(a, t, "nmod") if marker(a, x) in ("of", "by") for p in people_of(c, x))
        for t in phrases(c, [self.noun], "of"):  # "the meeting of the commission chaired by"
            yield from (p for v in dependents(a, t, "acl") for p in people_of(c, agent(a, v)))

    def _travellers(self, where: int | None) -> Party:
        """Who travels, then to whom."""
        c = self.c
        party = named_before(c, self.noun)
        for t in phrases(c, [self.noun, *self.acl], "of", "by"):
            if is_somebody(c, t):
                party.add_phrase(c, t)
        if not party.codes and self.verb is not None and not self._is_subject():
            party = doers(c, self.verb)
        for v in (v for v in self.acl if not party.codes and belongs(self.a.lemma[v], "taking_part")):
            party = doers(c, v)  # "the visit that the minister was to pay to Rome"
        for t in phrases(c, [self.noun], "to", "in"):
            party.add(c.cast.codes(t))
        for v in dependents(self.a, self.noun, "acl:relcl"):
            if self.a.lemma[v] in _TAKING_IN:  # "a tour that includes Peru and Chile"
                party.add(code for t in dependents(self.a, v, "obj") for code in c.cast.codes(t))
        if where is not None:
            party.add(c.cast.codes(where))
        elif c.cast.home and any(self.a.word[t].lower() == "here" for t in range(max(self.noun - 5, 0), self.noun)):
            party.add((c.cast.home,))
        return party

    def _is_apart(self, kind: MeetingKind) -> bool:
        """"Meetings with A, B and C" are three; "a trip to India and Bhutan" two."""
        return kind == "visit" or (self.lemma in ("meeting", "conversation", "call") and "Number=Plur" in self.a.feats[self.noun])

    def _is_closed(self, kind: MeetingKind, party: Party) -> bool:
        """Whether the other side is named, but as nobody that can be coded: "a meeting with students", "a trip to Southeast Asia".

        Also where it is of the same side: "the president held a meeting with his ministers".
        """
        c = self.c
        if kind == "visit":
            others = phrases(c, [self.noun], "to")
        else:
            others = [t for t in phrases(c, self.heads, "with") if t != self.noun]
            others = others or [t for t in phrases(c, [self.noun], "of") if not belongs(self.a.lemma[t].lower(), "bodies")]
        home = kind in ("talks", "call") and set(party.codes) == {c.cast.publisher}
        own = home and all(c.cast.codes(t) == (c.cast.publisher,) and stated(c, t) for t in others)
        return bool(others) and (own or all(is_outside(c, t) for t in others))

    # -- where, when, and whether

    def _where(self, kind: MeetingKind) -> int | None:
        """The place: where its clause says so, where it is hosted, or where somebody goes for it."""
        c, a, g = self.c, self.a, self.governor
        if kind == "visit":
            return place_of(c, self.heads, "to", "in", "at")
        relative = dependents(a, self.noun, "acl:relcl")
        hosting = [v for v in ([g.verb] if g and g.relation == "obj" else []) + relative if a.lemma[v].lower() == "host"]
        seats = [t for v in hosting for t in dependents(a, v, "nsubj") if is_place(c, t)]  # "Riga hosted the talks"
        held = [v for v in relative if belongs(a.lemma[v].lower(), "held")]  # "the forum, which will be held in Riga"
        travelled = g.verb if g and g.marker == "for" and verb_frame(a.lemma[g.verb].lower()) == "travel" else None
        for found in (*seats, place_of(c, held, "in", "at") if held else None,
                      place_of(c, [travelled], "to", "in") if travelled is not None else None):  # "flew to Riga for talks"
            if found is not None:
                return found
        return place_of(c, self.heads, "at", "in", "on", beside=True)


    def _date(self, kind: MeetingKind, status: MeetingStatus) -> str | None:
        g = self.governor
        coming = (g is not None and g.relation == "obj" and {"Tense=Pres", "VerbForm=Fin"} <= set(self.a.feats[g.verb].split("|"))
                  and not dependents(self.a, g.verb, "aux"))
        date = date_of(self.c, self.heads, planned=status != "held" or coming)  # "pays a visit on Friday"
        if date is None or kind != "visit":
            return date
        above = [self.a.head[self.noun], *([self.governor.verb] if self.governor else [])]  # "at the end of a two-day visit on Friday"
        ends = any(t >= 0 and self.a.lemma[t].lower() in _ENDING for t in above)
        return spread(date, self._days(), ends=ends)

    def _days(self) -> int:
        """How many days "a three-day visit" lasts; 1 where nothing is said."""
        first = before_noun(self.c, self.noun).start
        for word in self.c.text(first, self.noun).lower().split():
            number, _, unit = word.partition("-")
            if unit == "day":
                return WORDS.get(number) or (int(number) if number.isdigit() else 1)
        return 1

    def _status(self) -> MeetingStatus | None:
        """The status, or None where the noun only stands in a wish, a denial or a possibility."""
        a, g = self.a, self.governor
        if any(a.lemma[d] in ("no", "any", "such", "every", "each") for d in dependents(a, self.noun, "det")):
            return None
        if g and g.direct and g.relation.startswith("nsubj") and is_negated(a, g.verb) and tells(a.lemma[g.verb].lower(), "happening"):
            return "cancelled"
        changed = changed_by(self.c, g.verb) if g and g.direct else None
        if g and changed:
            return changed if real(self.c, g.verb) != "unreal" else None
        if any(tells(w, "planned") for w in self.before):
            return "planned"
        if any(tells(a.lemma[v].lower(), "planned") or self._is_to_be(v) for v in self.acl):
            return "planned"
        return self._status_by_clause(g) if g else "held"

    def _is_to_be(self, verb: int) -> bool:
        """"The meeting to be held in Riga"."""
        return is_infinitive(self.a, verb) and belongs(self.a.lemma[verb].lower(), "held")

    def _status_by_clause(self, g: Governor) -> MeetingStatus | None:
        a = self.a
        how, lemma = real(self.c, g.verb), a.lemma[g.verb].lower()
        if how == "unreal" and not g.relation.startswith("obl"):
            return None
        if g.relation in ("obj", "xcomp") or (g.relation.startswith("obl") and g.marker in ("for", "to", "on")):
            if tells(lemma, "unreal") and lemma != "have":
                return None
            if tells(lemma, "planning") and not belongs(lemma, "taking_part"):
                return "planned"
        if g.relation == "nsubj:pass" and tells(lemma, "planning"):
            return "planned"
        in_passing = g.relation.startswith("obl") and g.marker not in ("on", "for")  # "said at the meeting that she would …"
        return "planned" if how == "planned" and (not in_passing or tense(a, g.verb) == "future") else "held"

    def _evidence(self) -> tuple[int, int]:
        for head in (self.verb, self.noun):
            first, last = clause(self.a, head) if head is not None else (0, -1)
            while head == self.noun and first < last and self.a.upos[first] == "ADP":
                first += 1  # "during [the talks in Riga]", but "On Friday they met"
            if first <= self.noun <= last and last - first < _LONGEST:
                return first, last
        return self.noun, self.noun
