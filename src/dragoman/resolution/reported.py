"""What a verb of saying reports: the clause, the matter or the request, as token ranges."""
from __future__ import annotations

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import clause, dependents, marker, subject, trim
from dragoman.codebook.speech import is_one_of, is_saying, says
from dragoman.resolution.speakers import Speakers

_FEW = 3  # tokens of a clause that can hardly be whole
_AHEAD = 14  # tokens between a speaker, or the head of a sentence, and the verb
_COMPLEMENTS = ("obj", "iobj", "xcomp", "ccomp", "obl", "advcl", "nmod")
_LEFT_OUT = frozenset(("today", "yesterday", "tuesday", "monday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_DRAWING = frozenset(("draw", "direct"))  # … attention to

_CIRCUMSTANCES = frozenset(("at", "in", "during", "after", "before", "since", "until", "by", "within", "under"))
_MATTERS = frozenset(("about", "on", "of", "against"))
_CALLING = frozenset(("call", "appeal", "ask", "plead"))  # … for something
_MEANWHILE = frozenset(("as", "after", "while", "when", "before"))
_RELATIVE = frozenset(("which", "who", "whose"))
_OF_VIEWS = frozenset(("to", "for", "in", "of", "about", "over", "at", "with"))
_BRIEFED = frozenset(("about", "on", "of", "regarding", "concerning"))

Pieces = tuple[tuple[int, int], ...]


class Reported:
    """The words that the verbs of one document report. `quoted` are the tokens inside quotation marks."""

    def __init__(self, a: Analysis, speakers: Speakers, quoted: set[int]) -> None:
        self.a, self.speakers, self.quoted = a, speakers, quoted

    def words(self, v: int) -> Pieces | None:
        """The token ranges of what the verb reports, by the frames it may have; without a place that opens the story."""
        found, opening = self._words(v), self.speakers.opening
        return tuple((max(first, min(opening, last)), last) for first, last in found) if found else None

    def _words(self, v: int) -> Pieces | None:
        a, lemma = self.a, self.a.lemma[v]
        complements = [c for c in dependents(a, v, *_COMPLEMENTS) if c > v and a.lemma[c].lower() not in _LEFT_OUT]
        if is_one_of(lemma, "that"):
            clauses = [c for c in dependents(a, v, "ccomp") if self._has_that(c)]
            if clauses or not (is_one_of(lemma, "holding") or says(lemma, "matter")):
                return (self._to_next_saying(clauses[0]),) if clauses else None
        if lemma == "deny" or (lemma == "rule" and any(a.word[c].lower() == "out" for c in a.children[v])):
            return self._denied(v, complements)
        if says(lemma, "clause"):
            around = self._around(v) or self._behind_as(v)
            if around:
                return around
            clauses = [c for c in dependents(a, v, "ccomp") if a.word[clause(a, c)[0]].lower() not in _RELATIVE and not self._is_quoted(c)]
            if clauses:
                first, last = self._to_next_saying(clauses[0])
                return ((first, self._with_torn(last, clauses[1:])),)
            end = a.sentences[a.sentence[v]].stop - 1
            if v + _FEW < end and a.word[v + 1].lower() == "that" and a.upos[v + 1] == "SCONJ":  # whatever the tree makes of the clause
                return (self._to_participle(*trim(a, v + 2, end)),)
        if lemma == "make" and any(a.lemma[c] == "clear" for c in dependents(a, v, "xcomp", "obj", "amod")):
            return self._made_clear(v)
        return self._view(v) if is_one_of(lemma, "holding") else self._framed(v, complements)

    def _is_quoted(self, c: int) -> bool:
        """Whether a clause stands between the marks behind a colon, and so is no part of what is reported before it."""
        t = c
        while t - 1 in self.quoted:
            t -= 1
        return c in self.quoted and t > 1 and self.a.word[t - 2] == ":"

    def _framed(self, v: int, complements: list[int]) -> Pieces | None:
        """What is reported without a clause: "noted the growth of trade", "urged them to stay", "spoke about trade"."""
        a, lemma = self.a, self.a.lemma[v]
        objects = [c for c in complements if a.deprel[c] in ("obj", "iobj")]
        if is_one_of(lemma, "topic"):
            topics = [c for c in complements if marker(a, c) in ("about", "of")]
            return self._without_preposition(self._from(v, topics)) if topics and not objects else None
        told = [c for t in (v, *objects) for c in dependents(a, t, "obl", "nmod") if c > v and marker(a, c) in _BRIEFED]
        if is_one_of(lemma, "briefing") and told:
            return self._without_preposition(self._from(v, [told[0], *(c for c in complements if c > told[0])]))
        frames = (
            says(lemma, "person") and objects and any(self._is_asked(lemma, c) for c in complements),
            says(lemma, "person") and lemma in _CALLING and any(self._opening(c) in ("on", "for") for c in complements),
            is_one_of(lemma, "proposing") and any(a.deprel[c] == "xcomp" for c in complements),
            objects and any(is_one_of(f"{lemma} {a.word[c].lower()}", "laying") for c in dependents(a, v, "compound", "advmod")),
            lemma == "put" and objects and any(marker(a, c) == "at" and self._is_number(c) for c in complements),
            says(lemma, "matter") and (
                (objects and not is_one_of(lemma, "briefing")) or any(marker(a, c) in _MATTERS for c in complements)),
        )
        if not any(frames):
            return None
        words = self._from(v, [c for c in complements if not self._is_occasion(c)] or complements)
        return words if objects or not frames[-1] else self._without_preposition(words)

    def _opening(self, c: int) -> str:
        """The preposition before a phrase or a clause: "called [for] making use of it"."""
        return marker(self.a, c) or next((self.a.word[m].lower() for m in dependents(self.a, c, "mark")), "")

    def _is_asked(self, lemma: str, c: int) -> bool:
        """Whether a complement tells what somebody is asked or called; not "called her [to greet her]", "calls it [into question]"."""
        a = self.a
        rung_up = lemma == "call" and (a.deprel[c].startswith("obl") or "VerbForm=Inf" in a.feats[c])  # "called a meeting in Oslo"
        beside = a.deprel[c].startswith("obl") and marker(a, c) in _CIRCUMSTANCES  # "pressing business [at home]"
        return a.deprel[c] in ("xcomp", "ccomp", "obl", "advcl") and not rung_up and not beside

    def _is_number(self, c: int) -> bool:
        """Whether a phrase gives a number: "put the toll [at between three and four thousand]"."""
        return any(self.a.upos[t] == "NUM" for t in self.a.subtree(c))

    def _is_occasion(self, c: int) -> bool:
        """Whether a clause tells when something was said, not what: "announced the deal, [hours after he had met the minister]"."""
        a = self.a
        first = min(a.subtree(c))
        told_apart = a.deprel[c] == "advcl" and "," in a.word[first - 1:first + 1]
        return told_apart and any(a.word[m].lower() in _MEANWHILE for m in a.children[c])

    def _to_next_saying(self, c: int) -> tuple[int, int]:
        """The clause, but not what is said next ("said that trade had grown and added that …", hung on "grown" by the tree)."""
        a = self.a
        first, last = clause(a, c)
        if a.word[first].lower() == "that" and not a.deprel[first].startswith(("nsubj", "obj")):
            first += 1  # a conjunction, whatever it was tagged
        others = [t for t in dependents(a, c, "conj") if self.speakers.carried_on(t) is not None]
        if others:
            return trim(a, first, max(min(a.subtree(others[0])) - 1, first))
        rest = a.sentences[a.sentence[c]].stop - 1
        if last - first < _FEW and rest > last and a.upos[last + 1] not in ("PUNCT", "CCONJ"):  # the tree has torn the clause
            last = trim(a, first, rest)[1]
        return self._to_participle(first, last)

    def _with_torn(self, last: int, clauses: list[int]) -> int:
        """The end of a clause that the tree has torn in two, one right behind the other: "any change [since the accord was small]"."""
        a = self.a
        for c in clauses:
            behind = a.subtree(c)
            between = range(last + 1, behind[0])
            joined = all(a.word[t] == "," for t in between) and not any(is_saying(a.lemma[t]) for t in (c, *a.children[c]))
            if behind[0] > last and joined:
                last = trim(a, last, behind[-1])[1]
        return last

    def _to_participle(self, first: int, last: int) -> tuple[int, int]:
        """Without what is a turn of its own at the end: "…, noting that …", "…, as it repeated that …"."""
        a = self.a
        for t in range(first + 1, last - 1):
            if a.word[t] != "," or t in self.quoted:
                continue
            participle = a.word[t + 1].endswith("ing") and is_saying(a.lemma[t + 1])
            aside = a.word[t + 1].lower() in _MEANWHILE and a.upos[t + 2] == "PRON" and is_saying(a.lemma[a.head[t + 2]])
            if participle or aside:
                return trim(a, first, t)
        return first, last

    def _behind_as(self, v: int) -> Pieces | None:
        """The main clause behind "As the ministry noted, …"."""
        a = self.a
        sentence = a.sentences[a.sentence[v]]
        if not any(a.word[m].lower() == "as" for m in dependents(a, v, "mark", "advmod")) or v - sentence.start > _AHEAD:
            return None
        comma = next((t for t in range(v + 1, min(v + _AHEAD, sentence.stop)) if a.word[t] == ","), None)
        if comma is None or sentence.stop - comma < _FEW or dependents(a, v, "ccomp"):
            return None
        return (trim(a, comma + 1, sentence.stop - 1),)

    def _denied(self, v: int, complements: list[int]) -> Pieces | None:
        """What is denied or ruled out, with the verb itself, without which it would say the opposite."""
        words = self._from(v, complements)
        return ((v, words[0][1]),) if words else None

    def _made_clear(self, v: int) -> Pieces | None:
        """"made clear that …": the clause hangs on either word."""
        a = self.a
        clauses = [c for t in (v, *dependents(a, v, "xcomp")) for c in dependents(a, t, "ccomp", "csubj") if c > v]
        return (clause(a, clauses[0]),) if clauses else None

    def _view(self, v: int) -> Pieces | None:
        """"expressed confidence that …": the clause; "expressed concern over …": the whole phrase."""
        a = self.a
        for noun in dependents(a, v, "obj") or [c for c in dependents(a, v, "xcomp") if a.upos[c] == "NOUN"]:
            if a.lemma[noun] == "attention":
                drawn = [c for t in (v, noun) for c in dependents(a, t, "obl", "nmod") if marker(a, c) == "to" and c > noun]
                return self._without_preposition(self._from(v, drawn[:1])) if drawn else None
            if a.lemma[v] in _DRAWING:
                return None
            if is_one_of(a.lemma[noun], "views"):
                finite = [c for t in (noun, v) for c in dependents(a, t, "acl", "ccomp") if c > noun and self._has_that(c)]
                return (clause(a, finite[0]),) if finite else self._from(v, [noun, *self._viewed(v, noun)])
        return None

    def _viewed(self, v: int, noun: int) -> list[int]:
        """What the tree hangs on the verb, but belongs to the view: "expressed support [for continuing]", "… their intention [to stay]"."""
        a = self.a
        phrases = [c for c in dependents(a, v, "obl", "advcl", "xcomp") if c > noun]
        right_behind = (a.subtree(c)[0] <= a.subtree(noun)[-1] + 1 and a.word[a.subtree(c)[0]].lower() in _OF_VIEWS for c in phrases)
        return [c for c, belongs in zip(phrases, right_behind, strict=True) if a.deprel[c].startswith("obl") or belongs]

    def _has_that(self, c: int) -> bool:
        return any(self.a.word[m].lower() == "that" for m in self.a.children[c])

    def _from(self, v: int, complements: list[int]) -> Pieces | None:
        """From the first complement of the verb to the end of what hangs on it."""
        a = self.a
        tokens = [t for c in complements for t in a.subtree(c) if t > v and a.sentence[t] == a.sentence[v]]
        return (self._to_participle(*trim(a, min(tokens), max(tokens))),) if tokens else None

    def _without_preposition(self, words: Pieces | None) -> Pieces | None:
        if words and self.a.upos[words[0][0]] == "ADP" and words[0][0] < words[0][1]:
            return ((words[0][0] + 1, words[0][1]),)
        return words

    def _around(self, v: int) -> Pieces | None:
        """The words before a comma, a speaker and the verb ("Trade has grown, the ministry said"), and after it where it interrupts them.

        Told by the words' order, which holds where the tree of a long sentence does not.
        """
        a = self.a
        sentence = a.sentences[a.sentence[v]]
        who = subject(a, v)
        near = [v] if who is None or a.sentence[who] != a.sentence[v] else [v, *self.near(who, v)]
        before, after = min(near) - 1, max(near) + 1
        while after < sentence.stop and after - max(near) < 8 and a.upos[after] not in ("PUNCT", "VERB", "SCONJ", "AUX"):
            after += 1
        if before <= sentence.start + 1 or a.word[before] != "," or (after < sentence.stop and a.upos[after] != "PUNCT"):
            return None
        if any(min(a.subtree(c)) > v for c in dependents(a, v, "ccomp")):
            return None
        first, rest = trim(a, sentence.start, before), range(after + 1, sentence.stop)
        goes_on = len(rest) > 2 and a.word[after] == ","
        if not any("VerbForm=Fin" in a.feats[t] for t in (*range(first[0], first[1] + 1), *(rest if goes_on else ()))):
            return None  # "In a meeting with the guest, she stressed …"
        if goes_on:
            return (first, trim(a, rest.start, rest.stop - 1))
        return (first,) if first[1] - first[0] >= 2 else None

    def near(self, who: int, v: int) -> list[int]:
        """The tokens of the speaker's phrase, without what a wrong tree hangs on it from afar."""
        a = self.a
        inside = [t for t in a.subtree(who) if abs(t - v) <= _AHEAD and a.sentence[t] == a.sentence[v]]
        if who < v:  # an unbroken stretch that ends at the verb
            first = who
            while first - 1 in inside and a.word[first - 1] != ",":
                first -= 1
            return [first]
        return [max(inside, default=v)]
