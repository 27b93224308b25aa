"""Who says what: quotations and reported clauses, each with its speaker.

Three sources, in this order: quotation marks, the dependency tree under a verb of saying (`codebook/speech.yaml`), and the speech heads of
the model for what the tree leaves open.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.analysis import Analysis, Attribution
from dragoman.analysis.clauses import agent, auxiliaries, clause, dependents, is_negated, is_passive, marker, subject, tense, trim
from dragoman.codebook.offices import is_collective
from dragoman.codebook.speech import is_one_of, is_plain_saying, is_saying, says
from dragoman.resolution.actors import Cast
from dragoman.resolution.quotations import Quotation
from dragoman.resolution.reported import Pieces, Reported
from dragoman.resolution.speakers import Speakers
from dragoman.resolution.transcripts import find_labelled

_WITH_A_WORD = frozenset(("make", "rule", "put", "lay", "set", "spell"))  # "made clear", "put the toll at ten"
_NOT_ALL = frozenset(("not", "no"))  # "not all members agree"
_FEW = 3  # tokens that can hardly be the words a source is said to tell
_LONGEST = 200  # tokens that "this was said" may point back to
_NEAR = 14  # tokens between a quotation and the verb that attributes it


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
        self.labelled = find_labelled(a, cast)
        for x in self.labelled:
            cast.voice.update(dict.fromkeys(range(x.first, x.last + 1), (x.name, x.code)))
        self.speakers = Speakers(a, cast)
        self.reports = Reported(a, self.speakers, self.quoted)
        self.used: set[int] = set()  # verbs that attribute a quotation

    def turns(self) -> Iterator[Turn]:
        for x in self.labelled:
            yield Turn(x.name, x.code, "direct", ((x.first, x.last),), x.label, (x.label, x.last))
        yield from self._direct()
        reported = self._without_nested(list(self._reported()))
        yield from reported
        verbs = {t.verb for t in reported} | self.used
        for attribution in self.a.attributions:
            turn = self._from_model(attribution, verbs, reported)
            if turn:
                yield turn

    # -- between quotation marks

    def _direct(self) -> list[Turn]:
        a, turns = self.a, list[Turn]()
        for q in self.quotations:
            verb = self._attributing(q)
            before = turns[-1] if turns else None
            follows = before is not None and self._carries_on(before, q)
            if verb is not None and (q.clause or (before and verb == before.verb)):
                if before and verb == before.verb:
                    turns[-1] = self._joined(before, q)
                    continue
                speaker = self.speakers.of(verb) or self.speakers.beside(verb, q.last)
                if speaker:
                    self.used.add(verb)
                    turns.append(Turn(*speaker, "direct", (self._inner(q),), verb, self._whole(verb, q)))
            elif q.clause and verb is None and a.word[q.first - 2] == ":" and (lead := self._led_up_to(q)):
                turns.append(lead)
            elif q.clause and before is not None and follows:
                turns[-1] = self._joined(before, q)
            elif q.clause and verb is None and (lead := self._led_up_to(q)):
                turns.append(lead)
        for turn in turns:
            for first, last in turn.pieces:
                self.cast.voice.update(dict.fromkeys(range(first, last + 1), (turn.speaker, turn.code)))
        return turns

    def _attributing(self, q: Quotation) -> int | None:
        """The verb of saying that a quotation belongs to: just after it, else just before it, in its paragraph."""
        a = self.a
        after = q.last + 2
        ended = a.word[q.last] == "." and after < len(a) and a.sentence[after] != a.sentence[q.last] and a.word[after][:1].isupper()
        for i in range(q.last + 1, q.last + 1 if ended else min(q.last + 1 + _NEAR, len(a))):
            if a.paragraph[i] != a.paragraph[q.first] or i in self.quoted:
                break
            if a.word[i] in (".", "!", "?") and i > q.last + 2:
                break
            if self._is_cue(i):
                return i
        for i in range(q.first - 2, max(q.first - 2 - _NEAR, -1), -1):
            if a.paragraph[i] != a.paragraph[q.first] or a.word[i] in (".", "!", "?"):
                break
            if i not in self.quoted and self._is_cue(i) and not any(a.word[m].lower() == "as" for m in dependents(a, i, "mark", "advmod")):
                introduced = a.word[q.first - 2] in (",", ":") or a.upos[q.first - 2] in ("VERB", "PRON", "NOUN", "PROPN", "SCONJ")
                return i if introduced else None
        return None

    def _is_cue(self, i: int) -> bool:
        if self.a.upos[i] != "VERB" or not says(self.a.lemma[i], "clause"):
            return self.a.lemma[i] == "read" and (who := subject(self.a, i)) is not None and is_one_of(self.a.lemma[who].lower(), "papers")
        return True

    def _led_up_to(self, q: Quotation) -> Turn | None:
        """A quoted sentence that nothing attributes, right behind a sentence that tells what its subject says."""
        a = self.a
        opening = q.first - 1
        if opening < 1 or a.paragraph[opening - 1] != a.paragraph[q.first]:
            return None
        if a.word[q.last] not in (".", "!", "?") or a.word[opening - 1] not in (".", ":"):
            return None
        verb = next((t for t in reversed(a.sentences[a.sentence[opening - 1]]) if t < opening and a.head[t] < 0), None)
        speaker = self.speakers.of(verb) if verb is not None and a.upos[verb] == "VERB" and verb not in self.quoted else None
        return Turn(*speaker, "direct", (self._inner(q),), verb, (opening, self._closing(q))) if speaker and verb is not None else None

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
            back = self._pointing_back(v)
            if back:
                yield back
                continue
            if v in self.used and (lead := self._led_in(v)):
                yield lead
            if v in self.used or a.upos[v] != "VERB" or not (is_saying(a.lemma[v]) or a.lemma[v] in _WITH_A_WORD) or self._is_idle(v):
                if a.word[v].lower() == "according" and v not in self.quoted:
                    yield from self._according(v)
                continue
            pieces = self._without_source(self.reports.words(v) or ())
            speaker = self.speakers.of(v) if pieces else None
            if pieces and speaker:
                said_by = subject(a, v)
                own = [v] if said_by is None or said_by > v or a.sentence[said_by] != a.sentence[v] else [v, *self.reports.near(said_by, v)]
                yield Turn(*speaker, "indirect", pieces, v, trim(a, min(*own, pieces[0][0]), max(*own, pieces[-1][1])))

    def _without_source(self, pieces: Pieces) -> Pieces:
        """Reported words without whose report they are from, at their end: "denounced it[, according to the agency]"."""
        a = self.a
        for first, last in pieces[-1:]:
            t = next((t for t in range(first + 1, last) if a.word[t].lower() == "according" and a.word[t - 1] == ","), None)
            if t is not None and t - 2 >= first and all(a.word[x] != "," for x in range(t, last)):
                return (*pieces[:-1], (first, t - 2))
        return pieces

    def _without_nested(self, turns: list[Turn]) -> list[Turn]:
        """The turns without those inside another one of the same speaker ("said that he [had urged them]"); "adding that …" is no such."""
        by_sentence: dict[int, list[Turn]] = {}
        for turn in turns:
            by_sentence.setdefault(self.a.sentence[turn.verb], []).append(turn)
        return [t for t in turns if self.a.word[t.verb].endswith("ing") or not any(
            o.speaker == t.speaker and o.verb != t.verb and o.covers(t.verb) for o in by_sentence[self.a.sentence[t.verb]])]

    def _led_in(self, v: int) -> Turn | None:
        """The clause that stands between a verb and the words that it quotes: "said [trade had grown]: “It doubled.”"."""
        a = self.a
        c = next((c for c in dependents(a, v, "ccomp") if c > v and c not in self.quoted), None)
        colon = next((t for t in range(v + _FEW, min(v + _LONGEST, len(a) - 1)) if a.word[t] == ":"), None)
        if c is None or colon is None or not c < colon or a.sentence[colon] != a.sentence[v] or colon + 2 not in self.quoted:
            return None
        speaker = self.speakers.of(v)
        words = trim(a, max(v + 1, clause(a, c)[0]), colon - 1)
        return Turn(*speaker, "indirect", (words,), v, trim(a, min(v, words[0]), words[1])) if speaker else None

    def _pointing_back(self, v: int) -> Turn | None:
        """"This was stated by the minister", "She said this in …": what the sentences before say, from the beginning of their paragraph."""
        a = self.a
        sentence = a.sentences[a.sentence[v]]
        if sentence.start == 0 or v in self.quoted or a.upos[v] != "VERB" or not says(a.lemma[v], "clause"):
            return None
        said = dependents(a, v, "nsubj:pass") if is_passive(a, v) else [c for c in dependents(a, v, "obj") if a.head[v] < 0]
        if not said or a.word[said[0]].lower() not in ("this", "it") or dependents(a, v, "ccomp") or is_negated(a, v):
            return None
        speaker, last = self.speakers.of(v), sentence.start - 1
        first = last
        while first > 0 and a.paragraph[first - 1] == a.paragraph[last] and first - 1 not in self.quoted and last - first < _LONGEST:
            first -= 1
        told = any(a.head[t] < 0 and a.upos[t] == "VERB" and says(a.lemma[t], "clause") for t in range(first, last + 1))
        if speaker is None or last in self.quoted or first == last or told:
            return None
        return Turn(*speaker, "indirect", (trim(a, first, last),), v, trim(a, first, sentence.stop - 1))

    def _is_idle(self, v: int) -> bool:
        """A verb that says nothing here: denied, only expected, or without anybody who says it."""
        a = self.a
        recalls = a.lemma[v] == "recall" and any(is_one_of(a.lemma[t].lower(), "recalled") for t in dependents(a, v, "obj"))
        if (is_negated(a, v) and a.lemma[v] != "deny") or a.deprel[v] == "amod" or recalls:
            return True  # also "pressing business", "recalled its ambassador"
        if is_passive(a, v) and agent(a, v) is None:
            return True
        if "VerbForm=Inf" in a.feats[v] and not {"do", "does", "did"} & set(auxiliaries(a, v)):  # "to say", not "did say"
            head = a.head[v]  # "spoke with him to reaffirm …"
            return not (a.deprel[v] == "advcl" and is_one_of(a.lemma[head], "meeting") and tense(a, head) == "past")
        if a.lemma[v] == "ask" and (a.deprel[v] == "advcl" or (a.word[min(v + 1, len(a) - 1)].lower() == "not")):
            return True  # "Asked whether …", "who asked not to be named"
        if a.lemma[v] == "call" and a.word[min(v + 1, len(a) - 1)].lower() == "on" and not (
                dependents(a, v, "xcomp", "advcl", "ccomp") or any(marker(a, t) == "for" for t in a.children[v])):
            return True  # "called on the President": a visit
        who = subject(a, v)
        if who is not None and any(a.word[d].lower() in _NOT_ALL for d in a.children[who]):
            return True
        if who is not None and v in self.cast.voice and a.word[who].lower() in ("i", "we"):
            return True  # "I think": it stands in a quotation already
        return tense(a, v) == "future"

    def _according(self, i: int) -> Iterator[Turn]:
        """"According to the ministry, …": the rest of the sentence is what it says."""
        a = self.a
        behind = [c for c in dependents(a, i, "obl", "nmod", "nsubj", "obj") if c > i]
        source = behind[0] if behind else a.head[i] if a.deprel[i] == "case" and a.head[i] > i else self._named_behind(i + 1)
        if source < 0 or not self._is_source(source):
            return
        below = {t for t in a.subtree(source) if t >= i}
        last = max(below, default=source)
        sentence = a.sentences[a.sentence[i]]
        before = [t for t in sentence if t < i]
        words = before if len(before) > _FEW else [t for t in sentence if t > last]
        speaker = self.speakers.at(source)
        if words and speaker:
            first, end = trim(a, words[0], words[-1])
            yield Turn(*speaker, "indirect", ((first, end),), i, trim(a, min(i, first), max(end, last)))

    def _named_behind(self, i: int) -> int:
        """The head of the phrase right behind a preposition, by the order of the words; -1 for none."""
        a, t = self.a, i + 1
        while t < len(a) and a.sentence[t] == a.sentence[i] and a.upos[t] in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"):
            t += 1
        return t - 1 if a.upos[t - 1] in ("NOUN", "PROPN") else -1

    def _is_source(self, t: int) -> bool:
        """Whether words can come from what a phrase means: somebody, an organisation, a paper."""
        a, lemma = self.a, self.a.lemma[t].lower()
        return bool(self.cast.person(t) or self.cast.codes(t) or t in self.cast.office_at) or a.upos[t] == "PROPN" or (
            t in self.cast.organisation_at or is_collective(lemma) or is_one_of(lemma, "papers") or is_one_of(lemma, "sources"))

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
        noun = a.lemma[head].lower()
        silent = is_one_of(noun, "mute") and not is_one_of(noun, "sources")  # "figures" may be people
        speaker = self.speakers.of(cue) or (None if silent else self.speakers.at(head))
        if speaker is None:
            return None
        whole = (min(x.cue.first, first, source.first), max(x.cue.last, last, source.last))
        return Turn(*speaker, "indirect", ((first, last),), cue, trim(a, *whole))
