"""Who has to do with whom: pairs of actors, one of them with its partners, and all of them over time."""
from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from dragoman.questions.asked import Sides
from dragoman.resolution.countries import name_of
from dragoman.web.api.asking import MOST, Limit, Side
from dragoman.web.api.cursors import cursor_at, place_of
from dragoman.web.api.problems import PROBLEMS
from dragoman.web.relating import Related
from dragoman.web.site import Shown

router = APIRouter(tags=["actors"], responses=PROBLEMS)


class Partner(BaseModel):
    """An actor, and how many facts it has together with another one."""

    code: str
    name: str
    facts: int


class ActorShape(BaseModel):
    """A country, organisation or firm: how many facts of each type it figures in, and with whom it has most, those first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "code": "KAZ", "name": "Kazakhstan", "facts": {"meeting": 31, "agreement": 12},
        "partners": [{"code": "KOR", "name": "South Korea", "facts": 40}]}]})
    code: str
    name: str
    facts: dict[str, int]
    partners: list[Partner]


class PairShape(BaseModel):
    """Two actors by their codes, and how many facts they have together."""

    a: str
    b: str
    facts: int


class PairList(BaseModel):
    """The pairs with most facts, those with most first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [{"a": "KAZ", "b": "KOR", "facts": 40}]}]})
    items: list[PairShape]


class RelationShape(PairShape):
    """Two actors, and how many facts they have in each year; those without a date are counted in `facts` alone."""

    by_year: dict[int, int]


class Network(BaseModel):
    """Some relations, those with most facts first, and the cursor of those that follow (null: these were the last).

    `total`: how many there are in all; `by_year`: how many facts there are in each year. A fact of three actors counts for each two.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "relations": [{"a": "KAZ", "b": "KOR", "facts": 40, "by_year": {"2024": 22, "2025": 18}}], "next": None,
        "total": 1, "by_year": {"2024": 22, "2025": 18}}]})
    relations: list[RelationShape]
    next: str | None
    total: int
    by_year: dict[int, int]


class _Related(Related):
    limit: Annotated[int, Field(ge=1, le=MOST, description="At most so many.")] = 100
    cursor: Annotated[str | None, Field(max_length=2000, description="`next` of the part before.")] = None


@router.get("/countries/{name}", summary="An actor, and with whom it has most to do")
def country(site: Shown, name: Side, limit: Limit = 20) -> ActorShape:
    """Its latest facts are had from /facts with `a`."""
    code, = Sides.of(site.view, name).codes
    with site.view.at_one_time() as view:
        partners = [Partner(code=other, name=name_of(other), facts=number) for other, number in view.partners(code, limit)]
        return ActorShape(code=code, name=name_of(code), facts=view.types_of(code), partners=partners)


@router.get("/pairs", summary="The pairs of actors with most facts")
def pairs(site: Shown) -> PairList:
    """As they were a moment ago. All relations, by time and type, are had from /network."""
    return PairList(items=[PairShape(a=a, b=b, facts=number) for a, b, number in site.counts.pairs])


@router.get("/network", summary="Who has to do with whom, over time")
def network(site: Shown, asked: Annotated[_Related, Query()]) -> Network:
    """As it was a moment ago: between whom, of which type, in which years."""
    chosen, known = asked.chosen(site.view), site.relations
    before, *last = place_of(asked.cursor, int, int, str, str) if asked.cursor else (0, 0, "", "")
    found, total = known.strongest(chosen, int(asked.least or 1), max(before, 0) + asked.limit)
    begin = next((n for n, one in enumerate(found, 1) if [one.number, one.a, one.b] == last), max(before, 0))
    shown = found[begin:begin + asked.limit]
    more = cursor_at(begin + len(shown), shown[-1].number, shown[-1].a, shown[-1].b) if shown and begin + len(shown) < total else None
    relations = [RelationShape(a=one.a, b=one.b, facts=one.number, by_year=one.by_year) for one in shown]
    return Network(relations=relations, next=more, total=total, by_year=known.by_year(replace(chosen, since=None, until=None)))
