"""Full text, with facets."""
from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from dragoman.questions import search as ask
from dragoman.questions.timeline import TYPES
from dragoman.web.rendering import page
from dragoman.web.seeking import Sought
from dragoman.web.site import Shown

router = APIRouter()
_LISTED = 20


class _Listed(Sought):
    """Documents on one page, from a place in the list on: who has not found it among the first thousand asks for something else."""

    start: Annotated[int, Field(alias="from", ge=1, le=1000)] = 1


@router.get("/search")
def search(site: Shown, sought: Annotated[_Listed, Query()]) -> Response:
    answer = ask(site.view, sought.asked(), limit=_LISTED, offset=sought.start - 1) if sought.q.strip() else None
    sources = [source for source in site.counts.sources if source]
    return page("search.html", asked=sought, answer=answer, start=sought.start, step=_LISTED, types=TYPES, sources=sources)
