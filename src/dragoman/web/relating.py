"""Which relations are asked for."""
from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from dragoman.errors import QuestionError
from dragoman.questions.asked import actor, period
from dragoman.questions.timeline import TYPES
from dragoman.register import View
from dragoman.register.relating import Chosen
from dragoman.web.listing import Actor

_YEAR = 4  # digits
Year = Annotated[str | None, Field(description="A year.", examples=["2024"])]


class Related(BaseModel):
    """Between whom, of which type, in which years, and how many facts two actors must have at least, as people ask."""

    actor: Actor = None
    type: Annotated[str | None, Field(description="A type of record.", examples=["meeting"])] = None
    since: Year = None
    until: Year = None
    least: Annotated[str | None, Field(description="The least number of facts.", pattern=r"^\d{0,7}$", examples=["5"])] = None

    def chosen(self, view: View) -> Chosen:
        """As the register is asked; an UnknownError where there is no such actor, a QuestionError where anything else is not so."""
        if self.type and self.type not in TYPES:
            raise QuestionError(f"{self.type}: no type of record; give one of {', '.join(TYPES)}")
        when = period(self.since or None, self.until or None)
        for said in when.values():
            if said and len(said) != _YEAR:
                raise QuestionError(f"{said}: relations are counted by the year; give {said[:_YEAR]}")
        since, until = (int(said) if said else None for said in when.values())
        center = actor(view, self.actor) if self.actor else None
        return Chosen(self.type or None, center, since, until)
