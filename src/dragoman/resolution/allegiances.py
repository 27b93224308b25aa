"""For whom office-holders speak of whom neither the text nor the list of office-holders says it: read off what they do and what they tell.

Whoever announces what a state will do speaks for it: "Latvia will send a ship, Minister X announced". Whoever goes to a state, or asks,
thanks or accuses it, speaks for another: "Minister X, who flies to Riga on Friday, thanked Latvia".
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import conjuncts, dependents, is_passive, marker, tense
from dragoman.codebook.meetings import noun_kind, verb_frame
from dragoman.codebook.offices import is_peculiar, office_class
from dragoman.codebook.speech import is_one_of
from dragoman.resolution.gazetteer import Place
from dragoman.resolution.people import ONE_EACH, Person
from dragoman.resolution.publishers import dateline_of

_HE_OR_SHE = frozenset(("he", "she"))
_I_OR_WE = frozenset(("i", "we"))
_MOST_TITLE = 14  # tokens between an office, or whose it is, and the name of its holder
_FAR = 60  # tokens back to whose "its" may be
_MENTIONS = 12  # of a person that are read
_PECULIAR = frozenset(("minister", "legislator"))  # classes of office of which one may be a state's own
_OPENING = 15  # tokens of a sentence among which its "he" is looked for
_GOES_ON = 4  # sentences with "he" behind one that a person is the subject of
_ACTING = ("country", "capital", "institution")  # names of places that act for a state
_IN_A_TITLE = ("flat", "appos", "compound", "nmod:desc", "nmod:unmarked")
_THERE = ("to", "in", "for", "at", "from")


class Allegiances:
    """The assumptions of one document.

    `place_at` are token → places, `home` the state of the press service (`publisher`) or of the dateline, `quoted` the tokens inside
    quotation marks.
    """

    def __init__(self, a: Analysis, people: Sequence[Person], place_at: Mapping[int, Sequence[Place]], home: str | None,
                 publisher: str | None, quoted: Set[int]) -> None:
        self.a, self.people, self.place_at, self.home, self.publisher = a, people, place_at, home, publisher
        self._first_place: dict[int, int] = {}  # sentence → token
        for t in sorted(place_at.keys() - quoted):
            self._first_place.setdefault(a.sentence[t], t)

    def of(self, person: Person, sides: Sequence[str]) -> str | None:
        """The state that somebody speaks for; None where nothing tells. `sides` are the actors that the document is about, the first first.

        Somebody without an office is the press service's own if its headline names him.
        """
        if not person.offices - {"company"}:
            titled = set((self.a.document.title or "").lower().replace("’", " ").replace("'", " ").split())
            return self.publisher if person.name.split()[-1].lower() in titled else None
        deeds = list(self._deeds(person))
        others = {code for v in deeds for code in self._others(v)} | self._visited(person) | {p.code for p in person.peers if p.code}
        if self.home and self._is_counterpart(person):
            others.add(self.home)
        if self.publisher is None:
            others |= self._beside(person)
        return _weighed(self._told(deeds, sides, others) or self._usual(person, sides), sides, others)

    def speaking(self, spans: Iterable[tuple[int, int]], sides: Sequence[str]) -> str | None:
        """The state of whoever says "I" and "we" in these token ranges; None where that tells nothing."""
        a = self.a
        said = (t for first, last in spans for t in range(first, last + 1))
        deeds = [a.head[t] for t in said if a.word[t].lower() in _I_OR_WE and a.deprel[t] == "nsubj"]
        others = {code for v in deeds for code in self._others(v)}
        return _weighed(self._told(deeds, sides, others), sides, others)

    def _told(self, deeds: Iterable[int], sides: Sequence[str], others: Set[str]) -> str | None:
        """The first of the sides of which somebody announces what it will do."""
        return next((code for v in deeds for code in self._announced(v) if code in sides and code not in others), None)

    def _usual(self, person: Person, sides: Sequence[str]) -> str | None:
        """Whose an office-holder is as a rule: the press service's own state, else that of the dateline.

        But ambassadors are the other side's, and so is the second of two presidents. The United States have no ministers: one in a story
        from Washington is the other side's. Some offices only one state has.
        """
        first = person.mentions[0][0]
        if person.offices & _PECULIAR:
            title = [self.a.lemma[t].lower() for t in range(max(first - 6, 0), first)]
            known = next((side for side in sides if any(is_peculiar(lemma, side) for lemma in title)), None)
            if known and (self.home is None or known.startswith("IGO:")):
                return known
        near = self._near(person)
        if near:
            return near
        is_minister = any(self.a.lemma[t].lower() == "minister" for t in range(max(first - 4, 0), first))
        alone = person.offices if len(person.offices) == 1 else set()  # "head of the office of the President" is another office
        taken = any(p is not person and p.code == self.home and p.offices & alone & ONE_EACH for p in self.people)
        if self.home and ("ambassador" in person.offices or taken or (is_minister and self.home == "USA")):
            sent_to = dateline_of(self.a.document) if "ambassador" in person.offices else None
            own = (self.home, sent_to)
            return next((side for side in sides if side not in own), None)
        return self.home

    def _near(self, person: Person) -> str | None:
        """The actor that the sentence which brings in an office-holder names first: "In Kyiv, Prime Minister X …", "its minister X said".

        Where something tells in whose name the document speaks, these two forms alone.
        """
        a, first = self.a, person.mentions[0][0]
        token = self._first_place.get(a.sentence[first], first)
        sentence = a.sentences[a.sentence[first]]
        if any(a.word[t].lower() in ("its", "their") for t in range(max(first - _MOST_TITLE, sentence.start), first)):
            before = range(max(a.sentences[max(a.sentence[first] - 1, 0)].start, first - _FAR), first)
            subjects = [self.place_at[t][0].code for t in before if t in self.place_at and a.deprel[t].startswith("nsubj")]
            if subjects:
                return subjects[-1]
        if token >= first:
            return None
        place = self.place_at[token][0]
        if a.word[token - 1].lower() == "in" and token - sentence.start == 1 and place.kind in ("capital", "city"):
            return place.code
        return place.code if self.home is None else None

    # -- what a person does

    def _deeds(self, person: Person) -> Iterator[int]:
        """The verbs that a person is the subject of, by name or, in the sentences right behind, as "he" or "she"."""
        a = self.a
        for first, last in person.mentions[:_MENTIONS]:
            head = self._head(first, last)
            yield from (c for c in dependents(a, head, "acl:relcl") if a.upos[c] == "VERB")
            if a.deprel[head] != "nsubj":
                continue
            yield from self._with_others(a.head[head])
            for s in range(a.sentence[head] + 1, min(a.sentence[head] + 1 + _GOES_ON, len(a.sentences))):
                he = next((t for t in a.sentences[s][:_OPENING] if a.deprel[t] == "nsubj" and a.head[a.head[t]] < 0), None)
                if he is None or a.word[he].lower() not in _HE_OR_SHE:
                    break
                yield from self._with_others(a.head[he])

    def _head(self, first: int, last: int) -> int:
        """The head of the phrase that a name ends: "Minister" of "Defence Minister X"."""
        a = self.a
        head = next((t for t in range(first, last + 1) if not first <= a.head[t] <= last), first)
        while a.deprel[head] in _IN_A_TITLE and first - _MOST_TITLE <= a.head[head] < head:
            head = a.head[head]
        return head

    def _with_others(self, v: int) -> Iterator[int]:
        """A verb and those that share its subject: coordinated ones, what hangs on it as an infinitive or as "said that he …"."""
        a = self.a
        for c in conjuncts(a, v):
            yield c
            yield from (x for x in dependents(a, c, "xcomp", "ccomp") if a.upos[x] == "VERB" and (
                a.deprel[x] == "xcomp" or any(a.word[s].lower() in _HE_OR_SHE for s in dependents(a, x, "nsubj"))))

    def _announced(self, v: int) -> Iterator[str]:
        """States of which a person announces what they will do: "Canada will wait, Minister X said"."""
        a = self.a
        if not is_one_of(a.lemma[v], "announcing"):
            return
        for c in dependents(a, v, "ccomp") or self._before(v):
            if tense(a, c) == "future" or is_one_of(a.lemma[c], "wanting"):
                subjects = dependents(a, c, "nsubj") if not is_passive(a, c) else []
                yield from (self.place_at[t][0].code for t in subjects if self._acts(t) and len(conjuncts(a, t)) == 1)

    def _before(self, v: int) -> list[int]:
        """The clause before a verb of saying, which the tree hangs on that clause, or both on a dateline."""
        a, head = self.a, self.a.head[v]
        if a.deprel[v] != "parataxis":
            return []
        return [head] if a.upos[head] in ("VERB", "ADJ", "NOUN") else [c for c in dependents(a, head, "parataxis") if c < v][-1:]

    def _acts(self, t: int) -> bool:
        return t in self.place_at and self.place_at[t][0].kind in _ACTING

    def _others(self, v: int) -> Iterator[str]:
        """States that a person addresses or goes to: hardly the own one."""
        a = self.a
        addressing, going = is_one_of(a.lemma[v], "addressing"), verb_frame(a.lemma[v]) in ("travel", "awaited")
        for c in a.children[v]:
            if c in self.place_at:
                addressed = (a.deprel[c] in ("obj", "iobj") and addressing) or (marker(a, c) == "on" and a.lemma[v] == "call")
                there = going and a.relation[c] == "obl" and marker(a, c) in _THERE
                if there or (addressed and self._acts(c)) or verb_frame(a.lemma[v]) == "visit":
                    yield self.place_at[c][0].code
            elif noun_kind(a.lemma[c]) == "visit" and a.relation[c] in ("obj", "obl"):
                visited = (x for x in dependents(a, c, "nmod", "obl") if marker(a, x) == "to")
                yield from (self.place_at[x][0].code for x in visited if x in self.place_at)

    def _beside(self, person: Person) -> set[str]:
        """The states of those coordinated with somebody, of whom alone the text says it: "Trade Minister X and the Chinese Minister Y"."""
        a, heads = self.a, {self._head(*m) for m in person.mentions[:_MENTIONS]}
        pairs = {c for h in heads for c in (*dependents(a, h, "conj"), a.head[h] if a.deprel[h] == "conj" else h)}
        named = {p.code for c in pairs - heads if office_class(a.lemma[c]) for t in dependents(a, c, "amod", "nmod:poss", "compound")
                 for p in self.place_at.get(t, ())}
        return named | {self._stated[c] for c in pairs - heads if c in self._stated}

    @cached_property
    def _stated(self) -> dict[int, str]:
        """The heads of the phrases that bring in those of whom the text says it, with their codes."""
        return {self._head(*p.mentions[0]): p.code for p in self.people if p.code and not p.assumed and p.offices}

    def _is_counterpart(self, person: Person) -> bool:
        """Whether somebody is brought in as the counterpart of another."""
        first = person.mentions[0][0]
        return any(self.a.lemma[t] in ("counterpart", "opposite") for t in range(max(first - 4, 0), first))

    def _visited(self, person: Person) -> set[str]:
        """Where somebody is said to be in an apposition: "X, in Washington for talks", "X, visiting Riga"."""
        a, found = self.a, set[str]()
        for _, last in person.mentions[:_MENTIONS]:
            if a.word[last + 1:last + 2] == [","] and last + 3 in self.place_at and a.word[last + 2].lower() in ("in", "visiting"):
                found.add(self.place_at[last + 3][0].code)
        return found


def _weighed(own: str | None, sides: Sequence[str], others: Set[str]) -> str | None:
    """The own state, unless it is among the others: then the first side that is not, as where nothing is known but who is another."""
    if own in others or (own is None and any(side in others for side in sides)):
        return next((side for side in sides if side not in others), None)
    return own
