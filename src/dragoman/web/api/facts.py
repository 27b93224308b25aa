"""Facts by what they are and whom they concern, and one with everything that is known of it."""
from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from dragoman.web.api.shapes import PROBLEMS, FactHead, FactList, WholeFact
from dragoman.web.listing import Wanted, list_facts
from dragoman.web.site import Shown

router = APIRouter(tags=["facts"], responses=PROBLEMS)


class _Asked(Wanted):
    """Facts, a part at a time."""

    limit: Annotated[int, Field(ge=1, le=200, description="At most so many.")] = 50
    cursor: Annotated[str | None, Field(description="`next` of the part before.")] = None


@router.get("/facts", summary="Facts, the latest first")
def facts(site: Shown, asked: Annotated[_Asked, Query()]) -> FactList:
    found, more = list_facts(site.view, asked, asked.limit, asked.cursor)
    return FactList(items=[FactHead(**FactHead.told_by(fact)) for fact in found], next=more)


@router.get("/facts/{id_}", summary="A fact with every report, conflict, stage and link")
def fact(site: Shown, id_: Annotated[str, Path(description="Any id that the fact ever had.", examples=["f-4e1c7a90b2d3"])]) -> WholeFact:
    found = site.view.fact(id_)
    return WholeFact.of(found, site.view.links([found]))
