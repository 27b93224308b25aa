"""How far an instrument has got, by the verbs and nouns around its name: "was signed", "talks on", "in force since"."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.analysis.clauses import agent, conjuncts, dependents, is_passive, marker
from dragoman.codebook.agreements import AgreementStatus, instrument_kind, is_one_of, status_of_noun, status_of_verb
from dragoman.codebook.modality import Reality, as_record
from dragoman.codebook.offices import institution_class
from dragoman.extraction.context import Context
from dragoman.extraction.instrument_lists import introducing_verb
from dragoman.extraction.participants import Governor, governor
from dragoman.extraction.reality import reality

_WISHES = frozenset("refuse reject fail decline hope wish want oppose urge demand call".split())
_HOPES = frozenset("hope wish want urge call seek".split())
_ARRIVING = frozenset(("enter", "come", "be", "remain", "take", "go", "stay", "have", "put", "bring"))  # "enter into force"
_LAPSING = frozenset(("expire", "lapse", "end"))  # of which the instrument is the subject
_SCHEDULING = frozenset(("schedule", "plan", "expect"))
_SIGNING = frozenset(("sign", "conclude", "adopt"))
_AT_ONCE = frozenset(("sign", "adopt", "ratify", "issue", "renew", "extend", "exchange"))  # in a moment: before it there is a plan
_FORCE = frozenset(("force", "effect", "operation"))
_ABOUT = frozenset(("on", "to", "into", "about", "of"))
_ON_THE_WAY = frozenset(("near", "close to", "toward", "towards", "nearer", "closer to"))
_NEAR = frozenset(("close", "closer", "near", "nearer"))
_APPROVING = frozenset(("approve", "pass", "endorse"))  # what a parliament does to ratify
_FAR = 15  # tokens from an instrument to "in force"


class Told(NamedTuple):
    """A status, the verb that tells it (None where no verb does), and whether the text says it in so many words."""

    status: AgreementStatus
    verb: int | None
    stated: bool


def stages(c: Context, noun: int, *, definite: bool) -> list[Told]:
    """What is told of an instrument, stage by stage; without a stage in so many words, that it is in force, or nothing.

    `definite`: the text speaks of it as known, so that a verb of signing elsewhere in the sentence is not about it.
    """
    return _Stages(c, noun).told(definite=definite)


class _Stages:
    def __init__(self, c: Context, noun: int) -> None:
        self.c, self.a, self.noun = c, c.a, noun
        self.governor = governor(c, noun)
        self.relative = [d for d in c.a.children[noun] if c.a.deprel[d] == "acl:relcl"]

    def told(self, *, definite: bool) -> list[Told]:
        found = {t.status: t for t in self._stated()}
        if found:
            return list(found.values())
        g = self.governor
        if g is not None and g.relation == "obj" and self.a.lemma[g.verb].lower() in _WISHES:
            return []  # "adopted a resolution that demanded a ceasefire"
        verb = introducing_verb(self.c, self.noun)
        if verb is None and not definite:
            verb = self._signing_nearby()
        if verb is not None and self._real(verb) != "unreal":
            return [Told("planned" if self._real(verb) == "planned" else "signed", verb, stated=True)]
        if g is None:
            return [Told("signed" if self.a.head[self.noun] < 0 else "in_force", None, stated=False)]
        if self._real(g.verb) == "unreal" and g.relation == "obj":
            return []
        return [Told("in_force", None, stated=bool(g.marker and is_one_of(g.marker, "in_force_prepositions")))]

    def _stated(self) -> Iterator[Told]:
        yield from self._by_own_clauses()
        g = self.governor
        if g is not None and g.relation == "obl:agent":
            return
        if marker(self.a, self.noun) in _ON_THE_WAY or self._is_neared():
            yield Told("negotiating", g.verb if g else None, stated=True)
            return
        between = self._between()
        if between is None:
            yield from self._by_governor(g) if g else ()
        elif g is None or not (g.relation == "obj" and self.a.lemma[g.verb].lower() in _WISHES):
            late = g is not None and (self._real(g.verb) == "planned" or self.a.lemma[g.verb].lower() in _SCHEDULING)
            yield Told("planned" if late and between in ("signed", "ratified") else between, g.verb if g else None, stated=True)

    def _is_neared(self) -> bool:
        """Whether somebody is "close to" the instrument."""
        head = self.a.head[self.noun]
        return head >= 0 and self.a.upos[head] == "ADJ" and self.a.lemma[head].lower() in _NEAR and marker(self.a, self.noun) == "to"

    def _by_own_clauses(self) -> Iterator[Told]:
        """What stands behind the noun: "signed in Rome", "which entered into force", "in force since 2013"."""
        a = self.a
        participles = [d for d in a.children[self.noun] if a.deprel[d] == "acl" and "VerbForm=Inf" not in a.feats[d]]
        for v in (v for head in (*participles, *self.relative) for v in conjuncts(a, head)):
            status = self._of_verb(v, active=v in self.relative and self._is_object_in(v))
            if status:
                yield Told(status, v, stated=True)
        after = self.noun + 1  # "the agreements reached", whatever it is thought to hang on
        if not participles and after < len(a) and a.upos[after] == "VERB" and "VerbForm=Part" in a.feats[after] and (
                status_of_verb(a.lemma[after].lower()) == "signed" and not dependents(a, after, "aux", "obj")):
            yield Told("signed", after, stated=True)
        arrived = self._arrived()
        if arrived is not None:
            yield Told("planned" if self._real(arrived) == "planned" else "in_force", arrived, stated=True)
        if a.lemma[self.noun].lower() == "exchange":
            yield Told("signed", None, stated=True)

    def _arrived(self) -> int | None:
        """The verb or noun of the first "in force", "entered into force", "took effect" behind the instrument, whatever it hangs on."""
        a = self.a
        for t in range(self.noun + 1, min(self.noun + _FAR, len(a))):
            if a.sentence[t] != a.sentence[self.noun] or instrument_kind(a.lemma[t].lower()) or a.word[t] == ";":
                return None
            if a.word[t].lower() in ("force", "effect") and (a.word[t - 1] in ("in", "into") or a.lemma[t - 1] == "take"):
                return next((v for v in (t - 1, t - 2) if a.lemma[v].lower() in _ARRIVING and a.upos[v] == "VERB"), t)
        return None

    def _is_object_in(self, v: int) -> bool:
        """Whether the relative clause is "which the two sides signed", not "which governs trade"."""
        objects = [self.a.word[d].lower() for d in dependents(self.a, v, "obj")]
        return bool(dependents(self.a, v, "nsubj")) and (not objects or objects[0] in ("which", "that"))

    def _by_governor(self, g: Governor) -> Iterator[Told]:
        """What the verb over the noun tells, with what is coordinated with it ("was signed and entered into force")."""
        a = self.a
        is_subject = g.relation.startswith("nsubj")
        leaves = g.marker == "from" and status_of_verb(a.lemma[g.verb].lower()) == "terminated"  # "withdrew from the treaty"
        about = g.relation == "obj" or (g.relation.startswith("obl") and (g.marker in _ABOUT or leaves))
        below = dependents(a, g.verb, "xcomp") if is_subject else []
        for v in (*conjuncts(a, g.verb), *below):
            if v == g.verb or v in below or (is_subject and not dependents(a, v, "nsubj")):
                status = self._of_verb(v, active=about and v == g.verb)
                if status:
                    yield Told(status, v, stated=True)

    def _between(self) -> AgreementStatus | None:
        """The status that the nouns over this one give: "the signing of", "talks on"."""
        t = self.noun
        for _ in range(3):
            if self.a.deprel[t].split(":")[0] not in ("nmod", "compound", "conj") or self.a.head[t] < 0:
                return None
            t = self.a.head[t]
            around = (t, *dependents(self.a, t, "compound"))  # "the signing ceremony of"
            status = next((s for k in around if k != self.noun and (s := status_of_noun(self.a.lemma[k].lower()))), None)
            if status:
                return status
        return None

    def _of_verb(self, v: int, *, active: bool) -> AgreementStatus | None:
        """The status that a verb gives this noun. `active`: the noun is its object; else its subject, or what it is said of."""
        a, lemma, how = self.a, self.a.lemma[v].lower(), self._real(v)
        if how == "unreal":
            hoped = active and status_of_verb(lemma) == "negotiating" and self._is_hoped_for(v)
            return "negotiating" if hoped else None
        if lemma == "present" and instrument_kind(a.lemma[self.noun].lower()) == "memorandum":
            return None  # one that a side presents is a paper of its own
        if lemma in _ARRIVING and self._in_force(v):
            return "planned" if how == "planned" else "in_force"
        status = "ratified" if lemma in _APPROVING and self._is_by_parliament(v) else status_of_verb(lemma)
        lapses = lemma in _LAPSING and not dependents(a, v, "obj") and (g := self.governor) and g.relation.startswith("nsubj")
        if status is None or not (active or lapses or self._is_done(v)):
            return None
        if any(a.word[m].lower() in ("toward", "towards") for m in dependents(a, v, "mark", "case")):
            return "negotiating"
        if how == "planned" and status in ("signed", "ratified", "extended"):
            return "planned" if lemma in _AT_ONCE | _APPROVING else "negotiating"
        return status

    def _is_by_parliament(self, v: int) -> bool:
        doer = agent(self.a, v)
        return doer is not None and institution_class(self.a.lemma[doer].lower()) == "parliament"

    def _is_hoped_for(self, v: int) -> bool:
        """Whether somebody would have it done: "hopes to complete a deal", "urged Peru to lift the duty and finalise the deal"."""
        a, above = self.a, v
        while a.deprel[above] in ("conj", "xcomp", "ccomp") and a.head[above] >= 0:
            above = a.head[above]
            if a.lemma[above].lower() in _HOPES:
                return True
        return False

    def _is_done(self, v: int) -> bool:
        """Whether the verb says what is done to its subject: a passive, or a bare participle ("signed in Rome")."""
        bare = "Tense=Past" in self.a.feats[v] and v not in self.relative and not dependents(self.a, v, "aux", "nsubj", "mark")
        return bare or is_passive(self.a, v) or self._is_inverted(v)

    def _is_inverted(self, v: int) -> bool:
        """"Also signed were a memorandum and a protocol"."""
        g = self.governor
        return g is not None and v == g.verb and g.relation == "nsubj" and self.noun > v and "VerbForm=Part" in self.a.feats[v]

    def _in_force(self, v: int) -> bool:
        below = dependents(self.a, v, "obl", "obj", "xcomp")
        return bool({self.a.lemma[t].lower() for d in below for t in (d, *self.a.children[d])} & _FORCE)

    def _signing_nearby(self) -> int | None:
        """The verb of signing in the sentence of a new instrument: of many coordinated ones a tree often loses the later."""
        inside = self.a.sentences[self.a.sentence[self.noun]]
        verbs = [v for v in inside if self.a.upos[v] == "VERB" and self.a.lemma[v].lower() in _SIGNING]
        return min(verbs, key=lambda v: abs(v - self.noun), default=None)

    def _real(self, v: int) -> Reality:
        return as_record("agreement", reality(self.a, v, lambda w: w not in _WISHES, lambda w: w in _WISHES))
