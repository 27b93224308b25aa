"""What a fact speaks of, as the words of its quotations and fields tell it: read once, and then held against every promise."""
from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.codebook.follow_up import ActKind, follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.model import Fact, Report, pairs_of
from dragoman.facts.words import Phrases, empty_stems, stems, tokens
from dragoman.resolution.gazetteer import find_places

_FIELDS = ("name", "subject", "place", "activity", "about", "action")  # whose words say what a fact is about


@dataclass(frozen=True, slots=True)
class Telling:
    """What a dated report says of promises: the deeds that it tells as done, and its first word or phrase of each sort in the codebook."""

    report: Report
    day: str
    done: frozenset[ActKind]
    late: str | None
    denial: str | None
    dropped: str | None
    unreal: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """A fact with the stems of all words that it is told in, the countries of the places where it was, and its dated reports in order."""

    fact: Fact
    pairs: frozenset[tuple[str, str]]
    actors: frozenset[str]
    words: frozenset[str]
    hosts: frozenset[str]
    tellings: tuple[Telling, ...]

    def within(self, after: str, until: str) -> Matter:
        """The same as documents of the days after one and until another tell it."""
        inside = tuple(telling for telling in self.tellings if after < telling.day <= until)
        return self if len(inside) == len(self.tellings) else replace(self, tellings=inside)


def words_of(fact: Fact) -> frozenset[str]:
    """The stems of the words of its quotations and fields, without those that fit any matter."""
    texts = {report.quote for report in fact.reports}
    texts.update(str(report.data[name]) for report in fact.reports for name in _FIELDS if report.data.get(name))
    return frozenset(stem for text in texts for stem in stems(text)) - empty_stems()


def matter_of(fact: Fact, words: frozenset[str]) -> Matter:
    """What a fact speaks of; `words`: those that `words_of` gives."""
    places = {str(report.data["place"]) for report in fact.reports if report.data.get("place")}
    return Matter(
        fact=fact, pairs=pairs_of(fact), actors=fact.actors, words=words,
        hosts=frozenset(place.code for text in places for place in find_places(text)),
        tellings=tuple(_telling(report, report.published) for report in fact.reports if report.published))


def _telling(report: Report, day: str) -> Telling:
    words = tokens(report.quote)
    late, denial, dropped, unreal = (phrases.first(words) for phrases in _signs())
    return Telling(report, day, frozenset(act for act, phrases in _done().items() if phrases.first(words)), late, denial, dropped, unreal)


@per_codebook
def _signs() -> tuple[Phrases, Phrases, Phrases, Phrases]:
    """The phrases that tell something late, deny it, drop it, or make it unreal."""
    table = follow_up_words()
    late, denial, dropped, unreal = (Phrases(map(tokens, words)) for words in (table.late, table.undone, table.dropped, table.unreal))
    return late, denial, dropped, unreal


@per_codebook
def _done() -> dict[ActKind, Phrases]:
    """Deeds but for visits, which meetings show."""
    return {kind: Phrases(map(tokens, act.done)) for kind, act in follow_up_words().acts.items() if kind != "visit"}
