"""Facts as a list, and one of them with everything that is known of it."""
from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from dragoman.facts import Fact, Link
from dragoman.facts.model import ACTOR_FIELDS
from dragoman.questions.asked import Sides
from dragoman.questions.citing import Citing
from dragoman.questions.timeline import TYPES
from dragoman.web import addresses
from dragoman.web.courses import course, outcome, ratifications
from dragoman.web.deciding import Done, reviewed
from dragoman.web.listing import Wanted, list_facts
from dragoman.web.rendering import page
from dragoman.web.site import Shown

router = APIRouter()
_LISTED = 50
_REPORTS = 30
_TIED = 30  # facts that one is linked with


class _Listed(Wanted):
    """Facts on one page. `after`: the cursor that the page before gave."""

    after: str | None = None


@router.get("/facts")
def facts(site: Shown, wanted: Annotated[_Listed, Query()]) -> Response:
    found, more = list_facts(site.view, wanted, _LISTED, wanted.after)
    sides, type_ = Sides.of(site.view, wanted.a or None, wanted.b or None), wanted.type or None
    empty = sides.why_empty(site.view, f"facts of the type {type_}" if type_ else "facts", type=type_) if not found else None
    return page("facts.html", wanted=wanted, sides=sides, found=found, more=more, after=wanted.after, types=TYPES, empty=empty)


@router.get("/facts/{id_}")
def fact(site: Shown, id_: str, start: Annotated[int, Query(alias="from", ge=1)] = 1, done: Done = None) -> Response:
    seen = site.queue.last()
    with site.view.at_one_time() as view:
        found = view.fact(id_)
        if found.id != id_:
            return RedirectResponse(addresses.fact(found.id))
        links = view.links([found])
        others = view.facts_by_id({id_ for link in links[:_TIED] for id_ in (link.of, link.by)} - {found.id}) | {found.id: found}
        reports = found.reports[start - 1:start - 1 + _REPORTS]
        documents = view.sources({report.document for report in reports})
        disputes = Citing(view, [found]).disputes(found)
    became = outcome(found, links, others, site.today()) if found.type == "commitment" else None
    told = {(proof.fact.id, proof.why) for proof in became.proofs} if became else set()
    tied = [_tied(found, link, others) for link in links[:_TIED] if {link.of, link.by} <= others.keys() and (link.by, link.why) not in told]
    return page("fact.html", fact=found, fields=_fields(found), reports=reports, start=start, documents=documents, tied=tied,
                outcome=became, steps=course(found), ratified=ratifications(found) if found.type == "agreement" else {},
                disputes=disputes, step=_REPORTS, several=len({report.record for report in found.reports}) > 1,
                **reviewed(site, {report.record for report in found.reports[:_REPORTS]}, done), seen=seen)


def _fields(fact: Fact) -> list[tuple[str, list[Any], bool]]:
    """Field, its values, and whether they are actors."""
    return [(name, value if isinstance(value, list) else [value], name in ACTOR_FIELDS) for name, value in fact.fields.items()]


_WORDS = {  # kind of link → what the fact is to the other, and the other to it
    "kept": ("Kept, as this shows", "Shows that this was kept"),
    "late": ("Late, as this shows", "Shows that this is late"),
    "dropped": ("Dropped, as this shows", "Shows that this was dropped"),
    "conflict": ("Another value of the same quantity", "Another value of the same quantity"),
}


def _tied(fact: Fact, link: Link, others: dict[str, Fact]) -> dict[str, Any]:
    ahead = link.of == fact.id
    return {"words": _WORDS[link.kind][0 if ahead else 1], "other": others[link.by if ahead else link.of], "why": link.why}
