"""For whom a speaker speaks of whom the text does not say it: the firm or organisation in a title, else the state that is being told of."""
from __future__ import annotations

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import conjuncts, dependents, marker
from dragoman.codebook.holders import holder_of
from dragoman.codebook.offices import agency_of, is_collective
from dragoman.codebook.speech import is_one_of
from dragoman.resolution.actors import Cast
from dragoman.resolution.countries import at
from dragoman.resolution.organisations import organisation
from dragoman.resolution.people import Person

_LED = frozenset(("official", "organisation_head", "spokesperson", "head_of_state"))  # offices that firms and associations have too
_FAR = 60  # tokens that are looked through for somebody told of before
_TITLE = 8  # tokens between a person and the firm in the title
_ANYBODYS = frozenset(("some", "western", "european", "diplomatic", "both", "two"))  # officials of no state in particular
# In the plural these are of several states.
_SEVERAL = frozenset(("leader", "president", "minister", "party", "side", "delegate", "diplomat", "interlocutor"))


def affiliation(a: Analysis, cast: Cast, who: int, name: str, code: str | None) -> str | None:
    """The actor for whom the speaker of this name speaks. `code` is what the text says of the phrase with the head `who`.

    News agencies of states speak for these. Firms and organisations that have no code go by their names. An office or institution without a
    country is the press service's own, else that of the actor last spoken of, of the dateline, of the story; officials of several states at
    once are nobody's.
    """
    agency = agency_of(name)
    if agency:
        return at(agency, a.document.published)
    if _is_anybodys(a, cast, who):
        return None
    return _firm(a, cast, who) or code or holder_of(name, a.document.published) or _introduced(a, cast, who) or _told_of(a, cast, who)


def _firm(a: Analysis, cast: Cast, who: int) -> str | None:
    """The firm or organisation of whoever speaks for one, or the speaker itself if it is one."""
    person = cast.person(who)
    if person is None:
        return None if cast.codes(who) else organisation(a, cast, who) or _spoken_for(a, cast, who)
    if not person.offices or person.offices & _LED or "company" in person.offices:
        around = (t for t in _around_title(a, cast, person) if _outweighs(cast, t, person))
        named = next((name for t in around if (name := organisation(a, cast, t))), None)
        return named or ("company" in person.offices and _untagged(a, cast, person)) or None
    return None


def _outweighs(cast: Cast, t: int, person: Person) -> bool:
    """Whether an organisation in a title counts more than the state: where that is only assumed, or part of the organisation's name."""
    if person.code is None or person.assumed or "company" in person.offices:
        return True
    name = cast.organisation_at.get(t)
    return name is not None and any(p.code == person.code for k in range(name.first, name.last + 1) for p in cast.place_at.get(k, ()))


def _untagged(a: Analysis, cast: Cast, person: Person) -> str | None:
    """The capitalised words right before the office of somebody who runs a firm: "[Han Motors] CEO X"."""
    last = _before_title(cast, person.mentions[0][0])
    first = last + 1
    while first > 0 and last - first < _TITLE and a.upos[first - 1] == "PROPN" and a.sentence[first - 1] == a.sentence[last] and (
            first - 1 not in cast.office_at and first - 1 not in cast.person_at):
        first -= 1
    if first > last or last in cast.place_at:
        return None
    return " ".join(a.text(first - (first - 1 in cast.place_at), last).split())


def _before_title(cast: Cast, first: int) -> int:
    """The token before the office that leads up to a name, or before the name itself."""
    office = first - 1
    while office in cast.office_at:
        office -= 1
    return office


def _spoken_for(a: Analysis, cast: Cast, who: int) -> str | None:
    """The firm of a nameless "spokesman for Han Motors"."""
    if cast.office_at.get(who) not in _LED | {"company"}:
        return None
    of = (t for c in dependents(a, who, "nmod") if marker(a, c) in ("of", "for", "at") for t in (c, *a.children[c]))
    return next((name for t in of if (name := organisation(a, cast, t))), None)


def _around_title(a: Analysis, cast: Cast, person: Person) -> list[int]:
    """Where a firm may stand in a title: right before the office ("Han Motors (HM) chairman X"), behind the name ("X, head of Han Motors").

    Somebody without an office is only taken to be "of" an organisation: "X of the Institute for Trade".
    """
    found: list[int] = []
    for first, last in person.mentions[:3]:
        office = _before_title(cast, first)
        if office < first - 1:
            found.append(_before_brackets(a, office))
        near = _TITLE if person.offices else 2
        of = next((t for t in range(last + 1, min(last + near, len(a) - 2)) if a.word[t].lower() in ("of", "for", "at")), None)
        found += (t for t in (of + 1, of + 2) if a.sentence[t] == a.sentence[first]) if of is not None else ()
    return found


def _told_firm(a: Analysis, cast: Cast, who: int) -> str | None:
    """The firm that a nameless spokesman's words are about: "Han Motors will build a plant, a spokesman said"."""
    sentence = a.sentences[a.sentence[who]]
    told = next((t for t in range(who - 1, max(sentence.start, who - _FAR) - 1, -1) if a.deprel[t].startswith("nsubj")), None)
    return organisation(a, cast, told) if told is not None and not cast.codes(told) else None


def _before_brackets(a: Analysis, t: int) -> int:
    """The token before the acronym in brackets that ends at a token; the token itself where none does."""
    return t - 3 if t > 2 and a.word[t] == ")" and a.word[t - 2] == "(" else t


def _is_anybodys(a: Analysis, cast: Cast, who: int) -> bool:
    """Whether a nameless phrase means people of no state in particular: "a Western diplomat", "officials on both sides"."""
    if cast.person(who) or cast.stated(who):
        return False
    below = [a.lemma[d].lower() for c in (who, *dependents(a, who, "nmod")) for d in a.children[c]]
    return any(lemma in _ANYBODYS for lemma in below)


def _introduced(a: Analysis, cast: Cast, who: int) -> str | None:
    """For whom one without an office speaks: he is the nameless office-holder of the sentence before ("A spokesman for Han said …")."""
    person = cast.person(who)
    if person is None or person.offices or not a.sentence[person.mentions[0][0]]:
        return None
    before = a.sentences[a.sentence[person.mentions[0][0]] - 1][-_FAR:]
    office = next((t for t in before if a.deprel[t].startswith("nsubj") and t in cast.office_at and "Number=Plur" not in a.feats[t]), None)
    if office is None or cast.person(office) not in (None, person):
        return None
    return _spoken_for(a, cast, office) or next(iter(cast.stated(office)), None)


def _told_of(a: Analysis, cast: Cast, who: int) -> str | None:
    people = cast.persons(who)
    if len(people) > 1 or len(conjuncts(a, who)) > 1:
        return None
    if "Number=Plur" in a.feats[who] and a.lemma[who].lower() in _SEVERAL:
        return None
    official = (who, *dependents(a, who, "compound"))  # "administration sources", "a High Command communique"
    if not any(t in cast.office_at or is_collective(a.lemma[t]) for t in official) and not any(p.offices for p in people):
        return cast.publisher if is_one_of(a.lemma[who].lower(), "papers") else None  # "the message reads"
    if not people and cast.office_at.get(who) in ("spokesperson", "company") and (firm := _told_firm(a, cast, who)):
        return firm
    voiced = cast.voice[who][1] if who in cast.voice else None
    return cast.publisher or voiced or next(iter(cast.last_actor(who)), None) or cast.home or next(iter(cast.sides), None)
