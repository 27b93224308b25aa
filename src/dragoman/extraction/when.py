"""When and where something happened: the dates and places of a clause."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from dragoman.analysis.clauses import dependents, marker, phrase
from dragoman.codebook.meetings import belongs
from dragoman.codebook.speech import is_saying
from dragoman.extraction.context import Context
from dragoman.extraction.participants import before_noun, phrases

_THROUGH = frozenset("of by with between among during at following after".split())  # phrases that say with whom, or at what
_BESIDE = frozenset("sideline margin occasion framework eve part".split())  # "on the sidelines of"
_DEEPEST = 4
_OPENING, _LONGEST_NAME, _FARTHEST = 10, 5, 60  # tokens
_NO_CLAUSES = frozenset(("acl", "amod", "case", "fixed"))  # verbs that tell nothing: "talks [planned] in", "the [United] Kingdom"
_OPENING_DATE = 5  # tokens
_OWN_PLACES = frozenset(("country", "capital"))
_BEYOND_PLACE = frozenset("by from with to after before during for ahead under that which who".split())  # "the court [by the king]"
_UNTIL = frozenset(("until", "till"))
_NO_PLACE = frozenset(("demonym", "organisation"))


def date_of(c: Context, heads: Collection[int], *, planned: bool) -> str | None:
    """The date that hangs on one of the heads (a verb, a noun), the nearest first; else one of a clause around them, except of saying."""
    first = min(heads)
    inside = c.a.sentences[c.a.sentence[first]]
    tokens = {c.date_tokens[t]: t for t in reversed(inside) if t in c.date_tokens}
    over = next((t for h in heads for t in (*_above(c, h)[1:], *_before_when(c, h)) if t in c.date_tokens), None)
    if over is not None:  # "since 2009, when the two signed …"
        return (c.date_tokens[over].reading(future=planned) or "").partition("/")[0] or None
    tokens = {d: t for d, t in tokens.items() if marker(c.a, t) not in _UNTIL}
    near = sorted(tokens, key=lambda d: (abs(d.start - c.a.start[first]), d.start))
    own = {d: _clause_of(c, tokens[d], heads) for d in near}
    nouns = {h for h in heads if c.a.upos[h] in ("NOUN", "PROPN")}  # "her May visit to A [builds on] her June visit to B"
    for d in (*(d for d in near if own[d] in nouns), *near):
        if own[d] in heads:
            return d.reading(future=planned)
    around = {t for h in heads for t in _above(c, h)}
    for d in near:
        verb = _clause_of(c, tokens[d], heads)
        if verb in around and not is_saying(c.a.lemma[verb]):
            return d.reading(future=planned)
    opening = next((d for d in near if tokens[d] - inside.start <= _OPENING_DATE), None)
    if opening and not any(_is_clause(c, t) for t in range(inside.start, first)):
        return opening.reading(future=planned)  # "On Monday, [a long title] X met": the tree may hang the day on the title
    return c.document.published if any(c.a.word[t].lower() == "just" for h in heads for t in dependents(c.a, h, "advmod")) else None


def _is_clause(c: Context, token: int) -> bool:
    return c.a.upos[token] in ("VERB", "AUX") and c.a.deprel[token] not in _NO_CLAUSES


def _before_when(c: Context, verb: int) -> list[int]:
    """The token before the "when" of a clause, over a comma."""
    found = [w - 1 for w in dependents(c.a, verb, "advmod", "mark") if c.a.word[w].lower() == "when" and w > 1]
    return [t - 1 if c.a.word[t] == "," else t for t in found]


def _above(c: Context, token: int) -> list[int]:
    """The token and all that it hangs on."""
    found = []
    while token >= 0:
        found.append(token)
        token = c.a.head[token]
    return found


def _clause_of(c: Context, token: int, heads: Collection[int]) -> int:
    """The head, or else the verb, that a date hangs on; −1 where it hangs on some other thing ("progress over the past two years")."""
    a, t = c.a, token
    while t >= 0 and t not in heads and a.upos[t] not in ("VERB", "AUX"):
        if a.deprel[t].split(":")[0] in ("obj", "nsubj", "ccomp"):
            return -1
        t = a.head[t]
    return t


def spread(day: str, days: int, *, ends: bool) -> str:
    """The interval of so many days that begins, or `ends`, on a day; anything but a whole day stays as it is."""
    if days < 2 or len(day) != len("2021-08-17"):
        return day
    other = date.fromisoformat(day) + timedelta(days=(1 - days) if ends else days - 1)
    return f"{other}/{day}" if ends else f"{day}/{other}"


def in_date(c: Context, token: int) -> bool:
    """Whether the token is part of a date."""
    return token in c.date_tokens


def place_of(c: Context, heads: Sequence[int], *prepositions: str, beside: bool = False) -> int | None:
    """The head of the phrase that says where: a known place, a name, or "the country".

    Where there is none, a known place within a phrase that says with whom or at what.
    """
    found = [t for t in phrases(c, heads, *prepositions) if _is_place(c, t)]
    exact = [t for t in found if _is_known(c, t) or marker(c.a, t) != "in"]  # "in Europe, they met in Rome"
    direct = next(iter(exact or found), None)
    if direct is None:
        direct = _place_within(c, heads, prepositions)
    return _place_beside(c, heads) if direct is None and beside else direct


def _is_place(c: Context, t: int) -> bool:
    if in_date(c, t) or t in c.cast.person_at:
        return False
    if marker(c.a, t) == "on" and any(p.kind == "country" for p in c.cast.place_at.get(t, ())):
        return False  # "met on Haiti" tells what about
    a, lemma = c.a, c.a.lemma[t].lower()
    named = a.upos[t] == "PROPN" and marker(a, t) in ("in", "at")
    venue = belongs(lemma, "venues") and marker(a, t) in ("in", "at", "on")
    return _is_known(c, t) or named or venue or (lemma in _OWN_PLACES and bool(c.cast.codes(t)))


def _place_beside(c: Context, heads: Sequence[int]) -> int | None:
    """A city that opens the sentence ("In Riga, the ministers met") or stands behind its head with no verb between, where the tree has
    hung it on something else."""
    a, first, last = c.a, min(heads), heads[0]
    start = a.sentences[a.sentence[first]].start
    for t in range(start, min(start + _OPENING, first)):
        if _is_in_city(c, t) and any(a.word[k] == "," for k in range(t + 1, min(t + _LONGEST_NAME, first))):
            return t
    for t in range(last + 1, min(last + _FARTHEST, len(a))):
        if a.sentence[t] != a.sentence[first] or a.word[t] in (";", ":") or _is_clause(c, t):
            return None
        if _is_in_city(c, t):
            return t
    return None


def _is_in_city(c: Context, t: int) -> bool:
    return t > 0 and c.a.word[t - 1].lower() == "in" and any(p.kind in ("city", "capital") for p in c.cast.place_at.get(t, ()))


def is_place(c: Context, t: int) -> bool:
    """Whether a phrase names a place where one can meet: a city, a state, "the palace"."""
    return t not in c.cast.person_at and (_is_known(c, t) or belongs(c.a.lemma[t].lower(), "venues"))


def _is_known(c: Context, t: int) -> bool:
    return any(p.kind not in _NO_PLACE for p in c.cast.place_at.get(t, ()))


def _place_within(c: Context, heads: Collection[int], prepositions: Collection[str]) -> int | None:
    """"Met with the minister of Spain [in Oslo]", "on the sidelines of the forum [in Oslo]", "the visit of the premier [to Norway]"."""
    a, level = c.a, set(heads)
    for _ in range(_DEEPEST):
        level = {d for h in level for d in dependents(a, h, "obl", "nmod", "flat", "appos", "conj")
                 if a.deprel[d].split(":")[0] in ("flat", "appos", "conj") or marker(a, d) in _THROUGH or a.lemma[d].lower() in _BESIDE}
        inside = [t for t in phrases(c, level, *prepositions) if marker(a, t) != "on" and _is_known(c, t)]
        if inside:
            return inside[0]
    return None


def city_before(c: Context, noun: int) -> str | None:
    """The city before a noun that says where: "the Venice summit", "the Paris accord"; None for a possessor, or for several."""
    cities = {t: p.code for t in before_noun(c, noun) for p in c.cast.place_at.get(t, ()) if p.kind in ("city", "capital")}
    tokens = sorted(cities)
    if not tokens or tokens[-1] - tokens[0] >= len(tokens) or len(set(cities.values())) > 1:
        return None
    if c.a.word[tokens[-1] + 1] in ("'s", "’s", "-"):
        return None
    return c.text(tokens[0], tokens[-1])


# What hangs on a place without being part of its name: "Kyiv today to meet …", "Geneva, where …".
_NO_PART_OF_A_PLACE = ("conj", "cc", "appos", "acl", "acl:relcl", "advcl", "advmod", "obl", "obl:unmarked", "obl:tmod", "nmod:unmarked",
                       "case", "punct", "parataxis")


def place_name(c: Context, token: int | None) -> str | None:
    """The words of a place; None for "our country" and the like, which name none."""
    if token is None:
        return None
    a = c.a
    first, last = phrase(a, token, _NO_PART_OF_A_PLACE)
    named = any(a.upos[t] == "PROPN" or t in c.cast.place_at for t in range(first, last + 1))
    if not named and (a.lemma[token].lower() in _OWN_PLACES or not belongs(a.lemma[token].lower(), "venues")):
        return None
    last = next((t - 1 for t in range(token + 1, last + 1) if a.word[t].lower() in _BEYOND_PLACE), last)
    return c.text(first, last)
