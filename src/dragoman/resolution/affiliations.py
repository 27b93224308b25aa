"""For whom a speaker speaks of whom the text does not say it: the firm or organisation in a title, else the state that is being told of."""
from __future__ import annotations

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import conjuncts
from dragoman.codebook.holders import holder_of
from dragoman.codebook.offices import institution_class, is_collective
from dragoman.resolution.actors import Cast
from dragoman.resolution.people import Person

_LED = frozenset(("official", "organisation_head", "spokesperson", "head_of_state"))  # offices that firms and associations have too
_TITLE = 8  # tokens between a person and the firm in the title
_ANYBODYS = frozenset(("some", "western", "european", "diplomatic", "both", "two"))  # officials of no state in particular
# In the plural these are of several states.
_SEVERAL = frozenset(("leader", "president", "minister", "party", "side", "delegate", "diplomat", "interlocutor"))


def affiliation(a: Analysis, cast: Cast, who: int, name: str, code: str | None) -> str | None:
    """The actor for whom the speaker of this name speaks. `code` is what the text says of the phrase with the head `who`.

    Firms and organisations that have no code go by their names. An office or institution without a country is the press service's own, else
    that of the actor last spoken of, of the dateline, of the story; officials of several states at once are nobody's.
    """
    return _firm(a, cast, who) or code or holder_of(name, a.document.published) or _told_of(a, cast, who)


def organisation(a: Analysis, cast: Cast, token: int) -> str | None:
    """The organisation whose name holds a token; None for a state's own institutions, which have a code."""
    name = cast.organisation_at.get(token)
    if name is None or institution_class(a.lemma[name.last].lower()) or institution_class(a.lemma[name.first].lower()):
        return None
    return " ".join(a.text(name.first, name.last).split())


def _firm(a: Analysis, cast: Cast, who: int) -> str | None:
    """The firm or organisation of whoever speaks for one, or the speaker itself if it is one."""
    person = cast.person(who)
    if person is None:
        return organisation(a, cast, who) if not cast.codes(who) else None
    if not ("company" in person.offices or (person.offices & _LED and (person.code is None or person.assumed))):
        return None
    return next((name for t in _around_title(a, cast, person) if (name := organisation(a, cast, t))), None)


def _around_title(a: Analysis, cast: Cast, person: Person) -> list[int]:
    """Where a firm may stand in a title: right before the office ("Han Motors chairman X"), or behind it ("X, head of Han Motors")."""
    found: list[int] = []
    for first, last in person.mentions[:3]:
        office = first - 1
        while office in cast.office_at:
            office -= 1
        if office < first - 1:
            found.append(office)
        of = next((t for t in range(last + 1, min(last + _TITLE, len(a) - 2)) if a.word[t].lower() in ("of", "for", "at")), None)
        found += (t for t in (of + 1, of + 2) if a.sentence[t] == a.sentence[first]) if of is not None else ()
    return found


def _told_of(a: Analysis, cast: Cast, who: int) -> str | None:
    people = cast.persons(who)
    if len(people) > 1 or len(conjuncts(a, who)) > 1 or any(a.lemma[d].lower() in _ANYBODYS for d in a.children[who]):
        return None
    if "Number=Plur" in a.feats[who] and a.lemma[who].lower() in _SEVERAL:
        return None
    if who not in cast.office_at and not is_collective(a.lemma[who]) and not any(p.offices for p in people):
        return None
    return cast.publisher or next(iter(cast.last_actor(who)), None) or cast.home or next(iter(cast.sides), None)
