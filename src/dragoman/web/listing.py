"""Facts in pages of so many, from the latest to the earliest."""
from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from dragoman.errors import QuestionError
from dragoman.facts import Fact
from dragoman.facts.periods import bounds
from dragoman.questions.asked import Sides, choice, period
from dragoman.questions.timeline import TYPES
from dragoman.records import RECORD_TYPES
from dragoman.register import View

Actor = Annotated[str | None, Field(description="A country or organisation, by name or code, or a firm by its name.", examples=["KAZ"])]
Day = Annotated[str | None, Field(description="2024, 2024-05 or 2024-05-17.", examples=["2024-05"])]
_PARTS = 3  # of a cursor: first day, last day, id


class Wanted(BaseModel):
    """Which facts are asked for, as people ask: names or codes of one actor or two, a type, a status, a period."""

    a: Actor = None
    b: Actor = None
    type: Annotated[str | None, Field(description="A type of record.", examples=["meeting"])] = None
    status: Annotated[str | None, Field(description="A status of the codebook.", examples=["signed"])] = None
    since: Day = None
    until: Day = None


def list_facts(view: View, wanted: Wanted, limit: int, cursor: str | None = None) -> tuple[list[Fact], str | None]:
    """So many facts, the latest first, and the cursor of those that follow (None: these were the last).

    An UnknownError where there is no such actor, a QuestionError where anything else cannot be asked so.
    """
    if wanted.b and not wanted.a:
        raise QuestionError("b: the second of two actors is given, and no first; give it as a")
    if wanted.type and wanted.type not in TYPES:
        raise QuestionError(f"{wanted.type}: no type of record; give one of {', '.join(TYPES)}")
    sides = Sides.of(view, wanted.a or None, wanted.b or None)
    status = checked_status(wanted.type, wanted.status)
    found = sides.facts(view, type=wanted.type or None, status=status, before=_place(cursor), limit=limit + 1,
                        **period(wanted.since or None, wanted.until or None))[::-1]
    more = len(found) > limit
    return found[:limit], _cursor(found[limit - 1]) if more else None


def checked_status(type_: str | None, status: str | None) -> str | None:
    """A status that facts of the type may have, or facts of any type where none is given; a QuestionError where there is none such."""
    if not status:
        return None
    kinds = [kind for kind in RECORD_TYPES if "status" in kind.model_fields and type_ in (None, "", kind.model_fields["type"].default)]
    for kind in kinds:
        try:
            return choice(status, kind, "status")
        except QuestionError:
            continue
    raise QuestionError(f"{status}: no status of {f'{type_}s' if type_ else 'any fact'}; see the codebook")


def _cursor(fact: Fact) -> str:
    return "~".join((*bounds(fact.when), fact.id))


def _place(cursor: str | None) -> tuple[str, str, str] | None:
    if not cursor:
        return None
    parts = cursor.split("~")
    if len(parts) != _PARTS:
        raise QuestionError(f"{cursor}: not a cursor; give one as the answer before this gave it, as `next`")
    return parts[0], parts[1], parts[2]
