"""What every extractor is given: one analysed document with its people, turns, dates and quantities, each found once."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from dragoman.analysis import Analysis
from dragoman.analysis.clauses import tense, trim
from dragoman.document import Document, Span
from dragoman.records import Evidence
from dragoman.resolution.actors import Cast
from dragoman.resolution.dates import Date, find_dates
from dragoman.resolution.quantities import Quantity, find_quantities
from dragoman.resolution.speech import Turn, find_turns

T = TypeVar("T")


class Context:
    """One document, read. Extractors ask; they change nothing."""

    def __init__(self, a: Analysis) -> None:
        self.a = a
        self.document: Document = a.document
        self.cast = Cast(a)
        self.turns: list[Turn] = find_turns(a, self.cast)
        self._worked_out: dict[Callable[[Context], Any], Any] = {}

    @cached_property
    def dates(self) -> list[Date]:
        """Every date of the text, in order, resolved against the document's own."""
        return find_dates(self.document.text, self.document.published)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Every quantity of the text, in order."""
        return find_quantities(self.document.text, self.cast.home, self.document.published)

    def once(self, work: Callable[[Context], T]) -> T:
        """What `work` makes of this document, worked out once for all who ask."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        found: T = self._worked_out[work]
        return found

    def text(self, first: int, last: int) -> str:
        """The words from one token to another, on one line."""
        return " ".join(self.a.text(first, last).split())

    def paragraph(self, token: int) -> str:
        """The words of the paragraph of a token, on one line."""
        number = self.a.paragraph[token]
        return self.text(bisect_left(self.a.paragraph, number), bisect_right(self.a.paragraph, number) - 1)

    def evidence(self, first: int, last: int, cue: int = -1) -> Evidence:
        """The text from one token to another as evidence; `cue` is the token by which the record was found, where it is among them."""
        start, end = self.a.span(first - self._has_article(first, last), last)
        return Evidence.cut(self.document, start, end, Span(*self.a.span(cue, cue)) if first <= cue <= last else None)

    def _has_article(self, first: int, last: int) -> bool:
        """Whether the token before a range is the article of what stands in it."""
        return first > 0 and self.a.upos[first - 1] == "DET" and first <= self.a.head[first - 1] <= last

    def token_at(self, offset: int) -> int:
        """The token that covers a character, or else the last one before it."""
        return max(bisect_right(self.a.start, offset) - 1, 0)

    def sentence_evidence(self, token: int) -> Evidence:
        """The sentence of a token as evidence, without the full stop."""
        inside = self.a.sentences[self.a.sentence[token]]
        return self.evidence(*trim(self.a, inside[0], inside[-1]))

    def dates_in(self, first: int, last: int) -> list[Date]:
        """The dates that lie within a token range."""
        start, end = self.a.span(first, last)
        begin = bisect_left(self.dates, start, key=lambda d: d.start)
        return [d for d in self.dates[begin:bisect_left(self.dates, end, key=lambda d: d.start)] if d.end <= end]

    @cached_property
    def date_tokens(self) -> dict[int, Date]:
        """The tokens that are part of a date, with it."""
        found: dict[int, Date] = {}
        for d in self.dates:
            t = max(bisect_right(self.a.start, d.start) - 1, 0)
            while t < len(self.a) and self.a.start[t] < d.end:
                found[t] = d
                t += 1
        return found

    def date_of(self, token: int) -> str | None:
        """The date of the clause around a token: the nearest in its sentence, read as past or future by the clause's tense."""
        inside = self.a.sentences[self.a.sentence[token]]
        near = sorted(self.dates_in(inside[0], inside[-1]), key=lambda d: abs(d.start - self.a.start[token]))
        for d in near:
            value = d.future if tense(self.a, token) == "future" and d.future else d.value
            if value:
                return value
        return None

    def turn_of(self, token: int) -> Turn | None:
        """The innermost turn whose words hold the token."""
        around = [t for t in self.turns if t.covers(token)]
        return min(around, key=lambda t: t.pieces[-1][1] - t.pieces[0][0], default=None)
