"""Hostile acts that are still to come: announced, planned, prepared or held out → `gesture` records of kind `threat`."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.clauses import agent, dependents, is_negated, is_passive, marker
from dragoman.codebook import gestures as codebook
from dragoman.extraction.actions import action
from dragoman.extraction.context import Context
from dragoman.extraction.roles import actors, evidence, meant, named, other_side, voice
from dragoman.records import Gesture

_TO_COME = frozenset(("will", "would", "may", "might", "could", "'ll", "’ll"))
_CONDITIONS = frozenset(("if", "unless", "until", "event"))  # "in the event of an attack"
_FAR = 4  # heads between an act and the word that holds it out: "announced plans to slap tariffs on"


def threats(c: Context, t: int) -> Iterator[Gesture]:
    """The threat of a verb or noun of a hostile act."""
    if c.a.upos[t] == "VERB" and _is_to_suffer(c, t):
        yield from _threat_to_subject(c, t)
    elif c.a.upos[t] == "VERB" and is_hostile(c, t):
        by = _held_out(c, t)
        doer = agent(c.a, t)
        yield from _threat(c, t, doer if by is None or (doer is not None and actors(c, doer)) else _holder(c, by), t)
    elif c.a.upos[t] == "NOUN" and _hurts(c, t):
        by = _held_out(c, t)
        if by is not None:
            yield from _threat(c, t, _holder(c, by), by)


def is_hostile(c: Context, v: int) -> bool:
    """Whether a verb tells of a hostile act that is still to come."""
    a, words = c.a, codebook.gesture_words()
    if a.upos[v] != "VERB" or is_passive(a, v) or is_negated(a, v):
        return False
    to_come = any(a.word[x].lower() in _TO_COME for x in dependents(a, v, "aux"))
    if not to_come and _held_out(c, v) is None:
        return False
    acts = {a.lemma[v], *(f"{a.lemma[v]} {a.lemma[o]}" for o in dependents(a, v, "obj"))}
    if acts & words.hostile or not acts & words.hostile_if:
        return bool(acts & words.hostile)
    said = {form for t in a.sentences[a.sentence[v]] for form in (a.word[t].lower(), a.lemma[t].lower())}
    return bool(to_come and said & _CONDITIONS) or bool(acts & words.hostile_answers and said & (words.wrongs | words.wrongs_of))


def _is_to_suffer(c: Context, v: int) -> bool:
    """Whether a verb says that its subject will suffer for something: "will face consequences"."""
    lemma = c.a.lemma[v].lower()
    acts = {lemma, *(f"{lemma} {c.a.lemma[o].lower()}" for o in dependents(c.a, v, "obj"))}
    to_come = any(c.a.word[x].lower() in _TO_COME for x in dependents(c.a, v, "aux"))
    return to_come and not is_negated(c.a, v) and bool(acts & codebook.gesture_words().suffers)


def _threat_to_subject(c: Context, v: int) -> Iterator[Gesture]:
    speaker, sufferer = voice(c, v), agent(c.a, v)
    first, last = action(c, v, v, (), with_subject=False)
    for taker in actors(c, sufferer) if speaker else ():
        if taker != speaker:
            yield Gesture(kind="threat", from_=speaker, to=taker, about=c.text(first, last), evidence=(evidence(c, v, last, sufferer),))


def _hurts(c: Context, t: int) -> bool:
    """Whether a noun names something hostile that is aimed at somebody: "tariffs on", "action against"."""
    words, lemma = codebook.gesture_words(), c.a.lemma[t].lower()
    aimed = {marker(c.a, x) for x in _phrases(c, t)}
    if lemma in words.revenge:
        return marker(c.a, t) != "in"  # "tariffs in retaliation"
    if lemma in words.hostile_against:
        return "against" in aimed
    return lemma in words.hostile_things and bool(aimed & {"on", "against", "for"})


def _phrases(c: Context, t: int) -> list[int]:
    """The phrases behind an act, also those that the tree hangs on the verb above a noun: "is preparing action against …"."""
    a = c.a
    above = dependents(a, a.head[t], "obl") if a.upos[t] == "NOUN" and a.head[t] >= 0 else []
    return [*dependents(a, t, "nmod", "obl"), *(x for x in above if x > t)]


def _held_out(c: Context, t: int) -> int | None:
    """The word above an infinitive, a gerund or a noun that says that the act is planned, prepared or considered."""
    a, x, words = c.a, t, codebook.gesture_words()
    if any(a.word[d].lower() in _CONDITIONS for d in dependents(a, t, "mark")):
        return None  # "threatened to leave if they impose sanctions"
    if t > 1 and a.word[t - 1].lower() == "to" and a.upos[t - 2] == "NOUN" and a.lemma[t - 2].lower() in words.holds_out:
        return t - 2  # wherever the tree hangs the infinitive
    for _ in range(_FAR):
        x = a.head[x]
        asked = x >= 0 and any(a.deprel[d] == "mark" and a.word[d].lower() in ("if", "whether") for d in a.children[x])
        if x < 0 or asked or a.lemma[x].lower() in words.calls_off:
            return None
        if a.lemma[x].lower() in words.holds_out and not is_negated(a, x):
            return x
    return None


def _holder(c: Context, by: int) -> int | None:
    """Who holds a hostile act out: whose plan it is, or who announces it."""
    a = c.a
    if a.upos[by] == "VERB":
        return agent(a, by)
    own = dependents(a, by, "nmod:poss", "compound", "amod") + [x for x in dependents(a, by, "nmod") if marker(a, x) == "of"]
    found = next((x for x in own if actors(c, x)), None)
    while found is None and by >= 0:
        by = a.head[by]
        found = agent(a, by) if by >= 0 and a.upos[by] == "VERB" else None
    return found


def _threat(c: Context, t: int, holder: int | None, around: int) -> Iterator[Gesture]:
    """Somebody holds out something hostile to whom the act names, else to the other side."""
    a = c.a
    speaker = voice(c, t) if holder is None else None
    givers = actors(c, holder) or ((speaker,) if speaker else ())
    phrases = [x for x in (*_phrases(c, t), *dependents(a, t, "obj")) if marker(a, x) in ("on", "against", "")]
    aimed = [code for x in phrases for code in meant(c, x)] + list(named(c, a.subtree(t)))
    takers = [code for code in aimed if code not in givers][:1] or list(other_side(c, givers))
    first, last = action(c, t, t, (), with_subject=False)
    shows = (evidence(c, t, last, holder, around),)
    for giver in givers:
        for taker in takers:
            yield Gesture(kind="threat", from_=giver, to=taker, about=c.text(first, last), evidence=shows)
