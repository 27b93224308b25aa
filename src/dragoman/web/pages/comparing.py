"""Two documents side by side."""
from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.questions import compare as ask
from dragoman.web.rendering import page
from dragoman.web.site import Shown

router = APIRouter()
_LISTED = 60
_OFFERED = 50


@router.get("/compare")
def compare(
    site: Shown, first: str | None = None, second: str | None = None, start: Annotated[int, Query(alias="from", ge=1)] = 1,
) -> Response:
    if not (first and second):
        return page("compare.html", answer=None, first=first or "", second=second or "", documents=site.view.recent(_OFFERED))
    answer = ask(site.view, first, second)
    rows = answer.rows[start - 1:start - 1 + _LISTED]
    return page("compare.html", answer=answer, first=first, second=second, heads=site.view.sources((first, second)), rows=rows, start=start,
                step=_LISTED)
