"""Where a text says what a record's fields hold, and how each was had from it.

Worked out from a finished record: a field's words are looked for in the record's evidence, then in the sentences of the evidence; what
stands in neither was inherited from elsewhere in the document.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from dragoman.analysis.clauses import phrase
from dragoman.codebook.offices import is_collective
from dragoman.document import Span
from dragoman.extraction.context import Context
from dragoman.extraction.wording import find_words
from dragoman.records import Agreement, Commitment, Figure, Record, Statement
from dragoman.resolution.numbers import find_numbers
from dragoman.resolution.people import Person

T = TypeVar("T")
How = Literal["stated", "resolved", "inherited"]
Value = str | int | float

ACTORS = frozenset(("parties", "from", "to", "between", "home", "host", "affiliation", "actor", "toward", "source", "target"))
_PEOPLE = frozenset(("people", "speaker"))
_DATES = frozenset(("date", "period"))
_TEXTS = frozenset(("name", "subject", "content", "action", "about", "activity", "place", "deadline"))
_NAMED = frozenset(("country", "demonym", "organisation"))  # kinds of place name that state an actor; a capital only stands for one
_REFERRING = frozenset("we us our i me my he she him her his they them their it its both each".split())
_FAR = 150  # tokens on each side of a piece of evidence that are searched: a sentence may be as long as a book


class Source(NamedTuple):
    """One value of one field: how it was had, and the half-open spans of the text that say it, in code points; () where none does.

    "stated": its words are in the text as such (a name, a number, an exact date, a quoted phrase, the word that tells the kind);
    "resolved": other words stand for it (a pronoun, an office, a capital, "the two sides", a relative date, a surname);
    "inherited": it is said elsewhere in the document, where the spans point if anywhere, or in what is known about the document.
    """

    field: str
    value: Value
    how: How
    spans: tuple[Span, ...]


class _Found(NamedTuple):
    how: How
    spans: tuple[Span, ...]


_NOWHERE = _Found("inherited", ())


@dataclass(frozen=True)
class _Region:
    """The tokens of one piece of evidence, or of the sentences around it; inclusive."""

    first: int
    last: int


class Mention(NamedTuple):
    """A token that stands for an actor, with the last token of its name and whether the name states the actor."""

    token: int
    last: int
    code: str
    stated: bool


class Provenance:
    """Where the fields of one document's records come from."""

    def __init__(self, c: Context) -> None:
        self.c, self.a, self.text = c, c.a, c.document.text

    def sources(self, record: Record, only: Container[str] | None = None) -> tuple[Source, ...]:
        """One source for each field of the record, and for each value of a list; `only`: for the fields of these names."""
        regions = [*self._regions(record), *self._sentences(record)]
        given = ((name, getattr(record, attribute)) for attribute, name in type(record).fields() if only is None or name in only)
        return tuple(Source(name, one, *self._source(record, name, one, regions))
                     for name, value in given if value is not None for one in (value if isinstance(value, tuple) else (value,)))

    def _source(self, record: Record, name: str, value: Value, regions: list[_Region]) -> _Found:
        if isinstance(record, Figure) and name in ("value", "unit", "bound"):
            return self._quantity(record.value, regions)
        if name == "count":
            return self._count(value, regions)
        text = str(value)
        if name in ACTORS or name in _PEOPLE:
            if isinstance(record, Statement):  # whom the words said name is not who says them
                regions = [*self._without(record.content, regions), *regions]
            return self._actor(text, regions) if name in ACTORS else self._person(text, regions)
        if name in _DATES:
            return self._date(text, regions)
        if isinstance(record, Agreement | Commitment) and name == "sector":
            about = record.subject if isinstance(record, Agreement) else record.action
            return self._words(about or "", regions)
        if name in _TEXTS:
            return self._words(text, regions)
        return self._cue(record, name)

    # -- where to look

    def _regions(self, record: Record) -> list[_Region]:
        return [_Region(self.c.token_at(e.start), self.c.token_at(e.end - 1)) for e in record.evidence]

    def _sentences(self, record: Record) -> Iterator[_Region]:
        a = self.a
        for piece in self._regions(record):
            first, last = a.sentences[a.sentence[piece.first]][0], a.sentences[a.sentence[piece.last]][-1]
            yield _Region(max(first, piece.first - _FAR), min(last, piece.last + _FAR))

    def _without(self, words: str, regions: list[_Region]) -> list[_Region]:
        """What is left of each region around some words."""
        left: list[_Region] = []
        for region in regions:
            spans = find_words(self.text, *self.a.span(region.first, region.last), words)
            inside = [(self.c.token_at(span.start), self.c.token_at(span.end - 1)) for span in spans]
            edges = [(0, region.first - 1), *inside, (region.last + 1, 0)]
            gaps = [_Region(before + 1, after - 1) for (_, before), (after, _) in pairwise(edges)]
            left += [r for r in gaps if r.first <= r.last]
        return left

    # -- each sort of field

    def _actor(self, code: str, regions: list[_Region]) -> _Found:
        mentions = self._by_code.get(code)
        if mentions is None:
            return self._words(code, regions)  # a plain name
        for region in regions:
            inside = _within(mentions, region, lambda m: m.token)
            if inside:
                best = next((m for m in inside if m.stated), inside[0])
                return _Found("stated" if best.stated else "resolved", (self._span(best),))
        before = _within(mentions, _Region(0, regions[0].first), lambda m: m.token)
        stated = [m for m in before if m.stated][-1:] or [m for m in mentions if m.stated][:1]
        return _Found("inherited", tuple(map(self._span, stated)))

    def _person(self, name: str, regions: list[_Region]) -> _Found:
        person = self._by_name.get(name)
        if person is None:
            return self._words(name, regions)
        for region in regions:
            inside = _within(person.mentions, region, lambda m: m[0])
            full = next((m for m in inside if self.c.text(*m) == name), None)
            if inside:
                return _Found("stated" if full else "resolved", (Span(*self.a.span(*(full or inside[0]))),))
            referring = self._referring_to(person, region)
            if referring is not None:
                return _Found("resolved", (self._phrase(referring),))
        return _Found("inherited", (Span(*self.a.span(*person.mentions[0])),))

    def _referring_to(self, person: Person, region: _Region) -> int | None:
        inside = self._referring[bisect_left(self._referring, region.first):bisect_right(self._referring, region.last)]
        return next((t for t in inside if self.c.cast.person(t) is person), None)

    def _date(self, value: str, regions: list[_Region]) -> _Found:
        for region in regions:
            for d in self.c.dates_in(region.first, region.last):
                if {value, *value.split("/")} & {d.value, d.future or "", *d.value.split("/")} - {""}:
                    stated = value[:4] in self.text[d.start:d.end]
                    return _Found("stated" if stated else "resolved", (Span(d.start, d.end),))
        if value == self.c.document.published:
            return _NOWHERE
        return _Found("inherited", tuple(Span(d.start, d.end) for d in self.c.dates if value in (d.value, d.future))[:1])

    def _quantity(self, value: float, regions: list[_Region]) -> _Found:
        for region in regions:
            start, end = self.a.span(region.first, region.last)
            begin = bisect_left(self.c.quantities, start, key=lambda q: q.start)
            for q in self.c.quantities[begin:bisect_left(self.c.quantities, end, key=lambda q: q.start)]:
                if abs(q.value) == abs(value):
                    return _Found("stated", (Span(q.start, q.end),))
        return _NOWHERE

    def _count(self, value: Value, regions: list[_Region]) -> _Found:
        for region in regions:
            start, end = self.a.span(region.first, region.last)
            for n in find_numbers(self.text[start:end]):
                if n.value == value:
                    return _Found("stated", (Span(start + n.start, start + n.end),))
        return _NOWHERE

    def _words(self, words: str, regions: list[_Region]) -> _Found:
        for region in regions:
            spans = find_words(self.text, *self.a.span(region.first, region.last), words)
            if spans:
                return _Found("stated", spans)
        return _Found("inherited", find_words(self.text, 0, len(self.text), words))

    def _cue(self, record: Record, name: str) -> _Found:
        """The words by which the record was found: they say its kind. Of a noun, the verb over it says how far the thing has got."""
        cues = tuple(dict.fromkeys(e.cue for e in record.evidence if e.cue))
        if name == "status":
            cues = tuple(dict.fromkeys(map(self._verb_over, cues)))
        return _Found("stated", cues) if cues else _NOWHERE

    def _verb_over(self, cue: Span) -> Span:
        a, token = self.a, self.c.token_at(cue.start)
        head = a.head[token]
        return Span(*a.span(head, head)) if a.upos[token] in ("NOUN", "PROPN") and head >= 0 and a.upos[head] == "VERB" else cue

    # -- who is spoken of where

    @cached_property
    def _referring(self) -> list[int]:
        """Tokens that stand for somebody without naming him, in order: pronouns, offices, "the sides"."""
        a, cast = self.a, self.c.cast
        return [t for t in range(len(a)) if t not in cast.place_at and t not in cast.person_at and (
            a.word[t].lower() in _REFERRING
            or (a.upos[t] in ("NOUN", "PROPN") and (t in cast.office_at or is_collective(a.lemma[t].lower()))))]

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {p.name: p for p in reversed(self.c.cast.people)}

    @cached_property
    def _by_code(self) -> dict[str, list[Mention]]:
        """The places of the text that stand for each actor, in order."""
        cast = self.c.cast
        found = [Mention(first, last, p.code, p.kind in _NAMED) for first, last, p in cast.places]
        found += [Mention(first, last, p.code, stated=False) for p in cast.people if p.code for first, last in p.mentions]
        found += [Mention(t, t, code, stated=False) for t in self._referring for code in cast.codes(t)]
        table: dict[str, list[Mention]] = {}
        for mention in sorted(found):
            table.setdefault(mention.code, []).append(mention)
        return table

    def _span(self, m: Mention) -> Span:
        named = m.last > m.token or m.token in self.c.cast.place_at or m.token in self.c.cast.person_at
        return Span(*self.a.span(m.token, m.last)) if named else self._phrase(m.token)

    def _phrase(self, token: int) -> Span:
        return Span(*self.a.span(*phrase(self.a, token)))


def _within(mentions: list[T], region: _Region, token: Callable[[T], int]) -> list[T]:
    """Those of the mentions, which are in order, that begin in a region."""
    return mentions[bisect_left(mentions, region.first, key=token):bisect_right(mentions, region.last, key=token)]
