"""What the routes of the API share: parameters, and the parts that lists come in."""
from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Annotated, NamedTuple

from fastapi import FastAPI, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from dragoman.errors import QuestionError
from dragoman.facts import Fact
from dragoman.register import View
from dragoman.web.api.cursors import cursor_at, place_of
from dragoman.web.listing import Wanted, list_facts

MOST = 200  # things of which more is told than a line
MOST_LINES = 5_000  # things that are a line each
_CURSOR = "`next` of the part before."

Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many.")]
Lines = Annotated[int, Query(ge=1, le=MOST_LINES, description="At most so many.")]
Cursor = Annotated[str | None, Query(max_length=2000, description=_CURSOR)]
Side = Annotated[str, Path(description="A country or organisation, by name or code, or a firm by its name.", examples=["KAZ"])]
FactIds = Annotated[list[str], Query(max_length=MOST, description="Ids of facts; may be repeated.", examples=[["f-4e1c7a90b2d3"]])]
DocumentIds = Annotated[list[str], Query(max_length=MOST, description="Ids of documents; may be repeated.", examples=[["dispatch-1-01"]])]


class Parts(BaseModel):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="At most so many.")] = 50
    cursor: Annotated[str | None, Field(max_length=2000, description=_CURSOR)] = None


def check_asked(request: Request) -> None:
    """A QuestionError where a parameter is given that the route does not know, or one twice: nothing that is asked is left out silently.

    An HTTPException (415) where something else is sent than it takes.
    """
    known = _described(request.app)[request.scope["route"].name]
    for name, values in groupby(sorted(request.query_params.multi_items()), key=itemgetter(0)):
        if name not in known.parameters:
            there = ", ".join(sorted(known.parameters)) or "none"
            raise QuestionError(f"{name[:80]}: there is no such parameter here; there is {there}")
        told = [value for _, value in values]
        if len(told) > 1 and not known.parameters[name]:
            raise QuestionError(f"{name}: is given {len(told)} times; give it once")
        if any("\0" in value for value in told):
            raise QuestionError(f"{name}: holds a sign that no text has (U+0000); leave it out")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and known.media and kind not in known.media:
        raise HTTPException(415, f"{kind[:80]}: is not taken here; send {' or '.join(known.media)}.")


class _Operation(NamedTuple):
    """What a route's description names: its parameters, each with whether it may be repeated, and the media types of what is sent."""

    parameters: dict[str, bool]
    media: list[str]


@cache
def _described(app: FastAPI) -> dict[str, _Operation]:
    """The routes by their names."""
    operations = [operation for path in app.openapi()["paths"].values() for operation in path.values()]
    return {operation["operationId"]: _Operation(
        {one["name"]: one["schema"].get("type") == "array" for one in operation.get("parameters", ()) if one["in"] == "query"},
        list(operation.get("requestBody", {}).get("content", ()))) for operation in operations}


def facts_part(view: View, wanted: Wanted, parts: Parts) -> tuple[list[Fact], str | None]:
    """Some facts, the latest first, and the cursor of those that follow."""
    place = "~".join(place_of(parts.cursor, str, str, str)) if parts.cursor else None
    found, more = list_facts(view, wanted, parts.limit, place)
    return found, cursor_at(*more.split("~")) if more else None


def checked_ids(ids: list[str], what: str) -> list[str]:
    """Ids as they are; a QuestionError where there are none."""
    if not ids:
        raise QuestionError(f"{what}: no id is given; give one or more")
    return ids
