"""What documents are searched for by."""
from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from dragoman.errors import QuestionError, RegisterError
from dragoman.questions.timeline import TYPES
from dragoman.register import Asked
from dragoman.register.searching import terms
from dragoman.web.listing import Actor, Day


class Sought(BaseModel):
    """Words, and what the documents must be, as people ask."""

    q: Annotated[str, Field(description='Words; "side by side"; -without.', examples=["visa"])] = ""
    type: Annotated[str | None, Field(description="Documents that tell facts of this type.", examples=["agreement"])] = None
    actor: Actor = None
    source: Annotated[str | None, Field(description="Words of the publisher's name.")] = None
    since: Day = None
    until: Day = None

    def asked(self) -> Asked:
        """As the register is asked; a QuestionError where no word is looked for, or where there is no such type of record."""
        try:
            terms(self.q)
        except RegisterError as error:
            raise QuestionError(str(error)) from error
        if self.type and self.type not in TYPES:
            raise QuestionError(f"{self.type}: no type of record; give one of {', '.join(TYPES)}")
        return Asked(self.q.strip(), self.type or None, self.actor or None, self.since or None, self.until or None, self.source or None)
