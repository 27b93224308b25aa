"""What a promise asks for: its matter, its deeds and its places, as the words of its action tell them."""
from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from dragoman.codebook.agreements import instrument_kind
from dragoman.codebook.follow_up import ActKind, StageAsked, follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.model import Fact, pairs_of
from dragoman.facts.ranks import ranks_of
from dragoman.facts.words import Kinds, empty_stems, matter_stem, matter_stems, name_stems, stem, stems, tokens
from dragoman.resolution.gazetteer import find_places

_YEARS = 5
_VISIT_YEARS = 2  # what is a longer time after an invitation is hardly the visit that was meant
_PREPOSITIONS = frozenset("to of for in on at between from with by under into within through as which that".split())
_ABOUT = frozenset("about during regarding concerning".split())  # behind them stands no deed that is promised
_CAPITALISED = r"[^\W\d_a-z][\w'’-]*"
_PLACE = re.compile(rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Bb]etween|[Tt]o|[Ff]rom|[Vv]isit)\s+({_CAPITALISED}(?:\s+(?:and\s+)?{_CAPITALISED})*)")


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as follow-up sees it.

    `matter` are the stems of what it is about, `head` those of them before the first preposition ("an ocean patrol vessel | to the Coast
    Guard"). `towns` are the stems of the places named that are no country or capital, `capitals` those of capitals, `hosts` the codes of
    the countries where all of them lie. `acts` are the deeds it speaks of, `stage` what an instrument is to reach, `ranks` those
    of whoever its words name where it is a visit. It is `lasting` where it is only to go on, without a term. `told` is the date of
    the first document that tells it, `until` the last that counts: five years (a visit: two) after the
    term, or where it has none after it was last told.
    """

    fact: Fact
    pairs: frozenset[tuple[str, str]]
    matter: frozenset[str]
    head: frozenset[str]
    towns: frozenset[str]
    capitals: frozenset[str]
    hosts: frozenset[str]
    acts: frozenset[ActKind]
    stage: StageAsked | None
    lasting: bool
    ranks: frozenset[str]
    told: str
    until: str

    @property
    def actors(self) -> frozenset[str]:
        """Who is to act."""
        return frozenset(self.fact.fields.get("actor") or ())

    @property
    def parts(self) -> tuple[frozenset[str], ...]:
        """The words of which a fact shares half, one or other of them, if it speaks of what was promised; capitals count for nothing."""
        return self.matter, self.head, self.matter - self.capitals

    @property
    def fewest(self) -> int:
        """How many words of its matter a fact shares at least that speaks of it: one where a deed tells the rest, and half of a part."""
        halves = [(len(part) + 1) // 2 for part in self.parts if part]
        return max(1 if self.acts or self.stage else 2, min(halves, default=1))


def promise_of(fact: Fact) -> Promise | None:
    """The commitment as a promise; None where no dated document tells it, for then nothing is known to be later."""
    told, action = fact.first_report, str(fact.fields["action"])
    if told is None or not told[:4].isdecimal():
        return None
    spoken = stems(" ".join(takewhile(lambda word: word not in _ABOUT, tokens(action))))
    acts = set(_asked().of(spoken))
    if "meet" not in _asked().of(stems(" ".join(takewhile(lambda word: word not in _PREPOSITIONS, tokens(action))))):
        acts.discard("meet")  # "lay the ground for talks"
    if fact.fields.get("stance") == "invitation":
        acts.add("visit")
    instruments = frozenset(stem(word) for word in tokens(action) if instrument_kind(word) or instrument_kind(word.removesuffix("s")))
    stages = _stages().of(stems(action)) if instruments else ()
    stage = next((stage for stage in reversed(follow_up_words().stages) if stage in stages), None)  # the farthest: to finish talks and sign
    names = name_stems(fact.actors)
    matter = matter_stems(action) - _deeds() - names - (instruments if stage else frozenset())
    places = find_places(action)
    capitals = frozenset(stems(" ".join(action[place.start:place.end] for place in places if place.kind == "capital")))
    countries = frozenset(stems(" ".join(action[place.start:place.end] for place in places if place.kind == "country")))
    named = frozenset(stem for match in _PLACE.finditer(action) for stem in stems(match[1]))
    return Promise(
        fact=fact, pairs=pairs_of(fact), matter=matter, head=_head(tokens(action), matter),
        towns=named - empty_stems() - names - capitals - countries, capitals=capitals,
        hosts=frozenset(place.code for place in places if place.kind in ("country", "capital", "city")),
        acts=frozenset(acts), stage=stage, ranks=ranks_of(fact) if "visit" in acts else frozenset(), told=told,
        lasting=stems(action)[:1] in _lasting() and not fact.due,
        until=_years_on(fact.due or fact.last_report or told, _VISIT_YEARS if acts == {"visit"} else _YEARS))


def _years_on(day: str, years: int) -> str:
    return f"{int(day[:4]) + years:04d}{day[4:]}"


@per_codebook
def _lasting() -> frozenset[tuple[str, ...]]:
    return frozenset(map(stems, follow_up_words().lasting))


def _head(words: tuple[str, ...], matter: frozenset[str]) -> frozenset[str]:
    """The stems of the matter up to the first preposition behind one of them."""
    first = next((n for n, word in enumerate(words) if matter_stem(word) in matter), len(words))
    return frozenset(map(matter_stem, takewhile(lambda word: word not in _PREPOSITIONS, words[first:]))) & matter


@per_codebook
def _asked() -> Kinds[ActKind]:
    return Kinds({kind: map(stems, (*act.asked, *act.done, *act.things)) for kind, act in follow_up_words().acts.items()})


@per_codebook
def _stages() -> Kinds[StageAsked]:
    return Kinds({stage: map(stems, words) for stage, words in follow_up_words().stages.items()})


@per_codebook
def _deeds() -> frozenset[str]:
    """The stems of all deeds; they are looked at as such, not as what the promise is about."""
    table = follow_up_words()
    deeds = (word for act in table.acts.values() for word in (*act.asked, *act.done))
    stages = (word for words in table.stages.values() for word in words)
    return frozenset(stems(" ".join((*deeds, *stages))))
