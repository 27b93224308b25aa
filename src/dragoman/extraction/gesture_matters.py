"""What a gesture is about: the thing or the deed that one side thanks, praises or blames the other for, in few words of the text.

Phrases are cut where they go on about something else: at a relative clause, at "including", where a new phrase begins behind many words.
A participle or a short relative clause stays where the noun alone says too little: "the assistance provided by Norway".
"""
from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.analysis.clauses import clause, dependents, marker, phrase, trim
from dragoman.codebook import gestures as codebook
from dragoman.extraction.actions import action
from dragoman.extraction.context import Context
from dragoman.extraction.roles import can_act, hangs_below

_At = Callable[[int, str], list[int]]
Matter = tuple[int | None, tuple[int, int] | None]

_WEIGHTY = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_ENOUGH = 6  # words of weight behind which a phrase ends at its next preposition, comma or clause
_SAYS_LITTLE = 3  # words of weight up to which a noun needs what is said of it behind it
_REACH = 30  # tokens between a word of gesture and a phrase that the tree hangs elsewhere
_NOT_A_PHRASE = ("acl:relcl", "acl", "appos", "parataxis", "case", "punct", "conj", "cc")
_RELATIVE = frozenset(("which", "that", "whom", "who"))
_SAYING_NOTHING = frozenset(("this", "that", "these", "it", "particular", "addition", "fact", "turn"))
_ENDS = frozenset((",", ".", ";", ":", "–", "—", "(", '"', "”", "“"))
_STOPS = frozenset(("ADP", "SCONJ", "CCONJ", "PUNCT"))


class Matters:
    """What the gestures of one document are about. `at` gives the heads of what stands at a place of a word's frame."""

    def __init__(self, c: Context, at: _At) -> None:
        self.c, self.a, self._at = c, c.a, at

    def of(self, t: int, shown: codebook.Gesture, head: int) -> Matter:
        """Head and token range of what the word at `t` is about; (None, None) where that is not said.

        `head` is the verb that puts a noun of gesture forward, -1 for none.
        """
        for place in (*shown.about, "beside"):
            for x in map(self._occasion, self._at(t, place)):
                if self._is_thing(x, place) and (found := self._words(t, x, place)):
                    return found
        return next(self._elsewhere(t, shown, head), (None, None))

    def _occasion(self, x: int) -> int:
        """What something is done "in connection with"; else the phrase itself."""
        a = self.a
        named = (y for y in dependents(a, x, "nmod") if marker(a, y) == "with") if a.lemma[x].lower() == "connection" else ()
        return next(iter(named), x)

    def _is_thing(self, x: int, place: str) -> bool:
        """Whether a phrase tells what for, rather than to whom: not "thanked [Norway]", nor "support for [Norway]"."""
        a = self.a
        if x in self.c.date_tokens or a.upos[x] == "DET" or a.word[x].lower() in _SAYING_NOTHING:
            return False
        if not can_act(self.c, x) or a.upos[x] == "VERB" or place == "as":
            return True
        described = dependents(a, x, "nmod", "acl") or (place != "object" and dependents(a, x, "conj"))
        if a.lemma[x].lower() in codebook.gesture_words().possessed:  # "Thailand's leadership", "the excellent state of relations"
            return place != "object" or bool(described)
        return place != "object" and a.upos[x] == "NOUN" and x not in self.c.cast.person_at and bool(described)

    def _words(self, t: int, x: int, place: str) -> Matter | None:
        a = self.a
        if a.word[x].lower() in _RELATIVE:
            noun = self._antecedent(x)
            return (noun, self._noun(noun)) if noun is not None else None
        if a.upos[x] in ("NOUN", "PROPN") and place not in ("clause", "that"):
            return x, self._noun(x)
        first, last = action(self.c, t, x, (), with_subject=place in ("clause", "that", "object"))
        while first < last and a.upos[first] in ("ADP", "SCONJ"):
            first += 1
        return x, shortest(self.c, first, self._to_end(x, last))

    def _antecedent(self, x: int) -> int | None:
        """The noun that a relative pronoun stands for."""
        v = self.a.head[x]
        while v >= 0 and self.a.deprel[v] != "acl:relcl":
            v = self.a.head[v]
        return self.a.head[v] if v >= 0 else None

    def _to_end(self, x: int, last: int) -> int:
        """The end of a deed whose infinitive the tree has torn off: "refusing | to talk to the rebels"."""
        a = self.a
        torn = last == x and last + 2 < len(a) and a.word[last + 1].lower() == "to" and a.sentence[last + 2] == a.sentence[x]
        return clause(a, last + 2)[1] if torn and a.upos[last + 2] == "VERB" else last

    def _noun(self, x: int) -> tuple[int, int]:
        """The noun phrase, with what is coordinated with it by "and", and with what is said of it where it says little by itself."""
        a = self.a
        first, last = phrase(a, x, _NOT_A_PHRASE)
        for y in dependents(a, x, "conj"):
            if a.upos[y] in ("NOUN", "PROPN") and any(a.word[k].lower() == "and" and k in (last + 1, last + 2) for k in a.children[y]):
                last = max(last, phrase(a, y, _NOT_A_PHRASE)[1])
        for y in dependents(a, x, "nmod"):  # "sovereignty and integrity [of Ukraine]"
            last = clause(a, y)[1] if a.subtree(y)[0] == last + 1 else last
        for y in dependents(a, x, "acl"):
            inside = a.subtree(y)
            if inside[0] == last + 1 and ("VerbForm=Inf" in a.feats[y] or self._weight(first, last) <= _SAYS_LITTLE):
                last = max(last, clause(a, y)[1])
        if self._weight(first, last) < _SAYS_LITTLE:
            for y in dependents(a, x, "acl:relcl"):
                inside = [t for t in a.subtree(y) if a.sentence[t] == a.sentence[x]]
                last = max(last, inside[-1]) if inside[0] == last + 1 else last
        return shortest(self.c, first, self._carried_on(first, last))

    def _carried_on(self, first: int, last: int) -> int:
        """The end of a phrase of one word with what follows it at once, wherever the tree hangs that: "calls | to leave"."""
        a = self.a
        sentence = a.sentences[a.sentence[first]]
        t = last + 1
        if self._weight(first, last) > 1 or t >= sentence.stop - 1 or not (
                a.word[t].lower() in ("to", "by") or (a.upos[t] == "VERB" and not dependents(a, t, "nsubj"))):
            return last
        ends = (k for k in range(t + 1, sentence.stop) if a.word[k] in _ENDS or a.upos[k] in ("AUX", "SCONJ") or k in self.c.date_tokens)
        return next(ends, sentence.stop) - 1

    def _weight(self, first: int, last: int) -> int:
        return sum(self.a.upos[t] in _WEIGHTY for t in range(first, last + 1))

    # -- where the tree hangs it elsewhere

    def _elsewhere(self, t: int, shown: codebook.Gesture, head: int) -> Iterator[Matter]:
        """A phrase further down ("thanked the kings of A and B for their help"), a clause, what a relative clause tells of somebody."""
        a = self.a
        for x in self._below(t if head < 0 else min(t, head), shown.about):
            if self._is_thing(x, "for"):
                yield x, self._noun(x) if a.upos[x] in ("NOUN", "PROPN") else shortest(self.c, *trim(a, x, max(a.subtree(x))))
        if a.upos[t] == "NOUN" and marker(a, t) == "with" and a.head[t] >= 0:  # "recalled with gratitude that …"
            for x in (*dependents(a, a.head[t], "ccomp"), *dependents(a, t, "acl")):
                yield x, shortest(self.c, *action(self.c, a.head[t], x, (), with_subject=True))
        for somebody in self._at(t, "object"):
            for x in dependents(a, somebody, "acl:relcl"):  # "thanked the guard, whose boat saved two sailors"
                yield x, shortest(self.c, *trim(a, x, max(a.subtree(x))))

    def _below(self, t: int, places: tuple[str, ...]) -> Iterator[int]:
        """Heads of phrases with one of these prepositions that stand behind a word, below it in the tree but not right below."""
        a = self.a
        stop = min(t + _REACH, a.sentences[a.sentence[t]].stop)
        for k in range(t + 1, stop):
            x = a.head[k]
            if k < x < stop and a.word[k].lower() in places and a.deprel[k] in ("case", "mark") and hangs_below(a, x, t):
                yield x


def shortest(c: Context, first: int, last: int) -> tuple[int, int]:
    """A token range up to where it has said enough: before "including", a relative clause, or the next phrase behind many words."""
    a, weight = c.a, 0
    for t in range(first, last + 1):
        tail = a.word[t].lower() in codebook.gesture_words().tails or (t > first and a.word[t - 1] == "," and "which" in (
            a.word[t].lower(), a.word[min(t + 1, last)].lower()))
        starts = a.upos[t] in _STOPS or (a.word[t].lower() == "to" and a.upos[t] == "PART") or a.word[t].lower() in _RELATIVE
        if weight and (tail or (starts and weight >= _ENOUGH)):
            return trim(a, first, t - 1)
        weight += a.upos[t] in _WEIGHTY
    return trim(a, first, last)
