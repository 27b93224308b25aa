"""What is promised, agreed, planned, proposed, asked → `commitment` records. The words are in `codebook/commitments.yaml`."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis.clauses import agent, conjuncts, dependents, is_negated, is_passive, marker, subject
from dragoman.codebook.commitments import Cue, Stance, commitment_words, cues
from dragoman.extraction.actions import action, deadline, is_time
from dragoman.extraction.assessments import owner
from dragoman.extraction.context import Context
from dragoman.extraction.merging import told_once
from dragoman.extraction.roles import actors, evidence, named, other_side, parties, voice
from dragoman.extraction.sectors import sector_at
from dragoman.extraction.threats import is_hostile
from dragoman.records import Commitment

_CLAUSAL = ("xcomp", "ccomp", "advcl", "acl", "csubj")
_NOBODY = ("it", "there")
_TAKEN = ("accept", "receive", "decline", "reject")  # whoever accepts an invitation is invited
_SUPPOSING = ("if", "could", "might")
_CALLS = ("call", "appeal")  # "called on world leaders to …"
_Roles = tuple[tuple[str, ...], tuple[str, ...]]  # who is to act, and toward whom


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
        self.c, self.a, self.words = c, c.a, commitment_words()
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
        for cue in cues(a.lemma[t].lower(), a.upos[t]):
            if self._is_idle(t):
                return
            if not self._fits(t, cue):
                continue
            acts = [x for x in self._acts(t, cue) if x not in self.told and not self._is_in(x, self.words.other_records, cue.stance)
                    and not (cue.acts == "self" and is_hostile(self.c, x))]
            yield from self._mentions(t, cue, acts, addressee)
            if self.told.intersection(acts):
                return

    def _mentions(self, t: int, cue: Cue, acts: list[int], addressee: int | None) -> Iterator[_Mention]:
        """What a word says of each of its acts, where somebody is to do it."""
        holder = self._holder(t)
        for act in acts:
            actor, toward = self._roles(cue, (t, act), holder, addressee)
            if self._is_between(actor, toward):
                self.told.add(act)
                yield _Mention(t, act, self._stance(cue, act, actor), actor, toward)

    def read(self, t: int, cue: Cue) -> Commitment | None:
        """What a word commits to by a cue, whether or not the codebook lists it: the first of its acts, else itself.

        After "will" or "to" it is itself what is to be done.
        """
        to_be = self._particle(t) == "to" or any(cues(self.a.word[x].lower(), "AUX") for x in dependents(self.a, t, "aux"))
        addressee = self._addressee(t) if self.a.upos[t] in ("VERB", "NOUN") else None
        acts = ([] if to_be else self._acts(t, cue)) or [t]
        found = next(self._mentions(t, cue, acts, addressee), None)
        return self._record(found) if found else None

    def _is_idle(self, t: int) -> bool:
        """Whether the word commits to nothing here: denied, put as a question or a condition, or left open."""
        a = self.a
        nobodys = a.lemma[t] == "expect" or a.deprel[t] == "advcl"  # "is expected to", "asked whether"
        asked = a.upos[t] == "VERB" and nobodys and is_passive(a, t)
        none = any(a.lemma[x].lower() == "no" for x in dependents(a, t, "det"))  # "no willingness to compromise"
        purpose = a.upos[t] == "VERB" and a.deprel[t] in ("advcl", "acl") and self._particle(t) == "to"  # "calls in order to urge"
        return none or purpose or is_negated(a, t) or asked or self._is_open(t)

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
        if cue.under and (a.head[t] < 0 or a.lemma[a.head[t]] not in cue.under) and not (cue.owned and dependents(a, t, "nmod:poss")):
            return False
        if a.lemma[t] == "call" and a.upos[t] == "VERB" and any(
                a.upos[x] != "VERB" and actors(self.c, x) for x in dependents(a, t, "obj", "xcomp")):  # by telephone
            return False
        if cue.stance not in ("proposal", "request", "invitation") and self._is_undone(t):
            return False
        if a.lemma[t] == "like" and not any(a.word[x].lower() in ("would", "'d", "’d", "should") for x in dependents(a, t, "aux")):
            return False
        return not cue.particle or any(a.word[x].lower() == cue.particle for x in dependents(a, t, "advmod", "compound"))

    def _holder(self, t: int) -> int | None:
        """Whose promise, plan or request it is."""
        a = self.a
        if a.upos[t] in ("VERB", "ADJ"):
            above = a.head[t] if a.upos[t] == "ADJ" and a.deprel[t] == "xcomp" else t  # "we stand ready to"
            return agent(a, above)
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
        clauses = [x for x in dependents(a, t, *_CLAUSAL) if x > t]
        low = a.upos[t] == "NOUN" or (a.upos[t] == "ADJ" and a.deprel[t] == "xcomp")  # "an agreement was reached to", "stands ready to"
        if low and a.head[t] >= 0 and not clauses:
            clauses = [x for x in dependents(a, a.head[t], "xcomp", "advcl", "acl") if x > t and self._particle(x)]
        found = [x for x in clauses if self._takes(x, cue)]
        if not found and a.upos[t] == "VERB" and cue.takes & {"thing", "gift"}:
            found = [x for x in dependents(a, t, "obj") if a.upos[x] in ("NOUN", "SYM", "NUM") and not actors(self.c, x)
                     and ("thing" in cue.takes or a.lemma[x].lower() in self.words.gifts)
                     and a.lemma[x].lower() not in self.words.measures]
        if not found:
            found = [x for x in dependents(a, t, "obl", "nmod") if x > t and marker(a, x) in cue.takes and not is_time(self.c, x)
                     and (cue.stance == "invitation" or (a.upos[x] in ("NOUN", "SYM") and not actors(self.c, x)))
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
        if "that" not in cue.takes or not a.deprel[x].startswith(("ccomp", "acl", "xcomp", "csubj")) or not dependents(a, x, "nsubj"):
            return False
        valued = a.upos[a.head[x]] == "ADJ" and cue.stance == "proposal" and cue.acts == "both"  # "it is important that Germany takes part"
        return (valued or self._is_to_be(x)) and not (cue.stance == "agreed" and self._is_expected(x))

    def _is_to_be(self, x: int) -> bool:
        """Whether a clause with a subject says what is to be, not what is: "would be opened", "be opened", "open"."""
        a = self.a
        helpers = [a.word[m].lower() for m in dependents(a, x, "aux", "cop")]
        bare = a.word[x].lower() == a.lemma[x] and a.upos[x] == "VERB"
        return any(cues(w, "AUX") or w == "be" for w in helpers) or (not helpers and bare)

    def _is_expected(self, x: int) -> bool:
        """Whether a clause says only what will come of itself: "agreed that trade would grow"."""
        will = any(self.a.word[m].lower() in ("will", "would") for m in dependents(self.a, x, "aux"))
        happens = (self.words.no_acts | {"contribute"}) - {"have"}  # "would have to pay" is a duty
        return will and not is_passive(self.a, x) and self._is_in(x, happens, "agreed")

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
        told = any(head < x for x in dependents(a, head, "obj", "obl", "xcomp", "ccomp") if not joined or x < joined[0])
        return [head, *joined] if told else [head]

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
        if "have" in helpers or ("would" in helpers and not self._is_reported(v)):
            return
        if self._is_in(v, self.words.other_records, cue.stance) or self._is_in(v, self.words.no_acts, cue.stance) or is_hostile(self.c, v):
            return
        actor, toward = self._roles(cue, (v, v), agent(a, v), None)
        if self._is_between(actor, toward):
            self.told.add(v)
            yield _Mention(v, v, self._stance(cue, v, actor), actor, toward)

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
        names = (a.lemma[act], *(f"{a.lemma[act]} {a.lemma[o]}" for o in objects))
        return stance not in ("invitation", "request") and any(x in acts for x in names)

    def _stance(self, cue: Cue, act: int, actor: tuple[str, ...]) -> Stance:
        """The stance of the cue; what the other side alone should do is requested."""
        speaker = voice(self.c, act)
        if cue.stance == "pledge" and not cue.takes and len(actor) > 1 and set(actor) == set(self.c.cast.sides):
            return "agreed"  # "the two countries will open a road"
        return "request" if cue.acts == "whoever" and speaker and speaker not in actor else cue.stance

    def _roles(self, cue: Cue, mention: tuple[int, int], holder: int | None, addressee: int | None) -> _Roles:
        """Who is to act, and toward whom; nobody where the text does not tell, or where somebody speaks to his own people only."""
        c, (at, act) = self.c, mention
        own = next((x for x in dependents(self.a, act, "nsubj") if act != at), None)
        doer = actors(c, own) or (self._owner(act) if act != at and cue.acts in ("other", "named") else ())
        unnamed = holder is None or self.a.word[holder].lower() in _NOBODY or holder == act
        holders = actors(c, holder) if at == act or cue.acts == "whoever" else parties(c, holder, groups=False)
        if cue.acts in ("other", "named"):
            asked = actors(c, addressee) if "thing" in cue.takes else parties(c, addressee)  # "demanded assurances"
            others = doer or asked or (other_side(c, holders) if cue.acts == "other" else ())
            speaker = holders or tuple(x for x in (voice(c, at),) if x)
            toward = tuple(x for x in speaker if x not in others) or other_side(c, others)
            valued = self.a.upos[at] == "ADJ" and unnamed  # "it is important for us to act"
            # "asked the leaders of the parties to": the text's other leaders are not meant
            shared = set(others) & set(speaker)
            to_own = others == holders or (valued and len(shared) == len(others)) or (len(others) > 1 and bool(shared))
            return ((), ()) if to_own else (others, toward)
        if cue.acts == "both" and (not doer or self._is_we(own)):  # "I propose that we begin"
            holders = holders or tuple(x for x in (voice(c, at),) if x)
            return (tuple(dict.fromkeys((*holders, *other_side(c, holders)))) if holders else c.cast.sides), ()
        if unnamed and not doer and (cue.under or (cue.stance in ("agreed", "intention") and is_passive(self.a, at))):
            return c.cast.sides, ()  # "it was agreed to …", "an agreement was reached to …"
        actor = doer or holders
        if cue.acts == "whoever" and len(actor) == 1 and actor[0] == voice(c, act):  # what is to be done at home
            return (), ()
        several = holder is not None and (self._is_we(holder) or bool(dependents(self.a, holder, "conj")))
        if cue.stance == "agreed" and len(actor) == 1 and several:
            actor = (*actor, *other_side(c, actor))  # two agreed, and one of them is not known
        return ((), ()) if cue.acts == "together" and len(actor) < 2 else (actor, self._toward(actor, act, addressee))

    def _is_between(self, actor: tuple[str, ...], toward: tuple[str, ...]) -> bool:
        """Whether somebody is to act, and in a press service's text for another side: what it says of its own state alone is policy."""
        return bool(actor) and (bool(toward) or len(actor) > 1 or self.c.cast.publisher is None)

    def _is_we(self, t: int | None) -> bool:
        return t is not None and self.a.word[t].lower() == "we"

    def _owner(self, act: int) -> tuple[str, ...]:
        """Whose an act is that a noun names: "hope for Canada's help", "counts on the support of Canada"."""
        return owner(self.c, act)[1] if self.a.upos[act] == "NOUN" else ()

    def _toward(self, actor: tuple[str, ...], act: int, addressee: int | None) -> tuple[str, ...]:
        """Whoever is addressed; else of those whom the act names the other of the document's sides, or the first; else that side."""
        c, a = self.c, self.a
        addressed = tuple(x for x in actors(c, addressee) if x not in actor)
        if addressed:
            return addressed
        inside = a.subtree(act)
        if len(actor) > 1:  # only a third one with whom or for whom they act: "will support Ukraine", "cooperation with Japan"
            inside = [t for t in inside if marker(a, t) == "with" or (a.head[t] == act and a.deprel[t] == "obj")]
            return next((rest for t in inside if (rest := tuple(x for x in actors(c, t) if x not in actor))), ())
        opposite = other_side(c, actor)
        others = [x for x in named(c, inside) if x not in actor]
        if not others:
            return opposite or self._outsiders_aim(actor, act)
        if opposite and opposite[0] in others:
            return opposite
        first = next(t for t in inside if others[0] in named(c, (t,)))
        return tuple(x for x in c.cast.codes(first) if x in others) or (others[0],)

    def _outsiders_aim(self, actor: tuple[str, ...], act: int) -> tuple[str, ...]:
        """Toward whom somebody acts who is neither of the document's sides: whoever speaks, else both."""
        if set(actor) & set(self.c.cast.sides):
            return ()
        speaker = voice(self.c, act)
        return (speaker,) if speaker and speaker not in actor else self.c.cast.sides

    def _record(self, m: _Mention) -> Commitment:
        c = self.c
        own = next(iter(dependents(self.a, m.act, "nsubj")), None)
        first, last = action(c, m.at, m.act, self.told, with_subject=not set(actors(c, own)) & set(m.actor))
        words = c.text(first, last)
        return Commitment(actor=m.actor, toward=m.toward or None, stance=m.stance, action=words, sector=sector_at(c, words, m.act),
                          deadline=deadline(c, m.at, m.act), evidence=(evidence(c, m.at, first, last, self._holder(m.at)),))
