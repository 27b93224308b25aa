"""The questions: each answer with its rows, a part at a time, and the numbered sources of that part."""
from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Annotated, Any, Generic, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from dragoman import questions
from dragoman.errors import QuestionError
from dragoman.facts.follow_up import State
from dragoman.questions import Answer, Source
from dragoman.questions.agreements import AgreementRow
from dragoman.questions.asked import Sides, period
from dragoman.questions.commitments import CommitmentRow
from dragoman.questions.compare import CompareRow
from dragoman.questions.figures import FigureRow
from dragoman.questions.search import SearchRow
from dragoman.questions.statements import StatementRow
from dragoman.questions.timeline import TimelineRow, checked_types, told_in_order
from dragoman.questions.visits import VisitRow
from dragoman.register.searching import MOST
from dragoman.resolution.countries import code_of
from dragoman.web.api.asking import Parts
from dragoman.web.api.cursors import cursor_at, part, place_of
from dragoman.web.api.problems import PROBLEMS
from dragoman.web.listing import Actor, Day
from dragoman.web.seeking import Sought
from dragoman.web.site import Shown, Site

router = APIRouter(tags=["questions"], responses=PROBLEMS)
R = TypeVar("R")
_MOST_FACTS = 20_000  # of which an answer is made at once
_FURTHEST = 1_000  # documents that a search goes through


class AnswerShape(BaseModel, Generic[R]):
    """Some rows of an answer, the numbered sources of these rows, and the cursor of those that follow (null: these were the last).

    `notes` say what one should know of the answer, and of an empty one why it is empty; `total` is the number of all rows (null: it was
    not counted).
    """

    question: str
    title: str
    notes: list[str]
    total: int | None
    rows: list[R]
    sources: list[Source]
    next: str | None


class _Between(Parts):
    """Of two actors, of one, or of all."""

    a: Actor = None
    b: Actor = None


class _Period(_Between):
    since: Day = None
    until: Day = None


class _Timeline(_Period):
    a: Annotated[str, Field(description="A country or organisation, by name or code, or a firm by its name.", examples=["KAZ"])]
    b: Annotated[str, Field(description="Another one.", examples=["KOR"])]
    type: Annotated[list[str], Field(default_factory=list, max_length=20, description="Only facts of this type; may be repeated.",
                                     examples=[["meeting"]])]


class _Agreements(_Between):
    status: Annotated[str | None, Field(description="How far they have got, as in the codebook.", examples=["signed"])] = None
    sector: Annotated[str | None, Field(description="A sector of the codebook.", examples=["energy"])] = None


class _Figures(_Period):
    measure: Annotated[str | None, Field(description="What is measured, as in the codebook.", examples=["trade"])] = None


class _Commitments(_Between):
    state: Annotated[State | None, Field(description="What has become of them.", examples=["overdue"])] = None
    as_of: Annotated[str | None, Field(description="As they stand on this day; default: today.", examples=["2027-01-01"])] = None


class _Statements(Parts):
    by: Annotated[str | None, Field(description="Words of the speaker's name, or the actor that is spoken for.", examples=["KOR"])] = None
    about: Annotated[str | None, Field(description="Words of what is said, or an actor that is named in it.", examples=["gas"])] = None
    since: Day = None
    until: Day = None


class _Searched(Sought):
    """Documents, a part at a time."""

    limit: Annotated[int, Field(ge=1, le=40, description="At most so many.")] = 20
    cursor: Annotated[str | None, Field(max_length=2000, description="`next` of the part before.")] = None


class _Compared(Parts):
    first: Annotated[str, Field(description="The id of a document.", examples=["dispatch-1-01"])]
    second: Annotated[str, Field(description="The id of another one.", examples=["dispatch-1-11"])]


@router.get("/timeline", summary="What happened between two actors, in order of time", response_model=AnswerShape[TimelineRow])
def timeline(site: Shown, asked: Annotated[_Timeline, Query()]) -> Response:
    """All facts of the two."""
    sides, wanted, when = Sides.of(site.view, asked.a, asked.b), checked_types(asked.type), _when(asked)
    with site.view.at_one_time() as view:
        outline = view.outline(sides.codes[0], sides.codes[1], when["since"], when["until"], types=wanted)
        shown, more = part(outline, lambda one: (one.begins, one.ends, one.id), asked.limit, asked.cursor)
        known = view.facts_by_id([one.id for one in shown])
        return _written(told_in_order(view, sides, [known[one.id] for one in shown]), len(outline), more)


@router.get("/agreements", summary="Treaties, memoranda and other instruments: how far each got", response_model=AnswerShape[AgreementRow])
def agreements(site: Shown, asked: Annotated[_Agreements, Query()]) -> Response:
    """Those in force first, each with its stages."""
    sides = _bounded(site, Sides.of(site.view, asked.a or None, asked.b or None), "agreement")
    with site.view.at_one_time() as view:
        return _part(questions.agreements(view, *sides, status=asked.status or None, sector=asked.sector or None), asked)


@router.get("/visits", summary="Visits: who, from where to where, whom they met and what was signed", response_model=AnswerShape[VisitRow])
def visits(site: Shown, asked: Annotated[_Period, Query()]) -> Response:
    """In order of time."""
    sides = _bounded(site, Sides.of(site.view, asked.a or None, asked.b or None), "meeting")
    with site.view.at_one_time() as view:
        return _part(questions.visits(view, *sides, **_when(asked)), asked)


@router.get("/figures", summary="Figures as series over time, with every other value that is told", response_model=AnswerShape[FigureRow])
def figures(site: Shown, asked: Annotated[_Figures, Query()]) -> Response:
    """Series by series, each in order of time."""
    sides = _bounded(site, Sides.of(site.view, asked.a or None, asked.b or None), "figure")
    with site.view.at_one_time() as view:
        return _part(questions.figures(view, *sides, measure=asked.measure or None, **_when(asked)), asked)


@router.get("/commitments", summary="Promises, proposals and requests, and what became of each", response_model=AnswerShape[CommitmentRow])
def commitments(site: Shown, asked: Annotated[_Commitments, Query()]) -> Response:
    """Overdue ones first; the next ones to fall due are had from /due."""
    sides = _bounded(site, Sides.of(site.view, asked.a or None, asked.b or None), "commitment")
    with site.view.at_one_time() as view:
        return _part(questions.commitments(view, *sides, state=asked.state, as_of=asked.as_of or site.today()), asked)


@router.get("/statements", summary="Who said what", response_model=AnswerShape[StatementRow])
def statements(site: Shown, asked: Annotated[_Statements, Query()]) -> Response:
    """In order of time. Words are found whole, in any order, whatever their case and diacritics."""
    speaking = code_of(asked.by) if asked.by else None
    _bounded(site, Sides((speaking,) if speaking else ()), "statement")
    with site.view.at_one_time() as view:
        return _part(questions.statements(view, by=asked.by or None, about=asked.about or None, **_when(asked)), asked)


@router.get("/compare", summary="Two documents: what both say, what one says alone, where they differ",
            response_model=AnswerShape[CompareRow])
def compare(site: Shown, asked: Annotated[_Compared, Query()]) -> Response:
    """Such as two readouts of one meeting."""
    with site.view.at_one_time() as view:
        return _part(questions.compare(view, asked.first, asked.second), asked)


@router.get("/search", summary="Documents that hold some words", response_model=AnswerShape[SearchRow])
def search(site: Shown, asked: Annotated[_Searched, Query()]) -> Response:
    """Best first, of each the passage with the first of the words; those after the first thousand are not to be had."""
    before, last = place_of(asked.cursor, int, str) if asked.cursor else (0, "")
    if not 0 <= before <= _FURTHEST:
        raise QuestionError(f"{asked.cursor}: leads further than searches go; ask for something rarer")
    offset = max(before - 1, 0)
    with site.view.at_one_time() as view:
        answer = questions.search(view, asked.asked(), limit=MOST, offset=offset)
    begin = next((n for n, row in enumerate(answer, 1) if row.document == last), before - offset)
    rows = answer.rows[begin:begin + asked.limit]
    end = offset + begin + len(rows)
    more = bool(rows) and end < _FURTHEST and (begin + len(rows) < len(answer) or len(answer) == MOST)
    shown = replace(answer, rows=rows, notes=() if rows else answer.notes)
    return _written(shown, None, cursor_at(end, rows[-1].document) if more else None)


def _when(asked: Any) -> dict[str, str | None]:
    return period(asked.since or None, asked.until or None)


def _bounded(site: Site, sides: Sides, type_: str) -> tuple[str, ...]:
    """The codes of those of whom facts of a type are asked; a QuestionError where there are so many that an answer would take minutes."""
    if len(sides.codes) < 2:
        known = site.view.types_of(sides.codes[0]) if sides.codes else site.counts.facts
        if known.get(type_, 0) > _MOST_FACTS:
            raise QuestionError(f"{known[type_]:,} {type_}s{sides.named}: too many for one answer; name two actors, or ask for /facts, "
                                "which come in parts")
    return sides.codes


def _part(answer: Answer[Any], parts: Parts) -> Response:
    begin = _begin(answer, parts.cursor) if parts.cursor else 0
    end = begin + parts.limit
    rows = answer.rows[begin:end]
    return _written(replace(answer, rows=rows), len(answer), cursor_at(end, _key(rows[-1])) if end < len(answer) else None)


def _begin(answer: Answer[Any], cursor: str) -> int:
    """The index of the row after the one that a cursor names, wherever that stands now."""
    number, key = place_of(cursor, int, str)
    if 0 < number <= len(answer) and _key(answer[number - 1]) == key:
        return int(number)
    found = next((n for n, row in enumerate(answer, 1) if _key(row) == key), None)
    if found is None:
        raise QuestionError(f"{cursor[:40]}: the row after which this would go on is no longer there; ask for the first part again")
    return found


def _key(row: Any) -> str:
    return str(getattr(row, "fact", None) or "+".join(row.facts))


def _written(answer: Answer[Any], total: int | None, more: str | None) -> Response:
    whole = {"question": answer.question, "title": answer.title, "notes": answer.notes, "total": total, "rows": answer.to_dicts(),
             "sources": [asdict(source) for source in answer.sources], "next": more}
    return Response(json.dumps(whole, ensure_ascii=False), media_type="application/json")
