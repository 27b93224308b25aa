"""Whose instrument it is: the parties that its own phrase and the verb of signing name."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.clauses import conjuncts, dependents, marker
from dragoman.codebook.agreements import AgreementKind, is_one_of, status_of_noun
from dragoman.codebook.bodies import body_kind
from dragoman.extraction.context import Context
from dragoman.extraction.participants import acting, named_before, phrases
from dragoman.extraction.when import in_date

_OWNING = frozenset(("'s", "’s"))
_TRUCES = frozenset(("ceasefire", "cease-fire", "truce", "armistice"))  # mostly between others than those who speak of one
_WISHING = frozenset(("discuss", "seek", "want", "propose", "offer", "secure", "work", "have"))
_POLITIES = frozenset(("republic", "emirate", "front", "movement", "army"))
_OF_FIRMS = frozenset(("contract", "letter_of_intent"))  # kinds whose parties are companies, with names of their own


def parties(c: Context, noun: int, verb: int | None, kind: AgreementKind) -> dict[str, None]:
    """Actors, in the order of the text; companies by name."""
    a, firms = c.a, kind in _OF_FIRMS
    found: dict[str, None] = {}
    wished = verb is not None and a.lemma[noun].lower() in _TRUCES and a.lemma[verb].lower() in _WISHING
    if verb is not None and not wished and is_one_of(a.lemma[verb].lower(), "party_verbs"):
        doer = acting(c, verb)
        if doer is not None and doer != noun:
            found |= _actors(c, doer, firms=firms)
        for t in phrases(c, [verb], "with", "between"):
            found |= _actors(c, t, firms=firms)
    found |= named_before(c, noun).codes
    found |= {_name(c, t): None for t in dependents(a, noun, "nmod:poss") if not c.cast.codes(t) and _is_firm(c, t, surely=True)}
    found |= _observers(c, noun, verb)
    whole = [d for d in a.children[noun] if a.deprel[d] == "acl"]
    about = phrases(c, [noun], "of", "on")  # "the treaty of friendship between A and B"
    for t in (*phrases(c, [noun, *whole], "with", "between", "among", "by", "of", "to"), *phrases(c, about, "between")):
        if marker(a, t) in ("with", "between", "among") or t in c.cast.place_at or (marker(a, t) == "by" and c.cast.codes(t)):
            found |= _actors(c, t, firms=firms, side=marker(a, t) == "between")
        elif marker(a, t) == "of" and t in c.cast.office_at and len(c.cast.codes(t)) > 1:  # "the agreements of the leaders of A and B"
            found |= dict.fromkeys(c.cast.codes(t))
    return found


def _observers(c: Context, noun: int, verb: int | None) -> dict[str, None]:
    """Who keeps or breaks it, as a noun says: "Japan's breach of the treaty", "observance by Japan of", "Japan's refusal to honour it"."""
    a, over = c.a, c.a.head[noun]
    if verb is not None and a.deprel[verb] == "acl" and a.head[verb] != noun:
        over = a.head[verb]
    elif over < 0 or status_of_noun(a.lemma[over].lower()) != "in_force":
        return {}
    doers = (*dependents(a, over, "nmod:poss"), *phrases(c, [over], "by"))
    return {code: None for t in doers for code in c.cast.codes(t)}


def _actors(c: Context, token: int, *, firms: bool, side: bool = False) -> dict[str, None]:
    """The actors of a phrase. With `firms`, a company goes by its own name even where that holds a country's.

    `side`: the phrase stands after "between", so that any name is that of a party.
    """
    found: dict[str, None] = {}
    for t in conjuncts(c.a, token):
        codes = c.cast.codes(t)
        own = firms or not codes or _is_unknown_polity(c, t)
        name = next((_name(c, n) for n in _named(c, t) if _is_firm(c, n, surely=not (firms or side))), None) if own else None
        found |= {name: None} if name else dict.fromkeys(codes)
    return found


def _is_unknown_polity(c: Context, t: int) -> bool:
    """Whether a name is that of a would-be state or movement, so that a code can only be guessed at: "the Donetsk People's Republic"."""
    named = any(c.a.upos[x] == "PROPN" and x not in c.cast.place_at for x in dependents(c.a, t, "compound", "nmod:poss"))
    return named and t not in c.cast.place_at and c.a.lemma[t].lower() in _POLITIES


def _named(c: Context, t: int) -> Iterator[int]:
    """The heads of names in a phrase: "the state miner Tau Resources"."""
    yield t
    yield from dependents(c.a, t, "appos", "flat")


def _name(c: Context, t: int) -> str:
    """The capitalised words around the head of a name."""
    a, first, last, start = c.a, t, t, c.a.sentences[c.a.sentence[t]][0]
    while first > start and not in_date(c, first - 1) and (
            a.upos[first - 1] == "PROPN" or (a.word[first - 1] in _OWNING and first - 1 > start and a.upos[first - 2] == "PROPN")):
        first -= 1
    while last + 1 < len(a) and a.upos[last + 1] == "PROPN" and a.sentence[last + 1] == a.sentence[t]:
        last += 1
    return c.text(first, last)


def _is_firm(c: Context, t: int, *, surely: bool) -> bool:
    """Whether a token heads the name of an organisation that is no state, no office and no person; `surely`: the model tags it so."""
    a, cast = c.a, c.cast
    if a.upos[t] != "PROPN" or t in cast.person_at or t in cast.office_at or any(p.kind != "demonym" for p in cast.place_at.get(t, ())):
        return False
    if body_kind([a.lemma[t].lower()]):
        return False
    return not surely or any(chunk.first <= t <= chunk.last and chunk.label == "ORG" for chunk in a.names)
