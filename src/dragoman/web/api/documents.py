"""Documents, and one with its text and records."""
from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from dragoman.web.api.shapes import PROBLEMS, DocumentHead, DocumentList, WholeDocument
from dragoman.web.site import Shown

router = APIRouter(tags=["documents"], responses=PROBLEMS)
Limit = Annotated[int, Query(ge=1, le=200, description="At most so many.")]


@router.get("/documents", summary="Documents, those read in last first")
def documents(
    site: Shown, limit: Limit = 50, cursor: Annotated[str | None, Query(description="`next` of the part before.")] = None,
) -> DocumentList:
    rows = site.view.recent(limit + 1, cursor)
    return DocumentList(items=[DocumentHead.of(row) for row in rows[:limit]], next=rows[limit - 1].id if len(rows) > limit else None)


@router.get("/documents/{id_:path}", summary="A document with its text and its records")
def document(site: Shown, id_: Annotated[str, Path(alias="id_", examples=["dispatch-1-01"])]) -> WholeDocument:
    reading, ids, facts = site.view.annotated(id_)
    row = site.view.sources([id_])[id_]
    records = [{"id": own, "fact": facts.get(own), **record.to_dict()} for own, record in zip(ids, reading.records, strict=True)]
    return WholeDocument(
        id=row.id, title=row.title, published=row.published, source=row.source, url=row.url, official=row.official, sha256=reading.sha256,
        language=reading.language, pages=list(reading.pages), text=reading.text, records=records)
