"""Articles with attributed speech: characters → runs of whole tokens, and what kind of speech it is."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from dragoman.analysis.tokenization import tokenize

ROLES = ("source", "cue", "content")
QUOTATIONS = ("direct", "mixed", "indirect")
SOURCES = ("named", "pronoun", "no source")
Ranges = Mapping[str, Sequence[tuple[int, int]]]  # by role: half-open ranges of characters
Run = tuple[int, int]  # first token, last + 1
Spans = frozenset[Run]

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
# What stands between quotation marks; one that is not closed ends with its paragraph, as quoted paragraphs in a row are printed.
_QUOTED = re.compile(r"“[^”\n]*|\"[^\"\n]*\"?|''(?:(?!'')[^\n])*(?:'')?")
_PRONOUNS = frozenset(
    "i me my you your he him his she her it its we us our they them their who whom whose that which this these those one ones some many "
    "most others".split())


class Attribution(NamedTuple):
    """One attribution as runs of tokens; no source, no run."""

    source: Spans
    cue: Spans
    content: Spans


class Article:
    """A text and its tokens, onto which annotations by characters are laid."""

    def __init__(self, text: str) -> None:
        self.text = text
        lines = [list(tokenize(text, *paragraph.span())) for paragraph in _PARAGRAPH.finditer(text)]
        self.tokens = [token for line in lines for token in line]
        self._line = [number for number, line in enumerate(lines) for _ in line]
        self._starts, self._ends = [a for a, _ in self.tokens], [b for _, b in self.tokens]
        self._plain = [any(c.isalnum() for c in text[a:b]) for a, b in self.tokens]

    def attribution(self, ranges: Ranges) -> Attribution:
        """An attribution by characters, by tokens."""
        return Attribution(*(self.runs(ranges.get(role, ())) for role in ROLES))

    def runs(self, ranges: Iterable[tuple[int, int]]) -> Spans:
        """The tokens that ranges of characters touch, a run for each range and paragraph."""
        found = set()
        for begin, end in ranges:
            inside = range(bisect_right(self._ends, begin), bisect_left(self._starts, end))
            for _, tokens in groupby(inside, key=self._line.__getitem__):
                run = list(tokens)
                found.add((run[0], run[-1] + 1))
        return frozenset(found)

    def trimmed(self, spans: Spans) -> Spans:
        """Runs without the tokens at their edges that have neither letter nor digit; of a run of such tokens only, its first."""
        inside = ([i for i in range(*run) if self._plain[i]] or [run[0]] for run in spans)
        return frozenset((tokens[0], tokens[-1] + 1) for tokens in inside)

    def characters(self, spans: Spans) -> set[int]:
        """All characters from the beginning to the end of each run."""
        return {c for first, stop in spans for c in range(self._starts[first], self._ends[stop - 1])}

    @cached_property
    def _quoted(self) -> set[int]:
        return {c for match in _QUOTED.finditer(self.text) for c in range(*match.span())}

    def quotation(self, attribution: Attribution) -> str:
        """Direct speech: all letters and digits of the content stand between quotation marks; indirect: none; mixed: some."""
        letters = {c for c in self.characters(attribution.content) if self.text[c].isalnum()}
        quoted = len(letters & self._quoted)
        return "indirect" if not quoted else "direct" if quoted == len(letters) else "mixed"

    def source(self, attribution: Attribution) -> str:
        """How the source is given: by a pronoun and nothing else, by a name or noun ("named"), or not at all."""
        words = [self.text[slice(*self.tokens[i])].lower() for run in attribution.source for i in range(*run)]
        return "no source" if not words else "pronoun" if _PRONOUNS.issuperset(words) else "named"
