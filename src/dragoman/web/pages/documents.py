"""All documents, and one of them with its evidence marked and its records beside it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.questions.describing import describe_record
from dragoman.records import Reading, Record
from dragoman.web.deciding import Done, done_entries
from dragoman.web.marking import Evidence, paragraphs, part_of, parts
from dragoman.web.rendering import page
from dragoman.web.site import Shown

router = APIRouter()
_LISTED = 40


@dataclass(frozen=True)
class Card:
    """A record as it stands beside the text. `number`: its place among the document's records.

    `at`: where its first evidence begins, and `page` on which page that is, of a document that has pages.
    """

    number: int
    id: str
    type: str
    what: str
    fields: tuple[tuple[str, str], ...]
    confidence: float | None
    at: int
    page: int | None
    fact: str | None


@router.get("/documents")
def documents(site: Shown, after: str | None = None) -> Response:
    rows = site.view.recent(_LISTED + 1, after)
    more = rows[_LISTED - 1].id if len(rows) > _LISTED else None
    return page("documents.html", rows=rows[:_LISTED], more=more, after=after, total=site.counts.documents)


@router.get("/documents/{id_:path}")
def document(site: Shown, id_: str, part: Annotated[int, Query(ge=1)] = 1, at: Annotated[int | None, Query(ge=0)] = None,
             done: Done = None) -> Response:
    seen = site.queue.last()  # before anything is looked at, so that whoever decides is told of all that comes later
    with site.view.at_one_time() as view:
        reading, ids, facts = view.annotated(id_)
        row = view.sources([id_])[id_]
    evidence = sorted(Evidence(piece.start, piece.end, n) for n, record in enumerate(reading.records) for piece in record.evidence)
    bounds = parts(reading.text, evidence)
    number = part_of(bounds, at) if at is not None else min(part, len(bounds)) - 1
    begin, end = bounds[number]
    shown = sorted({one.record for one in evidence if begin <= one.start < end})
    cards = sorted(_cards(reading, shown, ids, facts), key=lambda card: (card.at, card.number))
    types = {n: record.type for n, record in enumerate(reading.records)}
    return page(
        "document.html", document=row, reading=reading, cards=cards, types=types, kinds=sorted({card.type for card in cards}),
        shown=set(shown), paragraphs=paragraphs(reading.text, bounds[number], evidence, reading.pages, at), part=number + 1,
        parts=len(bounds), pages=[part_of(bounds, start) + 1 for start in reading.pages], at=at, records=len(reading.records), begin=begin,
        seen=seen, notice=done_entries(site, done), standings=site.queue.standings([card.id for card in cards]))


def _cards(reading: Reading, shown: Sequence[int], ids: Sequence[str], facts: Mapping[str, str]) -> Iterator[Card]:
    for n in shown:
        record = reading.records[n]
        first = min(record.evidence, key=lambda piece: piece.start)
        yield Card(n, ids[n], record.type, describe_record(record.type, record.to_dict()), _fields(record), record.confidence, first.start,
                   first.page, facts.get(ids[n]))


def _fields(record: Record) -> tuple[tuple[str, str], ...]:
    """The fields as the codebook has them: what the words on the card were made of."""
    told = {name: value for name, value in record.to_dict().items() if name not in ("type", "evidence", "confidence")}
    return tuple((name, ", ".join(map(str, value)) if isinstance(value, list) else str(value)) for name, value in told.items())
