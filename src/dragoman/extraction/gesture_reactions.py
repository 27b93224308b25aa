"""What a deed brings upon him who does it: "drew criticism from Peru", "has the support of Peru", "angered Peru" → `gesture` records.

Here the subject is not whose gesture it is, but whom it is meant for.
"""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import dependents, is_hypothetical, is_negated, is_passive, marker, patient, phrase, subject, tense
from dragoman.codebook.gestures import Kind, gesture, gesture_words
from dragoman.extraction.context import Context
from dragoman.extraction.gesture_matters import shortest
from dragoman.extraction.roles import actors, can_act, evidence, meant, other_side
from dragoman.records import Gesture

_MOST = 6  # records of one word
_UNDER = frozenset(("with", "under", "in for"))  # "met with protests from", "came under criticism from"
_NOT_A_PHRASE = ("acl:relcl", "acl", "appos", "parataxis", "case", "punct", "conj", "cc")


def reacted(c: Context, t: int) -> Iterator[Gesture]:
    """The gestures that the word at a token says to be drawn by its subject."""
    if _is_drawn(c, t):
        yield from _drawn(c, t)
    elif c.a.upos[t] == "VERB":
        yield from _upsets(c, t)


def _is_drawn(c: Context, t: int) -> bool:
    """Whether a noun of gesture names what its verb's subject meets with: "won praise", "ran into opposition"."""
    a = c.a
    head = a.head[t]
    if a.upos[t] != "NOUN" or head < 0 or a.lemma[head].lower() not in gesture_words().draws or not _is_done(a, head):
        return False
    return a.deprel[t] == "obj" or (a.deprel[t] == "obl" and marker(a, t) in _UNDER)


def _drawn(c: Context, t: int) -> Iterator[Gesture]:
    """The gestures of a noun that a deed or somebody draws; none where it is not said from whom."""
    a = c.a
    head, shown = a.head[t], gesture(a.lemma[t].lower(), "NOUN")
    whose = [x for h in (t, head) for x in dependents(a, h, "nmod", "obl") if x > t and marker(a, x) in ("from", "by", "of", "among")]
    whose += [*dependents(a, t, "nmod:poss"), *(x for x in dependents(a, t, "amod", "compound") if x in c.cast.place_at)]
    holder = next((x for x in whose if can_act(c, x)), None)
    done = subject(a, head)
    if shown is not None and holder is not None and done is not None:
        matters = [x for h in (t, head) for x in dependents(a, h, "nmod", "obl") if x > t and marker(a, x) in ("for", "over")]
        yield from _gestures(c, shown.kind, holder, done, (t, matters[0] if matters else done))


def _upsets(c: Context, v: int) -> Iterator[Gesture]:
    """The criticism of those whom somebody's deed angers: "the ban has angered Peru"."""
    a = c.a
    if a.lemma[v].lower() not in gesture_words().upsets or is_passive(a, v) or not _is_done(a, v):
        return
    done = subject(a, v)
    hurt = next((x for x in (patient(a, v), *dependents(a, v, "nsubj")) if x is not None and x > v), None)  # or a misread subject
    if done is not None and hurt is not None:
        yield from _gestures(c, "criticism", hurt, done, (v, done))


def _is_done(a: Analysis, v: int) -> bool:
    return not is_negated(a, v) and not is_hypothetical(a, v) and tense(a, v) != "future"


def _gestures(c: Context, kind: Kind, holder: int, done: int, said: tuple[int, int]) -> Iterator[Gesture]:
    """One for each pair of who shows it and who is meant; `said`: the word that shows it, and the head of what it is about."""
    t, thing = said
    givers = actors(c, holder)
    takers = meant(c, done) or (other_side(c, givers) if not can_act(c, done) else ())
    if set(givers) & set(takers):
        return
    about = None if can_act(c, thing) else shortest(c, *phrase(c.a, thing, _NOT_A_PHRASE))
    shows = (evidence(c, t, holder, done, *(about or ())),)
    for giver, taker in [(g, k) for g in givers for k in takers][:_MOST]:
        yield Gesture(kind=kind, from_=giver, to=taker, about=c.text(*about) if about else None, evidence=shows)
