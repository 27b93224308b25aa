"""Who does an act, and to whom: the phrases, the actors that they stand for, and their sectors."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.analysis.clauses import dependents, marker, phrase
from dragoman.codebook.actor_sectors import actor_sector, armed_group, parts_of_many
from dragoman.codebook.acts import Act
from dragoman.codebook.modality import Modality
from dragoman.extraction.context import Context
from dragoman.extraction.roles import can_act, meant
from dragoman.records import Actor, EventType

_TO = ("to", "on", "against", "at", "with", "from", "for", "into", "of", "over", "in", "between", "among", "towards", "toward", "near",
       "along", "inside", "outside", "upon", "about", "within", "across", "by")  # before whom an act is done to, the most telling first
_NAME = ("conj", "cc", "appos", "acl:relcl", "acl", "case", "punct", "parataxis", "advcl", "nmod", "obl", "advmod")
_APART = ("parataxis", "acl:relcl", "advcl")  # clauses that hang on another without being part of it
_CIRCUMSTANCES = frozenset(("eve", "basis", "ground"))  # "on the eve of"
_MOST = 4  # who are coordinated with somebody and have their sectors told


class Deed(NamedTuple):
    """An act in a sentence: its type (None for one that is not known), its words, who does it, and where to look for whom it is done to.

    `verb`, `source` and `target` are tokens; of `target` the first that names or governs somebody counts.
    """

    type: EventType | None
    modality: Modality
    verb: int
    act: Act | None = None
    source: int | None = None
    target: tuple[int, ...] = ()


def codes(c: Context, token: int) -> tuple[Actor, ...]:
    """The actors that a phrase stands for: whom it names or refers to, a group, the state that it is of or in; () for nobody known."""
    token = _counted(c, token)
    group = armed_group(_words(c, token))
    if group:
        return (group[0],)
    found = tuple(code for code in c.cast.codes(token) or meant(c, token) if code.isupper())
    return found or next(((place.code,) for t in c.a.subtree(token) for place in c.cast.place_at.get(t, ())), ())


def named(c: Context, token: int) -> tuple[Actor, ...]:
    """The name of a phrase that stands for nobody known, else its words at their shortest; () for less than a word."""
    token = _counted(c, token)
    person = c.cast.person(token)
    words = person.name if person else c.text(*phrase(c.a, token, _NAME))
    return (words,) if len(words) > 1 and c.a.upos[token] in ("NOUN", "PROPN", "ADJ") else ()


def sectors(c: Context, token: int | None) -> tuple[str, ...]:
    """The sector of the actor that a phrase means, of those coordinated with it too; () where its words tell none."""
    if token is None:
        return ()
    each = (_sector(c, _counted(c, t)) for t in (token, *dependents(c.a, token, "conj")[:_MOST]))
    return tuple(dict.fromkeys(sector for sector in each if sector))


def target(c: Context, deed: Deed, source: int, doer: tuple[Actor, ...]) -> tuple[int | None, tuple[Actor, ...]]:
    """To whom an act is done, with the head of the phrase that says so: somebody known, else the state where it happens, else a name.

    What two do together, with nobody else named, has no target.
    """
    somebody = None
    for y in _candidates(c, deed):
        if y == source:
            continue
        found = tuple(code for code in codes(c, y) if code not in doer)
        if found:
            return y, found
        if somebody is None and is_somebody(c, y):
            somebody = y
    if len(doer) > 1:
        return None, ()
    for t in _clause(c, deed.verb):
        if t > deed.verb and t in c.cast.place_at and (found := tuple(code for code in c.cast.codes(t) if code not in doer)):
            return (t if somebody is None else somebody), found[:1]
    return somebody, tuple(x for x in named(c, somebody) if x not in doer) if somebody is not None else ()


def whose_place(c: Context, deed: Deed) -> int | None:
    """Where an act happens that nobody is said to do, for whoever rules there: "was arrested in Chile"."""
    return next((x for x in dependents(c.a, deed.verb, "obl") if marker(c.a, x) in ("in", "from") and x in c.cast.place_at), None)


def is_somebody(c: Context, token: int) -> bool:
    """Whether a phrase means people or an institution: named, a pronoun, or of a sector."""
    return can_act(c, token) or c.a.upos[token] == "PROPN" or bool(sectors(c, token))


def _candidates(c: Context, deed: Deed) -> Iterator[int]:
    """Heads of phrases that may say to whom an act is done: those to look at, each with what hangs on it."""
    for x in dict.fromkeys(deed.target):
        if x != deed.verb and c.a.upos[x] not in ("VERB", "AUX", "ADJ"):
            yield x
        ranked = [(_rank(c, y), y) for y in dependents(c.a, x, "obl", "nmod", "iobj")]
        yield from (y for rank, y in sorted(ranked) if rank <= len(_TO))


def _rank(c: Context, y: int) -> int:
    if c.a.deprel[y] in ("iobj", "nmod:poss"):
        return 0
    before = marker(c.a, y)
    circumstance = y in c.date_tokens or c.a.lemma[y].lower() in _CIRCUMSTANCES
    return 1 + _TO.index(before) if before in _TO and not circumstance else len(_TO) + 1


def _clause(c: Context, v: int) -> list[int]:
    """The tokens of a clause without what is joined to it, comments on it, or hangs on it as a clause of its own."""
    a, found, waiting = c.a, list[int](), [v]
    while waiting:
        t = waiting.pop()
        found.append(t)
        waiting += [x for x in a.children[t] if a.deprel[x] not in _APART and not (a.deprel[x] == "conj" and a.upos[x] == "VERB")]
    return sorted(found)


def _sector(c: Context, t: int) -> str | None:
    words = _words(c, t)
    group = armed_group(words)
    told = group[1] if group else actor_sector([c.a.lemma[t].lower()]) or actor_sector(words)
    if told is None and any(code.startswith("IGO:") for code in c.cast.codes(t)):
        return "IGO"
    return "GOV" if told is None and t in c.cast.person_at and c.cast.person_at[t].offices else told


def _counted(c: Context, token: int) -> int:
    """Those of whom a phrase gives a number or a part: "a group of rebels", "dozens of students"."""
    if c.a.lemma[token].lower() in parts_of_many():
        return next((x for x in dependents(c.a, token, "nmod") if marker(c.a, x) == "of"), token)
    return token


def _words(c: Context, token: int) -> list[str]:
    near = dependents(c.a, token, "amod", "compound", "flat", "nmod:desc", "appos")
    return [c.a.lemma[x].lower() for x in sorted([token, *near])]
