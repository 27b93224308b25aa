"""What a search is made of: whole texts, and the places of the words in them, for programs that show passages of their own choice."""
from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from dragoman.questions.asked import actor, period
from dragoman.register import Asked, View
from dragoman.register.searching import MOST
from dragoman.web.api.problems import PROBLEMS
from dragoman.web.seeking import Sought
from dragoman.web.site import Shown

router = APIRouter(tags=["questions"], responses=PROBLEMS)
_TEXT = 4_000_000  # code points of the texts of one answer


class HitShape(BaseModel):
    """A document that holds the words; `marks` are the places in its text where one of them stands, half-open, in code points."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [{
        "document": "dispatch-1-01", "title": "Talks in Astana", "published": "2024-06-13", "source": "Dala Press",
        "text": "ASTANA. June 13. …", "marks": [[0, 6]]}]})
    document: str
    title: str | None
    published: str | None
    source: str | None
    text: str
    marks: list[Annotated[list[int], Field(min_length=2, max_length=2)]]


class HitList(BaseModel):
    """Documents, best first; `more`: whether others follow, which are had with a larger `offset`."""

    items: list[HitShape]
    more: bool


class FacetsShape(BaseModel):
    """By what the documents can be narrowed: value → number of documents, those of most first, years latest first.

    `documents`: among how many they were counted; `whole`: these are all that the search finds, else its newest ones.
    """

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [{
        "documents": 12, "whole": True, "types": {"meeting": 11, "agreement": 4}, "actors": {"KAZ": 9}, "sources": {"Dala Press": 7},
        "years": {"2026": 8, "2025": 4}}]})
    documents: int
    whole: bool
    types: dict[str, int]
    actors: dict[str, int]
    sources: dict[str, int]
    years: dict[str, int]


class _Asked(Sought):
    limit: Annotated[int, Field(ge=1, le=MOST, description="At most so many.")] = 20
    offset: Annotated[int, Field(ge=0, le=1000, description="So many better ones are left out.")] = 0


@router.get("/search/texts", summary="Documents that hold some words, with their texts")
def search_texts(site: Shown, asked: Annotated[_Asked, Query()]) -> HitList:
    """As many of them as fit into one answer, one at least."""
    wanted = _wanted(site.view, asked)
    found, items, length = site.view.search(wanted, limit=asked.limit, offset=asked.offset), list[HitShape](), 0
    for hit in found:
        if items and length + len(hit.text) > _TEXT:
            break
        items.append(HitShape.model_validate(hit))
        length += len(hit.text)
    return HitList(items=items, more=len(items) < len(found) or len(found) == asked.limit)


@router.get("/search/facets", summary="By what a search can be narrowed")
def search_facets(site: Shown, asked: Annotated[Sought, Query()]) -> FacetsShape:
    """Types of facts, actors, publishers and years of the documents that hold the words."""
    return FacetsShape.model_validate(site.view.facets(_wanted(site.view, asked)))


def _wanted(view: View, sought: Sought) -> Asked:
    """As the register is asked; an UnknownError or QuestionError where an actor, a date or anything else is none."""
    asked = sought.asked()
    period(asked.since, asked.until)
    return asked if asked.actor is None else replace(asked, actor=actor(view, asked.actor))
