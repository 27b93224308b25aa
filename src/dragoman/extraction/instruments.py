"""The places of a text that tell of an instrument between parties: who made it, about what, and how far it has got."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.analysis.clauses import clause, conjuncts, dependents, is_passive, subject
from dragoman.codebook.agreements import AgreementKind, AgreementStatus, instrument_kind, is_one_of, needed_beside, status_of_noun, status_of_verb
from dragoman.extraction.context import Context
from dragoman.extraction.instrument_lists import introducing_verb
from dragoman.extraction.instrument_parties import parties
from dragoman.extraction.instrument_subjects import subjects
from dragoman.extraction.participants import before_noun, governor, phrases
from dragoman.extraction.sectors import sector_of
from dragoman.extraction.reality import Reality, reality
from dragoman.extraction.when import date_of, in_date, place_name, place_of
from dragoman.resolution.numbers import find_numbers

_DEFINITE = frozenset(("the", "this", "these", "that", "those", "its", "their", "our", "his", "her", "both"))
_FAR = 15  # tokens from an instrument to "in force"
_LONGEST = 60  # tokens of evidence
_MOST_COUNTED = 200
_WISHES = frozenset("refuse reject fail decline hope wish want oppose urge demand call".split())
_ARRIVING = frozenset(("enter", "come", "be", "remain", "take", "go", "stay", "have", "put", "bring"))
_LAPSING = frozenset(("expire", "lapse", "end"))


class Told(NamedTuple):
    """A status, the verb that tells it (None where no verb does), and whether the text says it in so many words."""

    status: AgreementStatus
    verb: int | None
    stated: bool


@dataclass
class Instrument:
    """One telling of an instrument at one stage. `subject`: None where none is said.

    `definite`: spoken of as known ("the accord"); `stated`: the text says its status in so many words ("was signed").
    """

    kind: AgreementKind
    token: int
    subject: str | None
    codes: dict[str, None]
    status: AgreementStatus
    definite: bool
    stated: bool
    count: int | None = None
    date: str | None = None
    place: str | None = None
    evidence: list[tuple[int, int]] = field(default_factory=list)


def tellings(c: Context) -> Iterator[Instrument]:
    """Every telling of an instrument, in order; one that names several subjects or stages is several."""
    for t in range(len(c.a)):
        if c.a.upos[t] in ("NOUN", "PROPN") and instrument_kind(c.a.lemma[t].lower()):
            yield from _Noun(c, t).instruments()


class _Noun:
    def __init__(self, c: Context, noun: int) -> None:
        self.c, self.a, self.noun = c, c.a, noun
        self.lemma = c.a.lemma[noun].lower()
        self.before = [c.a.lemma[t].lower() for t in before_noun(c, noun)]
        self.governor = governor(c, noun)
        self.acl = [d for d in c.a.children[noun] if c.a.deprel[d] == "acl"]
        self.relative = [d for d in c.a.children[noun] if c.a.deprel[d] == "acl:relcl"]

    def instruments(self) -> Iterator[Instrument]:
        kind = instrument_kind(self.lemma)
        if kind is None or self._is_none():
            return
        count = self._count()
        if count and kind == "agreement":
            kind = "document"
        if {self.a.lemma[t].lower() for t in phrases(self.c, [self.noun], "of")} & {"intent", "intention"}:
            kind = "letter_of_intent"
        about = subjects(self.c, self.noun)
        if self.lemma == "deal" and about and sector_of(about[0]) == "defence" and "cooperation" not in about[0]:
            kind = "contract"
        definite = self._is_definite()
        for told in self._told():
            if not self._is_instrument(told):
                continue
            heads = [self.noun, *([told.verb] if told.verb is not None else [])]
            date = date_of(self.c, heads, planned=told.status in ("planned", "negotiating", "proposed"))
            place = place_name(self.c, place_of(self.c, heads, "in", "at"))
            codes = parties(self.c, self.noun, told.verb, kind)
            for s in about or [None]:
                known = definite and count is None and not (told.verb in self.acl and told.status == "signed")
                yield Instrument(kind, self.noun, s, dict(codes), told.status, known, told.stated, count, date, place,
                                 self._evidence(told.verb))

    def _is_none(self) -> bool:
        """Whether it is no instrument: the name of somebody, mere consent, "a great deal", one that is denied."""
        a = self.a
        if any(p.kind == "organisation" for p in self.c.cast.place_at.get(self.noun, ())):
            return True
        if any(a.lemma[d] in ("no", "any", "every") for d in dependents(a, self.noun, "det")):
            return True
        before = self.noun - 1
        head = a.head[self.noun]
        if a.deprel[self.noun] == "compound" and instrument_kind(a.lemma[head].lower()) or (self.lemma == "mou" and a.word[max(before, 0)] == "("):
            return True
        if self.lemma == "accord" and before >= 0 and a.word[before].lower() in ("in", "own"):
            return True
        return self.lemma in ("agreement", "deal", "accord") and bool({"mutual", "great", "good", "common", "general"} & set(self.before[-1:]))

    def _is_instrument(self, told: Told) -> bool:
        """Whether the noun means an instrument here: "joint statement", not any statement."""
        needed = needed_beside(self.lemma)
        if not needed:
            return self.lemma not in ("document", "instrument") or told.stated
        beside = {*self.before, *(self.a.lemma[t].lower() for t in phrases(self.c, [self.noun], "of", "on"))}
        if needed & beside:
            return True
        verb = self.a.lemma[told.verb].lower() if told.verb is not None else ""
        return is_one_of(self.lemma, "signed_anyway") and (verb in ("sign", "conclude", "adopt", "exchange") or needed == {"exchange", "diplomatic"} & {verb})

    def _is_definite(self) -> bool:
        return any(self.a.word[d].lower() in _DEFINITE for d in dependents(self.a, self.noun, "det", "nmod"))

    def _signing_nearby(self) -> int | None:
        """The verb of signing in the sentence of a new instrument: of many coordinated ones a tree often loses the later."""
        inside = self.a.sentences[self.a.sentence[self.noun]]
        verbs = [v for v in inside if self.a.upos[v] == "VERB" and self.a.lemma[v].lower() in ("sign", "conclude", "adopt")]
        return min(verbs, key=lambda v: abs(v - self.noun), default=None)

    def _count(self) -> int | None:
        """How many, where the text gives a number of instruments."""
        a = self.a
        for d in dependents(a, self.noun, "nummod"):
            for number in find_numbers(a.text(d, d)):
                if 1 < number.value <= _MOST_COUNTED and number.value == int(number.value) and "Number=Plur" in a.feats[self.noun]:
                    return int(number.value)
        return None

    # -- how far

    def _told(self) -> list[Told]:
        """What is told of the instrument, stage by stage; without a stage in so many words, that it is in force, or nothing."""
        found = {t.status: t for t in self._stated()}
        if found:
            return list(found.values())
        verb = introducing_verb(self.c, self.noun)
        if verb is None and not self._is_definite():
            verb = self._signing_nearby()
        if verb is not None and self._real(verb) != "unreal":
            return [Told("planned" if self._real(verb) == "planned" else "signed", verb, stated=True)]
        g = self.governor
        if g is None:
            return [Told("signed" if self.a.head[self.noun] < 0 else "in_force", None, stated=False)]
        if self._real(g.verb) == "unreal" and g.relation == "obj":
            return []
        return [Told("in_force", None, stated=bool(g.marker and is_one_of(g.marker, "in_force_prepositions")))]

    def _stated(self) -> Iterator[Told]:
        a, g = self.a, self.governor
        verbs = [v for clause_head in (*self.acl, *self.relative) for v in conjuncts(a, clause_head) if "VerbForm=Inf" not in a.feats[v] or v in self.relative]
        for v in verbs:
            status = self._of_verb(v)
            if status:
                yield Told(status, v, stated=True)
        for t in range(self.noun + 1, min(self.noun + _FAR, len(a) - 1)):
            if a.word[t] == "in" and a.word[t + 1] == "force" and t in a.subtree(self.noun):
                yield Told("in_force", t + 1, stated=True)
        if self.lemma == "exchange":
            yield Told("signed", None, stated=True)
        if g is not None and g.relation == "obl:agent":
            return
        between = self._between()
        if between and g is not None and g.relation == "obj" and a.lemma[g.verb].lower() in _WISHES:
            return
        if between:
            how = self._real(g.verb) if g else "done"
            scheduled = g is not None and a.lemma[g.verb].lower() in ("schedule", "plan", "expect")
            late = between in ("signed", "ratified") and (how == "planned" or scheduled)
            yield Told("planned" if late else between, g.verb if g else None, stated=True)
        elif g is not None:
            about = g.relation == "obj" or g.relation.startswith("obl") and g.marker in ("on", "to", "into", "about", "of")
            below = dependents(a, g.verb, "xcomp") if g.relation.startswith("nsubj") else []
            for v in (*conjuncts(a, g.verb), *below):
                shared = v == g.verb or v in below or (g.relation.startswith("nsubj") and not dependents(a, v, "nsubj"))
                status = self._of_verb(v, active=about and v == g.verb) if shared else None
                if status:
                    yield Told(status, v, stated=True)

    def _between(self) -> AgreementStatus | None:
        """The status that the nouns over this one give: "the signing of", "talks on"."""
        t = self.noun
        for _ in range(3):
            if self.a.deprel[t].split(":")[0] not in ("nmod", "compound", "conj") or self.a.head[t] < 0:
                return None
            t = self.a.head[t]
            status = status_of_noun(self.a.lemma[t].lower())
            if status:
                return status
        return None

    def _of_verb(self, v: int, *, active: bool = False) -> AgreementStatus | None:
        """The status that a verb gives this noun. `active`: the noun is its object; else its subject, or what it is said of."""
        lemma = self.a.lemma[v].lower()
        how = self._real(v)
        if lemma in _ARRIVING and self._in_force(v):
            return "planned" if how == "planned" else "in_force" if how == "done" else None
        status = status_of_verb(lemma)
        passive = is_passive(self.a, v) or ("Tense=Past" in self.a.feats[v] and not dependents(self.a, v, "aux", "nsubj", "mark") and v not in self.relative)
        if status is None or not (active or passive or lemma in _LAPSING):
            return None
        if how == "unreal":
            return None
        if any(self.a.word[m].lower() in ("toward", "towards") for m in dependents(self.a, v, "mark", "case")):
            return "negotiating"
        if how == "planned" and status in ("signed", "ratified", "extended"):
            return "planned" if lemma in ("sign", "adopt", "ratify", "issue", "renew", "extend", "exchange") else "negotiating"
        return status

    def _in_force(self, v: int) -> bool:
        words = {self.a.lemma[t].lower() for d in dependents(self.a, v, "obl", "obj", "xcomp") for t in (d, *self.a.children[d])}
        return bool(words & {"force", "effect", "operation"})

    def _real(self, v: int) -> Reality:
        return reality(self.a, v, lambda w: w not in _WISHES, lambda w: w in _WISHES)

    def _evidence(self, verb: int | None) -> list[tuple[int, int]]:
        """The clause that tells the stage; of an item of a list, what introduces it and the item."""
        item = _without_preposition(self.c, clause(self.a, self.noun))
        if verb is None:
            return [item]
        first, last = _without_preposition(self.c, clause(self.a, verb))
        if self.a.sentence[verb] != self.a.sentence[self.noun]:
            return [(first, last), item]
        return [(first, last)] if first <= self.noun <= last and last - first < _LONGEST else [item]


def _without_preposition(c: Context, piece: tuple[int, int]) -> tuple[int, int]:
    first, last = piece
    while first < last and c.a.upos[first] == "ADP":
        first += 1
    return first, last


_ = (subject, in_date)
