"""What one side shows another of what it thinks of it → `gesture` records. The words are in `codebook/gestures.yaml`."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.clauses import agent, clause, dependents, is_negated, is_passive, marker, patient, trim
from dragoman.codebook import gestures as codebook
from dragoman.extraction.actions import action
from dragoman.extraction.context import Context
from dragoman.extraction.roles import actors, can_act, named, other_side, parties, voice
from dragoman.records import Gesture

_MOST = 6  # records of one word: "the four thanked the three"
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl")
_OPEN = frozenset(("will", "would", "may", "might", "could", "can", "should", "must", "shall"))
_SPOKEN = frozenset(("thanks", "congratulation", "condolence", "apology"))  # done by saying so, also in "would like to thank"


def gestures(c: Context) -> Iterator[Gesture]:
    """One gesture for each pair of sides and thing that it is about."""
    found: list[Gesture] = []
    for t in range(len(c.a)):
        for new in _Reader(c).read(t):
            same = next((k for k, old in enumerate(found) if _is_same(old, new)), None)
            if same is None:
                found.append(new)
            else:
                found[same] = found[same].model_copy(update={"evidence": tuple(dict.fromkeys((*found[same].evidence, *new.evidence)))})
    yield from found


def _is_same(a: Gesture, b: Gesture) -> bool:
    """Whether two mentions tell of one gesture: the same kind and sides, and half of the words of the shorter `about` in common."""
    if (a.kind, a.from_, a.to) != (b.kind, b.from_, b.to):
        return False
    x, y = (set((r.about or "").lower().split()) for r in (a, b))
    return not x or not y or 2 * len(x & y) >= min(len(x), len(y))


class _Reader:
    def __init__(self, c: Context) -> None:
        self.c, self.a = c, c.a

    def read(self, t: int) -> Iterator[Gesture]:
        """The gestures that the word at a token shows."""
        a = self.a
        shown = codebook.gesture(a.lemma[t].lower(), a.upos[t])
        if shown is None or not self._is_shown(t, shown):
            return
        givers = self._givers(t)
        place, takers = self._takers(t, shown, givers)
        if not takers and givers:
            givers, place, takers = self._turned(t, shown, givers)
        about = self._about(t, shown)
        if place is None and about is None and a.upos[t] == "VERB":
            return
        tokens = [t, *(x for x in (about or ()))]
        holder = self._holder(t)
        tokens += [x for x in (holder, place) if x is not None and a.sentence[x] == a.sentence[t]]
        evidence = (self.c.evidence(*trim(a, min(tokens), max(tokens))),)
        pairs = [(giver, taker) for giver in givers for taker in takers if giver != taker]
        for giver, taker in pairs[:_MOST]:
            yield Gesture(kind=shown.kind, from_=giver, to=taker, about=self.c.text(*about) if about else None, evidence=evidence)

    # -- whether

    def _is_shown(self, t: int, shown: codebook.Gesture) -> bool:
        """Whether the gesture is made: not denied, left open or only wished for."""
        a = self.a
        if is_negated(a, t) or any(a.lemma[m] in ("if", "whether", "unless") for m in dependents(a, t, "mark")):
            return False
        if shown.particle and not any(a.word[x].lower() == shown.particle for x in dependents(a, t, "compound", "advmod")):
            return False
        if a.upos[t] == "NOUN":
            head = a.head[t]
            put = head >= 0 and a.lemma[head] in codebook.gesture_words().puts and not is_negated(a, head) and not self._is_open(head)
            return put or bool(dependents(a, t, "nmod:poss") or self._demonym(t)) or (head < 0 and shown.kind in _SPOKEN)
        if shown.aim == "thing":
            thing = patient(a, t)
            if thing is None or not (thing in self.c.cast.place_at or a.lemma[thing].lower() in codebook.gesture_words().recognised):
                return False
        if shown.kind in _SPOKEN:
            return True
        return not self._is_open(t) and not (a.upos[t] == "VERB" and "VerbForm=Inf" in a.feats[t])

    def _is_open(self, v: int) -> bool:
        return any(self.a.word[x].lower() in _OPEN for x in dependents(self.a, v, "aux"))

    # -- who, to whom

    def _holder(self, t: int) -> int | None:
        """Whose gesture it is: the subject, for a noun its owner or who puts it forward."""
        a = self.a
        if a.upos[t] != "NOUN":
            return agent(a, t)
        own = [x for x in dependents(a, t, "nmod:poss") if a.upos[x] != "PRON"] or self._demonym(t)
        own += [x for x in dependents(a, t, "nmod") if marker(a, x) in ("of", "from", "by") and can_act(self.c, x) and marker(a, x) != "of"]
        if own:
            return own[0]
        head = a.head[t]
        while head >= 0 and a.upos[head] not in ("VERB", "AUX"):
            head = a.head[head]
        return agent(a, head) if head >= 0 else None

    def _demonym(self, t: int) -> list[int]:
        return [x for x in dependents(self.a, t, "amod", "compound") if x in self.c.cast.place_at]

    def _givers(self, t: int) -> tuple[str, ...]:
        holder = self._holder(t)
        found = actors(self.c, holder)
        if not found and holder is None:
            speaker = voice(self.c, t) if t in self.c.cast.quoted else None
            return (speaker,) if speaker else ()
        return found

    def _takers(self, t: int, shown: codebook.Gesture, givers: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
        """Whom it is meant for, and the head of the phrase that says so."""
        c = self.c
        first = None
        for place in shown.to:
            for x in self._at(t, place):
                first = x if first is None else first
                for codes in (parties(c, x) if can_act(c, x) else c.cast.codes(x), named(c, c.a.subtree(x))):
                    others = tuple(code for code in codes if code not in givers or len(givers) > 1)
                    if others:
                        return x, others
                    if codes and can_act(c, x):
                        return x, ()
        if shown.aim == "side" and (first is not None or shown.kind in _SPOKEN or shown.kind == "welcome"):
            return first, other_side(c, givers) if len(givers) == 1 else givers
        return first, ()

    def _turned(self, t: int, shown: codebook.Gesture, givers: tuple[str, ...]) -> tuple[tuple[str, ...], int | None, tuple[str, ...]]:
        """Nobody thanks himself: where the one that is meant is named and "he" or "the minister" was taken for the same, it was the other side."""
        holder = self._holder(t)
        others = other_side(self.c, givers)
        if holder is None or named(self.c, self.a.subtree(holder)) or not others:
            return givers, None, ()
        place, takers = self._takers(t, shown, others)
        return others, place, takers

    def _at(self, t: int, place: str) -> list[int]:
        """Heads of what stands at a place of the frame."""
        a = self.a
        if place == "object":
            x = patient(a, t)
            return [x] if x is not None else []
        if place == "clause":
            return dependents(a, t, *_CLAUSES)
        phrases = [x for x in dependents(a, t, "obl", "nmod", *_CLAUSES) if self._marker(x) == place]
        if a.upos[t] == "NOUN" and a.head[t] >= 0 and not phrases:
            phrases = [x for x in dependents(a, a.head[t], "obl", *_CLAUSES) if self._marker(x) == place and x > t]
        return phrases

    def _marker(self, x: int) -> str:
        return marker(self.a, x) or next((self.a.word[m].lower() for m in dependents(self.a, x, "mark")), "")

    # -- about what

    def _about(self, t: int, shown: codebook.Gesture) -> tuple[int, int] | None:
        """The token range of what the gesture is about."""
        a = self.a
        for place in shown.about:
            for x in self._at(t, place):
                if place == "object" and can_act(self.c, x):
                    continue
                if a.upos[x] == "VERB":
                    return action(self.c, t, x, (), with_subject=True) if place == "clause" else clause(a, x)
                return action(self.c, t, x, (), with_subject=True)
        return None
