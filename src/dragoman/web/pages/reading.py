"""Reading in: what is given, how far it is, and what came of it."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dragoman.errors import InputError, TooLargeError
from dragoman.questions.describing import describe_record
from dragoman.register.jobs import Outcome
from dragoman.web.access import Reviewer, tell_audit
from dragoman.web.jobs import LIMITS
from dragoman.web.jobs.following import cancel_job, may_cancel, part
from dragoman.web.jobs.intake import TEXT_BYTES, form_of, given_by
from dragoman.web.rendering import page
from dragoman.web.site import Shown, Site

router = APIRouter()
_LISTED = 20
_OUTCOMES = 100
_SHOWN_WHOLE = 3  # documents, of a job that has no more: with their records
_RECORDS = 40  # of a document; of more none is shown here
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Place = Annotated[str | None, Query(max_length=30)]


@router.get("/read")
def read(site: Shown, me: Reviewer, before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None) -> Response:  # noqa: ARG001
    return _form(site, before=before)


@router.post("/read")
async def read_in(request: Request, site: Shown, me: Reviewer) -> Response:
    form = await form_of(request)
    try:
        number = await run_in_threadpool(lambda: site.jobs.add(me.name, given_by(form), LIMITS.waiting))
    except InputError as error:
        kept = {key: value for key, value in form.items() if isinstance(value, str)}
        answer = await run_in_threadpool(_form, site, fault=str(error), kept=kept)
        answer.status_code = 413 if isinstance(error, TooLargeError) else 400
        return answer
    finally:
        await form.close()
    site.reading.wake()
    tell_audit(f"/read/{number}")
    return RedirectResponse(f"/read/{number}", 303)


@router.get("/read/{number}")
def job(site: Shown, me: Reviewer, number: Number, after: Place = None, refused: Place = None) -> Response:
    found = site.jobs.job(number)
    came, more = part(site.jobs, number, _OUTCOMES, after, refused=False)
    failed, more_failed = part(site.jobs, number, _OUTCOMES, refused, refused=True)
    return page("read_job.html", job=found, came=came, more=more, failed=failed, more_failed=more_failed, after=after, refused=refused,
                own=may_cancel(me, found.who), records=_records(site, came) if found.documents <= _SHOWN_WHOLE else {})


@router.post("/read/{number}/cancel")
def cancel_reading(site: Shown, me: Reviewer, number: Number) -> Response:
    cancel_job(site, me, number)
    return RedirectResponse(f"/read/{number}", 303)


def _records(site: Site, came: Sequence[Outcome]) -> dict[str, list[tuple[str, str, int]]]:
    """The records of each document, as far as they are shown: type, what it says, where its first evidence begins."""
    read = {one.document: site.view.reading(one.document) for one in came if one.document and one.records <= _RECORDS}
    return {id_: [(record.type, describe_record(record.type, record.to_dict()), min(piece.start for piece in record.evidence))
                  for record in reading.records] for id_, reading in read.items()}


def _form(site: Site, *, before: int | None = None, fault: str = "", kept: dict[str, str] | None = None) -> Response:
    found = site.jobs.latest(_LISTED + 1, before)
    more = found[_LISTED - 1].number if len(found) > _LISTED else None
    return page("read.html", jobs=found[:_LISTED], more=more, before=before, fault=fault, kept=kept or {}, limits=LIMITS,
                text_bytes=TEXT_BYTES)
