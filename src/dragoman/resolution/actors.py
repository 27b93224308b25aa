"""What each phrase that means somebody stands for: "the Head of State", "his South Korean counterpart", "Astana", "the two sides", "we".

`Cast` answers for one document. Codes are those of the codebook's data files; a phrase that stands for nobody known gives nothing.
"""
from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from itertools import pairwise

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import conjuncts, dependents, marker
from dragoman.codebook.holders import holder_of, offices_of
from dragoman.codebook.offices import institution_class, is_collective, office_class
from dragoman.resolution.allegiances import Allegiances
from dragoman.resolution.gazetteer import Place, find_places
from dragoman.resolution.offices import find_offices
from dragoman.resolution.people import Naming, Person
from dragoman.resolution.pronouns import find_pronouns, fits
from dragoman.resolution.publishers import dateline_of, publisher_of
from dragoman.resolution.quotations import find_quotations
from dragoman.resolution.seats import settled, settled_title

_FIRST_PERSON = frozenset("we us our ours i me my mine".split())
_HE_OR_SHE = frozenset("he she him her his hers himself herself".split())
_THEY = frozenset("they them their theirs both each".split())
_IT = frozenset(("it", "its", "itself"))
_OTHERS = frozenset("all other some many most several various certain few numerous three four five six seven eight nine ten no any".split())
_OF_BOTH = frozenset("friendly brotherly neighbouring neighboring respective relevant competent concerned foreign negotiating".split())
_SEATED = ("government", "ministry", "parliament")  # "the parliament in Warsaw" is Poland's
_OPPOSITE = frozenset(("counterpart", "colleague", "opposite", "interlocutor"))
_STYLES = frozenset(("majesty", "highness", "excellency"))  # "her" before one of these is no owner
_MODIFIERS = ("amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "det:poss", "appos", "nummod")
_WIDER = {"minister": frozenset(("foreign_minister",))}  # "the minister" may be one of the classes beside it
_ROLES = frozenset(("guest", "visitor", "host"))
_OF_THREE = frozenset(("trilateral", "tripartite", "three-way"))
_NEW = frozenset(("a", "an", "another", "one", "some"))  # before somebody who was not there before
_WRITING = frozenset(("head_of_state", "head_of_government", "monarch", "foreign_minister", "minister", "vice_head"))
_MOST_TITLE = 14  # tokens between an office and the name of its holder
_PUBLISHER, _TITLE = 8, 8  # mentions that being the publisher, or standing in the title, is worth
_MOST_HEADLINED = 6  # words between an office and a name in a headline
_LOOK_BACK = 6  # sentences that a pronoun may reach back


class Cast:
    """The people and actors of one analysed document.

    `home` is the actor whose press service or newsroom speaks; `sides` the two actors spoken of most, the first first,
    `together` whom "both", "they" and "the parties" mean: the two, or the three sides of a trilateral meeting.
    """

    def __init__(self, a: Analysis) -> None:
        self.a = a
        located = [(self._token(p.start), self._token(p.end - 1), p) for p in find_places(a.document.text, a.document.published)]
        self.office_at = find_offices(a)
        naming = Naming(a, located, self.office_at)
        people = naming.people()
        self.fuller = naming.fuller  # short forms of organisations → the tokens of the full name
        named = {t for p in people for first, last in p.mentions for t in range(first, last + 1)}
        self.people = people
        self.publisher = publisher_of(a.document)
        self.home = self.publisher or dateline_of(a.document)
        spelled = [(f, last, p) for f, last, p in located if f not in named]
        self.places, self.titled = settled(a, spelled, self.publisher), settled_title(a, spelled, self.publisher)
        self.place_at: dict[int, list[Place]] = {}
        for first, last, place in self.places:
            for t in range(first, last + 1):
                self.place_at.setdefault(t, []).append(place)
        self.organisation_at = {t: n for n in a.names if n.label == "ORG" or (n.first == n.last and a.word[n.first] in naming.firms)
                                for t in range(n.first, n.last + 1)}
        self.person_at = {t: p for p in people for first, last in p.mentions for t in range(first, last + 1)}
        self.quotations = find_quotations(a)
        self.quoted = {t for q in self.quotations for t in range(q.first, q.last + 1)}
        self.voice: dict[int, tuple[str, str | None]] = {}  # token inside a quotation → speaker's name and code
        for person in people:
            person.offices |= _titled(person, a.document.title or "") if not person.offices else set()
            held = holder_of(person.name, a.document.published)
            if held and (person.code is None or " " in person.name or held == self.home):
                person.code = held  # the list is surer than a place that stands near the name
            person.offices |= offices_of(person.name, a.document.published)
        weighed = self._weighed()
        self.sides = weighed[:2]
        self.together = weighed[:3] if self._is_of_three() else self._listed() or self.sides
        self.allegiances = Allegiances(a, people, self.place_at, self.home, self.publisher, self.quoted)
        for person in people:
            if person.code is None:
                person.code = self.allegiances.of(person, self.together)
                person.assumed = person.code is not None
        self.pronouns = find_pronouns(a, people, self.person_at, self.quoted)  # by `id` of the person
        self._codes: dict[int, tuple[str, ...]] = {}
        self._meant: dict[tuple[int, int], Person | None] = {}  # by pronoun, and how many pronouns led to it

    def _token(self, offset: int) -> int:
        """The token that covers a character."""
        return max(bisect_right(self.a.start, offset) - 1, 0)

    # -- the document as a whole

    def _is_of_three(self) -> bool:
        """Whether the title or the first sentence tells of three sides: "trilateral talks", "the three ministers"."""
        words = [w.lower() for w in (*(self.a.document.title or "").split(), *(self.a.word[t] for s in self.a.sentences[:1] for t in s))]
        return bool(_OF_THREE & set(words))

    def _listed(self) -> tuple[str, ...]:
        """The publisher and the others, where its headline lists two or more: "Call with the Presidents of Peru, Chile and Mali"."""
        title = self.a.document.title or ""
        others = [p for p in self.titled if p.code != self.publisher]
        gaps = (title[p.end:q.start] for p, q in pairwise(others))
        listed = self.publisher and len(others) > 1 and all("," in gap or " and " in gap for gap in gaps)
        codes = dict.fromkeys((str(self.publisher), *(p.code for p in others)))
        return tuple(codes) if listed and len(codes) > 2 else ()

    def _weighed(self) -> tuple[str, ...]:
        """The actors spoken of, the most first."""
        weight: Counter[str] = Counter()
        story = self._behind_dateline()
        if self.home:
            weight[self.home] += _PUBLISHER if self.publisher else 2
        for place in self.titled:
            weight[place.code] += _TITLE
        for first, _, place in self.places:
            if self.a.start[first] >= story:
                weight[place.code] += 2 if self.a.paragraph[first] == 0 else 1
        for person in self.people:
            if person.code:
                lead = self.publisher and person.offices and self.a.paragraph[person.mentions[0][0]] == 0  # whom a readout says that it met
                weight[person.code] += len(person.mentions) + (_TITLE if lead else 0)
        return tuple(code for code, _ in weight.most_common())

    def _behind_dateline(self) -> int:
        """The character at which the story begins."""
        d = self.a.document
        at = d.text.find(d.dateline) if d.dateline else -1
        return at + len(d.dateline or "") if at >= 0 else 0

    @cached_property
    def writer(self) -> Person | None:
        """Who "I" is outside quotations: of the press service's ministers and leaders the only one, or the one whom the title names."""
        own = [p for p in self.people if p.code == self.publisher and p.offices & _WRITING]
        titled = (self.a.document.title or "").lower()
        named = [p for p in own if p.name.lower().split()[-1] in titled]
        return next(iter(named if len(named) == 1 else own if len(own) == 1 else ()), None)

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
        named = self._name_after(token)
        if named:
            return named
        if word in _HE_OR_SHE:
            return self._antecedent(token)
        if word in ("i", "me", "my"):
            told = self.voice.get(token)
            return next((p for p in self.people if p.name == told[0]), None) if told else None if token in self.quoted else self.writer
        office = self.office_at.get(token)
        if (office or word == "counterpart") and "Number=Plur" not in a.feats[token]:
            return self._holder(token, office)
        return None

    def _name_after(self, token: int) -> Person | None:
        """The name that a title leads up to ("President of Russia Vladimir Putin"), whatever tree was drawn over it."""
        a = self.a
        if token not in self.office_at:
            return None
        for t in range(token + 1, min(token + _MOST_TITLE, len(a))):
            if t in self.person_at:
                return self.person_at[t]
            if a.sentence[t] != a.sentence[token] or not (t in self.place_at or t in self.office_at or a.upos[t] in ("PROPN", "NOUN", "ADJ")
                                                          or a.word[t].lower() in ("of", "the", "for", "and", "'s", "-")):
                return None
        return None

    def persons(self, token: int | None) -> list[Person]:
        """The people of a phrase and of those coordinated with it."""
        found = [self.person(t) for t in conjuncts(self.a, token)] if token is not None else []
        return list({id(p): p for p in found if p}.values())

    # -- one phrase

    def _single(self, token: int) -> tuple[str, ...]:
        word = self.a.word[token].lower()
        both = self.together if len(self.together) > 1 else ()
        if word in _FIRST_PERSON and token not in self.place_at:  # "us", but not "the US"
            return _only(self.voice[token][1] if token in self.voice else self.home)
        if word in _HE_OR_SHE:
            return _code_of(self._antecedent(token)) or self._side_of_nobody_named(token)
        if word in _THEY:
            return both
        if word in _IT:
            return self.last_actor(token)
        if token in self.person_at:
            return _code_of(self.person_at[token])
        named = self._opposite(token) or self.stated(token)
        return named or (both if self.means_both(token) else _code_of(self.person(token)) or self._unnamed(token))

    def _unnamed(self, token: int) -> tuple[str, ...]:
        """Whose an office is that the text leaves without a country: the press service's own, else the actor's before it."""
        a = self.a
        own = token in self.office_at or institution_class(a.lemma[token]) in ("ministry", "parliament")
        if own and token in self.voice and self.voice[token][1]:
            return _only(self.voice[token][1])
        if own and self.publisher in self.sides:
            return (str(self.publisher),)
        if token in self.office_at or (is_collective(a.lemma[token]) and "Number=Plur" not in a.feats[token]):
            return self.last_actor(token) or _only(self.home)
        return ()

    def _opposite(self, token: int) -> tuple[str, ...]:
        """The other of the two sides: "his counterpart" where nothing names its country, "the guest" where the host tells of it."""
        a, owner = self.a, tuple[str, ...]()
        if self._is_opposite(token):
            own = dependents(a, token, "nmod:poss")
            elsewhere = {t for c in a.children[token] if c not in own for t in a.subtree(c)}
            if any(t in self.place_at or t in self.person_at for t in elsewhere):
                return ()
            doers = dependents(a, a.head[token], "nsubj") if a.head[token] >= 0 else []
            owner = next((codes for x in (*own[:1], *doers) if x != token and (codes := self.codes(x))), ())
        elif a.lemma[token] in ("guest", "visitor") and self.home in self.sides and not any(t in self.place_at for t in a.subtree(token)):
            owner = (str(self.home),)
        others = tuple(side for side in self.sides if side not in owner)
        return others if len(owner) == 1 and len(others) == 1 and len(self.sides) == 2 else ()

    def _is_opposite(self, token: int) -> bool:
        """Whether a noun means somebody of the other side than whose he is: "his counterpart", "his host"."""
        lemma = self.a.lemma[token]
        return lemma in _OPPOSITE or (lemma in _ROLES and bool(dependents(self.a, token, "nmod:poss")))

    def stated(self, token: int) -> tuple[str, ...]:
        """Actors that the phrase itself names: its head, what modifies it, an "of" phrase."""
        a = self.a
        if token in self.place_at:
            return tuple(dict.fromkeys(p.code for p in self.place_at[token]))
        found: dict[str, None] = {}
        for c in dependents(a, token, *_MODIFIERS):
            if a.deprel[c] == "nmod:poss" and (a.upos[c] == "PRON" or self._is_opposite(token)):
                owned = not self._is_opposite(token) and a.lemma[token].lower() not in _STYLES
                found.update(dict.fromkeys(self.codes(c) if owned else ()))
                continue
            inside = [x for x in a.subtree(c) if a.sentence[x] == a.sentence[token]]
            for t in inside:
                if t in self.place_at and not self._is_posting(t, inside):
                    found.update(dict.fromkeys(p.code for p in self.place_at[t]))
                elif t in self.person_at and a.deprel[c] in ("appos", "flat", "nmod:desc", "compound") and self.person_at[t].code:
                    found[str(self.person_at[t].code)] = None
        if not found:
            for c in (x for x in dependents(a, token, "nmod", "obl") if x - 1 not in self.office_at):  # not "head [of government]"
                seated = marker(a, c) == "in" and (institution_class(a.lemma[token]) in _SEATED or token in self.office_at) and any(
                    p.kind == "capital" for p in self.place_at.get(c, ()))
                if seated or (marker(a, c) in ("of", "from", "between", "for") and (marker(a, c) != "for" or token in self.office_at)):
                    found.update(dict.fromkeys(self.codes(c)))
        return tuple(found)

    def _is_posting(self, token: int, inside: list[int]) -> bool:
        """Whether a place is only where somebody is sent ("ambassador to Japan")."""
        return any(self.a.word[k].lower() in ("to", "in", "with", "on") for k in range(max(token - 2, 0), token) if k in inside)

    def means_both(self, token: int) -> bool:
        """Whether a phrase means the two sides of the document together: "both countries", "the parties", "the ministers"."""
        a = self.a
        if not is_collective(a.lemma[token]) and token not in self.office_at:
            return False
        around = {a.word[c].lower() for c in a.children[token]}
        if around & {"both", "two"}:
            return True
        if "Number=Plur" not in a.feats[token] or around & _OTHERS:
            return False
        known = token in self.office_at or a.lemma[token] in ("side", "party") or bool(around & {"the", "these", "our", "their"})
        described = any(a.lemma[c].lower() not in _OF_BOTH for c in dependents(a, token, "amod")) and token not in self.office_at
        return known and not described

    # -- reference back

    def _antecedent(self, token: int, depth: int = 0) -> Person | None:
        """The person that "he" or "she" means, worked out once: each asks what the ones in the sentences before it mean."""
        if (token, depth) not in self._meant:
            self._meant[token, depth] = self._before(token, depth)
        return self._meant[token, depth]

    def _before(self, token: int, depth: int) -> Person | None:
        """The person that "he" or "she" means: who the sentence before is about, or who was named before in the same one.

        Words inside a quotation mean nobody outside it.
        """
        a = self.a
        s = a.sentence[token]
        own = self._subjects(s, token) or [t for t in a.sentences[s] if t < token and t in self.person_at and t not in self.quoted]
        for t in reversed(own):
            person = self._named(t, depth)
            if person is None or fits(a.word[token], person, self.pronouns):
                return person
        for before in range(s - 1, max(s - 1 - _LOOK_BACK, -1), -1):
            subjects = self._subjects(before, a.sentences[before].stop)
            named = [p for t in subjects if (p := self._named(t, depth))]
            named += [self.person_at[t] for t in a.sentences[before] if t in self.person_at and t not in self.quoted]
            person = next((p for p in named if fits(a.word[token], p, self.pronouns)), None)
            if person:
                return person
        return None

    def _side_of_nobody_named(self, token: int) -> tuple[str, ...]:
        """Of the two sides the one that is not that of the people named in the sentence: "she" is none of them."""
        named = {self.person_at[t].code for t in self.a.sentences[self.a.sentence[token]] if t in self.person_at}
        others = [side for side in self.sides if side not in named]
        return tuple(others) if len(self.sides) == 2 and len(others) == 1 else ()

    def _subjects(self, sentence: int, before: int) -> list[int]:
        """Subjects of a sentence that can be persons, the one of its main clause first; none from inside a quotation."""
        a = self.a
        found = [t for t in a.sentences[sentence] if t < before and a.deprel[t].startswith("nsubj") and t not in self.quoted
                 and (t in self.person_at or t in self.office_at or a.word[t].lower() in ("he", "she"))]
        return sorted(found, key=lambda t: (a.head[a.head[t]] >= 0, t))

    def _named(self, token: int, depth: int) -> Person | None:
        if token in self.person_at:
            return self.person_at[token]
        if self.a.word[token].lower() in _HE_OR_SHE:
            return self._antecedent(token, depth + 1) if depth < _LOOK_BACK else None
        if "Number=Plur" in self.a.feats[token]:
            return None
        return self._holder(token, self.office_at[token])

    def _holder(self, token: int, office: str | None) -> Person | None:
        """Who holds the office: somebody of that class and, where the phrase names an actor, of that actor; the nearest before it."""
        a = self.a
        if any(a.word[d].lower() in _NEW for d in dependents(a, token, "det", "nummod")):
            return None
        codes = self.stated(token)
        if a.lemma[token] in _ROLES:
            codes = codes or (self._opposite(token) if a.lemma[token] != "host" else _only(self.home))
            candidates = [p for p in self.people if p.code in codes and p.offices]
        else:
            held = _WIDER.get(str(office), frozenset()) | {office}
            candidates = [p for p in self.people if (office is None or held & p.offices) and (not codes or p.code in codes)]
        if a.lemma[token] == "counterpart":
            owner = next((self.person(c) for c in dependents(a, token, "nmod:poss")), None)
            candidates = [p for p in candidates if p is not owner and p.code != (owner.code if owner else None)]
        elif not codes and self.home and any(p.code == self.home for p in candidates):
            candidates = [p for p in candidates if p.code == self.home]
        before = [(max(m[0] for m in p.mentions if m[0] < token), p) for p in candidates if p.mentions[0][0] < token]
        if before:
            return max(before, key=lambda x: x[0])[1]
        return candidates[0] if len(candidates) == 1 else None

    def last_actor(self, token: int) -> tuple[str, ...]:
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


def _titled(person: Person, title: str) -> set[str]:
    """The office under which the headline names somebody: "Meeting with Governor of Riga Anna Berg"."""
    words = [w.strip(".,:;’'\"") for w in title.split()]
    at_ = next((i for i, w in enumerate(words) if w.casefold() == person.name.split()[-1].casefold()), 0)
    found = [office for w in reversed(words[max(at_ - _MOST_HEADLINED, 0):at_]) if w[:1].isupper() and (office := office_class(w))]
    return set(found[:1])


def _only(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()


def _code_of(person: Person | None) -> tuple[str, ...]:
    return _only(person.code) if person else ()
