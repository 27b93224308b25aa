"""Whether a text speaks of a person as "he" or as "she", so that a pronoun is not taken for somebody whom it cannot mean.

A title before the name tells it ("Mr", "Queen", "spokeswoman"), the given name, and the pronouns of sentences about this person alone. The
words are in `codebook/pronouns.yaml`.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dragoman.analysis import Analysis
from dragoman.codebook.pronouns import Pronoun, pronoun_of_name, pronoun_of_title
from dragoman.resolution.people import Person

_FORMS: dict[str, Pronoun] = {**dict.fromkeys(("he", "him", "his", "himself"), "he"),
                              **dict.fromkeys(("she", "her", "hers", "herself"), "she")}
_BEFORE = 2  # tokens before a name in which its title stands
_SURE, _LIKELY = 4, 2  # pronouns that a title, and a given name, is worth
_MOST_MENTIONS = 40  # of one person


def find_pronouns(a: Analysis, people: Sequence[Person], person_at: Mapping[int, Person], quoted: set[int]) -> dict[int, Pronoun]:
    """`id` of each person of whom it is known → the pronoun that the text has for them."""
    found: dict[int, Pronoun] = {}
    for person in people:
        votes: Counter[Pronoun] = Counter()
        given = pronoun_of_name(person.name.split()[0]) if " " in person.name else None
        if given:
            votes[given] += _LIKELY
        for first, last in person.mentions[:_MOST_MENTIONS]:
            for t in range(max(first - _BEFORE, 0), first):
                if told := pronoun_of_title(a.word[t]):
                    votes[told] += _SURE
            if first not in quoted and (told := _about_alone(a, person_at, first, last)):
                votes[told] += 1
        best = votes.most_common(2)
        if best and (len(best) == 1 or best[0][1] > 2 * best[1][1]):
            found[id(person)] = best[0][0]
    return found


def fits(word: str, person: Person, known: Mapping[int, Pronoun]) -> bool:
    """Whether a form of "he" or "she" can mean a person; any other word can."""
    return word.lower() not in _FORMS or known.get(id(person)) in (None, _FORMS[word.lower()])


def _about_alone(a: Analysis, person_at: Mapping[int, Person], first: int, last: int) -> Pronoun | None:
    """The first pronoun behind a name that is the subject of its sentence, where nobody else is named before the pronoun."""
    sentence = a.sentences[a.sentence[first]]
    if not any(a.deprel[t].startswith("nsubj") for t in range(first, last + 1)):
        return None
    for t in sentence:
        if t in person_at and not first <= t <= last:
            return None
        if t > last and (form := _FORMS.get(a.word[t].lower())):
            return form
    return None
