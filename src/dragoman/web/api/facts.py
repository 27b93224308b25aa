"""Facts by what they are and whom they concern, one with everything that is known of it, and what ties facts together."""
from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from dragoman.errors import QuestionError
from dragoman.facts import Fact
from dragoman.facts.periods import bounds
from dragoman.questions.asked import day
from dragoman.register import View
from dragoman.web.api.asking import MOST, Cursor, FactIds, Limit, Lines, Parts, checked_ids, facts_part
from dragoman.web.api.cursors import cursor_at, part, place_of
from dragoman.web.api.problems import PROBLEMS
from dragoman.web.api.shapes import FactHead, FactList, LinkList, LinkShape, WholeFact, WholeFactList
from dragoman.web.listing import Wanted
from dragoman.web.site import Shown, Site

router = APIRouter(tags=["facts"], responses=PROBLEMS)
_IDS: Any = Field(default_factory=list, max_length=MOST, description="Only the facts of these ids; may be repeated.")
_BESIDE = {"id": {"id", "whole", "limit"}, "document": {"document", "whole", "limit", "cursor"}}
Day = Annotated[str | None, Query(description="As of this day (ISO 8601); default: today.", examples=["2027-01-01"])]
_WHOLE = "Tell everything that is known of each: reports, conflicts, stages and links."
Whole = Annotated[bool, Query(description=_WHOLE)]


class _Asked(Wanted, Parts):
    """Facts, a part at a time."""

    document: Annotated[str | None, Field(description="Only facts that the document of this id tells.", examples=["dispatch-1-01"])] = None
    id: Annotated[list[str], _IDS]
    whole: Annotated[bool, Field(description=_WHOLE)] = False


@router.get("/facts", summary="Facts, the latest first")
def facts(site: Shown, asked: Annotated[_Asked, Query()]) -> FactList | WholeFactList:
    """Facts of an actor or of two, of a type, a status, a period; or those of some ids, or of a document."""
    for alone in ("id", "document"):
        if alone in asked.model_fields_set and (beside := asked.model_fields_set - _BESIDE[alone]):
            raise QuestionError(f"{min(beside)}: is not asked for beside {alone}; leave one of them out")
    with site.view.at_one_time() as view:
        if asked.id:
            return _told(site, view, [fact for _, fact in sorted(view.facts_by_id(asked.id).items())], None, whole=asked.whole)
        if asked.document:
            found, more = _of_document(view, asked)
        else:
            found, more = facts_part(view, asked, asked)
        return _told(site, view, found, more, whole=asked.whole)


@router.get("/facts/{id_}", summary="A fact with every report, conflict, stage and link")
def fact(site: Shown, id_: Annotated[str, Path(description="Any id that the fact ever had, or that of a record that tells it.",
                                               examples=["f-4e1c7a90b2d3"])]) -> WholeFact:
    with site.view.at_one_time() as view:
        found = view.fact(id_)
        return WholeFact.of(found, view.links([found]), site.today())


@router.get("/links", summary="What ties some facts to others")
def links(site: Shown, ids: Annotated[FactIds, Query(alias="fact")], limit: Lines = 1000, cursor: Cursor = None) -> LinkList:
    """Promises that were kept, late or dropped, with what shows it, and figures that differ: where one of the two is among these facts."""
    with site.view.at_one_time() as view:
        found = view.links(list(view.facts_by_id(checked_ids(ids, "fact")).values()))
    shown, more = part(found, lambda link: (link.of, link.by, link.kind), limit, cursor)
    return LinkList(items=[LinkShape.model_validate(link) for link in shown], next=more)


@router.get("/due", summary="Promises that fall due, the next ones first")
def due(site: Shown, since: Day = None, limit: Limit = 50, cursor: Cursor = None, *, whole: Whole = False) -> FactList | WholeFactList:
    """The commitments whose term ends on a day or after it and that were neither kept nor dropped."""
    begin, after = day(since or None) or site.today(), place_of(cursor, str, str) if cursor else ("", "")
    asked = limit + 1
    with site.view.at_one_time() as view:
        while True:  # of those that fall due on the day at which the last part ended, some were given
            some = view.due(max(begin, after[0]), asked)
            found = [fact for fact in some if (fact.due, fact.id) > after]
            if len(found) > limit or len(some) < asked:
                break
            asked *= 2
        more = cursor_at(str(found[limit - 1].due), found[limit - 1].id) if len(found) > limit else None
        return _told(site, view, found[:limit], more, whole=whole)


@router.get("/disputed", summary="Facts on which reports differ")
def disputed(site: Shown, limit: Limit = 50, *, whole: Whole = False) -> FactList | WholeFactList:
    """Some of those that were made last, in order of time. All that differs between two actors is in their brief."""
    with site.view.at_one_time() as view:
        return _told(site, view, view.disputed(limit), None, whole=whole)


def _told(site: Site, view: View, found: list[Fact], more: str | None, *, whole: bool) -> FactList | WholeFactList:
    if not whole:
        return FactList(items=[FactHead(**FactHead.told_by(fact)) for fact in found], next=more)
    today, links = site.today(), defaultdict(list)
    for link in view.links(found):
        for id_ in {link.of, link.by}:
            links[id_].append(link)
    return WholeFactList(items=[WholeFact.of(fact, links[fact.id], today) for fact in found], next=more)


def _of_document(view: View, asked: _Asked) -> tuple[list[Fact], str | None]:
    """The facts that a document tells, the latest first."""
    after = place_of(asked.cursor, str, str, str) if asked.cursor else ("~",)  # which is after every date
    found = [fact for fact in view.facts_of(str(asked.document))[::-1] if (*bounds(fact.when), fact.id) < after]
    last = found[asked.limit - 1] if len(found) > asked.limit else None
    return found[:asked.limit], cursor_at(*bounds(last.when), last.id) if last else None
