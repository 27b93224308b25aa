"""The brief on two actors, search, comparison, counts: in the JSON that the library writes."""
from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from dragoman.brief import FORMATS, make_brief
from dragoman.questions import compare as ask_compare
from dragoman.questions import search as ask_search
from dragoman.questions.formats.json import write
from dragoman.web.api.shapes import PROBLEMS
from dragoman.web.listing import Day
from dragoman.web.seeking import Sought
from dragoman.web.site import Shown

router = APIRouter(tags=["answers"], responses=PROBLEMS)
Side = Annotated[str, Path(description="A country or organisation, by name or code.", examples=["KAZ"])]
DocumentId = Annotated[str, Query(description="The id of a document.", examples=["dispatch-1-01"])]


def _shown(example: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": "The answer", "content": {"application/json": {"example": example}}}}


_ANSWER = {"question": "search", "title": "Search: gas", "notes": [], "rows": [{"document": "dispatch-1-01", "found": 2}], "sources": []}
_BRIEF = {"title": "Kazakhstan and South Korea", "about": "As of 1 January 2027.", "sections": [
    {"title": "Meetings and visits", "more": None, "groups": [{"heading": "Held", "lines": [
        {"text": "13 June 2024: talks", "facts": ["f-4e1c7a90b2d3"], "parts": []}]}]}], "sources": []}


class _Asked(Sought):
    """Documents, some at a time."""

    limit: Annotated[int, Field(ge=1, le=50)] = 20
    offset: Annotated[int, Field(ge=0, le=1000)] = 0


@router.get("/pairs/{a}/{b}", summary="The brief on two actors", responses=_shown(_BRIEF))
def pair(site: Shown, a: Side, b: Side, since: Day = None, until: Day = None) -> Response:
    made = make_brief(site.view, a, b, since=since, until=until, today=site.today())
    return Response(FORMATS["json"](made), media_type="application/json")


@router.get("/search", summary="Documents that hold some words", responses=_shown(_ANSWER))
def search(site: Shown, asked: Annotated[_Asked, Query()]) -> Response:
    answer = ask_search(site.view, asked.asked(), limit=asked.limit, offset=asked.offset)
    return Response(write(answer), media_type="application/json")


@router.get("/compare", summary="Two documents side by side", responses=_shown({**_ANSWER, "question": "compare"}))
def compare(site: Shown, first: DocumentId, second: DocumentId) -> Response:
    return Response(write(ask_compare(site.view, first, second)), media_type="application/json")


@router.get("/stats", summary="How much the register holds", responses=_shown({"documents": 24, "records": 514}))
def stats(site: Shown) -> dict[str, Any]:
    return asdict(site.counts)

