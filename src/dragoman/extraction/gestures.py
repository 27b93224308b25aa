"""What one side shows another of what it thinks of it → `gesture` records. The words are in `codebook/gestures.yaml`."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.clauses import agent, dependents, is_negated, is_passive, marker, patient, subject
from dragoman.codebook import gestures as codebook
from dragoman.codebook.meetings import belongs
from dragoman.extraction.assessments import assessments
from dragoman.extraction.context import Context
from dragoman.extraction.gesture_matters import Matters
from dragoman.extraction.gesture_reactions import reacted
from dragoman.extraction.lemmas import known_lemma
from dragoman.extraction.merging import told_once
from dragoman.extraction.roles import actors, can_act, complements, evidence, meant, named, other_side, parties, voice
from dragoman.extraction.threats import threats
from dragoman.records import Gesture
from dragoman.resolution.gazetteer import find_places

_Actors = tuple[str, ...]
_SHORT = 3  # letters of a word that says nothing of what a gesture is about
_MOST = 6  # records of one word: "the four thanked the three"
_OPEN = frozenset(("will", "would", "may", "might", "could", "can", "should", "must", "shall"))
_OWNERS = ("", "'s", "’s", "by", "of", "from")  # what stands between a deed and whose it is
_MUTUAL = frozenset(("thanks", "congratulation", "condolence", "praise", "welcome", "support"))  # two sides can show these to each other
_OWN = frozenset(("our", "both", "bilateral", "mutual", "joint"))  # words for what two have together
_BLAME = frozenset(("accusation", "criticism"))
_REFUSALS = ("refuse", "decline")
_WANTING = frozenset(("want", "like", "wish"))
_SPOKEN = frozenset(("thanks", "congratulation", "condolence", "apology"))  # done by saying so, also in "would like to thank"


def gestures(c: Context) -> Iterator[Gesture]:
    """One gesture for each pair of sides and thing that it is about."""
    reader = Reader(c)
    shown = [gesture for t in range(len(c.a)) for gesture in reader.read(t)]
    judged = told_once((gesture for t in range(len(c.a)) for gesture in assessments(c, t)), _is_alike)
    blamed = {(g.from_, g.to) for g in shown if g.kind in _BLAME}
    yield from told_once((*shown, *(g for g in judged if g.kind not in _BLAME or (g.from_, g.to) not in blamed)), _is_same)


def _is_same(a: Gesture, b: Gesture) -> bool:
    """Whether two mentions tell of one gesture: the same kind and sides, and half of the words of the shorter `about` in common."""
    if (a.kind, a.from_, a.to) != (b.kind, b.from_, b.to):
        return False
    x, y = ({w for w in (r.about or "").lower().split() if len(w) > _SHORT} for r in (a, b))
    return x == y or 2 * len(x & y) > min(len(x), len(y))


def _is_alike(a: Gesture, b: Gesture) -> bool:
    """Whether two judgements are one: many a text speaks of the same wrong again and again."""
    return (a.from_, a.to) == (b.from_, b.to) and (a.kind == b.kind or {a.kind, b.kind} <= _BLAME)


class Reader:
    def __init__(self, c: Context) -> None:
        self.c, self.a = c, c.a
        self.titled = {p.code for p in find_places(c.document.title or "")}
        self.matters = Matters(c, self._at)

    def read(self, t: int) -> Iterator[Gesture]:
        """The gestures that the word at a token shows."""
        a = self.a
        lemma = known_lemma(a, t, lambda x: codebook.gesture(x, "VERB") is not None)
        shown = codebook.gesture(lemma, a.upos[t]) or (codebook.gesture(a.word[t].lower(), "ADJ") if self._feels(t) else None)
        reactions = list(reacted(self.c, t))
        if reactions:
            yield from reactions
        elif shown is not None and self._is_shown(t, shown):
            yield from self.show(t, shown)
        elif self._is_refused(t):
            yield from self.show(t, codebook.usual_frame("rejection"))
        else:
            yield from threats(self.c, t)

    def show(self, t: int, shown: codebook.Gesture) -> Iterator[Gesture]:
        """The gestures of a word that shows one, by the places that its frame gives to those who take part."""
        a = self.a
        givers = self._givers(t)
        place, takers = self._takers(t, shown, givers)
        if givers and not takers and place is not None:
            givers, place, takers = self._turned(t, shown, givers, place)
        elif takers and not givers and place is not None and can_act(self.c, place):
            givers = self._unknown_giver(t, takers)
        thing, about = self.matters.of(t, shown, self._put_by(t) if a.upos[t] == "NOUN" else -1)
        if shown.kind == "thanks" and self._is_courtesy(t, thing):
            return
        if place is None and about is None and a.upos[t] != "NOUN" and shown.kind not in _SPOKEN:
            return
        shows = (evidence(self.c, t, *(about or ()), self._holder(t), place),)
        pairs = [(giver, taker) for giver in givers for taker in takers if giver != taker]
        named_thing = thing if thing is not None else next(iter(self._at(t, "object")), None)
        kind = codebook.kind_of(shown, a.lemma[named_thing].lower() if named_thing is not None else "")
        for giver, taker in pairs[:_MOST]:
            yield Gesture(kind=kind, from_=giver, to=taker, about=self.c.text(*about) if about else None, evidence=shows)

    # -- whether

    def _is_courtesy(self, t: int, thing: int | None) -> bool:
        """Whether somebody is only polite: "thank you", "thank you for coming"."""
        if thing is None:
            return self._holder(t) is None
        return self.a.lemma[thing].lower() in codebook.gesture_words().courtesies and not dependents(self.a, thing, "obj", "obl")

    def _is_shown(self, t: int, shown: codebook.Gesture) -> bool:
        """Whether the gesture is made: not denied, left open or only wished for."""
        a = self.a
        if is_negated(a, t) or any(a.lemma[m] in ("if", "whether", "unless") for m in dependents(a, t, "mark")):
            return False
        if not self._is_in_frame(t, shown) or self._greets(t):
            return False
        if a.upos[t] == "NOUN":
            head = self._put_by(t)
            if self._is_aside(t, shown):
                return True
            put = head >= 0 and a.lemma[head] in codebook.gesture_words().puts and not is_negated(a, head) and not self._is_open(head)
            stands = shown.kind == "support" and subject(a, t if dependents(a, t, "cop") else head) is not None and (
                bool(dependents(a, t, "cop")) or a.deprel[t] == "xcomp")  # "remains an advocate of"
            return put or stands or bool(dependents(a, t, "nmod:poss") or self._demonym(t)) or (head < 0 and shown.kind in _SPOKEN)
        if shown.kind in _SPOKEN:
            asked = shown.kind == "apology" and "VerbForm=Inf" in a.feats[t]  # "called on Peru to apologise"
            return not asked or (a.head[t] >= 0 and a.lemma[a.head[t]] in _WANTING)
        if a.deprel[t] == "acl" and any(a.lemma[x] == "first" for x in (a.head[t], *dependents(a, a.head[t], "amod"))):
            return True  # "was the first to recognise Latvia"
        backed = shown.kind == "support" and a.head[t] >= 0 and a.lemma[a.head[t]] in codebook.gesture_words().puts_support
        return not self._is_open(t) and (backed or not (a.upos[t] == "VERB" and "VerbForm=Inf" in a.feats[t]))

    def _is_aside(self, t: int, shown: codebook.Gesture) -> bool:
        """Whether a noun tells how something is said or done: "recalled with gratitude", "spoke in support of"."""
        a, head = self.a, self._put_by(t)
        if marker(a, t) == "with" and head >= 0:
            beside = shown.kind != "support" and a.upos[head] == "VERB" and not is_negated(a, head) and bool(self._at(t, "beside"))
            return shown.kind in _SPOKEN or beside
        return shown.kind == "support" and marker(a, t) == "in" and any(self._at(t, place) for place in shown.to)

    def _greets(self, t: int) -> bool:
        """Whether somebody is only glad to do something himself: "happy to meet you", "pleased to announce that …"."""
        a = self.a
        deeds = dependents(a, t, "xcomp", "advcl", "ccomp") if a.upos[t] == "ADJ" or self._feels(t) else []
        return any(a.word[x - 1].lower() == "to" and a.lemma[x] not in codebook.gesture_words().learns for x in deeds)

    def _is_in_frame(self, t: int, shown: codebook.Gesture) -> bool:
        """Whether a word stands with the words, under the verb and before the things that its entry asks for."""
        a, words = self.a, codebook.gesture_words()
        beside = {a.word[x].lower() for x in dependents(a, t, "compound", "advmod", "xcomp", "amod", "obl", "obj", "discourse")}
        if (shown.particles and not shown.particles & beside) or (shown.under and self._put_lemma(t) not in shown.under):
            return False
        objects = self._at(t, "object")
        if a.lemma[t] in _REFUSALS:
            return not any(a.lemma[x].lower() in words.no_refusals for x in (*objects, *self._at(t, "clause")))
        if shown.aim == "envoy":
            return any(self.c.cast.office_at.get(x) == "ambassador" for x in objects)
        if shown.aim in ("merit", "policy"):
            return any(a.lemma[x].lower() in (words.merits if shown.aim == "merit" else words.policies) for x in objects)
        return shown.aim != "thing" or any(x in self.c.cast.place_at or a.lemma[x].lower() in words.recognised
                                           for place in shown.to for x in self._at(t, place))

    def _is_refused(self, t: int) -> bool:
        """Whether somebody says that he does not accept, or cannot agree to, something."""
        a = self.a
        return a.upos[t] == "VERB" and a.lemma[t].lower() in codebook.gesture_words().refused and is_negated(a, t) and not is_passive(a, t)

    def _put_by(self, t: int) -> int:
        """The head of a noun of gesture, past what it comes in ("a message of condolence")."""
        head = self.a.head[t]
        borne = head >= 0 and self.a.upos[head] == "NOUN" and self.a.lemma[head] in codebook.gesture_words().bearers
        return self.a.head[head] if borne else head

    def _put_lemma(self, t: int) -> str:
        head = self._put_by(t)
        return self.a.lemma[head] if head >= 0 else ""

    def _is_open(self, v: int) -> bool:
        return any(self.a.word[x].lower() in _OPEN for x in dependents(self.a, v, "aux"))

    # -- who, to whom

    def _holder(self, t: int) -> int | None:
        """Whose gesture it is: the subject, for a noun its owner or who puts it forward."""
        a = self.a
        if a.upos[t] != "NOUN":
            head = a.head[t]
            noun = a.deprel[t] == "acl" and a.upos[head] == "NOUN" and not is_passive(a, t)
            if self._feels(t):
                return subject(a, t)
            helped = patient(a, head) if a.deprel[t] == "advcl" and codebook.gesture(a.lemma[head].lower(), "VERB") else None
            if helped is not None and any(a.lemma[m] in ("for", "of", "in") for m in dependents(a, t, "mark")):
                return helped  # "thanked Norway for backing the fund"
            return self._holder(head) if noun else agent(a, t)
        own = [x for x in dependents(a, t, "nmod:poss") if a.upos[x] != "PRON"] or self._demonym(t)
        phrases = [x for x in dependents(a, t, "nmod") if can_act(self.c, x)]
        own += [x for x in phrases if marker(a, x) in ("from", "by")]
        aimed = any(marker(a, x) == "for" for x in dependents(a, t, "nmod"))
        own += [x for x in phrases if aimed and marker(a, x) == "of"]  # "the support of Norway for the fund"
        if own or dependents(a, t, "cop"):
            return own[0] if own else subject(a, t)  # "Peru is an advocate of …"
        head = a.head[t]
        while head >= 0 and a.upos[head] not in ("VERB", "AUX"):
            theirs = dependents(a, head, "nmod:poss")
            if theirs and marker(a, t) == "in":  # "its stance in support of"
                return theirs[0]
            head = a.head[head]
        if head < 0:
            return None
        if codebook.gesture(a.lemma[head], "VERB") and patient(a, head) not in (None, t):  # "thanked Italy for its support"
            return patient(a, head)
        return agent(a, head)

    def _feels(self, t: int) -> bool:
        """Whether a participle tells how its subject feels: "is delighted with", where the verb itself shows nothing."""
        a = self.a
        doer = agent(a, t) if a.upos[t] in ("VERB", "ADJ") and is_passive(a, t) and dependents(a, t, "nsubj") else t
        return (doer is None or (doer != t and not can_act(self.c, doer))) and codebook.gesture(a.lemma[t].lower(), "VERB") is None

    def _demonym(self, t: int) -> list[int]:
        return [x for x in dependents(self.a, t, "amod", "compound") if x in self.c.cast.place_at]

    def _givers(self, t: int) -> tuple[str, ...]:
        holder = self._holder(t)
        found = actors(self.c, holder) or self._group(holder)
        if not found and holder is None:
            turn = self.c.turn_of(t)
            speaker = voice(self.c, t) if t in self.c.cast.quoted else turn.code if turn and turn.mode == "direct" else None
            return (speaker,) if speaker else ()
        return found

    def _group(self, x: int | None) -> _Actors:
        """A group of states, firms or people: their state ("Japanese makers"), else by its own words ("creditor banks")."""
        return parties(self.c, x) if x is not None and self.a.lemma[x].lower() in codebook.gesture_words().groups else ()

    def _unknown_giver(self, t: int, takers: tuple[str, ...]) -> tuple[str, ...]:
        """Somebody unknown who shows something to one of the two sides belongs to the other: "we thank the Uzbek authorities"."""
        holder = self._holder(t)
        known = holder is not None and can_act(self.c, holder) and set(takers) & set(self.c.cast.sides)
        return other_side(self.c, takers) if known else ()

    def _takers(self, t: int, shown: codebook.Gesture, givers: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
        """Whom it is meant for, and the head of the phrase that says so."""
        c = self.c
        first = None
        aimed = c.a.upos[t] == "NOUN" and any(self._at(t, place) for place in ("for", "to") if place in shown.to)
        to = [place for place in (*shown.to, "beside") if not (aimed and place == "of")]  # "the support of Peru for Mali"
        places = [x for place in to for x in self._at(t, place)]
        for x in (sorted(places) if c.a.upos[t] == "NOUN" else places):
            first = x if first is None else first
            found = meant(self.c, x) or (self._organisation(x) if shown.kind not in ("support", "welcome") else ())
            if self._is_no_side(x, shown, found):
                return None, ()
            others = tuple(code for code in found if code not in givers or (len(givers) > 1 and not self._is_named(x)))
            if others:
                return x, others
            if found and shown.kind not in _MUTUAL and self._names_place(x):
                return x, ()  # "rejected the petition of its own farmers"
            if can_act(c, x):  # he who is meant was taken for the giver himself: one of the two was misread, the unnamed one
                return x, () if self._names_place(x) or len(givers) > 1 else self._other(givers)
        if "within" in shown.to:
            others = tuple(code for code in named(c, c.a.subtree(t)) if code not in givers)
            if others:
                return first, others[:1]
        felt = c.a.upos[t] == "ADJ" and first is not None and self._names_place(first)  # "happy that Russia": nobody is happy with himself
        return first, () if felt else self._unnamed(shown, first, givers)

    def _unnamed(self, shown: codebook.Gesture, first: int | None, givers: _Actors) -> _Actors:
        """Whom it is meant for where nobody is named, though something is (its head is `first`): the other side."""
        aimed = first is not None or shown.kind in _SPOKEN or shown.kind in ("welcome", "threat")
        if not aimed or not (shown.aim == "side" or (shown.aim == "own" and first is not None and self._is_own(first))):
            return ()
        if shown.kind == "rejection" and shown.aim == "side" and first is not None and self.a.upos[first] == "VERB":
            return ()  # "declined to say more"
        if len(givers) == 1:
            return self._other(givers)
        return self._third(first, givers) or (givers if shown.kind in _MUTUAL else ())

    def _other(self, givers: _Actors) -> _Actors:
        """The other of the two sides; in a press service's text only one whom its title names, for it thanks its own people too."""
        others = other_side(self.c, givers)
        home = self.c.cast.publisher
        if home is None or givers != (home,):
            return others
        return tuple(code for code in others if code in self.titled or not self.titled)

    def _is_no_side(self, x: int, shown: codebook.Gesture, found: _Actors) -> bool:
        """Whether a phrase means nobody who could be a side: a guest who is received, "each other" of a bond, thanked journalists."""
        cast, lemma = self.c.cast, self.a.lemma[x].lower()
        received = x in cast.person_at or belongs(lemma, "people") or (x in cast.office_at and self.a.upos[x] == "PROPN")
        guest = shown.kind == "welcome" and self.a.upos[x] != "PRON" and received
        bond = shown.kind == "support" and lemma == "each"
        return guest or bond or (not found and lemma in codebook.gesture_words().bystanders)

    def _is_own(self, v: int) -> bool:
        """Whether a clause tells of one's own deed: "denied having closed it", "denied that it had closed it"."""
        doers = dependents(self.a, v, "nsubj")
        return self.a.upos[v] == "VERB" and all(self.a.upos[x] == "PRON" for x in doers)

    def _organisation(self, x: int) -> _Actors:
        """The organisation without a code that a phrase names, or whose doing it tells of: "the services of the Lakeside Foundation"."""
        near = [x, *(y for y in dependents(self.a, x, "nmod:poss", "compound", "amod", "nmod") if marker(self.a, y) in _OWNERS)]
        return next((found for y in near if self.a.upos[y] == "PROPN" and (found := parties(self.c, y, groups=False))), ())

    def _third(self, first: int | None, givers: _Actors) -> _Actors:
        """Who else is named in what two sides speak of, where it is nothing of their own: "they welcomed the plan of ASEAN"."""
        inside = self.a.subtree(first) if first is not None else []
        found = named(self.c, inside)
        own = set(found) & set(givers) or any(self.a.word[x].lower() in _OWN for x in inside)
        return () if own else found[:1]

    def _is_named(self, x: int) -> bool:
        """Whether a phrase names somebody, as "each other" does not."""
        return self._names_place(x) or any(t in self.c.cast.person_at for t in self.a.subtree(x))

    def _is_known(self, x: int) -> bool:
        """Whether a phrase is the name of somebody of whom it is known for whom he speaks."""
        person = self.c.cast.person_at.get(x)
        return person is not None and person.code is not None and not person.assumed

    def _names_place(self, x: int) -> bool:
        return any(t in self.c.cast.place_at for t in self.a.subtree(x))

    def _turned(self, t: int, shown: codebook.Gesture, givers: _Actors, place: int | None) -> tuple[_Actors, int | None, _Actors]:
        """Nobody thanks himself: where a state is thanked, or "he" does it, and both seem the same, the giver is of the other side."""
        holder = self._holder(t)
        others = self._other(givers)
        state = shown.kind in _SPOKEN and place is not None and place in self.c.cast.place_at and self.a.upos[place] == "PROPN"
        if holder is None or not (state or self.a.upos[holder] == "PRON") or self._is_known(holder) or not others:
            return givers, None, ()
        place, takers = self._takers(t, shown, others)
        return others, place, takers

    def _at(self, t: int, place: str) -> list[int]:
        a = self.a
        if place == "object" and self._feels(t):
            return []
        if place == "beside":  # "noted with regret [the decision]"
            head = a.head[t] if a.upos[t] == "NOUN" and marker(a, t) == "with" else -1
            return [x for x in dependents(a, head, "obj", "ccomp") if x > head] if head >= 0 else []
        found = complements(self.c, t, place, self._put_by(t) if a.upos[t] == "NOUN" else -1)
        if place == "object" and not found and not is_passive(a, t):  # "accused [Japan of dumping]", where the tree joins the two
            found = [x for v in dependents(a, t, "advcl", "xcomp", "ccomp") for x in dependents(a, v, "obj", "nsubj") if t < x < v]
            found = found or [x for x in dependents(a, t, "ccomp") if a.upos[x] == "NOUN" and x > t]  # "condemned [the taking of hostages]"
        shown = codebook.gesture(a.lemma[t], "VERB") if not found and a.upos[t] == "VERB" else None
        if shown is not None and shown.particles:  # "lost patience [with Peru]"
            nouns = [o for o in dependents(a, t, "obj") if a.word[o].lower() in shown.particles]
            found = [x for o in nouns for x in dependents(a, o, "nmod") if marker(a, x) == place]
        if place == "that" and not found:  # "gratified to learn that"
            learnt = [v for v in dependents(a, t, "xcomp", "advcl") if a.lemma[v] in codebook.gesture_words().learns]
            found = [x for v in learnt for x in complements(self.c, v, "that")]
        return found
