"""Who asks: found out for each request by the doorkeeper, seen by routes and templates alike."""
from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field

from dragoman.accounts import By, Person, Session


@dataclass(frozen=True)
class Visitor:
    """Who makes a request.

    `form_token`: what a form that they send has to hold; `proven`: the request is no page's elsewhere, whatever it holds; `session`: what
    they are signed in with, if a session; `local`: there are no accounts, and whoever uses this machine may do everything; `fault`: why
    what they showed is not taken; `address`: where they ask from; `told`: what a change has done, for the audit.
    """

    me: Person | None = None
    form_token: str = ""
    proven: bool = False
    session: Session | None = None
    local: bool = False
    fault: str = ""
    address: str = ""
    told: list[str] = field(default_factory=list, compare=False)

    @property
    def by(self) -> By:
        """The same, for the audit."""
        return By(self.me.name if self.me else None, self.address)


VISITOR: ContextVar[Visitor] = ContextVar("visitor", default=Visitor())  # noqa: B039 - it is frozen
