"""The first page: what is new, what falls due, where sources differ."""
from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from dragoman.web.rendering import page
from dragoman.web.site import GLANCED, Shown

router = APIRouter()


@router.get("/")
def home(site: Shown) -> Response:
    counts, due = site.counts, site.due
    with site.view.at_one_time() as view:
        return page("home.html", counts=counts, pairs=counts.pairs[:GLANCED], documents=view.recent(GLANCED),
                    disputed=view.disputed(GLANCED)[::-1], due=due, today=site.today())
