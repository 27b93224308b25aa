"""The review queue, one record to decide on, a record to add, the ledger; and the one address that all decisions of pages go to."""
from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dragoman.brief.context import passage
from dragoman.errors import ConflictError, DecisionError, UnknownError
from dragoman.questions.timeline import TYPES
from dragoman.records import Evidence
from dragoman.web import addresses
from dragoman.web.access import Reader, Reviewer, tell_decisions
from dragoman.web.deciding import Asked, Done, Form, asked_of, come_back, decide, done_entries, find_words, local, reviewed, touched
from dragoman.web.editing import fields_of
from dragoman.web.rendering import page
from dragoman.web.reviewing import Matter, Quote, Sought, find_matters, shown_record, shown_records, words_of
from dragoman.web.reviewing import Shown as Record
from dragoman.web.site import Shown, Site
from dragoman.web.suggested import LISTED

router = APIRouter()
_ENTRIES = 40


class _Listed(Sought):
    """A page of the queue. `after`: the cursor that the page before gave; `done`: the entries that were made last."""

    after: str | None = None
    done: Done = None


class New(BaseModel):
    """A record to add to a document: the words of its text that say so, about where they stand, and the type of record."""

    document: str
    words: Annotated[str, Field(max_length=2000)] = ""
    near: Annotated[int, Field(ge=0)] = 0
    type: str | None = None
    back: str | None = None


class _Entries(BaseModel):
    """Entries of the ledger: by a person, about a record."""

    who: str | None = None
    record: str | None = None
    after: str | None = None
    done: Done = None


@router.get("/review")
def review(site: Shown, me: Reader, asked: Annotated[_Listed, Query()]) -> Response:  # noqa: ARG001 - who may
    seen, records, matters = site.queue.last(), list[Record](), list[Matter]()
    if asked.list == "records":
        waiting, more = site.queue.uncertain(asked.filter(site.view), LISTED, asked.after)
        records = shown_records(site.view, waiting)
    else:
        matters, more = find_matters(site, asked, LISTED, asked.after)
    return page("review.html", asked=asked, records=records, matters=matters, words=words_of(site.view, matters), more=more,
                types=TYPES, decided=site.queue.decided(),
                total=site.counts.records, seen=seen, notice=done_entries(site, asked.done))


@router.get("/records/new")
def new_record(site: Shown, me: Reviewer, asked: Annotated[New, Query()]) -> Response:  # noqa: ARG001 - who may
    return _new_record(site, asked)


@router.get("/records/{id_}")
def record(site: Shown, me: Reader, id_: str, back: str | None = None, done: Done = None) -> Response:  # noqa: ARG001
    return _record(site, id_, {"back": back}, done=done)


@router.get("/decisions")
def ledger(site: Shown, me: Reader, asked: Annotated[_Entries, Query()]) -> Response:  # noqa: ARG001
    about = {asked.record} if asked.record else None
    found, more = site.queue.history(_ENTRIES, asked.after, who=asked.who or None, about=about)
    return page("decisions.html", asked=asked, found=found, more=more, seen=site.queue.last(), notice=done_entries(site, asked.done))


async def _sent(request: Request) -> FormData:
    return await request.form()


@router.post("/decisions")
def decisions(site: Shown, me: Reviewer, form: Annotated[FormData, Depends(_sent)]) -> Response:
    asked = None
    try:
        asked = asked_of(form)
        made = decide(site.register.ledger(me.name), asked, form)
    except (DecisionError, UnknownError) as error:
        answer = _refused(site, asked, form, str(error))
        answer.status_code = 409 if isinstance(error, ConflictError) else 404 if isinstance(error, UnknownError) else 400
        return answer
    tell_decisions(made)
    return RedirectResponse(come_back(site, form, made, asked.anchor), 303)


def _refused(site: Site, asked: Asked | None, form: FormData, fault: str) -> Response:
    """The form that was sent, with what is wrong with it; a page of its own where there is no form to show again."""
    if asked is not None and asked.action in ("correct", "add"):
        try:
            if asked.action == "correct":
                return _record(site, asked.about, form, fault=fault)
            return _new_record(site, New.model_validate({**_texts(form), "document": asked.about}), form, fault)
        except (UnknownError, ValidationError):
            pass  # it is not there any more, or never was
    return page("refused.html", fault=fault, back=local(form.get("back")))


def _record(site: Site, id_: str, form: Form, *, fault: str | None = None, done: str | None = None) -> Response:
    seen = site.queue.last()  # before anything is looked at, so that whoever decides is told of all that comes later
    shown = shown_record(site.view, id_)
    return page("record.html", record=shown, typed={spec.name: value for spec, value in shown.fields} | touched(shown.type, form),
                back=local(form.get("back") or f"/records/{id_}"), fault=fault, seen=seen, **reviewed(site, {id_}, done))


def _new_record(site: Site, asked: New, form: Form | None = None, fault: str | None = None) -> Response:
    reading = site.view.reading(asked.document)
    place = find_words(reading.text, asked.words, asked.near)
    evidence = Evidence.cut(reading, *place) if place else None
    type_ = asked.type if asked.type in TYPES else None
    quote = Quote(*passage(reading.text, *place), evidence) if evidence and place else None
    return page("record_new.html", document=site.view.sources([reading.id])[reading.id], asked=asked, type=type_, types=TYPES,
                quote=quote, fields=fields_of(type_) if type_ else (), typed=touched(type_, form or {}) if type_ else {},
                back=local(asked.back or addresses.document(reading.id, place[0] if place else None)), fault=fault, seen=site.queue.last())


def _texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}
