"""When and where something happened: the dates and places of a clause."""
from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from dragoman.analysis.clauses import dependents, marker, phrase
from dragoman.codebook.speech import is_saying
from dragoman.extraction.context import Context
from dragoman.extraction.participants import phrases

_THROUGH = frozenset("of by with between among during at following after".split())  # phrases that say with whom, or at what
_BESIDE = frozenset("sideline margin occasion framework eve part".split())  # "on the sidelines of"
_DEEPEST = 4
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
    for d in near:
        if _clause_of(c, tokens[d], heads) in heads:
            return d.reading(future=planned)
    around = {t for h in heads for t in _above(c, h)}
    for d in near:
        verb = _clause_of(c, tokens[d], heads)
        if verb in around and not is_saying(c.a.lemma[verb]):
            return d.reading(future=planned)
    return None


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


def place_of(c: Context, heads: Collection[int], *prepositions: str) -> int | None:
    """The head of the phrase that says where: a known place, a name, or "the country".

    Where there is none, a known place within a phrase that says with whom or at what.
    """
    direct = next((t for t in phrases(c, heads, *prepositions) if _is_place(c, t)), None)
    return direct if direct is not None else _place_within(c, heads, prepositions)


def _is_place(c: Context, t: int) -> bool:
    if in_date(c, t) or t in c.cast.person_at:
        return False
    named = c.a.upos[t] == "PROPN" and marker(c.a, t) in ("in", "at")
    return _is_known(c, t) or named or (c.a.lemma[t].lower() in ("country", "capital") and bool(c.cast.codes(t)))


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


# What hangs on a place without being part of its name: "Kyiv today to meet …", "Geneva, where …".
_NO_PART_OF_A_PLACE = ("conj", "cc", "appos", "acl", "acl:relcl", "advcl", "advmod", "obl", "obl:unmarked", "obl:tmod", "nmod:unmarked",
                       "case", "punct", "parataxis")


def place_name(c: Context, token: int | None) -> str | None:
    """The words of a place; None for "our country" and the like, which name none."""
    if token is None or (c.a.upos[token] != "PROPN" and token not in c.cast.place_at):
        return None
    return c.text(*phrase(c.a, token, _NO_PART_OF_A_PLACE))
