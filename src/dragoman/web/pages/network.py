"""Who has to do with whom: relations as a picture and as a table, by type, years and number of facts."""
from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.questions.timeline import TYPES
from dragoman.questions.wording import when
from dragoman.web.bars import draw_bars, spark
from dragoman.web.relating import Related
from dragoman.web.rendering import page
from dragoman.web.ring import draw_ring
from dragoman.web.site import Shown

router = APIRouter()
_LISTED = 100  # relations


@router.get("/network")
def network(site: Shown, asked: Annotated[Related, Query()]) -> Response:
    chosen, known = asked.chosen(site.view), site.relations
    relations, total = known.strongest(chosen, int(asked.least or 1), _LISTED)
    years = known.by_year(replace(chosen, since=None, until=None))
    told = {"type": asked.type, "actor": chosen.actor, "least": asked.least, "since": chosen.since, "until": chosen.until}
    inside = range(chosen.since or min(years, default=0), (chosen.until or max(years, default=0)) + 1)
    span = when(f"{inside.start}/{inside.stop - 1}") if chosen.since or chosen.until else None
    rows = [(one, spark(one.by_year, inside)) for one in relations]
    return page("network.html", asked=asked, chosen=chosen, told=told, rows=rows, total=total, span=span, types=TYPES,
                ring=draw_ring(relations, chosen.actor), bars=draw_bars(years, inside))
