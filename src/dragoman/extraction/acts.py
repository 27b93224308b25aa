"""What each sentence tells that one actor did to another → PLOVER events. The words are in `codebook/acts.yaml` and `modality.yaml`.

The main clauses of a sentence are read first, those under a verb of saying among them; clauses further down only where these tell nothing.
An act that is not simply done is another event: a release that is promised is AGREE, one that is demanded REQUEST, one refused REJECT.
"""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.clauses import agent, conjuncts, dependents, is_infinitive, is_negated, is_passive, marker, patient, subject
from dragoman.codebook import acts as codebook
from dragoman.codebook.acts import Act
from dragoman.codebook.modality import Modality, auxiliary, becomes, frame
from dragoman.extraction import act_sides
from dragoman.extraction.act_sides import Deed
from dragoman.extraction.context import Context
from dragoman.extraction.lemmas import known_lemma
from dragoman.extraction.reality import modality
from dragoman.extraction.roles import evidence
from dragoman.records import Act as Told

_CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
_WITH = ("", "on", "in", "into", "to", "with", "from", "for", "about", "of", "as")  # before a thing that an act is done with
_OWNING = ("", "by", "'s", "’s", "from")  # before whoever does what a noun tells
_DEEPEST = 5  # clauses within clauses


def acts(c: Context) -> Iterator[Told]:
    """The PLOVER events that sentences tell of, in the order of the text."""
    for sentence in c.a.sentences:
        yield from _Sentence(c, sentence).told()


class _Sentence:
    def __init__(self, c: Context, tokens: range) -> None:
        self.c, self.a, self.tokens = c, c.a, tokens
        self.seen: set[int] = set()

    def told(self) -> Iterator[Told]:
        """The events of the sentence, each type between the same actors once."""
        roots = [t for t in self.tokens if self.a.head[t] < 0]
        found = [event for root in roots for event in self._main(root)]
        if not found:
            below = (t for t in self.tokens if self.a.upos[t] == "VERB" and t not in self.seen)
            found = next((events for t in below if (events := self._events(t, None))), [])
        yield from {(e.event_type, e.source, e.target): e for e in reversed(found)}.values()

    def _main(self, v: int, speaker: int | None = None, depth: int = 0) -> list[Told]:
        """The events of a main clause, of what is joined to it, and of what it reports."""
        found = []
        for x in conjuncts(self.a, v):
            found += self._events(x, speaker)
            reports = self._lemma(x) in codebook.act_words().reporting
            for y in dependents(self.a, x, "parataxis", *(("ccomp",) if reports else ())) if depth < _DEEPEST else ():
                found += self._main(y, agent(self.a, x) if reports else None, depth + 1)
        return found

    def _events(self, v: int, speaker: int | None) -> list[Told]:
        deed = self._deed(v, speaker)
        event = self._told(deed, speaker) if deed else None
        return [event] if event else []

    # -- what is done

    def _deed(self, v: int, speaker: int | None = None, depth: int = 0) -> Deed | None:
        """What a clause tells: an act, an act under a verb that promises, demands or refuses it, or one that its object is."""
        if depth > _DEEPEST:
            return None
        self.seen.add(v)
        found = (self._for_purpose(v) or self._by_verb(v, narrow=True) or self._framed(v, depth)
                 or self._by_verb(v, narrow=False) or self._by_noun(v))
        own = modality(self.a, v)
        if own == "demanded":
            return self._duty(v, found, speaker)
        if found is None:
            return None
        type_ = becomes(found.type, own)
        return found._replace(type=type_, modality=own if found.modality == "done" else found.modality) if type_ else None

    def _duty(self, v: int, found: Deed | None, speaker: int | None) -> Deed | None:
        """What somebody says that another must do is asked of him; what he says of himself is as it is."""
        bearer = subject(self.a, v)
        if speaker is None or bearer is None or bearer == speaker:
            return found
        type_ = becomes(found.type if found else None, "demanded")
        return Deed(type_, "demanded", v, None, speaker, (bearer,)) if type_ else None

    def _by_verb(self, v: int, *, narrow: bool) -> Deed | None:
        """The act that a verb is by itself; `narrow`: with a thing that makes it one."""
        a = self.a
        if a.upos[v] not in ("VERB", "AUX"):
            return None
        done_to = patient(a, v)
        beside = [x for x in dependents(a, v, "obl", "iobj", "xcomp") if marker(a, x) in _WITH]
        things = [x for x in (done_to, *beside, *dependents(a, v, "obj")) if x is not None]
        for act in codebook.acts(self._keys(v)):
            if bool(act.what) != narrow:
                continue
            if not narrow:
                return Deed(act.type, "done", v, act, agent(a, v), _known(done_to, v))
            thing = next((x for x in things if self._is_what(x, act)), None)
            if thing is not None:
                return Deed(act.type, "done", v, act, agent(a, v), _known(thing, done_to, v))
        return None

    def _for_purpose(self, v: int) -> Deed | None:
        """What somebody is sent or called for: "sent a team to investigate"."""
        a = self.a
        if frame((self._lemma(v),)) != "purpose":
            return None
        clauses = [x for x in dependents(a, v, *_CLAUSES) if is_infinitive(a, x)]
        found = next((deed for x in clauses if (deed := self._by_verb(x, narrow=True) or self._by_verb(x, narrow=False))), None)
        return found and found._replace(verb=v, source=agent(a, v), target=(*found.target, *_known(patient(a, v), v)))

    def _framed(self, v: int, depth: int) -> Deed | None:
        """What a verb or adjective makes of the act under it."""
        a, over = self.a, frame(self._keys(v))
        if over is None or over == "purpose":
            return None
        clauses = [x for x in dependents(a, v, *_CLAUSES) if a.deprel[x] != "advcl" or is_infinitive(a, x)]
        inner = next((deed for x in clauses if (deed := self._deed(x, None, depth + 1))), None)
        if over == "begun":
            return inner
        below = inner or self._by_noun(v, owned=True)
        how: Modality = "refused" if over == "promised" and is_negated(a, v) else over
        type_ = becomes(below.type if below else None, how)
        if type_ is None:
            return None
        asked = self._asked(v, clauses) if how == "demanded" else ()
        target = (*asked, *(below.target if below else ()), *_known(patient(a, v), v), *clauses)
        return Deed(type_, how, v, below.act if below else None, agent(a, v), target)

    def _asked(self, v: int, clauses: list[int]) -> tuple[int, ...]:
        """Who is asked to act: the object of the verb that asks, else the subject of what is asked."""
        doer = patient(self.a, v) if clauses else None
        bearers = [subject(self.a, x) for x in clauses[:1]] if doer is None else [doer]
        return _known(*(x for x in bearers if x != agent(self.a, v)))

    def _by_noun(self, v: int, *, owned: bool = False) -> Deed | None:
        """The act that the object of a verb is, or the noun itself: "launched an attack", "an attack on the port".

        `owned`: whoever the noun belongs to does it, rather than the subject of the verb ("demanded Chile's withdrawal").
        """
        a = self.a
        is_noun = a.upos[v] in ("NOUN", "PROPN")
        places = [v] if is_noun else [*_known(patient(a, v)), *dependents(a, v, "obj", "obl", "xcomp", "nsubj")]
        found = next(((x, act) for x in places for act in codebook.acts(self._noun_keys(x), noun=True) if self._is_noun_of(x, act)), None)
        if found is None:
            return None
        x, act = found
        doer = subject(a, v) if is_noun else agent(a, v)
        doer = None if doer == x else doer
        owners = [y for y in dependents(a, x, "nmod:poss", "amod", "compound", "nmod") if marker(a, y) in _OWNING and (
            act_sides.is_somebody(self.c, y))]
        return Deed(act.type, "done", v, act, owners[0] if owners and (owned or doer is None) else doer, (x, v))

    # -- words

    def _is_noun_of(self, x: int, act: Act) -> bool:
        """Whether a noun stands for an act: described and of a thing as the act wants it, and no subject where it must be carried out."""
        things = [x, *dependents(self.a, x, "nmod")]
        subject_alone = act.carried and self.a.deprel[x].startswith("nsubj")
        if self.a.upos[x] not in ("NOUN", "PROPN") or subject_alone:
            return False
        return self._is_described(x, act) and (not act.what or any(self._is_what(y, act) for y in things))

    def _keys(self, v: int) -> tuple[str, ...]:
        """The lemma of a verb, alone and with each particle, preposition and complement after it."""
        a, lemma = self.a, self._lemma(v)
        after = [a.word[x].lower() for x in dependents(a, v, "compound", "advmod") if x > v]
        after += [marker(a, x) for x in dependents(a, v, "obl", "nmod")]
        after += [a.word[m].lower() for x in dependents(a, v, "advcl", "ccomp") for m in dependents(a, x, "mark")]
        after += [a.lemma[x].lower() for x in dependents(a, v, "xcomp", "obj")]
        return tuple(dict.fromkeys((lemma, *(f"{lemma} {word}" for word in after if word))))

    def _lemma(self, v: int) -> str:
        return known_lemma(self.a, v, codebook.is_known)

    def _noun_keys(self, x: int) -> tuple[str, ...]:
        a, lemma = self.a, self.a.lemma[x].lower()
        return (lemma, *(f"{a.lemma[y].lower()} {lemma}" for y in dependents(a, x, "amod", "compound")))

    def _is_described(self, x: int, act: Act) -> bool:
        a = self.a
        return not act.described or bool(act.described & {a.lemma[y].lower() for y in dependents(a, x, "amod", "compound")})

    def _is_what(self, x: int, act: Act) -> bool:
        """Whether a phrase names one of the things that an act is done with."""
        a, cast = self.a, self.c.cast
        if not self._is_described(x, act):
            return False
        if "people" in act.what:
            return x in cast.person_at or x in cast.office_at or (x in cast.place_at and not marker(a, x))
        if x in cast.place_at and ("states" in act.what or "ground" in act.what):
            return True
        near = [x, *dependents(a, x, "conj", "compound")]
        if not codebook.acts((a.lemma[x].lower(),), noun=True):  # "tonnes of aid", but not "a suspension of aid"
            near += [y for y in dependents(a, x, "nmod") if marker(a, y) == "of"]
        names = {form for y in near for form in (a.lemma[y].lower(), a.word[y].lower().removesuffix("s"))}
        return not codebook.things(act.what).isdisjoint(names | set(self._noun_keys(x)))

    # -- who, to whom

    def _told(self, deed: Deed, speaker: int | None) -> Told | None:
        """The event, where anybody is known to do it."""
        c, a = self.c, self.a
        source = deed.source
        if source is None:
            source = act_sides.whose_place(c, deed) if is_passive(a, deed.verb) else speaker
        elif a.upos[source] == "PRON" and speaker is not None:
            source = speaker
        if source is None or deed.type is None:
            return None
        doer = act_sides.codes(c, source) or act_sides.named(c, source)
        target, to = act_sides.target(c, deed, source, doer)
        if not doer:
            return None
        how, act = auxiliary(deed.modality), deed.act
        return Told(
            event_type=deed.type, mode=act.mode if act and act.type == deed.type else None, context=act.context if act else (),
            auxiliary=(how,) if how else (), source=doer, source_sectors=act_sides.sectors(c, source),
            target=to, target_sectors=act_sides.sectors(c, target) if to else (),
            date=c.date_of(deed.verb), evidence=evidence(c, deed.verb, source, target))


def _known(*tokens: int | None) -> tuple[int, ...]:
    return tuple(t for t in tokens if t is not None)
