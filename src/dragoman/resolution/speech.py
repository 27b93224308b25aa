"""Who says what: quotations and reported clauses, each with its speaker.

Three sources, in this order: quotation marks, the dependency tree under a verb of saying (`codebook/speech.yaml`), and the speech heads of
the model for what the tree leaves open.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.analysis import Analysis, Attribution
from dragoman.analysis.clauses import agent, clause, dependents, is_negated, is_passive, marker, subject, tense, trim
from dragoman.codebook.speech import is_one_of, is_plain_saying, is_saying, says
from dragoman.resolution.actors import Cast
from dragoman.resolution.quotations import Quotation
from dragoman.resolution.transcripts import find_labelled

_NEAR = 14  # tokens between a quotation and the verb that attributes it
_COMPLEMENTS = ("obj", "iobj", "xcomp", "ccomp", "obl", "advcl", "nmod")
_LEFT_OUT = frozenset(("today", "yesterday", "tuesday", "monday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_PLAIN_SPEAKERS = frozenset("he she they we i who both it".split())


Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Turn:
    """Uninterrupted words of one speaker.

    `pieces` are token ranges (inclusive) of the words said, `verb` the token that attributes them, `whole` the token range of the evidence.
    """

    speaker: str
    code: str | None
    mode: Literal["direct", "indirect"]
    pieces: Pieces
    verb: int
    whole: tuple[int, int]

    def covers(self, token: int) -> bool:
        """Whether a token is one of the words said."""
        return any(first <= token <= last for first, last in self.pieces)


def find_turns(a: Analysis, cast: Cast) -> list[Turn]:
    """All turns of a document in the order of their words."""
    return sorted(_Speech(a, cast).turns(), key=lambda t: (t.pieces[0], t.verb))


class _Speech:
    def __init__(self, a: Analysis, cast: Cast) -> None:
        self.a, self.cast = a, cast
        self.quotations, self.quoted = cast.quotations, cast.quoted
        self.used: set[int] = set()  # verbs that attribute a quotation

    def turns(self) -> Iterator[Turn]:
        for x in find_labelled(self.a, self.cast):
            self.cast.voice.update(dict.fromkeys(range(x.first, x.last + 1), (x.name, x.code)))
            yield Turn(x.name, x.code, "direct", ((x.first, x.last),), x.label, (x.label, x.last))
        yield from self._direct()
        reported = list(self._reported())
        yield from reported
        verbs = {t.verb for t in reported} | self.used
        for attribution in self.a.attributions:
            turn = self._from_model(attribution, verbs, reported)
            if turn:
                yield turn

    # -- between quotation marks

    def _direct(self) -> list[Turn]:
        turns: list[Turn] = []
        for q in self.quotations:
            verb = self._attributing(q)
            before = turns[-1] if turns else None
            follows = before is not None and self._carries_on(before, q)
            if verb is not None and (q.clause or (before and verb == before.verb)):
                if before and verb == before.verb:
                    turns[-1] = self._joined(before, q)
                    continue
                speaker = self._speaker(verb)
                if speaker:
                    self.used.add(verb)
                    turns.append(Turn(*speaker, "direct", (self._inner(q),), verb, self._whole(verb, q)))
            elif q.clause and before is not None and follows:
                turns[-1] = self._joined(before, q)
        for turn in turns:
            for first, last in turn.pieces:
                self.cast.voice.update(dict.fromkeys(range(first, last + 1), (turn.speaker, turn.code)))
        return turns

    def _attributing(self, q: Quotation) -> int | None:
        """The verb of saying that a quotation belongs to: just after it, else just before it, in its paragraph."""
        a = self.a
        for i in range(q.last + 1, min(q.last + 1 + _NEAR, len(a))):
            if a.paragraph[i] != a.paragraph[q.first] or i in self.quoted:
                break
            if a.word[i] in (".", "!", "?") and i > q.last + 2:
                break
            if self._is_cue(i):
                return i
        for i in range(q.first - 2, max(q.first - 2 - _NEAR, -1), -1):
            if a.paragraph[i] != a.paragraph[q.first] or a.word[i] in (".", "!", "?"):
                break
            if i not in self.quoted and self._is_cue(i):
                introduced = a.word[q.first - 2] in (",", ":") or a.upos[q.first - 2] in ("VERB", "PRON", "NOUN", "PROPN", "SCONJ")
                return i if introduced else None
        return None

    def _is_cue(self, i: int) -> bool:
        return self.a.upos[i] == "VERB" and says(self.a.lemma[i], "clause")

    def _carries_on(self, before: Turn, q: Quotation) -> bool:
        """Whether an unattributed quotation goes on with the turn before: in its paragraph, or as the next paragraph."""
        last = max(before.whole[1], before.pieces[-1][1])
        gap = self.a.paragraph[q.first] - self.a.paragraph[last]
        if gap == 0:
            return True
        first_of_paragraph = q.first < 2 or self.a.paragraph[q.first - 2] != self.a.paragraph[q.first]
        return gap == 1 and first_of_paragraph

    def _joined(self, turn: Turn, q: Quotation) -> Turn:
        whole = min(turn.whole[0], q.first - 1), max(turn.whole[1], self._closing(q))
        return Turn(turn.speaker, turn.code, "direct", (*turn.pieces, self._inner(q)), turn.verb, whole)

    def _inner(self, q: Quotation) -> tuple[int, int]:
        last = q.last
        while last > q.first and self.a.word[last] == ",":
            last -= 1
        return q.first, last

    def _closing(self, q: Quotation) -> int:
        return min(q.last + 1, len(self.a) - 1)

    def _whole(self, verb: int, q: Quotation) -> tuple[int, int]:
        """From the first to the last of quotation, verb and speaker."""
        said_by = subject(self.a, verb)
        tokens = [q.first - 1, self._closing(q), verb]
        if said_by is not None and abs(said_by - verb) < _NEAR:
            tokens += [t for t in self.a.subtree(said_by) if t not in self.quoted and abs(t - verb) < 2 * _NEAR]
        return min(tokens), max(tokens)

    # -- reported clauses

    def _reported(self) -> Iterator[Turn]:
        a = self.a
        for v in range(len(a)):
            if v in self.used or a.upos[v] != "VERB" or not (is_saying(a.lemma[v]) or a.lemma[v] == "make") or self._is_idle(v):
                if a.word[v].lower() == "according" and v not in self.quoted:
                    yield from self._according(v)
                continue
            pieces = self._words(v)
            speaker = self._speaker(v) if pieces else None
            if pieces and speaker:
                said_by = subject(a, v)
                own = [v] if said_by is None or said_by > v or a.sentence[said_by] != a.sentence[v] else [said_by, v]
                yield Turn(*speaker, "indirect", pieces, v, trim(a, min(*own, pieces[0][0]), max(*own, pieces[-1][1])))

    def _is_idle(self, v: int) -> bool:
        """A verb that says nothing here: denied, only expected, or without anybody who says it."""
        a = self.a
        if is_negated(a, v) and a.lemma[v] != "deny":
            return True
        if is_passive(a, v) and agent(a, v) is None:
            return True
        if "VerbForm=Inf" in a.feats[v]:  # "to say", but "spoke with him to reaffirm …"
            head = a.head[v]
            return not (a.deprel[v] == "advcl" and is_one_of(a.lemma[head], "meeting") and tense(a, head) == "past")
        if a.lemma[v] == "ask" and a.deprel[v] == "advcl":
            return True  # "Asked whether …"
        who = subject(a, v)
        if who is not None and v in self.cast.voice and a.word[who].lower() in ("i", "we"):
            return True  # "I think": it stands in a quotation already
        return tense(a, v) == "future"

    def _words(self, v: int) -> Pieces | None:
        """The token ranges of what the verb reports, by the frames it may have."""
        a, lemma = self.a, self.a.lemma[v]
        complements = [c for c in dependents(a, v, *_COMPLEMENTS) if c > v and a.lemma[c].lower() not in _LEFT_OUT]
        if is_one_of(lemma, "that"):
            clauses = [c for c in dependents(a, v, "ccomp") if self._has_that(c)]
            return (self._to_next_saying(clauses[0]),) if clauses else None
        if says(lemma, "clause"):
            around = self._around(v)
            if around:
                return around
            for c in dependents(a, v, "ccomp"):
                return (self._to_next_saying(c),)
        if lemma == "make" and any(a.lemma[c] == "clear" for c in dependents(a, v, "xcomp", "obj", "amod")):
            return self._made_clear(v)
        if is_one_of(lemma, "holding"):
            return self._view(v)
        objects = [c for c in complements if a.deprel[c] in ("obj", "iobj")]
        frames = (
            says(lemma, "person") and objects and any(a.deprel[c] in ("xcomp", "ccomp", "obl", "advcl") for c in complements),
            says(lemma, "person") and lemma in ("call", "appeal") and any(marker(a, c) in ("on", "for") for c in complements),
            says(lemma, "matter") and (objects or any(marker(a, c) in ("about", "on", "of", "against") for c in complements)),
        )
        return self._from(v, complements) if any(frames) else None

    def _to_next_saying(self, c: int) -> tuple[int, int]:
        """The clause, but not what is said next ("said that trade had grown and added that …", hung on "grown" by the tree)."""
        a = self.a
        first, last = clause(a, c)
        if a.word[first].lower() == "that" and not a.deprel[first].startswith(("nsubj", "obj")):
            first += 1  # a conjunction, whatever it was tagged
        others = [t for t in dependents(a, c, "conj") if self._owner(t) is not None]
        return trim(a, first, max(min(a.subtree(others[0])) - 1, first)) if others else (first, last)

    def _owner(self, v: int) -> int | None:
        """The verb of saying that another one carries on, where the tree hangs the latter on what was said."""
        a = self.a
        head = a.head[v]
        if a.deprel[v] != "conj" or not says(a.lemma[v], "clause") or dependents(a, v, "nsubj") or not dependents(a, v, "ccomp"):
            return None
        return a.head[head] if a.deprel[head] == "ccomp" and is_saying(a.lemma[a.head[head]]) else None

    def _made_clear(self, v: int) -> Pieces | None:
        """"made clear that …": the clause hangs on either word."""
        a = self.a
        clauses = [c for t in (v, *dependents(a, v, "xcomp")) for c in dependents(a, t, "ccomp", "csubj") if c > v]
        return (clause(a, clauses[0]),) if clauses else None

    def _view(self, v: int) -> Pieces | None:
        """"expressed confidence that …": the clause; "expressed concern over …": the whole phrase."""
        a = self.a
        for noun in dependents(a, v, "obj"):
            if is_one_of(a.lemma[noun], "views"):
                finite = [c for c in dependents(a, noun, "acl", "ccomp") if c > noun and self._has_that(c)]
                return (clause(a, finite[0]),) if finite else self._from(v, [noun])
        return None

    def _has_that(self, c: int) -> bool:
        return any(self.a.word[m].lower() == "that" for m in self.a.children[c])

    def _from(self, v: int, complements: list[int]) -> Pieces | None:
        """From the first complement of the verb to the end of what hangs on it."""
        a = self.a
        tokens = [t for c in complements for t in a.subtree(c) if t > v and a.sentence[t] == a.sentence[v]]
        return (trim(a, min(tokens), max(tokens)),) if tokens else None

    def _around(self, v: int) -> Pieces | None:
        """The words before a comma, a speaker and the verb ("Trade has grown, the ministry said"), and after it where it interrupts them.

        Told by the words' order, which holds where the tree of a long sentence does not.
        """
        a = self.a
        sentence = a.sentences[a.sentence[v]]
        who = subject(a, v)
        near = [v] if who is None or a.sentence[who] != a.sentence[v] else [v, *self._near(who, v)]
        before, after = min(near) - 1, max(near) + 1
        while after < sentence.stop and after - max(near) < 8 and a.upos[after] not in ("PUNCT", "VERB", "SCONJ", "AUX"):
            after += 1
        if before <= sentence.start + 1 or a.word[before] != "," or (after < sentence.stop and a.upos[after] != "PUNCT"):
            return None
        if any(min(a.subtree(c)) > v for c in dependents(a, v, "ccomp")):
            return None
        first = trim(a, sentence.start, before)
        rest = range(after + 1, sentence.stop)
        if len(rest) > 2 and a.word[after] == ",":
            return (first, trim(a, rest.start, rest.stop - 1))
        return (first,) if first[1] - first[0] >= 2 else None

    def _near(self, who: int, v: int) -> list[int]:
        """The tokens of the speaker's phrase, without what a wrong tree hangs on it from afar."""
        a = self.a
        inside = [t for t in a.subtree(who) if abs(t - v) <= _NEAR and a.sentence[t] == a.sentence[v]]
        if who < v:  # an unbroken stretch that ends at the verb
            first = who
            while first - 1 in inside and a.word[first - 1] != ",":
                first -= 1
            return [first]
        return [max(inside, default=v)]

    def _according(self, i: int) -> Iterator[Turn]:
        """"According to the ministry, …": the rest of the sentence is what it says."""
        a = self.a
        source = a.head[i] if a.deprel[i] == "case" else next((c for c in dependents(a, i, "obl", "nmod") if c > i), -1)
        if source < 0:
            return
        below = {t for t in a.subtree(source) if t >= i}
        last = max(below, default=source)
        sentence = a.sentences[a.sentence[i]]
        after = [t for t in sentence if t > last]
        words = after if len(after) > 4 else [t for t in sentence if t < i]
        speaker = self.cast.speaker(source)
        if words and speaker[0]:
            first, end = trim(a, words[0], words[-1])
            yield Turn(*speaker, "indirect", ((first, end),), i, trim(a, min(i, first), max(end, last)))

    # -- speakers

    def _speaker(self, v: int) -> tuple[str, str | None] | None:
        """Name and actor of whoever is the subject of the verb; None where that can be no speaker."""
        a = self.a
        owner = self._owner(v)
        who = agent(a, v if owner is None else owner)
        if who is None:
            return None
        known = self.cast.person(who) or self.cast.codes(who) or who in self.cast.office_at
        if not known and a.upos[who] not in ("NOUN", "PROPN") and a.word[who].lower() not in _PLAIN_SPEAKERS:
            return None
        if not known and a.upos[who] == "NOUN" and not (says(a.lemma[v], "clause") and dependents(a, v, "ccomp")):
            return None
        name, code = self.cast.speaker(who)
        return (name, code) if name.lower() not in ("it", "which", "that", "who") else None

    # -- what the model alone sees

    def _from_model(self, x: Attribution, verbs: set[int], reported: list[Turn]) -> Turn | None:
        a = self.a
        cue = next((t for t in range(x.cue.first, x.cue.last + 1) if a.upos[t] == "VERB" and is_plain_saying(a.lemma[t])), None)
        if cue is None or cue in verbs or not x.sources or not x.contents or cue in self.quoted or self._is_idle(cue):
            return None
        first, last = trim(a, min(c.first for c in x.contents), max(c.last for c in x.contents))
        if last - first < 2 or any(t.covers(first) or t.covers(last) for t in reported) or first in self.quoted:
            return None
        source = x.sources[0]
        head = next((t for t in range(source.first, source.last + 1) if not source.first <= a.head[t] <= source.last), source.last)
        name, code = self.cast.speaker(head)
        whole = (min(x.cue.first, first, source.first), max(x.cue.last, last, source.last))
        return Turn(name, code, "indirect", ((first, last),), cue, trim(a, *whole))
