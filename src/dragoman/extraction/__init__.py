"""Analysis and resolution → records, one file for each type of record."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dragoman.analysis import Analysis
from dragoman.extraction.acts import acts
from dragoman.extraction.agreements import agreements
from dragoman.extraction.bodies import bodies
from dragoman.extraction.commitments import commitments
from dragoman.extraction.confidence import probability, signs
from dragoman.extraction.context import Context
from dragoman.extraction.events import events
from dragoman.extraction.figures import figures
from dragoman.extraction.gestures import gestures
from dragoman.extraction.meetings import meetings
from dragoman.extraction.merging import with_evidence_of
from dragoman.extraction.presences import presences
from dragoman.extraction.provenance import Provenance
from dragoman.extraction.statements import statements
from dragoman.records import Act, Record

Extractor = Callable[[Context], Iterator[Record]]

# Every extractor, in the order in which its records stand in the output.
EXTRACTORS: tuple[Extractor, ...] = (meetings, agreements, figures, bodies, presences, statements, commitments, gestures, events)


def extract_records(a: Analysis) -> tuple[Record, ...]:
    """The records of an analysed document: for each type in the order of its evidence, none twice."""
    return records_of(Context(a))


def extract_all(a: Analysis) -> tuple[tuple[Record, ...], tuple[Act, ...]]:
    """The records of an analysed document, and the PLOVER events that its sentences tell of, records or not, in the order of the text."""
    context = Context(a)
    return records_of(context), tuple(acts(context))


def records_of(c: Context) -> tuple[Record, ...]:
    """The records of a document that has been looked through already, each with its confidence."""
    provenance = Provenance(c)
    found = (r for extractor in EXTRACTORS for r in _distinct(extractor(c)))
    return tuple(r.model_copy(update={"confidence": probability(signs(c, r, provenance))}) for r in found)


def _distinct(records: Iterable[Record]) -> list[Record]:
    """One record for what several places of the text say in the same words of the codebook; it keeps all their evidence."""
    found: dict[str, Record] = {}
    for record in sorted(records, key=lambda r: (r.evidence[0].start, r.evidence[0].end)):
        key = repr(record.model_dump(exclude={"evidence"}))
        found[key] = with_evidence_of(found[key], record) if key in found else record
    return list(found.values())
