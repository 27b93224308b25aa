"""Who takes part in what a noun names ("talks", "visit", "agreement"): its own phrase, and the clause that it stands in."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.analysis.clauses import agent, conjuncts, dependents, is_passive, marker
from dragoman.codebook.meetings import belongs
from dragoman.codebook.offices import is_collective
from dragoman.extraction.context import Context
from dragoman.resolution.people import Person

_INNER = frozenset(("-", "–", "—", "/", "'s", "’s", "'", "’"))
_NOMINAL = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_PEOPLE = frozenset("he she they him her them we us i counterpart counterparts both".split())
_IN_TITLES = frozenset("of for to the and".split())  # "the adviser to the minister for …"
_LONGEST_LIST = 150  # tokens
_FAR_TITLE = 12
_FAR_AGENT = 30
LEADING = frozenset(("head_of_state", "head_of_government", "monarch"))
_STAFF = frozenset("adviser advisor aide staff team cabinet minister deputy general commander assistant".split())
_OWNERS = frozenset(("his", "her"))
_CLAUSES = frozenset(("root", "parataxis", "acl", "conj"))  # what a verb becomes that has lost its subject
_CITY_KINDS = frozenset(("city", "capital"))


@dataclass
class Party:
    """Actors and people, each once, in the order of the text."""

    codes: dict[str, None] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)

    def add(self, codes: Iterable[str], people: Iterable[Person] = ()) -> None:
        """Take in more of them."""
        self.codes.update(dict.fromkeys(codes))
        self.people += {id(p): p for p in people if all(p is not q for q in self.people)}.values()

    def add_phrase(self, c: Context, token: int | None, *, guest: bool = False) -> None:
        """Take in whom a phrase stands for. Of a `guest` the publisher's code, where it is only assumed, says nothing."""
        people = people_of(c, token)
        codes = c.cast.codes(token)
        if guest and people and all(p.assumed for p in people) and not stated(c, token):
            codes = ()
        self.add((*codes, *(p.code for p in people if p.code and not p.assumed)), people)


def people_of(c: Context, token: int | None) -> list[Person]:
    """The people of a phrase and of those coordinated with it; of "a delegation led by …" and the like whoever it names."""
    found: list[Person] = []
    for t in conjuncts(c.a, token) if token is not None else ():
        person = c.cast.writer if c.a.word[t] == "I" and t not in c.cast.quoted else _owner(c, t) or c.cast.person(t)
        inside = [k for k in range(t, _end_of_phrase(c, t) + 1) if k in c.cast.person_at] if person is None else []
        person = person or (c.cast.person_at[inside[-1]] if inside else None)
        if person and all(person is not p for p in found):
            found.append(person)
    if token is None:
        return found
    more = [*_further(c, token), *(() if found else _holders(c, token))]
    return found + [p for p in more if all(p is not q for q in found)]


def _owner(c: Context, token: int) -> Person | None:
    """Whom "his", "her" means in "the support shown by X during his visit": who does what the nearest verb says."""
    a = c.a
    if a.deprel[token] != "nmod:poss" or a.word[token].lower() not in _OWNERS or token in c.cast.quoted:
        return None
    verb = a.head[token]
    while verb >= 0 and a.upos[verb] != "VERB":
        verb = a.head[verb]
    doer = agent(a, verb) if verb >= 0 else None
    return c.cast.person_at.get(doer) if doer is not None and doer < token else None


def _holders(c: Context, token: int) -> list[Person]:
    """Whom "the two presidents", "the leaders of both countries" mean: of each actor the one named most who holds such an office."""
    codes = c.cast.codes(token)
    return holders(c, token, codes) if len(codes) > 1 else []


def holders(c: Context, token: int, codes: Iterable[str]) -> list[Person]:
    """Of each of the actors the person named most who holds the office that a plural noun tells of ("the leaders", "the ministers").

    Where one of them is found and the text says of one other holder not whose he is, he is the one.
    """
    office = c.cast.office_at.get(token)
    if office is None or "Number=Plur" not in c.a.feats[token]:
        return []
    classes = LEADING if office in LEADING else {office}
    fit = [p for p in c.cast.people if any(o in classes or o.endswith(f"_{office}") for o in p.offices)]
    theirs = {code: [p for p in fit if p.code == code] for code in codes}
    strangers = [p for p in fit if p.code is None]
    if len(strangers) == 1 and sum(not people for people in theirs.values()) == 1:
        theirs = {code: people or strangers for code, people in theirs.items()}
    return [max(people, key=lambda p: len(p.mentions)) for people in theirs.values() if people]


def _further(c: Context, token: int) -> Iterator[Person]:
    """People of a list that a tree has torn: from the head on over titles, commas and "and", up to a verb or another preposition."""
    a, joined, named = c.a, True, token in c.cast.person_at
    for t in range(token + 1, min(token + _LONGEST_LIST, len(a))):
        if a.sentence[t] != a.sentence[token]:
            return
        word = a.word[t].lower()
        if t in c.cast.person_at:
            if joined or not named:
                yield c.cast.person_at[t]
            joined, named = joined and c.cast.person_at.get(t - 1) is c.cast.person_at[t], True
        elif word in (",", "and", ";"):
            joined = True
        elif word not in _IN_TITLES and a.upos[t] not in ("NOUN", "PROPN", "ADJ", "DET", "NUM") and a.word[t] not in _INNER and (
                a.word[t - 1] not in _INNER):  # "Commander-in-Chief"
            return


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
           and (a.upos[first - 1] in _NOMINAL or a.word[first - 1] in _INNER or a.deprel[first - 1] == "nmod:poss"
                or _is_acronym_in_brackets(c, first - 1))):
        first -= 3 if a.word[first - 1] == ")" else 1
    return range(first, noun)


def _is_acronym_in_brackets(c: Context, last: int) -> bool:
    """"The World Trade Organization (WTO) [meeting]"."""
    opening, name, closing = ("", "", *c.a.word[max(last - 2, 0):last + 1])[-3:]
    return (opening, closing) == ("(", ")") and name.isupper()


def named_before(c: Context, noun: int) -> Party:
    """The actors and people named before a noun. One city says where, not who ("the Geneva talks"); two say who ("Moscow-Kyiv talks")."""
    party, cities = Party(), dict[str, None]()
    tokens, places = before_noun(c, noun), c.cast.place_at
    while tokens.start > 1 and c.a.word[tokens.start - 1] == "and" and tokens.start in places and tokens.start - 2 in places:
        tokens = range(before_noun(c, tokens.start - 1).start, noun)  # "the IMF and World Bank [meetings]"
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
    party, doer = Party(), acting(c, verb)
    party.add_phrase(c, doer)
    for t in dependents(c.a, verb, "nsubj")[1:] if not is_passive(c.a, verb) else ():  # a tree may part "the minister and the ambassador"
        party.add_phrase(c, t if t != doer else None)
    for t in dependents(c.a, verb, "nsubj")[:1]:
        before = _before_last(c, t)
        party.add((p.code for p in before if p.code and not p.assumed), before)
    if is_passive(c.a, verb) and agent(c.a, verb) is None:
        party.add_phrase(c, _torn_agent(c, verb))
    if not party.codes and not is_passive(c.a, verb) and c.a.deprel[verb] in _CLAUSES:
        before = _torn_subject(c, verb)
        party.add((p.code for p in before if p.code and not p.assumed), before)
    return party


def acting(c: Context, verb: int) -> int | None:
    """Who does what a verb says. A dateline may have been taken for one more subject, before the real one."""
    a, doer = c.a, agent(c.a, verb)
    if doer is None or doer != a.sentences[a.sentence[verb]].start or doer not in c.cast.place_at:
        return doer
    return next((t for t in reversed(dependents(a, verb, "nsubj")) if doer < t < verb), doer)


def _torn_agent(c: Context, verb: int) -> int | None:
    """The person behind the first "by" after a passive, where the tree hangs him on a place: "was met at the gate of the palace by X"."""
    a = c.a
    for t in range(verb + 1, min(verb + _FAR_AGENT, len(a) - 1)):
        if a.sentence[t] != a.sentence[verb] or a.upos[t] == "VERB":
            return None
        if a.word[t].lower() == "by":
            names = (k for k in range(t + 1, min(t + _FAR_TITLE, len(a))) if k in c.cast.person_at)
            return next((k for k in names if a.sentence[k] == a.sentence[t]), None)
    return None


def _torn_subject(c: Context, verb: int) -> list[Person]:
    """Whom a sentence names right before its verb, where a long title or a dateline has parted the two in the tree: "…, Ms. X, paid"."""
    a, t = c.a, verb - 1
    while t >= 0 and a.sentence[t] == a.sentence[verb] and (a.upos[t] in ("AUX", "ADV") or a.word[t] in (",", "Jr.", "Jr")):
        t -= 1
    if t < 0 or t not in c.cast.person_at or a.sentence[t] != a.sentence[verb]:
        return []
    last = c.cast.person_at[t]
    while t > 0 and c.cast.person_at.get(t - 1) is last:
        t -= 1
    for k in range(t - 1, max(t - _FAR_TITLE, 0), -1):  # "[the President of X A] and the President of Y B"
        if a.word[k].lower() == "and" and k - 1 in c.cast.person_at and a.sentence[k - 1] == a.sentence[t]:
            return [c.cast.person_at[k - 1], last]
        if a.upos[k] not in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PRON") and a.word[k] not in _INNER:
            break
    return [last]


def _before_last(c: Context, token: int) -> list[Person]:
    """The people of a list before its last name, where a tree has torn it: "the presidents A of X, B of Y and C of Z"."""
    a, found = c.a, list[Person]()
    joined = any(a.word[t].lower() == "and" for t in range(max(token - _FAR_TITLE, 0), token) if a.sentence[t] == a.sentence[token])
    for t in range(token - 1, max(token - _LONGEST_LIST, -1), -1):
        word = a.word[t].lower()
        if not joined or a.sentence[t] != a.sentence[token]:
            break
        if t in c.cast.person_at:
            found.append(c.cast.person_at[t])
        elif word not in (",", *_IN_TITLES) and a.upos[t] not in ("NOUN", "PROPN", "ADJ", "DET") and word not in _INNER:
            break
    return found


def stated(c: Context, token: int | None) -> bool:
    """Whether a phrase names a place, and so says itself for whom it stands."""
    return token is not None and any(t in c.cast.place_at for t in c.a.subtree(token))


def is_outside(c: Context, token: int) -> bool:
    """Whether a phrase means nobody who acts for a state: students, a company's head."""
    return (not c.cast.codes(token) and c.cast.office_at.get(token, "company") == "company") or is_of_no_state(c, token)


def is_of_no_state(c: Context, token: int) -> bool:
    """"Religious leaders", "representatives of the media": of no state, though the text has other leaders and representatives.

    Nor of another state: "his advisers".
    """
    a = c.a
    which = [d for d in dependents(a, token, "amod", "compound", "nmod") if marker(a, d) in ("", "of", "from")]
    if any(x in c.cast.place_at for d in which for x in (d, *a.children[d])) or token in c.cast.person_at:
        return False
    own = any(a.word[d].lower() in _OWNERS for d in dependents(a, token, "nmod:poss")) and a.lemma[token].lower() in _STAFF
    return own or any(belongs(a.lemma[d].lower(), "outsiders") for d in which)


def is_somebody(c: Context, token: int) -> bool:
    """Whether a phrase means people or those who act for a state, not a thing."""
    cast = c.cast
    parts = (token, *dependents(c.a, token, "flat", "compound"))
    if any(t in cast.person_at or t in cast.office_at for t in parts) or token in cast.place_at:
        return True
    return is_collective(c.a.lemma[token].lower()) or c.a.word[token].lower() in _PEOPLE
