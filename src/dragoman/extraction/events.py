"""What one actor does to another → `event` records. The words are in `codebook/events.yaml`."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from dragoman.analysis.clauses import agent, clause, dependents, is_hypothetical, is_negated, marker, patient, tense
from dragoman.codebook.agreements import instrument_kind
from dragoman.codebook.events import Deed, deeds, event_words
from dragoman.codebook.modality import Reality, as_record
from dragoman.extraction.context import Context
from dragoman.extraction.lemmas import known_lemma
from dragoman.extraction.merging import told_once, with_evidence_of
from dragoman.extraction.roles import actors, can_act, complements, evidence, hangs_below, meant, other_side, parties
from dragoman.records import Event

_UNDER = ("xcomp", "ccomp", "advcl", "obl", "obj", "conj")  # how a verb without a subject hangs on another
_NEAR = 40  # tokens from an attack to the state that it is on, where no preposition says so
_SENT = ("to", "into", "from", "along")  # before where somebody is sent to, or called back from
_WHERE = ("in", "at", "near", "off", "outside")


def events(c: Context) -> Iterator[Event]:
    """One event for each deed, told once or more."""
    reader = _Reader(c)
    yield from told_once((event for t in range(len(c.a)) for event in reader.read(t)), _is_same, _merged)


def _is_same(a: Event, b: Event) -> bool:
    """Whether two mentions tell of one event: the same type, source and target, and no two dates or modes."""
    return ((a.event_type, set(a.source), set(a.target or ())) == (b.event_type, set(b.source), set(b.target or ()))
            and (a.date is None or b.date is None or a.date == b.date) and (a.mode is None or b.mode is None or a.mode == b.mode))


def _merged(a: Event, b: Event) -> Event:
    """The first mention with what only the second tells, and the evidence of both."""
    more = {name: getattr(b, name) for name in ("mode", "date", "place") if getattr(a, name) is None}
    return with_evidence_of(a, b).model_copy(update=more)


class _Reader:
    def __init__(self, c: Context) -> None:
        self.c, self.a = c, c.a

    def read(self, t: int) -> Iterator[Event]:
        """The events that the word at a token tells of: one at most."""
        for deed in self._deeds(t):
            if not self._is_record(t) or not self._fits(t, deed):
                continue
            source, (at, target) = self._sides(t, deed)
            if source and (target or deed.reciprocal or deed.alone):
                yield self._event(t, deed, source, target, at)
                return

    def _sides(self, t: int, deed: Deed) -> tuple[tuple[str, ...], tuple[int | None, tuple[str, ...]]]:
        """Who does it, and to whom (with the head of the phrase that says so). Of two sides the one that is not named is the other."""
        c = self.c
        source = self._source(t, deed)
        at, target = self._target(t, deed, source)
        if deed.reciprocal:
            together = tuple(dict.fromkeys((*source, *target)))
            together = together if len(together) > 1 else () if deed.explicit else c.cast.sides
            return together, (at, () if deed.alone else together)
        if not source and deed.type == "ASSAULT" and deed.described and self._is_our_own(t, deed):
            source = (c.cast.publisher,) if c.cast.publisher else ()  # a state's own "military operation"
            target = tuple(x for x in target if x not in source)
        if target and not source and (deed.agentless or (deed.type != "ASSAULT" and self._has_no_doer(t, deed))):
            place = self._where(t)
            here = c.cast.codes(place) if place is not None else ()
            source = tuple(x for x in here if x not in target) or other_side(c, target)
        if source and not target and deed.type == "ASSAULT" and (place := self._where(t)) is not None:
            target = tuple(x for x in c.cast.codes(place) if x not in source)  # "bombed villages in Laos"
        if source and not target and not deed.alone and (not deed.explicit or at is not None):
            target = self._unnamed_target(t, deed, source)
        return (source, (at, target)) if set(source) != set(target) else ((), (None, ()))

    def _is_our_own(self, t: int, deed: Deed) -> bool:
        """Whether a text speaks of a deed as known and nobody's else: "the military operation"."""
        return self._holder(t, deed) is None and any(self.a.word[x].lower() == "the" for x in dependents(self.a, t, "det"))

    def _has_no_doer(self, t: int, deed: Deed) -> bool:
        """Whether nothing says who does it: "was seized", "a donation for the victims", but not "the aid" of "suspended the aid"."""
        noun_of_another = self.a.upos[t] == "NOUN" and (deed.type != "AID" or bool(self._deeds(self.a.head[t])))
        return not noun_of_another and self._holder(t, deed) is None

    def _deeds(self, t: int) -> tuple[Deed, ...]:
        return deeds(known_lemma(self.a, t, lambda x: bool(deeds(x, "VERB"))), self.a.upos[t]) if t >= 0 else ()

    def _event(self, t: int, deed: Deed, source: tuple[str, ...], target: tuple[str, ...], at: int | None) -> Event:
        c = self.c
        thing = patient(self.a, t) if self.a.upos[t] == "VERB" else None
        place = self._where(t) or self._scene(t, deed, thing)
        where = c.text(*self._phrase(place)) if place is not None else None
        context = deed.context or self._context(t, deed)
        return Event(event_type=deed.type, mode=deed.mode, context=context, source=source, target=target or None, date=c.date_of(t),
                     place=where, evidence=(evidence(c, t, at, self._holder(t, deed), place, thing),))

    # -- whether

    def _is_record(self, t: int) -> bool:
        """Whether the codebook wants a record of a deed as real as this one."""
        return as_record("event", self._reality(t)) != "unreal"

    def _reality(self, t: int) -> Reality:
        """Whether the deed is told as done or under way, as planned, or as neither: denied, possible, alleged or demanded."""
        a = self.a
        if a.upos[t] == "NOUN":
            return self._reality_of_noun(t)
        head = a.head[t]
        if "VerbForm=Inf" in a.feats[t] and a.deprel[t] == "xcomp" and a.lemma[head].lower() in event_words().under_way:
            return self._reality(head)
        if "VerbForm=Inf" in a.feats[t] and not dependents(a, t, "aux"):
            return "unreal"
        if self._is_alleged(t) or is_negated(a, t) or is_hypothetical(a, t):
            return "unreal"
        return "planned" if tense(a, t) == "future" else "done"

    def _reality_of_noun(self, t: int) -> Reality:
        """That of the verb which carries it out ("agreed to hold an exercise"); civil wars and the end of aid are unreal."""
        a, words = self.a, event_words()
        civil = "civil" in (a.lemma[x].lower() for x in dependents(a, t, "amod"))
        over = a.lemma[a.head[t]].lower() if a.head[t] >= 0 else ""
        if civil or a.deprel[t] == "compound" or (a.deprel[t] == "nmod" and over in words.ending):
            return "unreal"
        return self._reality(a.head[t]) if a.deprel[t] == "obj" and over in words.carrying else "done"

    def _is_alleged(self, t: int) -> bool:
        """Whether a verb hangs on one that accuses of it, plans it, prevents it: "accused Iran of shelling the port, killing ten"."""
        a = self.a
        while a.head[t] >= 0 and a.deprel[t].startswith(_UNDER) and not dependents(a, t, "nsubj"):
            head = a.head[t]
            if a.lemma[head].lower() in event_words().unreal and a.deprel[t] != "conj":
                return True
            t = head
        return False

    def _fits(self, t: int, deed: Deed) -> bool:
        """Whether particle and object are those of the deed."""
        a = self.a
        if a.upos[t] == "NOUN" and any(other.type != deed.type for v in dependents(a, t, "acl") for other in self._deeds(v)):
            return False  # "the aid that Peru suspended"
        if deed.particle and not any(a.word[x].lower() == deed.particle for x in dependents(a, t, "compound", "advmod")):
            return False
        before = {a.lemma[x].lower() for x in dependents(a, t, "amod", "compound")}
        if deed.detailed and not self._is_detailed(t, deed):
            return False
        if (deed.described and not deed.described & before) or (deed.under and (a.head[t] < 0 or a.lemma[a.head[t]] not in deed.under)):
            return False
        if deed.what is None:
            return True
        thing = patient(a, t)
        if a.deprel[t] == "acl:relcl" and (thing is None or a.word[thing].lower() in ("which", "that", "who", "whom")):
            thing = a.head[t]  # "the laboratories that Uruguay gave to Haiti"
        if deed.type == "ASSAULT" and thing is not None and instrument_kind(a.lemma[thing].lower()):
            return False  # "the port deal that Peru struck"
        named = deed.what in ("inhabitants", "states") and thing in self.c.cast.place_at  # "31 Peruvians"
        given = [x for x in dependents(a, t, "obl") if marker(a, x) == "with"] if deed.type == "AID" else []  # "provided Haiti with tents"
        near = [x for x in (thing, *given) if x is not None]
        return thing is not None and (named or any(self._heads(x) & event_words().things[deed.what] for x in near))

    def _is_detailed(self, t: int, deed: Deed) -> bool:
        """Whether something says what a noun's deed consists in: "the aid [sent in May]", "help [in clearing mines]", "[medical] aid"."""
        phrases = dependents(self.a, t, "nmod")
        return bool(dependents(self.a, t, "acl") or self._context(t, deed)) or any(marker(self.a, x) == "in" for x in phrases)

    def _heads(self, thing: int) -> set[str]:
        """Lemmas that say what a thing is: its own, those joined to it, and of a measure what is measured ("two tonnes of rice")."""
        a = self.a
        near = [thing, *dependents(a, thing, "conj", "compound"), *(x for x in dependents(a, thing, "nmod") if marker(a, x) == "of")]
        return {form for x in near for form in (a.lemma[x].lower(), a.word[x].lower())}

    # -- who, to whom, where

    def _holder(self, t: int, deed: Deed) -> int | None:
        a = self.a
        if a.upos[t] == "VERB":
            for_it = a.head[t] >= 0 and any(a.word[m].lower() == "for" for m in dependents(a, t, "mark"))  # "thanked Fiji for sending"
            return patient(a, a.head[t]) if for_it else agent(a, t)
        own = [x for x in dependents(a, t, "nmod:poss", "amod", "compound")
               if x in self.c.cast.place_at or x in self.c.cast.person_at or a.upos[x] == "PRON" or self._is_group(x, deed)]
        by = ("by", "from") if "of" in deed.to else ("by", "from", "of")
        own += [x for x in dependents(a, t, "nmod") if marker(a, x) in by and (can_act(self.c, x) or self._is_group(x, deed))]
        own += [x for v in dependents(a, t, "acl") for x in (agent(a, v),) if x is not None and x != t]  # "the aid provided by Japan"
        head = a.head[t]
        if not own and a.deprel[t] == "obj" and a.lemma[head].lower() in event_words().carrying and self._is_record(head):
            return agent(a, head)  # "the two armies held an exercise"
        return own[0] if own else None

    def _is_group(self, x: int, deed: Deed) -> bool:
        """Whether a name is that of an armed group, as far as the deed is one of arms."""
        return deed.type == "ASSAULT" and self.a.upos[x] == "PROPN" and bool(parties(self.c, x, groups=False))

    def _source(self, t: int, deed: Deed) -> tuple[str, ...]:
        holder = self._holder(t, deed)
        found = actors(self.c, holder) or (meant(self.c, holder) if holder is not None and self.a.upos[t] == "VERB" else ())
        named = not found and holder is not None and deed.type == "ASSAULT" and self.a.upos[holder] == "PROPN"
        return parties(self.c, holder, groups=False) if named else found  # an armed group without a code

    def _target(self, t: int, deed: Deed, source: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
        """To whom it is done, and the head of the phrase that says so."""
        a, first = self.a, None
        clause = [a.head[t]] if deed.reciprocal and a.deprel[t].startswith("nsubj") else []  # "clashes broke out between the two armies"
        around = [t, *dependents(a, t, "acl"), *clause] if a.upos[t] == "NOUN" else [t, *(x for x in (patient(a, t),) if x is not None)]
        for place in deed.to:
            for head in around if place != "object" else [t]:
                for x in complements(self.c, head, place):
                    found = (parties(self.c, x) if place == "iobj" else meant(self.c, x)) or self._living_in(x)
                    codes = tuple(code for code in found if code not in source and code[0].isupper())  # not "four people"
                    if codes:
                        return x, codes
                    first = x if first is None else first
        return first, ()

    def _unnamed_target(self, t: int, deed: Deed, source: tuple[str, ...]) -> tuple[str, ...]:
        """Who is meant where nothing says to whom it is done: of war and attack the state named beside it, else the other of the two sides.

        Aid from a third state goes to the one that the document is about.
        """
        c = self.c
        if deed.type == "ASSAULT" and (attacked := next((self._attacked[x] for x in source if x in self._attacked), ())):
            return attacked
        if deed.type == "ASSAULT" and self.a.upos[t] == "NOUN":
            inside = self.a.sentences[self.a.sentence[t]]
            window = range(max(inside[0], t - _NEAR), min(inside[-1], t + _NEAR) + 1)
            near = sorted((x for x in window if x in c.cast.place_at), key=lambda x: abs(x - t))
            states = (tuple(code for code in c.cast.codes(x) if code not in source and not code.startswith("IGO:")) for x in near)
            found = next((codes for codes in states if codes), ())[:1]
            return found or other_side(c, source)
        third = deed.type in ("AID", "SANCTION") and not set(source) & set(c.cast.sides)
        return c.cast.sides[:1] if third else other_side(c, source)

    @cached_property
    def _attacked(self) -> dict[str, tuple[str, ...]]:
        """Whom each attacker is first said to attack: "Russian aggression" in a text that tells of "the invasion of Ukraine"."""
        found: dict[str, tuple[str, ...]] = {}
        for t in range(len(self.a)):
            for deed in self._deeds(t):
                if deed.type == "ASSAULT" and self._fits(t, deed) and (source := self._source(t, deed)):
                    target = self._target(t, deed, source)[1]
                    found.update({x: target for x in source if target and x not in found})
        return found

    def _living_in(self, x: int) -> tuple[str, ...]:
        """Whose "civilians in Gaza" are."""
        return next((codes for y in dependents(self.a, x, "nmod") if marker(self.a, y) == "in" and (codes := self.c.cast.codes(y))), ())

    def _where(self, t: int) -> int | None:
        """The head of the phrase that says where."""
        return next((x for x in dependents(self.a, t, "obl", "nmod") if marker(self.a, x) in _WHERE and x in self.c.cast.place_at), None)

    def _scene(self, t: int, deed: Deed, thing: int | None) -> int | None:
        """A place without a code, or that of the thing: "shelled the outskirts of Batken", "moved marines to the island"."""
        a = self.a
        where = (*_WHERE, *_SENT) if deed.type in ("MOBILIZE", "AID", "SANCTION") else (*_WHERE, "of") if deed.type == "ASSAULT" else _WHERE
        below = [*dependents(a, t, "obl", "nmod"), *(y for x in (thing,) if x is not None for y in dependents(a, x, "nmod"))]
        below += [y for x in below for y in dependents(a, x, "nmod")]
        return next((x for x in below if marker(a, x) in where and self._is_locality(x)), None)

    def _is_locality(self, x: int) -> bool:
        """Whether a phrase names a town or a region: no state, for that is who acts or is acted on."""
        places = self.c.cast.place_at.get(x, ())
        return any(p.kind == "city" for p in places) or (not places and x in self._localities)

    @cached_property
    def _localities(self) -> frozenset[int]:
        return frozenset(t for n in self.a.names if n.label == "LOC" for t in range(n.first, n.last + 1))

    def _context(self, t: int, deed: Deed) -> tuple[str, ...] | None:
        """The field of a deed whose verb leaves it open, by the words of what is given or cut off: the first list that has one of them."""
        a = self.a
        lists = event_words().contexts.get(deed.type, {})
        inside = a.sentences[a.sentence[t]]
        near = range(max(t - _NEAR, inside.start), min(t + _NEAR, inside.stop)) if lists else ()
        said = {form for x in near if hangs_below(a, x, t) for form in (a.lemma[x].lower(), a.word[x].lower())}
        return next(((context,) for context, words in lists.items() if words & said), None)

    def _phrase(self, x: int) -> tuple[int, int]:
        first, last = clause(self.a, x)
        return (first + 1, last) if first < last and self.a.deprel[first] == "case" else (first, last)


