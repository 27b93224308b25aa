"""What has come of a job, a part at a time, and who may cancel it."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from dragoman.accounts import Person
from dragoman.errors import QuestionError
from dragoman.register.jobs import Jobs, Outcome

if TYPE_CHECKING:
    from dragoman.web.site import Site

_CURSOR = re.compile(r"(\d{1,9})\.(\d{1,9})")


def part(jobs: Jobs, number: int, limit: int, cursor: str | None, *, refused: bool | None = None) -> tuple[list[Outcome], str | None]:
    """So many outcomes of a job, and the cursor of those that follow (None: these were the last); see `Jobs.outcomes`."""
    place = _CURSOR.fullmatch(cursor) if cursor else None
    if cursor and place is None:
        raise QuestionError(f"{cursor}: not a cursor; give one as the answer before this gave it")
    found = jobs.outcomes(number, limit + 1, (int(place[1]), int(place[2])) if place else None, refused=refused)
    return found[:limit], "{}.{}".format(*found[limit - 1].place) if len(found) > limit else None


def cancel_job(site: Site, me: Person, number: int) -> None:
    """Read no more of a job; an HTTPException where somebody else has given it."""
    who = site.jobs.job(number).who
    if not may_cancel(me, who):
        raise HTTPException(403, f"This was given to read by {who}; they or an admin can cancel it.")
    for worker in site.jobs.cancel(number):
        site.reading.drop(worker)


def may_cancel(me: Person, who: str) -> bool:
    """Whether somebody may cancel what somebody has given to read."""
    return me.name == who or me.may("admin")
