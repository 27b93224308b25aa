"""Who takes part in what a noun names ("talks", "visit", "agreement"): its own phrase, and the clause that it stands in."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.analysis.clauses import agent, conjuncts, dependents, is_passive, marker
from dragoman.codebook.offices import is_collective
from dragoman.extraction.context import Context
from dragoman.resolution.people import Person

_INNER = frozenset(("-", "–", "—", "/", "'s", "’s", "'", "’"))
_NOMINAL = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_PEOPLE = frozenset("he she they him her them we us i counterpart counterparts both".split())
_CITY_KINDS = frozenset(("city", "capital"))


@dataclass
class Party:
    """Actors and people, each once, in the order of the text."""

    codes: dict[str, None] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)

    def add(self, codes: Iterable[str], people: Iterable[Person] = ()) -> None:
        """Take in more of them."""
        self.codes.update(dict.fromkeys(codes))
        self.people += [p for p in people if all(p is not q for q in self.people)]

    def add_phrase(self, c: Context, token: int | None, *, guest: bool = False) -> None:
        """Take in whom a phrase stands for. Of a `guest` the publisher's code, where it is only assumed, says nothing."""
        people = people_of(c, token)
        codes = c.cast.codes(token)
        if guest and people and all(p.assumed for p in people) and not stated(c, token):
            codes = ()
        self.add(codes, people)


def people_of(c: Context, token: int | None) -> list[Person]:
    """The people of a phrase and of those coordinated with it; of "a delegation led by …" and the like whoever it names."""
    found: list[Person] = []
    for t in conjuncts(c.a, token) if token is not None else ():
        person = c.cast.person(t)
        inside = [k for k in range(t, _end_of_phrase(c, t) + 1) if k in c.cast.person_at] if person is None else []
        person = person or (c.cast.person_at[inside[-1]] if inside else None)
        if person and all(person is not p for p in found):
            found.append(person)
    return found


def _end_of_phrase(c: Context, token: int) -> int:
    """The last token of what hangs on a noun without a break, before a relative clause and what is coordinated."""
    a, last = c.a, token
    below = {t for d in a.children[token] if a.deprel[d] not in ("acl:relcl", "conj", "cc", "parataxis") for t in a.subtree(d)}
    while last + 1 in below:
        last += 1
    return last


class Governor(NamedTuple):
    """The verb or predicate that a noun phrase hangs on, by which relation, and the preposition before it.

    `direct`: no other noun lies between.
    """

    verb: int
    relation: str
    marker: str
    direct: bool


def governor(c: Context, noun: int) -> Governor | None:
    """What governs a noun, through the nouns that it may hang on ("the third day of the visit"); None for a noun that stands alone."""
    a, t, direct = c.a, noun, True
    for _ in range(5):
        head, relation = a.head[t], a.deprel[t].split(":")[0]
        if head < 0:
            return None
        if a.upos[head] in ("VERB", "AUX") or (relation in ("nsubj", "obj", "obl") and a.upos[head] != "ADV"):
            return Governor(head, a.deprel[t], marker(a, t), direct)
        if relation not in ("nmod", "conj", "appos", "compound", "parataxis", "dep", "obl", "advmod"):
            return None
        direct = direct and relation in ("conj", "appos")
        t = head
    return None


def phrases(c: Context, heads: Iterable[int], *prepositions: str) -> list[int]:
    """Phrases that hang on one of the tokens by one of the prepositions, in the order of the text."""
    found = {d for h in heads for d in dependents(c.a, h, "obl", "nmod") if marker(c.a, d) in prepositions}
    return sorted(found)


def before_noun(c: Context, noun: int) -> range:
    """The adjectives, nouns and names that stand right before a noun and belong to it: "the Kazakh-Korean business [forum]"."""
    a, first = c.a, noun
    while (first > 0 and a.sentence[first - 1] == a.sentence[noun]
           and (a.upos[first - 1] in _NOMINAL or a.word[first - 1] in _INNER or a.deprel[first - 1] == "nmod:poss")):
        first -= 1
    return range(first, noun)


def named_before(c: Context, noun: int) -> Party:
    """The actors and people named before a noun. One city says where, not who ("the Geneva talks"); two say who ("Moscow-Kyiv talks")."""
    party, cities = Party(), dict[str, None]()
    tokens = before_noun(c, noun)
    for t in tokens:
        if t in c.cast.person_at:
            person = c.cast.person_at[t]
            party.add((person.code,) if person.code else (), (person,))
        owner = t + 1 < noun and c.a.word[t + 1] in ("'s", "’s")
        for place in c.cast.place_at.get(t, ()):
            if place.kind in _CITY_KINDS and not owner:
                cities[place.code] = None
            else:
                party.add((place.code,))
    if len(cities) > 1:
        party.add(cities)
    for owner_of in dependents(c.a, noun, "nmod:poss"):
        party.add_phrase(c, owner_of)
    return party


def doers(c: Context, verb: int) -> Party:
    """Who does what a verb says."""
    party = Party()
    party.add_phrase(c, agent(c.a, verb))
    for t in dependents(c.a, verb, "nsubj")[1:] if not is_passive(c.a, verb) else ():  # a tree may part "the minister and the ambassador"
        party.add_phrase(c, t)
    return party


def stated(c: Context, token: int | None) -> bool:
    """Whether a phrase names a place, and so says itself for whom it stands."""
    return token is not None and any(t in c.cast.place_at for t in c.a.subtree(token))


def is_outside(c: Context, token: int) -> bool:
    """Whether a phrase means nobody who acts for a state: students, a company's head."""
    return not c.cast.codes(token) and c.cast.office_at.get(token, "company") == "company"


def is_somebody(c: Context, token: int) -> bool:
    """Whether a phrase means people or those who act for a state, not a thing."""
    cast = c.cast
    parts = (token, *dependents(c.a, token, "flat", "compound"))
    if any(t in cast.person_at or t in cast.office_at for t in parts) or token in cast.place_at:
        return True
    return is_collective(c.a.lemma[token].lower()) or c.a.word[token].lower() in _PEOPLE
