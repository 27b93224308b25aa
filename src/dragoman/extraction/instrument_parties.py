"""Whose instrument it is: the parties that its own phrase and the verb of signing name."""
from __future__ import annotations

from dragoman.analysis.clauses import agent, conjuncts, dependents, marker, subject
from dragoman.codebook.agreements import AgreementKind, is_one_of
from dragoman.extraction.context import Context
from dragoman.extraction.participants import named_before, phrases

def parties(c: Context, noun: int, verb: int | None, kind: AgreementKind) -> dict[str, None]:
    """Actors, in the order of the text; of contracts also companies, by name."""
    a = c.a
    found: dict[str, None] = {}
    named = kind in ("contract", "letter_of_intent")
    if verb is not None and is_one_of(a.lemma[verb].lower(), "party_verbs"):
        doer = agent(a, verb)
        if doer is not None and doer != noun and not _is_about(c, verb, doer, noun):
            found |= _actors(c, doer, named=named)
        for t in phrases(c, [verb], "with", "between"):
            found |= _actors(c, t, named=named)
    found |= named_before(c, noun).codes
    for t in phrases(c, [noun, *dependents(a, noun, "acl")], "with", "between", "among", "by", "of", "to"):
        if marker(a, t) in ("with", "between", "among") or t in c.cast.place_at or (marker(a, t) == "by" and c.cast.codes(t)):
            found |= _actors(c, t, named=named)
    return found


def _is_about(c: Context, verb: int, doer: int, noun: int) -> bool:
    """Whether the doer is only the noun itself again, as the subject of its own relative clause."""
    return subject(c.a, verb) == noun and doer == noun


def _actors(c: Context, token: int, *, named: bool) -> dict[str, None]:
    """The actors of a phrase; with `named`, a company goes by its own name, not by its country's code."""
    found: dict[str, None] = {}
    for t in conjuncts(c.a, token):
        codes = c.cast.codes(t)
        if _is_company(c, t) and (named or not codes):
            found[_name(c, t)] = None
        else:
            found |= dict.fromkeys(codes)
    return found


def _name(c: Context, t: int) -> str:
    """The capitalised words around the head of a name."""
    a, first, last = c.a, t, t
    while first > 0 and a.upos[first - 1] == "PROPN" and a.sentence[first - 1] == a.sentence[t]:
        first -= 1
    while last + 1 < len(a) and a.upos[last + 1] == "PROPN" and a.sentence[last + 1] == a.sentence[t]:
        last += 1
    return c.text(first, last)


def _is_company(c: Context, t: int) -> bool:
    """Whether the phrase is the name of an organisation that is no state and no person."""
    a, cast = c.a, c.cast
    if a.upos[t] != "PROPN" or t in cast.person_at or t in cast.office_at:
        return False
    if not any(chunk.first <= t <= chunk.last and chunk.label == "ORG" for chunk in a.names):
        return False
    return not any(p.kind != "demonym" for p in cast.place_at.get(t, ()))
