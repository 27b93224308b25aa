"""Documents, their texts, one with its records, and documents that somebody has read elsewhere."""
from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from dragoman.document import Document
from dragoman.errors import EvidenceError, QuestionError
from dragoman.records import Reading, ValidationError, load_records
from dragoman.register import View
from dragoman.web.access import BODIES, Reviewer, tell_audit
from dragoman.web.api.asking import MOST, Cursor, DocumentIds, Limit, checked_ids
from dragoman.web.api.cursors import cursor_at, place_of
from dragoman.web.api.problems import CHANGING, PROBLEMS
from dragoman.web.api.shapes import DocumentHead, DocumentList, WholeDocument
from dragoman.web.site import Shown

router = APIRouter(tags=["documents"])
_TEXT = 4_000_000  # code points of the texts of one answer: two long documents
BODIES["/api/v1/documents"] = 30_000_000


class Text(BaseModel):
    """The text of a document; `sha256` is that of its UTF-8 form."""

    id: str
    sha256: str
    text: str


class TextList(BaseModel):
    """Some texts, in the order in which they were asked for, and the ids of those that are still to be asked for."""

    items: list[Text]
    left: list[str]


class Given(BaseModel):
    """A document as it was read elsewhere; `records` in the codebook's shape, whose quotes are pieces of `text`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{
        "id": "note-1", "title": "A note", "published": "2031-05-04",
        "text": "The foreign ministers of Estonia and Finland met in Tallinn.", "records": [{
            "type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "place": "Tallinn", "evidence": [
            {"quote": "The foreign ministers of Estonia and Finland met in Tallinn.", "start": 0, "end": 60}]}]}]})
    id: Annotated[str, Field(min_length=1, max_length=1000)]
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    dateline: str | None = None
    credits: list[dict[str, str]] = []
    pages: list[int] = []
    records: list[dict[str, Any]] = []

    def reading(self) -> Reading:
        """As the register keeps it; a QuestionError where a record is none, or quotes another text."""
        if "\\u0000" in json.dumps(self.records):
            raise QuestionError(f"{self.id}: a record holds a sign that no text has (U+0000); leave it out")
        try:
            document = Document.model_validate(self.model_dump(exclude={"records"}))
            return Reading.of(document, load_records(self.records, document.text))
        except (ValidationError, EvidenceError) as error:
            said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            where = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else "evidence"
            raise QuestionError(f"{self.id}: cannot be kept ({where}: {said}); see the codebook for what records are") from error


class Givens(BaseModel):
    """Documents that are stored together, or none of them; `read_with` names the model and the codebook that read them."""

    model_config = ConfigDict(extra="forbid")
    documents: Annotated[list[Given], Field(min_length=1, max_length=1000)]
    read_with: Annotated[str, Field(max_length=200)] = ""


class Stored(BaseModel):
    """How many of the documents were not there already, with all of their records."""

    written: int


@router.get("/documents", summary="Documents, those read in last first", responses=PROBLEMS)
def documents(
    site: Shown, limit: Limit = 50, cursor: Cursor = None,
    ids: Annotated[list[str], Query(alias="id", max_length=MOST, description="Only the documents of these ids; may be repeated.")] = [],  # noqa: B006
) -> DocumentList:
    """All documents, part by part; or those of some ids, in the order of the ids and without those that are not there."""
    if ids and cursor:
        raise QuestionError("cursor: is not asked for beside ids; leave one of them out")
    if ids:
        found = site.view.sources(ids)
        return DocumentList(items=[DocumentHead.of(found[id_]) for id_ in dict.fromkeys(ids) if id_ in found])
    rows = site.view.recent(limit + 1, _before(site.view, cursor))
    more = cursor_at(rows[limit - 1].id) if len(rows) > limit else None
    return DocumentList(items=[DocumentHead.of(row) for row in rows[:limit]], next=more)


@router.post("/documents", summary="Store documents that were read elsewhere", status_code=201, responses=CHANGING)
def add_documents(site: Shown, me: Reviewer, given: Givens) -> Stored:  # noqa: ARG001 - who asks has been checked
    """Store documents with their records, in one transaction, and make their facts.

    A document of the same id is replaced; what people have decided stays as it is. To have a text or a file read here, give it as a job.
    """
    written = site.register.add_all([one.reading() for one in given.documents], read_with=given.read_with)
    site.register.settle()
    tell_audit(f"{written} of {len(given.documents)} documents written")
    return Stored(written=written)


@router.get("/texts", summary="The texts of some documents", responses=PROBLEMS)
def texts(site: Shown, ids: Annotated[DocumentIds, Query(alias="id")]) -> TextList:
    """As many of the texts as fit into one answer, one at least."""
    wanted, items, length = list(dict.fromkeys(checked_ids(ids, "id"))), list[Text](), 0
    for n, id_ in enumerate(wanted):
        for text in site.view.texts([id_]).values():
            items.append(Text(id=id_, sha256=Document(id=id_, text=text).sha256, text=text))
            length += len(text)
        if length > _TEXT:
            return TextList(items=items, left=wanted[n + 1:])
    return TextList(items=items, left=[])


@router.get("/documents/{id_:path}", summary="A document with its text and its records", responses=PROBLEMS)
def document(
    site: Shown, id_: Annotated[str, Path(description="The id of a document.", examples=["dispatch-1-01"])],
) -> WholeDocument:
    """The records as they hold now, without those that people have rejected."""
    with site.view.at_one_time() as view:
        reading, ids, facts = view.annotated(id_)
        row = view.sources([id_])[id_]
    records = [{"id": own, "fact": facts.get(own), **record.to_dict()} for own, record in zip(ids, reading.records, strict=True)]
    return WholeDocument(
        id=row.id, title=row.title, published=row.published, source=row.source, url=row.url, official=row.official, sha256=reading.sha256,
        language=reading.language, dateline=reading.dateline, credits=list(reading.credits), pages=list(reading.pages), text=reading.text,
        records=records)


def _before(view: View, cursor: str | None) -> str | None:
    """The document after which a list goes on; a QuestionError where there is none such."""
    if not cursor:
        return None
    id_, = place_of(cursor, str)
    if not view.sources([id_]):
        raise QuestionError(f"{cursor[:40]}: names a document that is not there; begin the list anew")
    return str(id_)
