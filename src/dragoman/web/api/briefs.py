"""The brief on two actors, and what it is made of."""
from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dragoman.brief import FORMATS, make_brief
from dragoman.brief.model import Style
from dragoman.questions.asked import Sides, period
from dragoman.register import View
from dragoman.register.outlining import Narrowed, Outline, Publisher
from dragoman.web.api.asking import MOST, MOST_LINES, Side
from dragoman.web.api.cursors import part
from dragoman.web.api.problems import PROBLEMS
from dragoman.web.listing import Day
from dragoman.web.site import Shown

router = APIRouter(prefix="/pairs/{a}/{b}", tags=["pairs"], responses=PROBLEMS)
# Format of a brief → its media type.
_MEDIA = {
    "json": "application/json", "markdown": "text/markdown", "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
_ISO = r"^\d{4}-\d{2}-\d{2}$"
_OTHERS = {media: {"schema": {"type": "string"}} for media in ("text/markdown", "text/csv")} | {
    _MEDIA["docx"]: {"schema": {"type": "string", "format": "binary"}}}


class _Period(BaseModel):
    since: Day = None
    until: Day = None

    def when(self) -> dict[str, str | None]:
        """As the register is asked; a QuestionError where a date is none."""
        return period(self.since or None, self.until or None)


class _Brief(_Period):
    visit: Annotated[str | None, Field(
        alias="for", description="A briefing for a visit or talks of the two, the first being one's own side: next, a date, or the id of "
        "the meeting.", examples=["next"])] = None
    as_of: Annotated[str | None, Field(description="What is overdue and what is to come on this day; default: today.",
                                       examples=["2027-01-01"])] = None
    format: Annotated[Literal["json", "markdown", "csv", "docx"], Field(description="How it is written.")] = "json"


class _Counted(_Period):
    as_of: Annotated[str | None, Field(pattern=_ISO, description="What has become of promises by this day; default: today.",
                                       examples=["2027-01-01"])] = None


class _Lines(_Period):
    limit: Annotated[int, Field(ge=1, le=MOST_LINES, description="At most so many.")] = 1000
    cursor: Annotated[str | None, Field(max_length=2000, description="`next` of the part before.")] = None


class _Outlined(_Lines):
    type: Annotated[list[str], Field(description="Of one of these types of record; may be repeated.", examples=[["meeting"]])] = []
    label: Annotated[list[str], Field(description="Of one of these labels; may be repeated.", examples=[["visit"]])] = []
    but: Annotated[list[str], Field(description="Of none of these labels; may be repeated.", examples=[["call"]])] = []
    id: Annotated[list[str], Field(max_length=MOST, description="One of these ids; may be repeated.", examples=[["f-4e1c7a90b2d3"]])] = []
    begun: Annotated[str | None, Field(pattern=_ISO, description="On this day, or before it.")] = None
    lasting: Annotated[str | None, Field(pattern=_ISO, description="Still on this day, or after it.")] = None
    contradicted: Annotated[bool, Field(description="Only those that another fact, or some of their own reports, contradict.")] = False
    latest: Annotated[int | None, Field(ge=1, le=MOST_LINES, description="Of all of them only so many, the latest.")] = None

    def narrowed(self) -> Narrowed:
        """As the register is asked."""
        return {"types": self.type, "labels": self.label, "but": self.but, "ids": self.id, "begun": self.begun,
                "lasting": self.lasting, "contradicted": self.contradicted}


class BriefPart(BaseModel):
    """A piece of a line; `citations` are numbers of passages of the sources."""

    text: str
    style: Style
    citations: list[int]


class BriefLine(BaseModel):
    """One statement of the brief, with the ids of the facts that it tells of."""

    text: str
    facts: list[str]
    parts: list[BriefPart]


class BriefGroup(BaseModel):
    """Lines under a heading of their own, or under the section's (null)."""

    heading: str | None
    lines: list[BriefLine]


class BriefSection(BaseModel):
    """A part of the brief; `more` says how much is left out (null: nothing)."""

    title: str
    more: str | None
    groups: list[BriefGroup]


class BriefPassage(BaseModel):
    """A numbered quote of a source, what stands before and after it, and the ids of the records that rest on it."""

    number: int
    quote: str
    start: int
    end: int
    page: int | None
    records: list[str]
    before: str
    after: str


class BriefSource(BaseModel):
    """A document that the brief cites, and what it cites of it."""

    document: str
    title: str | None
    published: str | None
    source: str | None
    url: str | None
    official: bool
    passages: list[BriefPassage]


class BriefShape(BaseModel):
    """A brief on two actors."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "title": "Kazakhstan and South Korea", "about": "As of 1 January 2027.", "sections": [
            {"title": "Meetings and visits", "more": None, "groups": [{"heading": "Held", "lines": [
                {"text": "13 June 2024: talks", "facts": ["f-4e1c7a90b2d3"], "parts": []}]}]}], "sources": []}]})
    title: str
    about: str
    sections: list[BriefSection]
    sources: list[BriefSource]


class OutlineShape(BaseModel):
    """A fact in outline. `label`: its kind, measure (figures), stance (commitments), event type, or whom a speaker speaks for.

    `begins` and `ends`: the first and the last day that it may have been on; where it is not `dated`, the day it was first told.
    `links`: the kinds of links that say something of it.
    """

    id: str
    type: str
    label: str | None
    begins: str
    ends: str
    dated: bool
    status: str | None
    due: str | None
    disputed: bool
    links: list[str]


class OutlineList(BaseModel):
    """Some facts in outline, and the cursor of those that follow (null: these were the last)."""

    items: list[OutlineShape]
    next: str | None = None


class TallyShape(BaseModel):
    """How many facts of the two there are of a type and a status (null: it has none); commitments also of a stance and a state.

    `contradicted`: by another fact, or by some of their own reports.
    """

    type: str
    status: str | None
    stance: str | None
    state: Literal["overdue", "open", "kept", "dropped"] | None
    contradicted: bool
    number: int


class TallyList(BaseModel):
    """All of them."""

    items: list[TallyShape]


class PublisherShape(BaseModel):
    """Who published documents that tell facts of the two, how many, and when the first and the last one."""

    source: str | None
    url: str | None
    official: bool
    documents: int
    first: str | None
    last: str | None


class PublisherList(BaseModel):
    """Some publishers, and the cursor of those that follow (null: these were the last)."""

    items: list[PublisherShape]
    next: str | None = None


@router.get("", summary="The brief on two actors", response_model=BriefShape,
            responses={200: {"description": "The brief", "content": _OTHERS}})
def brief(site: Shown, a: Side, b: Side, asked: Annotated[_Brief, Query()]) -> Response:
    """What the register holds on the two, or on a period of theirs: what was agreed, promised and said, every line with its sources."""
    with site.view.at_one_time() as view:
        made = make_brief(view, a, b, since=asked.since or None, until=asked.until or None, visit=asked.visit or None,
                          today=asked.as_of or site.today())
    return Response(FORMATS[asked.format](made), media_type=_MEDIA[asked.format])


@router.get("/outline", summary="The facts of two actors in outline, in order of time")
def outline(site: Shown, a: Side, b: Side, asked: Annotated[_Outlined, Query()]) -> OutlineList:
    """Enough to count, to draw, and to choose which facts to ask for."""
    found = site.view.outline(*_told(site.view, a, b, asked), asked.latest, **asked.narrowed())
    shown, more = part(found, _moment, asked.limit, asked.cursor)
    return OutlineList(items=[OutlineShape.model_validate({**one._asdict(), "links": sorted(one.links)}) for one in shown], next=more)


@router.get("/tally", summary="How many facts of two actors there are")
def tally(site: Shown, a: Side, b: Side, asked: Annotated[_Counted, Query()]) -> TallyList:
    """By type and status; of those that are alike in these there may be several lines."""
    found = site.view.tally(*_told(site.view, a, b, asked), today=asked.as_of or site.today())
    return TallyList(items=[TallyShape.model_validate(one, from_attributes=True) for one in found])


@router.get("/publishers", summary="Who published what tells facts of two actors")
def publishers(site: Shown, a: Side, b: Side, asked: Annotated[_Lines, Query()]) -> PublisherList:
    """In the order of their names, those that have none first."""
    shown, more = part(site.view.publishers(*_told(site.view, a, b, asked)), _name, asked.limit, asked.cursor)
    return PublisherList(items=[PublisherShape.model_validate(one, from_attributes=True) for one in shown], next=more)


def _told(view: View, a: str, b: str, asked: _Period) -> tuple[str, str, str | None, str | None]:
    """Two actors and a period, as the register is asked."""
    (one, other), when = Sides.of(view, a, b).codes, asked.when()
    return one, other, when["since"], when["until"]


def _moment(one: Outline) -> tuple[str, ...]:
    return one.begins, one.ends, one.id


def _name(one: Publisher) -> tuple[str, ...]:
    return one.source or "", str(one.official), str(one.source is not None)
