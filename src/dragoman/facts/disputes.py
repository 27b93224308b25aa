"""Figures that disagree: one quantity, two values that cannot both be true.

Two figures speak of one quantity where the identity of figures says so (measure, unit, nature, sides and direction are the same), and both
name the same period, or neither names any and they were told within a month; where one alone names it, in one document, and as somebody's
own. What is aimed at is no dispute, nor is a number that its
words make a part, an earlier value or a share for each ("initially €12 million", "another 2,400"). Trade and investment are one quantity
as they stand, if two documents tell of them. Amounts of one sort of goods, close to each other and of one
period, may be so too. Of anything else, and within a document, somebody must give a number as his own ("Helsinki
says…"); and what is counted, or paid for in two documents, must be called by one word.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile
from math import inf
from typing import Literal

from dragoman.codebook.follow_up import follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.codebook.units import measures
from dragoman.facts.identity.figures import Look, look, one_quantity
from dragoman.facts.model import Fact, Link, Report, actors_of
from dragoman.facts.periods import bounds
from dragoman.facts.words import Phrases, empty_stems, name_stems, stem, stems, tokens

_TOTALS = frozenset(("trade", "investment", "export", "import"))
_DAYS = 31  # between documents that speak of one time
_SLACK = 0.05  # of a value: the most by which a round number may be off
_CLOSE = 1.25  # values of one period that differ by no larger factor, and of one sort of goods, are told of the same
_ALIKE = 5  # values that differ by a larger factor measure different things, whatever their words
_BEFORE, _AFTER = 6, 3  # words around a number that say how it is to be taken


@dataclass(frozen=True, slots=True)
class _Number:
    """A report of a figure: what it measures, the day it was told (0: not known), what its words say of it, what it counts, and
    all that is named with it.
    """

    look: Look
    document: str
    published: str | None
    day: int
    partial: bool
    claimed: bool
    counted: frozenset[str]
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A fact with its numbers, and the least and the greatest number that it may stand for."""

    fact: Fact
    low: float
    high: float
    numbers: tuple[_Number, ...]

    @property
    def quantity(self) -> tuple[object, ...]:
        """What two figures of one quantity have in common whatever their words are."""
        own = self.numbers[0].look
        return own.measure, own.unit, own.nature, own.sides

    @property
    def period(self) -> tuple[str, str] | None:
        """The first and the last day that it speaks of. What was invested over years up to now is all that is, and has none."""
        named = self.fact.fields.get("period")
        if not named:
            return None
        first, last = bounds(named)
        over_years = self.numbers[0].look.measure == "investment" and int(last[:4]) - int(first[:4]) > 1
        return None if over_years and any(last[:4] >= (number.published or "9999")[:4] for number in self.numbers) else (first, last)


def disputes(figures: Sequence[Fact]) -> list[Link]:
    """The links between figures that disagree, each from the fact of the lower id to the other, in the order of their ids.

    The time goes with the number of figures of one quantity that name one period, or were told within one month.
    """
    alike: dict[tuple[object, ...], list[_Figure]] = defaultdict(list)
    for figure in map(_figure, sorted(figures, key=lambda fact: fact.id)):
        if figure.numbers[0].look.nature != "target":
            alike[figure.quantity].append(figure)
    links = (_dispute(one, other) for some in alike.values() for one, other in _pairs(some))
    return sorted((link for link in links if link), key=lambda link: (link.of, link.by))


def _pairs(figures: Sequence[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """Pairs of figures that may speak of one time, the lower id first."""
    by_period: dict[tuple[str, str] | None, list[_Figure]] = defaultdict(list)
    for figure in figures:
        by_period[figure.period].append(figure)
    undated = by_period.pop(None, [])
    for some in by_period.values():
        yield from combinations(some, 2)
    yield from _near(undated)
    beside: dict[str, list[_Figure]] = defaultdict(list)
    for figure in undated:
        for document in {number.document for number in figure.numbers}:
            beside[document].append(figure)
    for figure in figures:
        if figure.period:
            others = {other.fact.id: other for number in figure.numbers for other in beside.get(number.document, ())}
            yield from ((figure, other) if figure.fact.id < id_ else (other, figure) for id_, other in sorted(others.items()))


def _near(figures: Sequence[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """Pairs of figures that a document tells together, or two documents within a month."""
    told = sorted((number.day, number.document, n) for n, figure in enumerate(figures) for number in figure.numbers)
    found: set[tuple[int, int]] = set()
    first = 0
    for last, (day, document, n) in enumerate(told):
        while told[first][0] < day - _DAYS:
            first += 1
        found.update((min(n, m), max(n, m)) for _, other, m in told[first:last] if n != m and (day or other == document))
    return ((figures[n], figures[m]) for n, m in sorted(found))


def _dispute(one: _Figure, other: _Figure) -> Link | None:
    """The link of two figures, where their values cannot both be true and the words of two of their reports allow no other reading."""
    if not _contradict(one, other):
        return None
    dated = sum(figure.period is not None for figure in (one, other))
    less, more = sorted(abs(float(figure.fact.fields["value"])) for figure in (one, other))
    close = dated == 2 and more <= _CLOSE * less
    for first in one.numbers:
        for second in other.numbers:
            alike = _one_time(first, second, dated) and one_quantity(first.look, second.look)
            if alike and _one_thing(first, second, close=close):
                values = " and ".join(f"{figure.fact.fields['value']:,} {figure.fact.fields['unit']} ({number.published or 'undated'})"
                                      for figure, number in ((one, first), (other, second)))
                period = one.fact.fields.get("period") or other.fact.fields.get("period")
                measured = f"{one.fact.fields['measure']}{f' for {period}' if period else ''}"
                return Link("conflict", one.fact.id, other.fact.id, f"two values of one quantity, {measured}: {values}")
    return None


def _contradict(one: _Figure, other: _Figure) -> bool:
    """Whether the values cannot both be true, but might be of one thing."""
    less, more = sorted(abs(float(figure.fact.fields["value"])) for figure in (one, other))
    apart = one.low >= other.high or other.low >= one.high
    return apart and one.fact.fields["value"] != other.fact.fields["value"] and more <= _ALIKE * less


def _one_time(first: _Number, second: _Number, dated: int) -> bool:
    """Whether both were told of one time; `dated`: how many of their facts name a period, of two the same."""
    together = first.document == second.document
    if dated == 1:
        return together and (first.claimed or second.claimed)
    return dated == 2 or together or bool(first.day and second.day and abs(first.day - second.day) <= _DAYS)


def _one_thing(first: _Number, second: _Number, *, close: bool) -> bool:
    """Whether both measure one thing, as far as their words tell; `close`: not far from each other, and of one period that both name."""
    if first.partial or second.partial or not _same_ends(first.look, second.look):
        return False
    together, claimed = first.document == second.document, first.claimed or second.claimed
    if first.look.measure in _TOTALS:
        return claimed or not together
    if close and not together and first.look.measure == "goods" and first.look.unit != "count" and first.named & second.named:
        return True
    counts = first.look.unit == "count" or first.look.measure in ("goods", "share")
    return claimed and (bool(first.counted & second.counted) or (together and not counts))


def _same_ends(first: Look, second: Look) -> bool:
    """Whether nobody else gives or takes: what one firm has invested is not what its country has."""
    return all(None in ends or ends[0] == ends[1] for ends in ((first.source, second.source), (first.target, second.target)))


# -- what a figure says

def _figure(fact: Fact) -> _Figure:
    value, bound = float(fact.fields["value"]), fact.fields.get("bound")
    slack = abs(value) * _SLACK if bound == "about" else min(_half_a_digit(value), abs(value) * _SLACK)
    low = -inf if bound in ("less_than", "up_to") else value - slack
    high = value + abs(value) if bound == "more_than" else value + slack  # "more than 500" is hardly said of more than twice as many
    return _Figure(fact, low, high, tuple(map(_number, fact.reports)))


def _half_a_digit(value: float) -> float:
    """Half of the last digit that is not a zero: 4.4 billion stands for all from 4.35 to 4.45."""
    digits, _, exponent = f"{abs(value):.12e}".partition("e")
    return 0.5 * 10.0 ** (int(exponent) - len(digits.rstrip("0").partition(".")[2]))


def _number(report: Report) -> _Number:
    around, own = _around(report), look(report)
    empty = _measures() | _units() | name_stems(actors_of(report.data))
    return _Number(
        look=own, document=report.document, published=report.published, day=own.told or 0,
        partial=_phrases("partial").first(around) is not None, claimed=_phrases("claims").first(tokens(report.quote)) is not None,
        counted=frozenset(map(stem, around)) - empty, named=frozenset(word for word in stems(report.quote) if word.isalpha()) - empty)


def _around(report: Report) -> tuple[str, ...]:
    """The words around the number in a quotation, as far as the next number; all of them where it is not written in digits."""
    words, value = tokens(report.quote), abs(float(report.data["value"]))
    at = next((n for n, word in enumerate(words) if _is(word, value)), None)
    if at is None:
        return words
    before = takewhile(lambda word: not word[0].isdigit(), reversed(words[max(at - _BEFORE, 0):at]))
    after = takewhile(lambda word: not word[0].isdigit(), words[at + 1:at + 1 + _AFTER])
    return (*reversed(list(before)), *after)


def _is(word: str, value: float) -> bool:
    """Whether a number in digits, as it stands or in thousands, millions…, is the value."""
    try:
        number = float(word)
    except ValueError:  # a word, or "1.2.2026"
        return False
    return any(abs(number * scale - value) <= 1e-6 * value for scale in (1, 1e3, 1e6, 1e9, 1e12))


@per_codebook
def _phrases(section: Literal["partial", "claims"]) -> Phrases:
    return Phrases(map(tokens, getattr(follow_up_words(), section)))


@per_codebook
def _measures() -> frozenset[str]:
    return empty_stems() | frozenset(stems(" ".join(follow_up_words().measures)))


@per_codebook
def _units() -> frozenset[str]:
    """Stems of the words of units of measure."""
    return frozenset(stems(" ".join(measures())))
