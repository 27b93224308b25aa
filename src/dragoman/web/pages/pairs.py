"""Two actors on one page: the brief in the frame, with a timeline, and the brief as a file."""
from __future__ import annotations

from collections import Counter

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from dragoman.brief import FORMATS, Brief, make_brief
from dragoman.errors import UnknownError
from dragoman.questions.asked import Sides, period
from dragoman.web import addresses
from dragoman.web.rendering import page
from dragoman.web.site import Shown
from dragoman.web.strip import draw_strip

router = APIRouter()
# Ending of the file → the format, as `brief.FORMATS` names it, and its media type.
_FILES = {
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "md": ("markdown", "text/markdown"),
    "json": ("json", "application/json"),
    "csv": ("csv", "text/csv"),
}


@router.get("/pairs")
def pairs(site: Shown, a: str | None = None, b: str | None = None) -> Response:
    """The form; with both filled in, the way to the page of the two."""
    if a and b:
        return RedirectResponse(addresses.pair(*Sides.of(site.view, a.strip(), b.strip()).codes))
    return page("pairs.html", counts=site.counts, a=a or "", b=b or "")


@router.get("/pairs/{a}/{b}")
def pair(site: Shown, a: str, b: str, since: str | None = None, until: str | None = None) -> Response:
    sides, when_ = Sides.of(site.view, a, b), period(since or None, until or None)
    if sides.codes != (a, b):
        return RedirectResponse(addresses.pair(*sides.codes) + addresses.query(since=since, until=until))
    asked = {"a": a, "b": b, **when_}
    with site.view.at_one_time() as view:
        months = view.months(a, b, **when_)
        if not months:
            empty = sides.why_empty(view, "facts")
            return page("pair.html", sides=sides, asked=asked, brief=None, empty=empty, query=addresses.query(**when_))
        brief = make_brief(view, a, b, today=site.today(), around=False, **when_)
    counts = Counter[str]()
    for (type_, _), number in months.items():
        counts[type_] += number
    return page(
        "pair.html", sides=sides, asked=asked, brief=brief, links=_links(brief), strip=draw_strip(months), endings=list(_FILES),
        counts=counts.most_common(), query=addresses.query(**when_),
        facts_of={type_: addresses.facts(a=a, b=b, type=type_) for type_ in counts})


@router.get("/pairs/{a}/{b}/brief.{ending}")
def export(site: Shown, a: str, b: str, ending: str, since: str | None = None, until: str | None = None) -> Response:
    if ending not in _FILES:
        raise UnknownError(f"brief.{ending}: briefs are not written so; ask for one of {', '.join(_FILES)}")
    a, b = Sides.of(site.view, a, b).codes
    format_, media_type = _FILES[ending]
    made = FORMATS[format_](make_brief(site.view, a, b, since=since or None, until=until or None, today=site.today()))
    name = f"{a}-{b}.{ending}".replace(":", "-")
    return Response(made, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _links(brief: Brief) -> dict[int, str]:
    """The number of a citation → the place in its document."""
    return {one.number: addresses.document(source.document, one.start) for source in brief.sources for one in source.passages}
