"""One actor: with whom it has most to do, and the latest facts."""
from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from dragoman.questions.asked import Sides
from dragoman.web import addresses
from dragoman.web.listing import Wanted, list_facts
from dragoman.web.rendering import page
from dragoman.web.site import Shown

router = APIRouter()
_PARTNERS = 20
_LATEST = 20


@router.get("/countries/{name}")
def country(site: Shown, name: str) -> Response:
    sides = Sides.of(name)
    code, = sides.codes
    if code != name:
        return RedirectResponse(addresses.country(code))
    found, more = list_facts(site.view, Wanted(a=code), _LATEST)
    return page("country.html", code=code, sides=sides, partners=site.view.partners(code, _PARTNERS), types=site.view.types_of(code),
                found=found, more=more, empty=None if found else sides.why_empty(site.view, "facts"))
