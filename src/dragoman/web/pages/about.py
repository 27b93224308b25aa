"""What the register holds and what read it."""
from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from dragoman.web.rendering import page
from dragoman.web.site import Shown

router = APIRouter()
_REFUSED = 10


@router.get("/about")
def about(site: Shown) -> Response:
    from dragoman import __version__

    return page("about.html", counts=site.counts, waiting=site.view.waiting(), refused=site.jobs.refused(_REFUSED), version=__version__)
