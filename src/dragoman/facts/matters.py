"""What a fact speaks of, as the words of its quotations and fields tell it: read once, and then held against every promise."""
from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.codebook.follow_up import ActKind, follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.model import Fact, Report, pairs_of
from dragoman.facts.ranks import ranks_of
from dragoman.facts.words import Kinds, Phrases, matter_stems, stems, tokens
from dragoman.resolution.gazetteer import find_places

_SORTS = ("late", "undone", "dropped", "unwilling", "not_in_time", "unreal", "recalled")
_REACH = 8  # words after "nor has" by the last of which the deed is named
_NEAR = 4  # words after "will not" that say what will not be done
_FIELDS = ("name", "subject", "place", "activity", "about", "action")  # whose words say what a fact is about


@dataclass(frozen=True, slots=True)
class Telling:
    """What a dated report says of promises: the deeds that it names, tells as done, denies, and says will not be done, and its first word
    or phrase of each sort in the codebook.
    """

    report: Report
    day: str
    named: frozenset[ActKind]
    done: frozenset[ActKind]
    undone: frozenset[ActKind]
    refused: frozenset[ActKind]
    denial: str | None
    late: str | None
    dropped: str | None
    unreal: str | None
    recalled: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """A fact with the stems of all words that it is told in, the countries of the places where it was, the ranks of
    those whom a visit's words name, and its dated reports in order.
    """

    fact: Fact
    pairs: frozenset[tuple[str, str]]
    actors: frozenset[str]
    words: frozenset[str]
    hosts: frozenset[str]
    ranks: frozenset[str]
    tellings: tuple[Telling, ...]

    @property
    def refuses(self) -> bool:
        """Whether somebody refuses something: that comes after it was asked for, even where one document tells both."""
        fields = self.fact.fields
        return fields.get("kind") == "rejection" or fields.get("event_type") == "REJECT"

    def within(self, told: str, until: str) -> Matter:
        """The same as documents tell it that are later than a promise told on that day, and not after another."""
        inside = tuple(one for one in self.tellings if told < one.day <= until or (self.refuses and one.day == told))
        return self if len(inside) == len(self.tellings) else replace(self, tellings=inside)


def words_of(fact: Fact) -> frozenset[str]:
    """The stems of the words of its quotations and fields, without those that fit any matter."""
    texts = {report.quote for report in fact.reports}
    texts.update(str(report.data[name]) for report in fact.reports for name in _FIELDS if report.data.get(name))
    return frozenset().union(*map(matter_stems, texts))


def matter_of(fact: Fact, words: frozenset[str]) -> Matter:
    """What a fact speaks of; `words`: those that `words_of` gives."""
    places = {str(report.data["place"]) for report in fact.reports if report.data.get("place")}
    return Matter(
        fact=fact, pairs=pairs_of(fact), actors=fact.actors, words=words,
        hosts=frozenset(place.code for text in places for place in find_places(text)),
        ranks=ranks_of(fact) if fact.fields.get("kind") == "visit" else frozenset(),
        tellings=tuple(_telling(report, report.published) for report in fact.reports if report.published))


def _telling(report: Report, day: str) -> Telling:
    words, stemmed = tokens(report.quote), stems(report.quote)
    signs = _signs()
    refusal = None if signs["not_in_time"].first(words) else signs["unwilling"].after(words)
    denial = signs["undone"].after(words)
    return Telling(
        report, day, _asked().of(stemmed), _done().of(words), _done().of(denial[1][:_REACH]) if denial else frozenset(),
        _asked().of(stems(" ".join(refusal[1][:_NEAR]))) if refusal else frozenset(), denial[0] if denial else None,
        *(signs[sort].first(words) for sort in ("late", "dropped", "unreal", "recalled")))


@per_codebook
def _signs() -> dict[str, Phrases]:
    """Section of the codebook → its phrases."""
    table = follow_up_words()
    return {name: Phrases(map(tokens, getattr(table, name))) for name in _SORTS}


@per_codebook
def _asked() -> Kinds[ActKind]:
    return Kinds({kind: map(stems, act.asked) for kind, act in follow_up_words().acts.items()})


@per_codebook
def _done() -> Kinds[ActKind]:
    """Deeds but for visits and meetings, which meetings show."""
    return Kinds({kind: map(tokens, act.done) for kind, act in follow_up_words().acts.items() if kind not in ("visit", "meet")})
