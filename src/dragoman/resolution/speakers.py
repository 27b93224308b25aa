"""Who the subject of a verb of saying is: names and actors of speakers, pronouns and short forms resolved by who spoke before.

A story that reports what somebody says goes on with "he said", "the spokesman added", "the company denied", "the communique said": these
mean whoever spoke before, named or not, rather than the person named last.
"""
from __future__ import annotations

from typing import NamedTuple

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import agent, conjuncts, dependents, is_passive, marker, patient, phrase, subject, tense
from dragoman.codebook.offices import is_collective, is_firm
from dragoman.codebook.pronouns import pronoun_of_title
from dragoman.codebook.speech import is_one_of, is_saying, says
from dragoman.resolution.actors import Cast
from dragoman.resolution.affiliations import affiliation
from dragoman.resolution.pronouns import fits

_HE_OR_SHE = frozenset(("he", "she"))
_PLURAL = frozenset(("they", "both", "all"))
_PERSONAL = frozenset(("he", "she", "they", "i", "we", "it", "both", "all"))
_NOBODY = frozenset(("he", "she", "they", "it", "i", "we", "which", "that", "who", "this", "these", "those", "there", "what"))
_PLACE = 3  # tokens of the name of a city
_TITLE = 8  # tokens of a speaker between a quotation and its verb
_LOOK_BACK = 6  # sentences that a "they" may reach back
_REMEMBERED, _FARTHEST = 60, 400  # speakers, and tokens, that are looked through, so that the time stays linear
_REACH = 4  # sentences back to a speaker whom a pronoun means

Speaker = tuple[str, str | None]


class _Said(NamedTuple):
    """A speaker met before: the head of the phrase, name and actor, whether it is a person (or an office), and whether more than one."""

    head: int
    name: str
    code: str | None
    personal: bool
    plural: bool


class Speakers:
    """The speakers of one document, asked for verb by verb. Outside quotations they are resolved in the order of the text."""

    def __init__(self, a: Analysis, cast: Cast) -> None:
        self.a, self.cast = a, cast
        self.opening = _bare_dateline(a, cast)
        self._before: list[_Said] = []
        self._verbs: list[int] = []  # by which each of them was found
        self._of: dict[int, Speaker | None] = {}
        for v in range(len(a)):
            if a.upos[v] == "VERB" and v not in cast.quoted and is_saying(a.lemma[v]):
                self._of[v] = self._named(v)
        self._name_the_first()

    def _name_the_first(self) -> None:
        """A story may lead off with "a senior official said" and name him only afterwards: the next speaker with a name is meant."""
        a = self.a
        if len(self._verbs) < 2:
            return
        (first, second), (lead, following) = self._verbs[:2], self._before[:2]
        person = self.cast.person(following.head)
        unnamed = lead.personal and self.cast.person(lead.head) is None
        new = any(a.word[d].lower() in ("a", "an") for d in a.children[lead.head])
        if unnamed and new and person and a.sentence[first] == 0 and a.sentence[second] - a.sentence[first] <= _REACH and (
                lead.code is None or lead.code == following.code):
            self._of[first] = (following.name, following.code or lead.code)

    def of(self, v: int) -> Speaker | None:
        """Name and actor of whoever is the subject of the verb; None where that can be no speaker."""
        return self._of[v] if v in self._of else self._named(v)

    def at(self, who: int) -> Speaker | None:
        """Name and actor of the speaker whom a phrase means."""
        name, code = self._spoken_by(who)
        if not name or name.lower() in _NOBODY:
            return None
        return name, affiliation(self.a, self.cast, who, name, code)

    def carried_on(self, v: int) -> int | None:
        """The verb of saying that another one carries on, where the tree hangs the latter on what was said.

        Either has a clause ("said that it [had grown] and [added] that …"), or the tenses part them ("said it [holds] and [praised] her").
        """
        a = self.a
        head = a.head[v]
        if a.deprel[v] != "conj" or dependents(a, v, "nsubj") or a.deprel[head] != "ccomp" or not is_saying(a.lemma[a.head[head]]):
            return None
        goes_on = says(a.lemma[v], "clause") and bool(dependents(a, v, "ccomp"))
        next_deed = is_saying(a.lemma[v]) or is_one_of(a.lemma[v], "addressing")
        parted = next_deed and "Tense=Past" in a.feats[v] and not dependents(a, v, "aux") and tense(a, head) != "past"
        return a.head[head] if goes_on or parted else None

    def _spoken_by(self, token: int) -> tuple[str, str | None]:
        """Name and actor of whoever speaks: a person in the fullest form the text gives, else the words of the phrase.

        Two who speak together are named together; "they" are whoever the sentences before were about.
        """
        a = self.a
        if a.word[token].lower() in ("they", "both"):
            token = self._plural_before(token)
        people, codes = self.cast.persons(token), self.cast.codes(token)
        if len(people) > 1 and len({p.code for p in people}) == 1:
            return " and ".join(p.name for p in people), people[0].code
        if len(people) == 1:
            return people[0].name, people[0].code or (codes[0] if codes else None)
        if people:
            return " and ".join(p.name for p in people), None
        token = self._name_beside(token)
        first, last = phrase(a, token, ("conj", "cc", "appos", "acl:relcl", "acl", "case", "punct", "det"))
        name = " ".join(a.text(max(first, min(self.opening, token)), last).split())
        return name, codes[0] if len(codes) == 1 else None

    def _name_beside(self, token: int) -> int:
        """The name right behind a noun, which says who that is: "the news agency Antara", "the lessor, Larkspur Aviation"."""
        a = self.a
        names = dependents(a, token, "appos", "flat") if a.upos[token] == "NOUN" else []
        near = (x for x in names if a.upos[x] == "PROPN" and a.subtree(x)[0] == token + 1 and not dependents(a, x, "advmod"))
        return next(near, token)

    def _plural_before(self, token: int) -> int:
        """The nearest subject before a "they" that means more than one; the token itself where there is none."""
        a = self.a
        for t in range(token - 1, -1, -1):
            if a.sentence[token] - a.sentence[t] > _LOOK_BACK:
                break
            if a.deprel[t].startswith("nsubj") and t not in self.cast.quoted and a.upos[t] != "PRON" and (
                    "Number=Plur" in a.feats[t] or dependents(a, t, "conj")) and (self.cast.means_both(t) or len(conjuncts(a, t)) > 1):
                return t
        return token

    # -- one verb

    def _named(self, v: int) -> Speaker | None:
        a = self.a
        owner = self.carried_on(v)
        who = self._quoted_by_another(v) or agent(a, v if owner is None else owner)
        subjects = dependents(a, v, "nsubj") if not is_passive(a, v) else []
        if len(subjects) > 1:  # a dateline, or a place at the sentence's head, may have been taken for one
            who = min(subjects, key=lambda t: abs(t - v))
        if who is None:
            who = self._torn_from(v)
        if who is None or not self._can_speak(v, who):
            return None
        said = self._said(who)
        if said is None:
            return None
        if who not in self.cast.quoted:
            self._before.append(said)
            self._verbs.append(v)
        return said.name, said.code

    def _torn_from(self, v: int) -> int | None:
        """The name right before a verb in the past that a comma has parted from it: "Meeting in Oslo, Minister Anna Berg, told …"."""
        a = self.a
        name = v - 2 if v > 1 and a.word[v - 1] == "," else v - 1
        told = not is_passive(a, v) and "Tense=Past" in a.feats[v] and "VerbForm=Fin" in a.feats[v]
        behind = told and name >= 0 and a.sentence[name] == a.sentence[v]
        return name if behind and name in self.cast.person_at else None

    def _quoted_by_another(self, v: int) -> int | None:
        """Who is quoted in "the agency quoted the minister as saying …", "the minister was quoted by the agency"."""
        a, head = self.a, self.a.head[v]
        if is_one_of(a.lemma[v], "quoting") and is_passive(a, v):
            return subject(a, v)
        if head < 0 or a.word[v].lower() != "saying" or a.word[v - 1].lower() != "as" or a.upos[head] != "VERB":
            return None
        return patient(a, head)

    def beside(self, v: int, quote_end: int) -> Speaker | None:
        """The speaker in the phrase between a quotation and the verb right behind it, where the tree makes that no subject."""
        a = self.a
        words = [t for t in range(quote_end + 1, v) if a.upos[t] != "PUNCT"]
        if not words or len(words) > _TITLE or any(a.upos[t] in ("VERB", "AUX", "ADP") and a.word[t] != "of" for t in words):
            return None
        head = next((t for t in words if a.head[t] not in words), words[-1])
        return self.at(head)

    def _can_speak(self, v: int, who: int) -> bool:
        a = self.a
        known = self.cast.person(who) or self.cast.codes(who) or who in self.cast.office_at
        if is_one_of(a.lemma[who].lower(), "mute"):
            return False
        if known or a.word[who].lower() in _PERSONAL:
            return True
        if a.upos[who] not in ("NOUN", "PROPN"):
            return False
        reports = (says(a.lemma[v], "clause") or is_one_of(a.lemma[v], "that")) and bool(dependents(a, v, "ccomp"))
        paper = is_one_of(a.lemma[who].lower(), "papers")
        return reports or paper or a.upos[who] == "PROPN" or self._speaks_again(who) is not None

    def _said(self, who: int) -> _Said | None:
        """Who is meant: whoever spoke before, where a pronoun or a short form carries that on, else what the phrase itself says."""
        a, word = self.a, self.a.word[who].lower()
        before = self._before_pronoun(who) if word in _PERSONAL else self._speaks_again(who)
        if before is None and who not in self.cast.quoted and word == "it":
            before = self._thing_before(who)
        if before:
            return before._replace(head=who)
        speaker = self.at(who)
        if speaker is None:
            return None
        plural = "Number=Plur" in a.feats[who] or len(conjuncts(a, who)) > 1 or word in _PLURAL
        personal = word in _HE_OR_SHE or bool(self.cast.person(who)) or who in self.cast.office_at
        return _Said(who, *speaker, personal, plural)

    def _before_pronoun(self, who: int) -> _Said | None:
        """Whoever spoke before a pronoun, unless somebody else has come in between."""
        a, word = self.a, self.a.word[who].lower()
        if word in ("i", "we") or who in self.cast.quoted:
            return None
        for said in reversed(self._before[-_REMEMBERED:]):
            if a.sentence[who] - a.sentence[said.head] > _REACH:
                return None
            if word in _HE_OR_SHE and not self._can_mean(word, said):
                continue
            if said.plural == (word in _PLURAL) and (word in _PLURAL or said.personal == (word in _HE_OR_SHE)):
                return None if word in _HE_OR_SHE and self._somebody_between(said.head, who) else said
        return None

    def _can_mean(self, word: str, said: _Said) -> bool:
        """Whether a "he" or "she" can be whoever spoke: not a queen, nor a spokeswoman, by "he"."""
        person = self.cast.person(said.head)
        if person:
            return fits(word, person, self.cast.pronouns)
        return pronoun_of_title(self.a.lemma[said.head]) in (None, word)

    def _thing_before(self, who: int) -> _Said | None:
        """The state or institution that the sentence before an "it" is about."""
        a = self.a
        for s in range(a.sentence[who], max(a.sentence[who] - 3, -1), -1):
            for t in a.sentences[s]:
                known = t in self.cast.place_at or t in self.cast.organisation_at or is_collective(a.lemma[t])
                if t < who and known and a.deprel[t].startswith("nsubj") and t not in self.cast.quoted and (speaker := self.at(t)):
                    return _Said(t, *speaker, personal=False, plural=False)
        return None

    def _somebody_between(self, first: int, last: int) -> bool:
        """Whether a person other than the one who spoke is what a sentence between two tokens, or the rest of one, is about."""
        a = self.a
        if a.sentence[first] == a.sentence[last]:
            return False
        known = self.cast.person(first)
        between = range(max(a.sentences[a.sentence[first]].stop, last - _FARTHEST), last)
        others = (t for t in between if a.deprel[t].startswith("nsubj") and t not in self.cast.quoted)
        return any((p := self.cast.person_at.get(t)) and p is not known and fits(a.word[last], p, self.cast.pronouns) for t in others)

    def _speaks_again(self, who: int) -> _Said | None:
        """Whoever spoke before in fuller form: "the spokesman", "the minister", "the newspaper", "the communique"."""
        a = self.a
        definite = any(a.word[d].lower() in ("the", "its", "this") for d in dependents(a, who, "det", "nmod:poss"))
        own_name = any(t in self.cast.person_at for t in dependents(a, who, "flat", "appos", "compound"))
        if not definite or "Number=Plur" in a.feats[who] or who in self.cast.quoted or own_name or self.cast.stated(who):
            return None
        lemma, office, own = a.lemma[who].lower(), self.cast.office_at.get(who), self.cast.person(who)
        if own and self.cast.publisher and own.code == self.cast.publisher:
            return None  # a press service's "the President" is its own
        for said in reversed(self._before[-_REMEMBERED:]):
            if office:
                person = self.cast.person(said.head)
                if (person and office in person.offices) or (person is None and a.lemma[said.head].lower() == lemma):
                    return said
            elif a.lemma[said.head].lower() == lemma and not said.personal:
                return said
        return self._issuer(who) if is_one_of(lemma, "papers") else self._firm_before(who) if is_firm(lemma) else None

    def _firm_before(self, who: int) -> _Said | None:
        """The firm that "the company" means: the last one that a sentence before was about."""
        a = self.a
        for t in range(who - 1, max(who - _FARTHEST, -1), -1):
            about = a.deprel[t].startswith("nsubj") and t in self.cast.organisation_at and t not in self.cast.quoted
            if about and a.sentence[who] - a.sentence[t] <= _REACH and not self.cast.codes(t) and (speaker := self.at(t)):
                return _Said(t, *speaker, personal=False, plural=False)
        return None

    def _issuer(self, who: int) -> _Said | None:
        """Who speaks through a paper: whose it is said to be, else who spoke before."""
        a = self.a
        for c in dependents(a, who, "nmod:poss", "nmod"):
            if (a.deprel[c] == "nmod:poss" or marker(a, c) in ("of", "by", "from")) and (self.cast.person(c) or self.cast.codes(c)):
                speaker = self.at(c)
                return _Said(c, *speaker, personal=True, plural=False) if speaker else None
        return self._before[-1] if self._before else None


def _bare_dateline(a: Analysis, cast: Cast) -> int:
    """How many tokens the place before a story takes that no dash parts from it: "LONDON British officials said …"."""
    t = 0
    while t + 1 < len(a) and t <= _PLACE and a.word[t].isupper() and any(p.kind in ("city", "capital") for p in cast.place_at.get(t, ())):
        t += 1
    return t if a.word[t:] and a.word[t][:1].isupper() and not a.word[t].isupper() else 0
