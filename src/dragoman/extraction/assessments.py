"""What a speaker thinks of another without a word of gesture: "Russia's brutal war", "a model of tolerance", "called it childish".

The words are in `codebook/gestures.yaml`, in the lists from `wrongs` on.
"""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.clauses import (
    agent,
    dependents,
    is_hypothetical,
    is_infinitive,
    is_negated,
    is_passive,
    marker,
    patient,
    phrase,
    subject,
)
from dragoman.codebook.gestures import Kind, Table, gesture_words
from dragoman.extraction.actions import action
from dragoman.extraction.context import Context
from dragoman.extraction.gesture_matters import shortest
from dragoman.extraction.roles import actors, can_act, evidence, last_named, meant, named, other_side, parties
from dragoman.records import Gesture

_Actors = tuple[str, ...]
_MOST = 6  # records of one word
_ALLEGED = frozenset(("alleged", "allegedly"))
_POINTING = frozenset(("this", "that", "it", "these", "those", "they"))
_NOT_YET = frozenset(("further", "possible", "potential", "future", "any"))
_WITHOUT_OWNER = ("conj", "cc", "appos", "acl:relcl", "case", "punct", "parataxis", "nmod:poss", "det")


def assessments(c: Context, t: int) -> Iterator[Gesture]:
    """The gestures in which the word at a token judges somebody's deed or nature."""
    words, a = gesture_words(), c.a
    lemma = a.lemma[t].lower()
    if any(a.word[x].lower() in _ALLEGED for x in dependents(a, t, "amod", "advmod")):
        yield from _alleged(c, t)
    elif a.upos[t] in ("NOUN", "PROPN"):
        kind = _kind_of_deed(c, t, words)
        if kind:
            yield from deed(c, t, kind)
        elif subject(a, t) is not None and not is_negated(a, t) and _is_good(c, t, words):
            yield from nature(c, t, "praise")
        else:
            yield from _is_bad(c, t, words)
    elif a.upos[t] == "ADJ":
        yield from _is_bad(c, t, words)
    elif a.upos[t] == "VERB" and lemma in words.calls:
        yield from _called(c, t, words)
    elif a.upos[t] == "VERB" and not is_hypothetical(a, t) and _acts(c, t) & (words.duties if is_negated(a, t) else words.offences):
        yield from nature(c, t, "accusation")


def _acts(c: Context, v: int) -> set[str]:
    """A verb alone, and with its object: "break", "break promise"."""
    lemma = c.a.lemma[v].lower()
    return {lemma, *(f"{lemma} {c.a.lemma[o].lower()}" for o in dependents(c.a, v, "obj"))}


def _is_bad(c: Context, t: int, words: Table) -> Iterator[Gesture]:
    """Somebody's deed is said to be bad: "the attacks are illegal", "the Peruvian ban was a mistake"; of a claim, to be untrue."""
    lemma, judged = c.a.lemma[t].lower(), subject(c.a, t)
    if judged is None or not dependents(c.a, t, "cop") or is_negated(c.a, t) or lemma not in words.harsh | words.bad | words.untrue:
        return
    kind: Kind = "rejection" if lemma in words.untrue else "criticism"
    turn = c.turn_of(t)
    if c.a.word[judged].lower() in _POINTING and turn is not None and turn.code:  # "a spokesman said this was untrue"
        last = action(c, t, t, (), with_subject=False)[1]
        first = max(dependents(c.a, t, "cop")) + 1
        takers = other_side(c, (turn.code,))
        yield from _pairs(c, kind, ((turn.code,), takers), (first, last), evidence(c, t, judged, first, last))
    else:
        yield from deed(c, judged, kind)


def _alleged(c: Context, t: int) -> Iterator[Gesture]:
    """An alleged wrong: whose it is, else who was named last before it; whoever else there is alleges it."""
    place, takers = owner(c, t)
    if not takers:
        takers = last_named(c, t)
    givers = judges(c, t, takers) or other_side(c, takers)
    first, last = phrase(c.a, t, _WITHOUT_OWNER) if c.a.upos[t] == "NOUN" else action(c, t, t, (), with_subject=False)
    yield from _pairs(c, "accusation", (givers, takers), (first, last), evidence(c, t, place, first, last))


def _kind_of_deed(c: Context, t: int, words: Table) -> Kind | None:
    a = c.a
    lemma = a.lemma[t].lower()
    if a.upos[t] == "PROPN":
        return None
    harsh = any(a.lemma[x].lower() in words.harsh for x in dependents(a, t, "amod"))
    further = any(a.lemma[x].lower() in _NOT_YET for x in dependents(a, t, "amod"))
    if lemma in words.wrongs or (lemma in words.wrongs_of and not further and dependents(a, t, "nmod:poss")):
        return "criticism" if harsh and lemma in words.faults else "accusation"
    if harsh:
        return "criticism" if lemma in words.faults else "accusation"
    return None


def _is_good(c: Context, t: int, words: Table) -> bool:
    """Whether a predicate makes a friend of its subject."""
    lemma = c.a.lemma[t].lower()
    praised = any(c.a.lemma[x].lower() in words.good for x in dependents(c.a, t, "amod"))
    if lemma not in words.good_natures and not (praised and lemma in words.good_with_praise):
        return False
    return not any(c.a.lemma[x].lower() in words.bad | words.harsh for x in c.a.subtree(t))  # "an example of extreme protectionism"


def deed(c: Context, t: int, kind: Kind) -> Iterator[Gesture]:
    """Whoever speaks judges what a noun tells of; meant is whose deed it is."""
    place, takers = owner(c, t)
    givers = judges(c, t, takers) if takers else ()
    first, last = phrase(c.a, t, _WITHOUT_OWNER)
    yield from _pairs(c, kind, (givers, takers), (first, last), evidence(c, t, place, first, last))


def nature(c: Context, v: int, kind: Kind, *, loose: bool = False) -> Iterator[Gesture]:
    """Whoever speaks judges what a clause says of its subject; meant is the subject, or whose it is.

    `loose`: where the subject is nobody ("it is irrational to complain"), whoever the clause names is meant, else the other side.
    """
    a = c.a
    who = agent(a, v)
    somebody = who is not None and (loose or can_act(c, who) or a.lemma[who].lower() in gesture_words().groups)
    takers: _Actors = ()
    if who is not None and (somebody or kind == "praise"):  # "its institutions are a beacon of" praises the state
        takers = c.cast.codes(who) if somebody else meant(c, who)
    givers = judges(c, v, takers)
    vague = not takers and loose
    if vague or (len(takers) > 1 and who is not None and a.upos[who] == "PRON"):  # "they have not lived up to it": the other side
        takers = tuple(x for x in named(c, a.subtree(v)) if x not in givers)[:1] or other_side(c, givers)
    first, last = action(c, v, v, (), with_subject=False)
    yield from _pairs(c, kind, (givers, takers), (first, last), evidence(c, v, who, first, last))


def _called(c: Context, v: int, words: Table) -> Iterator[Gesture]:
    """Somebody calls something childish, or describes it as excellent."""
    a = c.a
    thing = patient(a, v)
    behind = [x for x in dependents(a, v, "xcomp", "obl", "advcl", "obj") if x > v and x != thing]
    named = [x for x in behind if marker(a, x) in ("", "as") and not is_infinitive(a, x)]
    if thing is None or not named or is_negated(a, v):
        return
    said = {a.lemma[t].lower() for t in a.subtree(named[0])}
    kind = _verdict(said, words)
    givers = actors(c, agent(a, v))
    if kind is None or not givers:
        return
    takers = tuple(x for x in meant(c, thing) if x not in givers) or other_side(c, givers) or last_named(c, v, givers)
    inside = a.subtree(named[0])
    about = (inside[0], inside[-1]) if can_act(c, thing) else phrase(a, thing)
    yield from _pairs(c, kind, (givers, takers), about, evidence(c, v, agent(a, v), thing, inside[-1]))


def _verdict(said: set[str], words: Table) -> Kind | None:
    """What calling something by these words is."""
    if said & words.untrue:
        return "rejection"
    if said & (words.harsh | words.bad):
        return "criticism"
    return "praise" if said & (words.good | words.good_natures) else None


def _pairs(c: Context, kind: Kind, sides: tuple[_Actors, _Actors], about: tuple[int, int], shows: object) -> Iterator[Gesture]:
    givers, takers = sides
    for giver, taker in [(g, t) for g in givers for t in takers if g != t][:_MOST]:
        yield Gesture(kind=kind, from_=giver, to=taker, about=c.text(*shortest(c, *about)), evidence=(shows,))


# -- who judges, who is judged


def owner(c: Context, t: int) -> tuple[int | None, _Actors]:
    """Whose deed a noun tells of, and the head of the phrase that says so: "the Russian attack", "Japan's failure", "dumping by Japan"."""
    a = c.a
    phrases = dependents(a, t, "nmod:poss", "amod", "compound")
    phrases += [x for x in dependents(a, t, "nmod", "obl", "acl") if marker(a, x) in ("by", "on the part of")]
    phrases += [y for x in dependents(a, t, "nmod") for y in dependents(a, x, "nmod") if marker(a, y) == "by"]  # "raids on A by B"
    phrases += [agent_ for x in dependents(a, t, "acl") if is_passive(a, x) and (agent_ := agent(a, x)) is not None]
    if a.lemma[t].lower() not in gesture_words().done_to:
        phrases += [x for x in dependents(a, t, "nmod") if marker(a, x) in ("of", "from")]
    for x in phrases:
        if a.upos[x] == "PRON":
            return _possessor(c, t)
        codes = c.cast.codes(x) or (parties(c, x, groups=False) if a.upos[x] == "PROPN" else ())
        if codes:
            return x, codes
    doer = agent(a, a.head[t]) if marker(a, t) == "in" and a.head[t] >= 0 and a.deprel[t] == "obl" else None
    return (doer, actors(c, doer)) if a.lemma[t].lower() in gesture_words().done_to else (None, ())  # "in breach of the pact, Peru …"


def _possessor(c: Context, t: int) -> tuple[int | None, _Actors]:
    """Whom "its" before a noun means: what the clause's verb is done to ("hold Russia to account for its war"), else its subject."""
    a, v = c.a, c.a.head[t]
    while v >= 0 and a.upos[v] not in ("VERB", "AUX"):
        v = a.head[v]
    places = (patient(a, v), subject(a, v)) if v >= 0 else ()
    return next(((x, c.cast.codes(x)) for x in places if x is not None and x < t and can_act(c, x) and c.cast.codes(x)), (None, ()))


def judges(c: Context, t: int, judged_: _Actors) -> _Actors:
    """In whose name a token's words are said: who is quoted or reported, else who acts in the outermost clause, else the publisher."""
    a = c.a
    turn = c.turn_of(t)
    if turn and turn.code and judged_ != (turn.code,):
        return (turn.code,)
    found: _Actors = ()
    inner, head = t, a.head[t]
    while head >= 0:
        doer = agent(a, head) if a.upos[head] in ("VERB", "AUX") and not a.deprel[inner].startswith("nsubj") else None
        codes = actors(c, doer) if doer is not None and doer != t else ()
        found = codes if codes and not set(codes) & set(judged_) else found
        inner, head = head, a.head[head]
    return found or ((c.cast.publisher,) if c.cast.publisher and c.cast.publisher not in judged_ else ())
