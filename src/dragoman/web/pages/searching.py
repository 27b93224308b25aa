"""Full text, with facets."""
from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from dragoman.questions import search as ask
from dragoman.questions.asked import actor
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
    sources = [source for source in site.counts.sources if source]
    if not sought.q.strip():
        return page("search.html", asked=sought, answer=None, facets=None, types=TYPES, sources=sources)
    asked = sought.asked()
    with site.view.at_one_time() as view:
        answer = ask(view, asked, limit=_LISTED, offset=sought.start - 1)
        found = view.facets(replace(asked, actor=asked.actor and actor(view, asked.actor))) if answer.rows else None
    return page("search.html", asked=sought, answer=answer, facets=found, start=sought.start, step=_LISTED, types=TYPES, sources=sources)
