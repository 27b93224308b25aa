"""Why a record was written down: by which words, where each field comes from, and how sure the program is of it."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.analysis import Analysis
from dragoman.codebook.entries import Entry, entry_of
from dragoman.document import Document, Span
from dragoman.errors import EmptyError
from dragoman.extraction import records_of
from dragoman.extraction.confidence import Factor, factors, probability, signs, weights
from dragoman.extraction.context import Context
from dragoman.extraction.provenance import Provenance, Source
from dragoman.records import Record, record_id

# Type of record → the file of the codebook that lists its words, and the field that a word decides.
_FILES = {"meeting": ("meetings.yaml", "kind"), "agreement": ("agreements.yaml", "kind"), "figure": ("figures.yaml", "measure"),
          "body": ("bodies.yaml", "kind"), "presence": ("presences.yaml", ""), "statement": ("speech.yaml", ""),
          "commitment": ("commitments.yaml", "stance"), "gesture": ("gestures.yaml", "kind"), "event": ("events.yaml", "event_type")}
_SECTIONS = {"VERB": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives", "AUX": "auxiliaries"}


class Pattern(NamedTuple):
    """A word by which a record was found, where it stands, and the codebook's entry for it; None where the sentence's shape told."""

    lemma: str
    span: Span
    entry: Entry | None


class Explanation(NamedTuple):
    """Why a record was written down. Spans are half-open, in code points of the document's text.

    `sentences` are those that its evidence stands in; `found`: whether this program and codebook find the record in the text, which they
    may not when others read it. `factors` add up to the log odds of `confidence`.
    """

    document: Document
    record: Record
    found: bool
    sentences: tuple[Span, ...]
    patterns: tuple[Pattern, ...]
    sources: tuple[Source, ...]
    confidence: float
    factors: tuple[Factor, ...]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON: each span with the words that it holds, each factor with its record on the training documents."""
        known = weights()
        return {
            "record": {"id": record_id(self.document, self.record), **self.record.to_dict()},
            "document": self.document.id,
            "found": self.found,
            "sentences": [self._piece(span) for span in self.sentences],
            "patterns": [{"lemma": p.lemma, **self._piece(p.span), "entry": p.entry and p.entry._asdict()} for p in self.patterns],
            "fields": [{"field": s.field, "value": s.value, "how": s.how, "spans": [self._piece(span) for span in s.spans]}
                       for s in self.sources],
            "confidence": self.confidence,
            "factors": [{"sign": f.sign, "weight": f.weight, "records": known[f.sign].records, "right": known[f.sign].right}
                        for f in self.factors],
        }

    def _piece(self, span: Span) -> dict[str, Any]:
        return {"quote": self.document.text[span.start:span.end], "start": span.start, "end": span.end}


def explain_in(a: Analysis, record: Record) -> Explanation:
    """Why the record stands in the analysed document. The document is read again: what is kept of a record is what it says, not why.

    Raises an EmptyError where the document has no words.
    """
    if not len(a):
        raise EmptyError(a.document.id, "no words in it, so that no record can be explained", "give a document with text")
    c, document = Context(a), a.document
    name = record_id(document, record)
    again = next((r for r in records_of(c) if record_id(document, r) == name), None)
    known = again or record
    provenance = Provenance(c)
    seen = signs(c, known, provenance)
    spans = (a.span(a.sentences[n][0], a.sentences[n][-1]) for n in _sentences(c, known))
    return Explanation(document, record, again is not None, tuple(Span(*span) for span in spans), tuple(_patterns(c, known)),
                       provenance.sources(known), probability(seen), factors(seen))


def _sentences(c: Context, record: Record) -> list[int]:
    """The sentences that evidence stands in, in order."""
    ends = ((c.a.sentence[c.token_at(e.start)], c.a.sentence[c.token_at(e.end - 1)]) for e in record.evidence)
    return sorted({n for first, last in ends for n in range(first, last + 1)})


def _patterns(c: Context, record: Record) -> Iterator[Pattern]:
    """The words by which the pieces of evidence were found; where none is known, the first word of a piece that the codebook lists."""
    a = c.a
    cues = list(dict.fromkeys(e.cue for e in record.evidence if e.cue))
    for cue in cues:
        token = c.token_at(cue.start)
        yield Pattern(a.lemma[token].lower(), cue, _entry(c, record, token))
    if not cues:
        for piece in record.evidence:
            for token in range(c.token_at(piece.start), c.token_at(piece.end - 1) + 1):
                entry = _entry(c, record, token) if a.upos[token] in _SECTIONS else None
                if entry:
                    yield Pattern(a.lemma[token].lower(), Span(*a.span(token, token)), entry)
                    return


def _entry(c: Context, record: Record, token: int) -> Entry | None:
    file, field = _FILES[record.type]
    return entry_of(file, c.a.lemma[token], part=_SECTIONS.get(c.a.upos[token], ""), meaning=str(getattr(record, field, "") or ""))
