"""Reading in: a text, files or an address are given as a job, which is followed until it has ended."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.errors import QuestionError
from dragoman.register.jobs import Given, Job, Outcome, State
from dragoman.web.access import Reviewer, tell_audit
from dragoman.web.api.asking import Limit
from dragoman.web.api.problems import CHANGING, PROBLEMS
from dragoman.web.jobs import LIMITS
from dragoman.web.jobs.following import cancel_job, part
from dragoman.web.jobs.intake import form_of, given, given_by, told
from dragoman.web.site import Shown, Site

router = APIRouter(tags=["reading"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of a job.", examples=[1])]
_Cursor = Annotated[str | None, Query(max_length=2000, description="`next` of the part before.")]
_JOB: dict[str, Any] = {
    "number": 7, "state": "done", "at": "2031-05-04T09:30:00+00:00", "who": "ann", "ended": "2031-05-04T09:30:21+00:00", "resumed": 0,
    "inputs": 2, "ended_inputs": 2, "now": None, "documents": 1, "records": 21, "refused": 1}
_OUTCOMES: list[Any] = [
    {"name": "talks.html", "document": "d-4e1c7a90b2d3", "title": "Talks in Astana", "records": 21, "new": True},
    {"name": "scan.pdf", "records": 0, "new": False, "reason": "a PDF without text, probably scanned", "mend": "run OCR first (ocrmypdf)"}]


class Asked(BaseModel):
    """What is to be read: a `text`, or the page at a `url`; and what is told of the document. `published` is a date or partial date."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [
        {"text": "The foreign ministers of Estonia and Finland met in Tallinn on Sunday.", "title": "Talks", "published": "2031-05-04",
         "source": "Baltic Post"},
        {"url": "https://example.org/talks.html"}]})
    text: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Asked:
        if bool((self.text or "").strip()) == bool((self.url or "").strip()):
            raise ValueError("give a text or a url, one of the two")
        return self

    def given(self) -> Iterable[Given]:
        """The same, to be kept; an InputError where it cannot be read, as can be seen at once."""
        return list(given(self.text or "", self.url or "", told({"title": self.title, "published": self.published, "source": self.source})))


class JobHead(BaseModel):
    """A job: `state` is waiting (also while it is read), done or cancelled.

    `inputs` and `ended_inputs`: how many files, texts and addresses it has, and how many are through; `now`: the one that is being read.
    `documents`, `records`, `refused`: what has come of it so far. `resumed`: how often it was taken up again after the server had stopped.
    """

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_JOB]})
    number: int
    state: State
    at: str
    who: str
    ended: str | None = None
    resumed: int
    inputs: int
    ended_inputs: int
    now: str | None = None
    documents: int
    records: int
    refused: int


class OutcomeShape(BaseModel):
    """What came of one document: its id and how many records it has, or (`reason`, `mend`) why it could not be read and what would help.

    `name`: what it was found in; `new`: whether the register did not hold all of it already.
    """

    model_config = ConfigDict(from_attributes=True)
    name: str
    document: str | None = None
    title: str | None = None
    records: int
    new: bool
    reason: str | None = None
    mend: str | None = None


class WholeJob(JobHead):
    """A job with what has come of its documents, in the order in which they were given, a part at a time."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_JOB, "outcomes": _OUTCOMES, "next": None}]})
    outcomes: list[OutcomeShape]
    next: str | None = None

    @classmethod
    def of(cls, job: Job, outcomes: list[Outcome], more: str | None) -> WholeJob:
        """From the register."""
        return cls(**JobHead.model_validate(job).model_dump(), outcomes=[OutcomeShape.model_validate(one) for one in outcomes], next=more)


class JobList(BaseModel):
    """Some jobs, the last one first, and the cursor of those that follow (null: these were the last)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_JOB], "next": "7"}]})
    items: list[JobHead]
    next: str | None = None


_FILES = {"type": "object", "required": ["files"], "properties": {
    "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "Files of any kind that Dragoman reads."},
    **{name: {"type": "string"} for name in ("title", "published", "source")}}}
_BODY = {"required": True, "content": {
    "application/json": {"schema": Asked.model_json_schema()}, "multipart/form-data": {"schema": _FILES}}}


@router.post("/jobs", summary="Give a text, files or an address to read", status_code=202, responses=CHANGING,
             openapi_extra={"requestBody": _BODY})
async def read_in(request: Request, answer: Response, site: Shown, me: Reviewer) -> JobHead:
    """What is given is read by a process of its own, one thing after the other; `Location` is where the job is followed.

    A text of up to a megabyte is given as JSON, a longer one as a file.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        form = await form_of(request)
        try:
            number = await run_in_threadpool(lambda: _keep(site, me.name, given_by(form)))
        finally:
            await form.close()
    elif kind == "application/json":
        asked = _asked(await request.body())
        number = await run_in_threadpool(lambda: _keep(site, me.name, asked.given()))
    else:
        raise HTTPException(415, "Give JSON with a text or a url, or a form (multipart/form-data) with files.")
    answer.headers["Location"] = f"/api/v1/jobs/{number}"
    tell_audit(f"/read/{number}")
    return JobHead.model_validate(await run_in_threadpool(site.jobs.job, number))


@router.get("/jobs", summary="Jobs, the last one first", responses=PROBLEMS)
def jobs(site: Shown, me: Reviewer, limit: Limit = 50, cursor: _Cursor = None) -> JobList:  # noqa: ARG001 - who asks has been checked
    """What was given to read here, by whomever."""
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise QuestionError(f"{cursor[:40]}: not a cursor of this list; give one as the answer before this gave it, as `next`")
    found = site.jobs.latest(limit + 1, int(cursor) if cursor else None)
    more = str(found[limit - 1].number) if len(found) > limit else None
    return JobList(items=[JobHead.model_validate(one) for one in found[:limit]], next=more)


@router.get("/jobs/{number}", summary="A job, how far it is, and what has come of it", responses=PROBLEMS)
def job(site: Shown, me: Reviewer, number: Number, limit: Limit = 50, cursor: _Cursor = None) -> WholeJob:  # noqa: ARG001
    """Ask again until `state` is no longer waiting; then the facts of its documents are made."""
    found = site.jobs.job(number)
    return WholeJob.of(found, *part(site.jobs, number, limit, cursor))


@router.delete("/jobs/{number}", summary="Cancel a job", responses=PROBLEMS)
def cancel_reading(site: Shown, me: Reviewer, number: Number) -> JobHead:
    """No more of it is read; what was read stays. Whoever gave it may cancel it, and admins; one that has ended is left as it is."""
    cancel_job(site, me, number)
    return JobHead.model_validate(site.jobs.job(number))


def _asked(body: bytes) -> Asked:
    try:
        return Asked.model_validate_json(body)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}" for fault in error.errors()]
        raise QuestionError("; ".join(faults)[:500]) from error


def _keep(site: Site, who: str, what: Iterable[Given]) -> int:
    number = site.jobs.add(who, what, LIMITS.waiting)
    site.reading.wake()
    return number
