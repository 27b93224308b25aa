"""One record, as it holds now."""
from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from dragoman.web.api.problems import PROBLEMS
from dragoman.web.site import Shown

router = APIRouter(tags=["documents"], responses=PROBLEMS)


class WholeRecord(BaseModel):
    """A record in the codebook's shape, with the document that holds it (the first by id, where several have the same text)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "id": "r-4e1c7a90b2d3", "document": "dispatch-1-01", "record": {
            "type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"],
            "evidence": [{"quote": "held talks in the Akorda", "start": 68, "end": 92}], "confidence": 0.9}}]})
    id: str
    document: str
    record: dict[str, Any]


@router.get("/records/{id_}", summary="A record and the document that holds it")
def record(site: Shown, id_: Annotated[str, Path(description="The id of a record.", examples=["r-4e1c7a90b2d3"])]) -> WholeRecord:
    reading, found = site.view.record(id_)
    return WholeRecord(id=id_, document=reading.id, record=found.to_dict())
