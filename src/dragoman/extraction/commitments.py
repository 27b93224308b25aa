"""What is promised, agreed, planned, proposed, asked → `commitment` records. The words are in `codebook/commitments.yaml`."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis.clauses import agent, conjuncts, dependents, is_negated, is_passive, marker, subject
from dragoman.codebook.agreements import instrument_kind
from dragoman.codebook.commitments import Cue, Stance, commitment_words, cues
from dragoman.codebook.meetings import noun_kind
from dragoman.extraction.actions import action, deadline, is_time
from dragoman.extraction.commitment_sides import Sides
from dragoman.extraction.context import Context
from dragoman.extraction.merging import told_once
from dragoman.extraction.reality import modality
from dragoman.extraction.roles import actors, evidence, parties, voice
from dragoman.extraction.sectors import sector_at
from dragoman.extraction.threats import is_hostile
from dragoman.records import Commitment

_CLAUSAL = ("xcomp", "ccomp", "advcl", "acl", "csubj")
_TAKEN = ("accept", "receive", "decline", "reject")  # whoever accepts an invitation is invited
_OCCASIONS = ("talks", "visit", "call", "ceremony")  # "look forward to our meeting": a meeting of its own
_SUPPOSING = ("if", "could", "might")
_CALLS = ("call", "appeal")  # "called on world leaders to …"


def commitments(c: Context) -> Iterator[Commitment]:
    """One commitment for each thing to be done, told once or more."""
    yield from told_once(Finder(c).found(), _is_same)


def _is_same(a: Commitment, b: Commitment) -> bool:
    """Whether two mentions tell of one thing to be done: the same stance and actor, more than half of the longer action in common."""
    x, y = (set(r.action.lower().split()) for r in (a, b))
    return a.stance == b.stance and bool(set(a.actor) & set(b.actor)) and len(x & y) > max(len(x), len(y)) / 2


@dataclass(frozen=True)
class _Mention:
    """A word of commitment at token `at`, what is to be done (`act`: the head of a clause or noun phrase), by whom and toward whom."""

    at: int
    act: int
    stance: Stance
    actor: tuple[str, ...]
    toward: tuple[str, ...]


class Finder:
    def __init__(self, c: Context) -> None:
        self.c, self.a, self.words, self.sides = c, c.a, commitment_words(), Sides(c)
        self.told: set[int] = set()  # heads of acts that a mention has

    def found(self) -> Iterator[Commitment]:
        mentions = [m for t in range(len(self.a)) for m in self._cued(t)]
        mentions += [m for t in range(len(self.a)) for m in self._modal(t)]
        for m in sorted(mentions, key=lambda m: (m.at, m.act)):
            yield self._record(m)

    # -- a verb, adjective or noun of commitment

    def _cued(self, t: int) -> Iterator[_Mention]:
        a = self.a
        addressee = self._addressee(t) if a.upos[t] in ("VERB", "NOUN") else None
        for cue in self._cues(t):
            if self._is_idle(t):
                return
            if not self._fits(t, cue) or (t in self.told and cue.takes == {"gift"}):  # "plans to announce a loan"
                continue
            acts = [x for x in self._acts(t, cue) if x not in self.told and not self._is_in(x, self.words.other_records, cue.stance)
                    and not (cue.acts == "self" and (is_hostile(self.c, x) or noun_kind(a.lemma[x].lower()) in _OCCASIONS))]
            yield from self._mentions(t, cue, acts, addressee)
            if self.told.intersection(acts):
                return

    def _cues(self, t: int) -> tuple[Cue, ...]:
        """What a word may mean; of "is committed", "are interested" what the adjective means, though it be tagged as a passive."""
        a = self.a
        if self._is_state(t):
            return cues(a.word[t].lower(), "ADJ")
        return cues(a.lemma[t].lower(), a.upos[t]) or (cues(a.word[t].lower(), "ADJ") if a.upos[t] == "ADJ" else ())

    def _is_state(self, t: int) -> bool:
        """Whether a participle tells in what mind its subject is."""
        a = self.a
        return a.upos[t] == "VERB" and bool(dependents(a, t, "aux:pass")) and bool(cues(a.word[t].lower(), "ADJ")) and agent(a, t) is None

    def _mentions(self, t: int, cue: Cue, acts: list[int], addressee: int | None) -> Iterator[_Mention]:
        """What a word says of each of its acts, where somebody is to do it."""
        holder = self._holder(t)
        for act in acts:
            actor, toward = self.sides.roles(cue, (t, act), holder, addressee)
            if self.sides.is_between(actor, toward):
                self.told.add(act)
                yield _Mention(t, act, self._stance(cue, act, actor), actor, toward)

    def _is_idle(self, t: int) -> bool:
        """Whether the word commits to nothing here: denied, put as a question or a condition, or left open."""
        a = self.a
        nobodys = a.lemma[t] == "expect" or a.deprel[t] == "advcl"  # "is expected to", "asked whether"
        asked = a.upos[t] == "VERB" and nobodys and is_passive(a, t)
        none = any(a.lemma[x].lower() == "no" for x in dependents(a, t, "det"))  # "no willingness to compromise"
        purpose = a.upos[t] == "VERB" and a.deprel[t] in ("advcl", "acl") and self._particle(t) == "to"  # "calls in order to urge"
        yet = modality(a, t) != "done" or (a.deprel[t] == "xcomp" and self._particle(t) == "to")
        coming = a.lemma[t] == "agree" and yet  # "will agree", "are expected to agree"
        return none or purpose or coming or is_negated(a, t) or asked or self._is_open(t)

    def _is_undone(self, t: int) -> bool:
        """Whether the word hangs on a verb that says it is not so: "refrained from making a commitment"."""
        a, head = self.a, self.a.head[t]
        near = [head, a.head[head]] if head >= 0 and a.upos[t] == "NOUN" else [head]
        return any(x >= 0 and a.upos[x] in ("VERB", "ADJ") and a.lemma[x].lower() in self.words.undone for x in near)

    def _is_open(self, t: int) -> bool:
        a = self.a
        return (any(a.lemma[m] in ("if", "whether", "unless") for m in dependents(a, t, "mark"))
                or any(a.word[x].lower() in self.words.doubts for x in dependents(a, t, "aux"))
                or any(a.lemma[x].lower() in self.words.forecasts for x in dependents(a, t, "advmod")))

    def _fits(self, t: int, cue: Cue) -> bool:
        """Whether the word stands as the cue has it: under its verb, with its particle; "like" only as "would like"."""
        a = self.a
        apart = cue.under and (a.head[t] < 0 or a.lemma[a.head[t]] not in cue.under)
        if apart and not (cue.owned and self._is_owned(t)) and not self._is_for_somebody(t):
            return False
        if a.lemma[t] == "call" and a.upos[t] == "VERB" and any(
                a.upos[x] != "VERB" and actors(self.c, x) for x in dependents(a, t, "obj", "xcomp")):  # by telephone
            return False
        if cue.stance not in ("proposal", "request", "invitation") and self._is_undone(t):
            return False
        if a.lemma[t] == "like" and not any(a.word[x].lower() in ("would", "'d", "’d", "should") for x in dependents(a, t, "aux")):
            return False
        return not cue.particle or any(a.word[x].lower() == cue.particle for x in dependents(a, t, "advmod", "compound"))

    def _is_owned(self, t: int) -> bool:
        """Whether a noun says whose it is: "their plan", "the initiative of Peru"."""
        a = self.a
        return bool(dependents(a, t, "nmod:poss")) or any(marker(a, x) == "of" and actors(self.c, x) for x in dependents(a, t, "nmod"))

    def _is_for_somebody(self, t: int) -> bool:
        """Whether a noun says itself who is to act: "the need for Peru and Chile to agree"."""
        a = self.a
        acting = (y for x in dependents(a, t, "acl") if self._particle(x) == "to" for y in dependents(a, x, "nsubj"))
        return any(actors(self.c, y) for y in acting)

    def _holder(self, t: int) -> int | None:
        """Whose promise, plan or request it is."""
        a = self.a
        if self._is_state(t):
            return subject(a, t)
        if a.upos[t] in ("VERB", "ADJ"):
            above = a.head[t] if a.upos[t] == "ADJ" and a.deprel[t] == "xcomp" else t  # "we stand ready to"
            return subject(a, above) if a.upos[t] == "ADJ" else agent(a, above)
        own = dependents(a, t, "nmod:poss") or [x for x in dependents(a, t, "amod", "compound") if x in self.c.cast.place_at]
        own += [x for x in dependents(a, t, "nmod") if marker(a, x) in ("of", "by", "from")]
        for x in own:
            if a.upos[x] != "PRON" and actors(self.c, x):
                return x
        head = a.head[t]
        while head >= 0 and a.upos[head] not in ("VERB", "AUX"):
            head = a.head[head]
        doer = agent(a, head) if head >= 0 and a.lemma[head] not in _TAKEN else None
        return doer if doer not in (None, t) and actors(self.c, doer) else next(iter(own), None)

    def _addressee(self, t: int) -> int | None:
        """Whom somebody asks, urges, invites: the object, or who stands after a preposition."""
        a = self.a
        if a.upos[t] == "VERB" and is_passive(a, t):
            return subject(a, t)
        if a.upos[t] == "NOUN" and a.head[t] >= 0 and a.lemma[a.head[t]] in _TAKEN and a.deprel[t] == "obj":
            return agent(a, a.head[t])
        late = [x for x in dependents(a, t, "nsubj") if x > t]  # "expected Spain to help", where the tree makes Spain a subject
        objects = [x for x in (*dependents(a, t, "obj", "iobj"), *late) if parties(self.c, x) and a.upos[x] in ("NOUN", "PROPN", "PRON")]
        phrases = [x for x in dependents(a, t, "obl", "nmod") if marker(a, x) in ("on", "upon", "to", "for", "of") and actors(self.c, x)]
        groups = [x for x in dependents(a, t, "obl") if a.lemma[t] in _CALLS and marker(a, x) in ("on", "upon") and parties(self.c, x)]
        return next(iter(objects + [x for x in (*phrases, *groups) if x > t]), None)

    # -- what is to be done

    def _acts(self, t: int, cue: Cue) -> list[int]:
        """Heads of what is to be done: clauses and nouns that hang on the word in a way that the cue takes."""
        a = self.a
        purposed = cue.acts == "self" and a.upos[t] == "VERB" and bool(dependents(a, t, "obj"))  # "sought ways to avoid a war"
        clauses = [x for x in dependents(a, t, *_CLAUSAL) if x > t and not (purposed and a.deprel[x] == "advcl")]
        low = a.upos[t] == "NOUN" or (a.upos[t] == "ADJ" and a.deprel[t] == "xcomp")  # "an agreement was reached to", "stands ready to"
        if low and a.head[t] >= 0 and not clauses:
            clauses = [x for x in dependents(a, a.head[t], "xcomp", "advcl", "acl") if x > t and self._particle(x)]
            if a.deprel[t] == "nsubj:pass":  # "hope was expressed that"
                clauses += [x for x in dependents(a, a.head[t], "ccomp") if x > t]
        found = [x for x in clauses if self._takes(x, cue)]
        if not found and a.upos[t] == "VERB" and cue.takes & {"thing", "gift", "tie"}:
            listed = (self.words.gifts if "gift" in cue.takes else frozenset()) | (self.words.ties if "tie" in cue.takes else frozenset())
            found = [x for x in dependents(a, t, "obj") if a.upos[x] in ("NOUN", "SYM", "NUM")
                     and (a.lemma[x].lower() in listed or ("thing" in cue.takes and not actors(self.c, x)))
                     and a.lemma[x].lower() not in self.words.measures]
        if not found:
            found = [x for x in dependents(a, t, "obl", "nmod") if x > t and marker(a, x) in cue.takes and not is_time(self.c, x)
                     and (cue.stance == "invitation" or (a.upos[x] in ("NOUN", "SYM", "NUM") and not actors(self.c, x)))
                     and a.lemma[x].lower() not in self.words.stood_by]
        return [x for head in found[:1] for within in self._needed(head) for x in self._coordinated(within, t)]

    def _needed(self, head: int) -> list[int]:
        """The act inside a phrase that only says it is called for: "the need to act", "the importance of acting"."""
        a = self.a
        if a.lemma[head].lower() not in self.words.needs:
            return [head]
        inner = dependents(a, head, "acl")
        return inner[:1]

    def _particle(self, x: int) -> str:
        """"to" or the preposition before a verb; "to" also in "for Japan to act"."""
        marks = [self.a.word[m].lower() for m in dependents(self.a, x, "mark", "case")]
        return "to" if "to" in marks[1:] else next(iter(marks), "")

    def _takes(self, x: int, cue: Cue) -> bool:
        """Whether a clause has the form that the cue takes."""
        a = self.a
        if self._is_open(x):
            return False
        before = self._particle(x)
        if before == "to" and ("VerbForm=Inf" in a.feats[x] or a.upos[x] != "VERB"):
            return "do" in cue.takes
        if a.word[x].lower().endswith("ing") and a.upos[x] == "VERB" and not dependents(a, x, "aux"):
            if before:
                return bool({before, f"{before} doing"} & cue.takes)
            return "do" in cue.takes and a.deprel[x] in ("xcomp", "ccomp", "acl")
        if cue.acts == "named" and a.upos[x] != "VERB":  # "hopes that Japan will be among them"
            return False
        if "that" not in cue.takes or a.deprel[x] == "acl:relcl":
            return False
        if not a.deprel[x].startswith(("ccomp", "acl", "xcomp", "csubj")) or not dependents(a, x, "nsubj"):
            return False
        valued = a.upos[a.head[x]] == "ADJ" and cue.acts in ("both", "named")  # "it is important that Germany takes part"
        return (valued or self._is_to_be(x)) and not (cue.stance == "agreed" and self._is_expected(x))

    def _is_to_be(self, x: int) -> bool:
        """Whether a clause with a subject says what is to be, not what is: "would be opened", "be opened", "open"."""
        a = self.a
        helpers = [a.word[m].lower() for m in dependents(a, x, "aux", "cop")]
        bare = a.word[x].lower() == a.lemma[x] and a.upos[x] == "VERB"
        return any(cues(w, "AUX") or w == "be" for w in helpers) or (not helpers and bare)

    def _is_expected(self, x: int) -> bool:
        """Whether a clause says only what is, or will come of itself: "agreed that their ties grow", "agreed that trade would grow"."""
        a = self.a
        subjects = [z for y in dependents(a, x, "nsubj") for z in conjuncts(a, y)]
        told = not dependents(a, x, "aux", "cop") and (len(subjects) > 1 or any("Number=Plur" in a.feats[y] for y in subjects))
        will = any(a.word[m].lower() in ("will", "would") for m in dependents(a, x, "aux"))
        happens = (self.words.no_acts | {"contribute"}) - {"have"}  # "would have to pay" is a duty
        return told or (will and not is_passive(a, x) and self._is_in(x, happens, "agreed"))

    def _coordinated(self, head: int, t: int) -> list[int]:
        """The act and those that are joined to it, each where it has words of its own ("to open a road and to build a bridge")."""
        a = self.a
        if a.upos[head] != "VERB":
            return [head]
        joined = [x for x in sorted(conjuncts(a, head)) if x > head and a.upos[x] == "VERB"
                  and not any(a.lemma[m].lower() in ("rather", "than", "not") for m in dependents(a, x, "cc", "advmod"))]
        joined += [x for x in dependents(a, t, "conj") if x > head and self._particle(x) == "to"]
        joined += [x for x in a.subtree(head) if a.deprel[x] == "conj" and a.upos[x] == "VERB" and self._particle(x) == "to"
                   and x not in joined]  # "agreed to open a road that links them and to build a bridge", however low it hangs
        acts = [head]
        for x in joined:
            if any(acts[-1] < y < x for y in dependents(a, acts[-1], "obj", "obl", "xcomp", "ccomp")):
                acts.append(x)  # not in "strengthen and extend the pier"
        return acts

    # -- "will" and "should"

    def _modal(self, v: int) -> Iterator[_Mention]:
        a = self.a
        bound = self._particle(v) == "to"
        helpers = ["is to" if bound and a.lemma[x] == "be" else a.word[x].lower() for x in dependents(a, v, "aux")]  # "is to give"
        cue = next((q for helper in helpers for q in cues(helper, "AUX")), None)
        if cue is None or a.upos[v] != "VERB" or v in self.told or is_passive(a, v) or a.deprel[v].startswith("advcl"):
            return
        if self._is_open(v) or (is_negated(a, v) and cue.acts == "self"):  # what one will not do is mostly a rejection
            return
        if "have" in helpers or ("would" in helpers and (a.deprel[v] == "acl:relcl" or not self._is_reported(v))):
            return
        acts = [x for x in self._coordinated(v, v) if x == v or "VerbForm=Inf" in a.feats[x]]
        self.told.update(acts[1:])
        for act in acts:
            actor, toward = self.sides.roles(cue, (act, act), agent(a, act), None)
            if self._is_act(act, cue.stance) and self.sides.is_between(actor, toward):
                self.told.add(act)
                yield _Mention(act, act, self._stance(cue, act, actor), actor, toward)

    def _is_act(self, v: int, stance: Stance) -> bool:
        """Whether a verb after "will" or "should" tells of something to be done that no other record holds."""
        words = self.words
        return not (self._is_in(v, words.other_records, stance) or self._is_in(v, words.no_acts, stance) or is_hostile(self.c, v))

    def _is_reported(self, v: int) -> bool:
        """Whether a clause is somebody's words, or a sentence of its own that carries them on: elsewhere "would" only supposes."""
        a = self.a
        supposed = a.deprel[v] != "root" or any(a.word[t].lower() in _SUPPOSING for t in a.sentences[a.sentence[v]])
        return a.deprel[v] == "ccomp" or self.c.turn_of(v) is not None or not supposed

    # -- who, toward whom, what

    def _is_in(self, act: int, acts: frozenset[str], stance: Stance) -> bool:
        """Whether a verb, alone or with its object, is in a list of acts, unless it is asked for."""
        a = self.a
        objects = dependents(a, act, "obj", "compound")
        objects += [x for o in objects for x in dependents(a, o, "nmod") if marker(a, x) == "of"]  # "a series of meetings"
        verb = " ".join((a.lemma[act], *(a.word[x].lower() for x in dependents(a, act, "compound:prt"))))  # "speak out" is not "speak"
        names = (verb, *(f"{a.lemma[act]} {a.lemma[o]}" for o in objects))
        return stance not in ("invitation", "request") and any(x in acts for x in names)

    def _stance(self, cue: Cue, act: int, actor: tuple[str, ...]) -> Stance:
        """The stance of the cue; what the other side alone should do is requested."""
        speaker = voice(self.c, act)
        if cue.stance == "pledge" and not cue.takes and (self._is_agreed(act) or (len(actor) > 1 and set(actor) == set(self.c.cast.sides))):
            return "agreed"  # "the two countries will open a road"
        return "request" if cue.acts == "whoever" and speaker and speaker not in actor else cue.stance

    def _is_agreed(self, act: int) -> bool:
        """Whether it is to be done "under the agreement"."""
        a = self.a
        heads = (act, a.head[act]) if a.deprel[act] == "conj" else (act,)
        return any(marker(a, x) == "under" and instrument_kind(a.lemma[x].lower()) for v in heads for x in dependents(a, v, "obl"))

    def _record(self, m: _Mention) -> Commitment:
        c = self.c
        own = next(iter(dependents(self.a, m.act, "nsubj")), None)
        doers = actors(c, own) or tuple(x for x in self.sides.doers(own) if not x.isupper())  # not in "a Thai airline will fly to Yangon"
        first, last = action(c, m.at, m.act, self.told, with_subject=not set(doers) & set(m.actor))
        words = c.text(first, last)
        return Commitment(actor=m.actor, toward=m.toward or None, stance=m.stance, action=words, sector=sector_at(c, words, m.act),
                          deadline=deadline(c, m.at, m.act), evidence=(evidence(c, m.at, first, last, self._holder(m.at)),))
