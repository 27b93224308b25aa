"""Who is to act, and toward whom, where a word of promising, agreeing, planning, asking and the like tells of it."""
from __future__ import annotations

from dragoman.analysis.clauses import conjuncts, dependents, is_passive, marker
from dragoman.codebook.actor_sectors import actor_sector
from dragoman.codebook.commitments import Cue
from dragoman.extraction.assessments import owner
from dragoman.extraction.context import Context
from dragoman.extraction.roles import actors, named, other_side, parties, voice

_NOBODY = ("it", "there")
_MANY_STATES = frozenset(("country", "nation", "power", "state", "community"))  # "the international community must act"
_Roles = tuple[tuple[str, ...], tuple[str, ...]]  # who is to act, and toward whom


class Sides:
    """The two sides of the commitments of a document."""

    def __init__(self, c: Context) -> None:
        self.c, self.a = c, c.a

    def roles(self, cue: Cue, mention: tuple[int, int], holder: int | None, addressee: int | None) -> _Roles:
        """Who is to act, and toward whom; nobody where the text does not tell, or where somebody speaks to his own people only."""
        c, (at, act) = self.c, mention
        own = next((x for x in dependents(self.a, act, "nsubj") if act != at), None)
        doer = actors(c, own) or (self._owner(act) if act != at and cue.acts in ("other", "named") and cue.stance != "invitation" else ())
        unnamed = holder is None or self.a.word[holder].lower() in _NOBODY or holder == act
        holders = self.doers(holder) if at == act or cue.acts == "whoever" else parties(c, holder, groups=False)
        if not holders and holder is not None and self._is_firm(holder):
            holders = tuple(x for x in (voice(c, at),) if x)  # "the company is ready to": the one whose words these are
        if cue.acts in ("other", "named"):
            unsure = cue.takes & {"thing", "gift"} or is_passive(self.a, at)  # "demanded assurances", "the events are called upon to"
            asked = actors(c, addressee) if unsure else parties(c, addressee)
            if cue.acts == "named" and all(x.isupper() for x in asked):
                asked = self.doers(addressee)  # not "expects Thai shares to fall"
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

    def doers(self, t: int | None) -> tuple[str, ...]:
        """Who is to do what "will" or "should" says: whoever can act, and people and firms by where they are from ("a Thai airline")."""
        if t is None:
            return ()
        lemmas = {self.a.lemma[x].lower() for x in conjuncts(self.a, t)}
        if lemmas & _MANY_STATES and dependents(self.a, t, "amod"):
            return parties(self.c, t)
        return parties(self.c, t, groups=False) if any(actor_sector((w,)) for w in lemmas) else actors(self.c, t)

    def is_between(self, actor: tuple[str, ...], toward: tuple[str, ...]) -> bool:
        """Whether somebody is to act, and in a press service's text for another side: what it says of its own state alone is policy."""
        return bool(actor) and (bool(toward) or len(actor) > 1 or self.c.cast.publisher is None)

    def _is_firm(self, t: int) -> bool:
        """Whether it is "the company", "the bank": one that the text has named."""
        known = any(self.a.word[x].lower() == "the" for x in dependents(self.a, t, "det"))
        return known and actor_sector((self.a.lemma[t].lower(),)) == "BUS"

    def _is_we(self, t: int | None) -> bool:
        return t is not None and self.a.word[t].lower() == "we"

    def _owner(self, act: int) -> tuple[str, ...]:
        """Whose an act is that a noun names: "hope for Canada's help", "counts on the support of Canada"."""
        if self.a.upos[act] != "NOUN":
            return ()
        owners = [x for x in dependents(self.a, act, "nmod") if marker(self.a, x) == "of" and self.a.lemma[x].lower() in _MANY_STATES]
        return owner(self.c, act)[1] or next((parties(self.c, x) for x in owners), ())

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
