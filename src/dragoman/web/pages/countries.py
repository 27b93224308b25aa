"""One actor: with whom it has most to do, and the latest facts."""
from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from dragoman.questions.asked import Sides
from dragoman.register.relating import Chosen
from dragoman.web import addresses
from dragoman.web.listing import Wanted, list_facts
from dragoman.web.rendering import page
from dragoman.web.site import Shown

router = APIRouter()
_PARTNERS = 20
_LATEST = 20


@router.get("/countries/{name}")
def country(site: Shown, name: str) -> Response:
    sides = Sides.of(site.view, name)
    code, = sides.codes
    if code != name:
        return RedirectResponse(addresses.country(code))
    partners, _ = site.relations.strongest(Chosen(actor=code), 1, _PARTNERS)
    with site.view.at_one_time() as view:
        found, more = list_facts(view, Wanted(a=code), _LATEST)
        return page("country.html", code=code, partners=partners, types=view.types_of(code), found=found, more=more,
                    empty=None if found else sides.why_empty(view, "facts"))
