"""Firms and associations by their fullest name in a text: short forms ("Norsk" of "Norsk Fisk") and acronyms in brackets stand for it."""
from __future__ import annotations

from dragoman.analysis import Analysis
from dragoman.codebook.offices import institution_class, is_medium
from dragoman.resolution.actors import Cast

_MOST = 8  # tokens of a name to the left of what the tags hold
_PUBLIC = frozenset(("city", "town", "county", "municipality", "province"))


def organisation(a: Analysis, cast: Cast, token: int) -> str | None:
    """The fullest name of the organisation that a token names; None for a state's own institutions, which have a code."""
    tagged = cast.organisation_at.get(token)
    first, last = (tagged.first, tagged.last) if tagged else (token, token)
    if tagged is None and not (a.upos[token] == "PROPN" and token not in cast.place_at and token not in cast.office_at):
        return None
    fuller = cast.fuller.get(tuple(w.casefold() for w in a.word[first:last + 1]))
    if fuller is None and tagged is None:
        return None
    first, last = fuller or (first, last)
    if all(t in cast.place_at for t in range(first, last + 1)):
        return None
    if is_medium(a.word[last]) or any(institution_class(a.lemma[t].lower()) or a.lemma[t].lower() in _PUBLIC for t in (first, last)):
        return None
    return " ".join(a.text(_leftmost(a, cast, first), _without_seat(a, cast, first, last)).split())


def _leftmost(a: Analysis, cast: Cast, first: int) -> int:
    """Where the name begins when the tags have left out its first words: "[TAP] Air Portugal"."""
    left = first
    while left > 0 and first - left < _MOST and a.upos[left - 1] == "PROPN" and a.deprel[left - 1] in ("compound", "flat") and (
            a.sentence[left - 1] == a.sentence[first] and left - 1 not in cast.office_at):
        left -= 1
    return left


def _without_seat(a: Analysis, cast: Cast, first: int, last: int) -> int:
    """Where the name ends without the town at its end: "Baltic Institute [of Riga]"."""
    seat = cast.place_at.get(last)
    if seat and seat[0].kind in ("capital", "city") and last - first > 2 and a.word[last - 1].lower() in ("of", "in"):
        return last - 2
    return last
