"""What each phrase that means somebody stands for: "the Head of State", "his South Korean counterpart", "Astana", "the two sides", "we".

`Cast` answers for one document. Codes are those of the codebook's data files; a phrase that stands for nobody known gives nothing.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import conjuncts, dependents, marker, phrase
from dragoman.codebook.offices import is_collective
from dragoman.resolution.countries import code_of
from dragoman.resolution.gazetteer import Place, find_places
from dragoman.resolution.offices import find_offices
from dragoman.resolution.people import Naming, Person

_FIRST_PERSON = frozenset("we us our ours i me my mine".split())
_HE_OR_SHE = frozenset("he she him her his hers himself herself".split())
_THEY = frozenset("they them their theirs both each".split())
_IT = frozenset(("it", "its", "itself"))
_MODIFIERS = ("amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "det:poss", "appos", "nummod")
_TOP_LEVEL_DOMAIN = re.compile(r"\.(?:gov\.|gob\.|go\.|gouv\.)?([a-z]{2})$")
_LOOK_BACK = 6  # sentences that a pronoun may reach back


class Cast:
    """The people and actors of one analysed document.

    `home` is the actor whose press service or newsroom speaks; `sides` the two actors spoken of most, the first first.
    """

    def __init__(self, a: Analysis) -> None:
        self.a = a
        located = [(self._token(p.start), self._token(p.end - 1), p) for p in find_places(a.document.text, a.document.published)]
        self.office_at = find_offices(a)
        people = Naming(a, located, self.office_at).people()
        named = {t for p in people for first, last in p.mentions for t in range(first, last + 1)}
        self.people = people
        self.places = [(f, last, p) for f, last, p in located if f not in named]
        self.place_at: dict[int, list[Place]] = {}
        for first, last, place in self.places:
            for t in range(first, last + 1):
                self.place_at.setdefault(t, []).append(place)
        self.person_at = {t: p for p in people for first, last in p.mentions for t in range(first, last + 1)}
        self.voice: dict[int, tuple[str, str | None]] = {}  # token inside a quotation → speaker's name and code
        self.home = self._home()
        self.sides = self._sides()
        for person in people:
            if person.code is None and person.offices - {"company"} and self.home:
                person.code = self.home
        self._codes: dict[int, tuple[str, ...]] = {}

    def _token(self, offset: int) -> int:
        """The token that covers a character."""
        return max(bisect_right(self.a.start, offset) - 1, 0)

    # -- the document as a whole

    def _home(self) -> str | None:
        d = self.a.document
        for text in (d.source, d.title and d.source, d.dateline):
            found = find_places(text) if text else []
            if found:
                return found[0].code
        for address in (d.source, d.url and d.url.split("/")[2] if d.url and d.url.count("/") > 2 else None):
            match = _TOP_LEVEL_DOMAIN.search(address.lower()) if address else None
            code = code_of(match.group(1)) if match else None
            if code:
                return code
        return None

    def _sides(self) -> tuple[str, ...]:
        weight: Counter[str] = Counter()
        if self.home:
            weight[self.home] += 2
        for place in find_places(self.a.document.title or ""):
            weight[place.code] += 3
        for first, _, place in self.places:
            weight[place.code] += 2 if self.a.paragraph[first] == 0 else 1
        for person in self.people:
            if person.code:
                weight[person.code] += len(person.mentions)
        return tuple(code for code, _ in weight.most_common(2))

    # -- phrases

    def codes(self, token: int | None) -> tuple[str, ...]:
        """The actors that the phrase with this head stands for, coordinated ones too; () for none that is known."""
        if token is None:
            return ()
        if token not in self._codes:
            self._codes[token] = ()  # a phrase that leads back to itself stands for nobody
            found = dict.fromkeys(code for t in conjuncts(self.a, token) for code in self._single(t))
            self._codes[token] = tuple(found)
        return self._codes[token]

    def person(self, token: int | None) -> Person | None:
        """The person that the phrase names or refers back to."""
        if token is None:
            return None
        a, word = self.a, self.a.word[token].lower()
        for t in (token, *dependents(a, token, "flat", "appos", "compound")):
            if t in self.person_at:
                return self.person_at[t]
        if word in _HE_OR_SHE:
            return self._antecedent(token)
        if word in ("i", "me", "my") and token in self.voice:
            return next((p for p in self.people if p.name == self.voice[token][0]), None)
        office = self.office_at.get(token)
        if (office or word == "counterpart") and "Number=Plur" not in a.feats[token]:
            return self._holder(token, office)
        return None

    def persons(self, token: int | None) -> list[Person]:
        """The people of a phrase and of those coordinated with it."""
        found = [self.person(t) for t in conjuncts(self.a, token)] if token is not None else []
        return list({id(p): p for p in found if p}.values())

    def speaker(self, token: int) -> tuple[str, str | None]:
        """Name and actor of whoever speaks: a person in the fullest form the text gives, else the words of the phrase."""
        person = self.person(token)
        codes = self.codes(token)
        if person:
            return person.name, person.code or (codes[0] if codes else None)
        name = re.sub(r"\s+", " ", self.a.text(*phrase(self.a, token, ("conj", "cc", "appos", "acl:relcl", "acl", "case", "punct", "det"))))
        return name, codes[0] if len(codes) == 1 else None

    # -- one phrase

    def _single(self, token: int) -> tuple[str, ...]:
        a, word = self.a, self.a.word[token].lower()
        if word in _FIRST_PERSON:
            code = self.voice[token][1] if token in self.voice else self.home
            return (code,) if code else ()
        if word in _HE_OR_SHE:
            person = self._antecedent(token)
            return (person.code,) if person and person.code else ()
        if word in _THEY:
            return self.sides if len(self.sides) == 2 else ()
        if word in _IT:
            return self._last_actor(token)
        if token in self.person_at:
            person = self.person_at[token]
            return (person.code,) if person.code else ()
        stated = self._stated(token)
        if stated:
            return stated
        if self._means_both(token):
            return self.sides if len(self.sides) == 2 else ()
        person = self.person(token)
        if person and person.code:
            return (person.code,)
        if token in self.office_at or is_collective(a.lemma[token]):
            return self._last_actor(token) or ((self.home,) if self.home else ())
        return ()

    def _stated(self, token: int) -> tuple[str, ...]:
        """Actors that the phrase itself names: its head, what modifies it, an "of" phrase."""
        a = self.a
        if token in self.place_at:
            return tuple(dict.fromkeys(p.code for p in self.place_at[token]))
        found: dict[str, None] = {}
        for c in dependents(a, token, *_MODIFIERS):
            if a.deprel[c] == "nmod:poss" and a.upos[c] == "PRON":
                found.update(dict.fromkeys(self.codes(c)))
                continue
            for t in (x for x in a.subtree(c) if a.sentence[x] == a.sentence[token]):
                if t in self.place_at and not self._is_posting(t):
                    found.update(dict.fromkeys(p.code for p in self.place_at[t]))
                elif t in self.person_at and a.deprel[c] in ("appos", "flat", "nmod:desc", "compound") and self.person_at[t].code:
                    found[str(self.person_at[t].code)] = None
        if not found:
            for c in dependents(a, token, "nmod", "obl"):
                if marker(a, c) in ("of", "from", "between", "for") and (marker(a, c) != "for" or token in self.office_at):
                    found.update(dict.fromkeys(self.codes(c)))
        return tuple(found)

    def _is_posting(self, token: int) -> bool:
        """Whether a place is only where somebody is sent ("ambassador to Japan")."""
        return any(self.a.word[k].lower() in ("to", "in", "with", "on") for k in range(max(token - 2, 0), token)
                   if self.a.sentence[k] == self.a.sentence[token])

    def _means_both(self, token: int) -> bool:
        a = self.a
        if not is_collective(a.lemma[token]) and token not in self.office_at:
            return False
        both = any(a.word[c].lower() in ("both", "two") for c in a.children[token])
        return both or "Number=Plur" in a.feats[token]

    # -- reference back

    def _antecedent(self, token: int) -> Person | None:
        """The person that "he" or "she" means: the nearest subject before it, else the nearest person."""
        a = self.a
        for s in range(a.sentence[token], max(a.sentence[token] - _LOOK_BACK, -1), -1):
            inside = [t for t in a.sentences[s] if t < token and t in self.person_at]
            subjects = [t for t in inside if a.deprel[t].startswith("nsubj")]
            offices = [p for t in a.sentences[s] if t < token and a.deprel[t].startswith("nsubj") and t not in self.person_at
                       and t in self.office_at and (p := self._holder(t, self.office_at[t]))]
            if subjects:
                return self.person_at[subjects[-1]]
            if offices:
                return offices[-1]
            if inside:
                return self.person_at[inside[0]]
        return None

    def _holder(self, token: int, office: str | None) -> Person | None:
        """Who holds the office: somebody of that class and, where the phrase names an actor, of that actor; the nearest before it."""
        a = self.a
        codes = self._stated(token)
        candidates = [p for p in self.people if (office is None or office in p.offices) and (not codes or p.code in codes)]
        if a.lemma[token] == "counterpart":
            owner = next((self.person(c) for c in dependents(a, token, "nmod:poss")), None)
            candidates = [p for p in candidates if p is not owner and p.code != (owner.code if owner else None)]
        elif not codes and self.home and any(p.code == self.home for p in candidates):
            candidates = [p for p in candidates if p.code == self.home]
        before = [(max(m[0] for m in p.mentions if m[0] < token), p) for p in candidates if p.mentions[0][0] < token]
        if before:
            return max(before, key=lambda x: x[0])[1]
        return candidates[0] if len(candidates) == 1 else None

    def _last_actor(self, token: int) -> tuple[str, ...]:
        """The actor of the nearest subject before the token, in this or the sentence before."""
        a = self.a
        for s in range(a.sentence[token], max(a.sentence[token] - 2, -1), -1):
            for t in reversed([t for t in a.sentences[s] if t < token]):
                if a.deprel[t].startswith("nsubj") and (t in self.place_at or t in self.person_at):
                    codes = self.codes(t)
                    if codes:
                        return codes
            inside = [p.code for t in a.sentences[s] if t < token for p in self.place_at.get(t, [])]
            if inside:
                return (inside[0],)
        return ()
