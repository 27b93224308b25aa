"""What one side shows another of what it thinks of it → `gesture` records. The words are in `codebook/gestures.yaml`."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.clauses import agent, clause, dependents, is_negated, is_passive, marker, patient
from dragoman.codebook import gestures as codebook
from dragoman.extraction.actions import action
from dragoman.extraction.context import Context
from dragoman.extraction.merging import told_once
from dragoman.extraction.roles import actors, can_act, complements, evidence, meant, named, other_side, parties, voice
from dragoman.records import Gesture

_Actors = tuple[str, ...]
_SHORT = 3  # letters of a word that says nothing of what a gesture is about
_MOST = 6  # records of one word: "the four thanked the three"
_OPEN = frozenset(("will", "would", "may", "might", "could", "can", "should", "must", "shall"))
_TO_COME = frozenset(("will", "would", "may", "might", "could", "'ll", "’ll"))
_TO_SOMEBODY = frozenset(("thanks", "congratulation", "accusation", "warning"))  # their object is somebody, even where no code is known
_MUTUAL = frozenset(("thanks", "congratulation", "condolence", "praise", "welcome", "support"))  # two sides can show these to each other
_SPOKEN = frozenset(("thanks", "congratulation", "condolence", "apology"))  # done by saying so, also in "would like to thank"


def gestures(c: Context) -> Iterator[Gesture]:
    """One gesture for each pair of sides and thing that it is about."""
    reader = _Reader(c)
    yield from told_once((gesture for t in range(len(c.a)) for gesture in reader.read(t)), _is_same)


def _is_same(a: Gesture, b: Gesture) -> bool:
    """Whether two mentions tell of one gesture: the same kind and sides, and half of the words of the shorter `about` in common."""
    if (a.kind, a.from_, a.to) != (b.kind, b.from_, b.to):
        return False
    x, y = ({w for w in (r.about or "").lower().split() if len(w) > _SHORT} for r in (a, b))
    return x == y or 2 * len(x & y) > min(len(x), len(y))


def is_hostile(c: Context, v: int) -> bool:
    """Whether a verb tells of a hostile act that is still to come."""
    a, words = c.a, codebook.gesture_words()
    to_come = any(a.word[x].lower() in _TO_COME for x in dependents(a, v, "aux"))
    if a.upos[v] != "VERB" or not to_come or is_passive(a, v) or is_negated(a, v):
        return False
    acts = {a.lemma[v], *(f"{a.lemma[v]} {a.lemma[o]}" for o in dependents(a, v, "obj"))}
    condition = any(a.word[t].lower() in ("if", "unless", "until") for t in a.sentences[a.sentence[v]])
    return bool(acts & words.hostile or (condition and acts & words.hostile_if))


class _Reader:
    def __init__(self, c: Context) -> None:
        self.c, self.a = c, c.a

    def read(self, t: int) -> Iterator[Gesture]:
        """The gestures that the word at a token shows."""
        a = self.a
        shown = codebook.gesture(a.lemma[t].lower(), a.upos[t])
        if shown is None or not self._is_shown(t, shown):
            if is_hostile(self.c, t):
                yield from self._threat(t)
            return
        givers = self._givers(t)
        place, takers = self._takers(t, shown, givers)
        if givers and not takers:
            givers, place, takers = self._turned(t, shown, givers)
        elif takers and not givers and place is not None and can_act(self.c, place):
            givers = self._unknown_giver(t, takers)
        about = self._about(t, shown)
        if place is None and about is None and a.upos[t] == "VERB" and shown.kind not in _SPOKEN:
            return
        shows = (evidence(self.c, t, *(about or ()), self._holder(t), place),)
        pairs = [(giver, taker) for giver in givers for taker in takers if giver != taker]
        for giver, taker in pairs[:_MOST]:
            yield Gesture(kind=shown.kind, from_=giver, to=taker, about=self.c.text(*about) if about else None, evidence=shows)

    # -- whether

    def _is_shown(self, t: int, shown: codebook.Gesture) -> bool:
        """Whether the gesture is made: not denied, left open or only wished for."""
        a = self.a
        if is_negated(a, t) or any(a.lemma[m] in ("if", "whether", "unless") for m in dependents(a, t, "mark")):
            return False
        if shown.particle and not any(a.word[x].lower() == shown.particle for x in dependents(a, t, "compound", "advmod")):
            return False
        if shown.aim == "thing" and not any(x in self.c.cast.place_at or a.lemma[x].lower() in codebook.gesture_words().recognised
                                            for place in shown.to for x in self._at(t, place)):
            return False
        if a.upos[t] == "NOUN":
            head = self._put_by(t)
            put = head >= 0 and a.lemma[head] in codebook.gesture_words().puts and not is_negated(a, head) and not self._is_open(head)
            return put or bool(dependents(a, t, "nmod:poss") or self._demonym(t)) or (head < 0 and shown.kind in _SPOKEN)
        if shown.kind in _SPOKEN:
            return True
        backed = shown.kind == "support" and a.head[t] >= 0 and a.lemma[a.head[t]] in codebook.gesture_words().puts_support
        return not self._is_open(t) and (backed or not (a.upos[t] == "VERB" and "VerbForm=Inf" in a.feats[t]))

    def _put_by(self, t: int) -> int:
        """The head of a noun of gesture, past what it comes in ("a message of condolence")."""
        head = self.a.head[t]
        return self.a.head[head] if head >= 0 and self.a.lemma[head] in codebook.gesture_words().bearers else head

    def _threat(self, v: int) -> Iterator[Gesture]:
        """Somebody will, would or may do something hostile."""
        c, a = self.c, self.a
        holder = agent(a, v)
        givers = actors(c, holder)
        takers = [code for code in named(c, a.subtree(v)) if code not in givers][:1] or list(other_side(c, givers))
        first, last = action(c, v, v, (), with_subject=False)
        shows = (evidence(c, v, last, holder),)
        for giver in givers:
            for taker in takers:
                yield Gesture(kind="threat", from_=giver, to=taker, about=c.text(first, last), evidence=shows)

    def _is_open(self, v: int) -> bool:
        return any(self.a.word[x].lower() in _OPEN for x in dependents(self.a, v, "aux"))

    # -- who, to whom

    def _holder(self, t: int) -> int | None:
        """Whose gesture it is: the subject, for a noun its owner or who puts it forward."""
        a = self.a
        if a.upos[t] != "NOUN":
            head = a.head[t]
            noun = a.deprel[t] == "acl" and a.upos[head] == "NOUN" and not is_passive(a, t)
            return self._holder(head) if noun else agent(a, t)
        own = [x for x in dependents(a, t, "nmod:poss") if a.upos[x] != "PRON"] or self._demonym(t)
        own += [x for x in dependents(a, t, "nmod") if marker(a, x) in ("from", "by") and can_act(self.c, x)]
        if own:
            return own[0]
        head = a.head[t]
        while head >= 0 and a.upos[head] not in ("VERB", "AUX"):
            head = a.head[head]
        if head < 0:
            return None
        if codebook.gesture(a.lemma[head], "VERB") and patient(a, head) not in (None, t):  # "thanked Italy for its support"
            return patient(a, head)
        return agent(a, head)

    def _demonym(self, t: int) -> list[int]:
        return [x for x in dependents(self.a, t, "amod", "compound") if x in self.c.cast.place_at]

    def _givers(self, t: int) -> tuple[str, ...]:
        holder = self._holder(t)
        found = actors(self.c, holder)
        if not found and holder is None:
            speaker = voice(self.c, t) if t in self.c.cast.quoted else None
            return (speaker,) if speaker else ()
        return found

    def _unknown_giver(self, t: int, takers: tuple[str, ...]) -> tuple[str, ...]:
        """Somebody unknown who shows something to one of the two sides belongs to the other: "we thank the Uzbek authorities"."""
        holder = self._holder(t)
        known = holder is not None and can_act(self.c, holder) and set(takers) & set(self.c.cast.sides)
        return other_side(self.c, takers) if known else ()

    def _takers(self, t: int, shown: codebook.Gesture, givers: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
        """Whom it is meant for, and the head of the phrase that says so."""
        c = self.c
        first = None
        places = [x for place in shown.to for x in self._at(t, place)]
        for x in (sorted(places) if c.a.upos[t] == "NOUN" else places):
            first = x if first is None else first
            found = meant(self.c, x) or (parties(c, x, groups=False) if shown.kind in _TO_SOMEBODY else ())
            if shown.kind == "welcome" and (x in c.cast.person_at or (x in c.cast.office_at and c.a.upos[x] == "PROPN")):
                return None, ()  # a guest is received, not approved of
            others = tuple(code for code in found if code not in givers or (len(givers) > 1 and not self._is_named(x)))
            if others:
                return x, others
            if can_act(c, x):  # he who is meant was taken for the giver himself: one of the two was misread, the unnamed one
                return x, () if self._names_place(x) or len(givers) > 1 else other_side(c, givers)
        if "within" in shown.to:
            others = tuple(code for code in named(c, c.a.subtree(t)) if code not in givers)
            if others:
                return first, others[:1]
        if shown.aim == "side" and (first is not None or shown.kind in _SPOKEN or shown.kind in ("welcome", "threat")):
            return first, other_side(c, givers) if len(givers) == 1 else (givers if shown.kind in _MUTUAL else ())
        return first, ()

    def _is_named(self, x: int) -> bool:
        """Whether a phrase names somebody, as "each other" does not."""
        return self._names_place(x) or any(t in self.c.cast.person_at for t in self.a.subtree(x))

    def _names_place(self, x: int) -> bool:
        return any(t in self.c.cast.place_at for t in self.a.subtree(x))

    def _turned(self, t: int, shown: codebook.Gesture, givers: _Actors) -> tuple[_Actors, int | None, _Actors]:
        """Nobody thanks himself: where whom it is meant for is named, and "he" was taken for the same, he is of the other side."""
        holder = self._holder(t)
        others = other_side(self.c, givers)
        if holder is None or self._names_place(holder) or not others:
            return givers, None, ()
        place, takers = self._takers(t, shown, others)
        return others, place, takers

    def _at(self, t: int, place: str) -> list[int]:
        return complements(self.c, t, place, self._put_by(t) if self.a.upos[t] == "NOUN" else -1)

    # -- about what

    def _about(self, t: int, shown: codebook.Gesture) -> tuple[int, int] | None:
        """The token range of what the gesture is about."""
        a = self.a
        for place in shown.about:
            for x in self._at(t, place):
                if place == "object" and can_act(self.c, x):
                    continue
                if a.upos[x] == "VERB":
                    return action(self.c, t, x, (), with_subject=True) if place in ("clause", "that") else clause(a, x)
                return action(self.c, t, x, (), with_subject=True)
        return None
