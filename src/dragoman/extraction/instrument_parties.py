"""Whose instrument it is: the parties that its own phrase and the verb of signing name."""
from __future__ import annotations

from dragoman.analysis.clauses import agent, conjuncts, dependents, marker, phrase, subject
from dragoman.codebook.agreements import AgreementKind, is_one_of
from dragoman.extraction.context import Context
from dragoman.extraction.participants import named_before, phrases

_BARE = ("conj", "cc", "appos", "acl:relcl", "acl", "case", "punct", "det", "nmod", "nmod:desc")


def parties(c: Context, noun: int, verb: int | None, kind: AgreementKind) -> dict[str, None]:
    """Actors, in the order of the text; of contracts also companies, by name."""
    a = c.a
    found: dict[str, None] = {}
    named = kind == "contract"
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
        if named and _is_company(c, t):
            found[c.text(*phrase(c.a, t, _BARE))] = None
        else:
            found |= dict.fromkeys(c.cast.codes(t))
    return found


def _is_company(c: Context, t: int) -> bool:
    """Whether the phrase is the name of an organisation that is no state and no person."""
    a, cast = c.a, c.cast
    if a.upos[t] != "PROPN" or t in cast.person_at or t in cast.office_at:
        return False
    return not any(p.kind != "demonym" for p in cast.place_at.get(t, ()))
