"""What a route needs of whoever asks: a role, and proof that a change was asked for here.

A route names its role by taking a `Reader`, `Reviewer` or `Admin`, which is a `Person`. Everything that changes something is no GET, and
takes a Reviewer or an Admin; its form holds `{{ hidden_token() }}`, or its request the header X-Form-Token (from <meta name="form-token">).
"""
from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from dragoman.accounts import Person, Role
from dragoman.register import Decision
from dragoman.web.jobs.intake import form_of
from dragoman.web.jobs.limits import LIMITS
from dragoman.web.visiting import VISITOR

TOKEN_FIELD, TOKEN_HEADER = "form_token", "x-form-token"
BODY = 1_000_000  # bytes of a request: forms, and what programs send
_NOBODYS = 64_000  # of somebody who is not signed in
BODIES: dict[str, int] = {}  # path → bytes, where more is taken, from reviewers
_UPLOADS = ("/read", "/api/v1/jobs")  # where reviewers may send files, which are not kept in memory
_OPEN = ("/sign-in", "/sign-in/password")  # what somebody who is not signed in may ask for
_OWN = ("/sign-out", "/account")  # what readers may change too, being their own
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def for_anybody(path: str) -> bool:
    """Whether it is for people who are not signed in."""
    return path in _OPEN


def for_oneself(path: str) -> bool:
    """Whether what is changed there is the asker's own: how they sign in, or with what."""
    return path in (*_OPEN, *_OWN) or path.startswith("/account/")


def changes_accounts(path: str) -> bool:
    """Whether what is changed there is an account, one's own or another's."""
    return for_oneself(path) or f"{path.removeprefix('/api/v1')}/".startswith("/accounts/")


def largest_body(path: str, me: Person | None, media_type: str) -> int:
    """How many bytes of a media type somebody may send there."""
    if me is None:
        return _NOBODYS
    if not me.may("reviewer"):
        return BODY
    files = path in _UPLOADS and media_type.partition(";")[0].strip().lower() == _FORMS[1]
    return LIMITS.upload_bytes if files else BODIES.get(path, BODY)


def _needs(role: Role) -> Callable[[], Person]:
    def person() -> Person:
        me = VISITOR.get().me
        if me is None:
            raise HTTPException(401, VISITOR.get().fault or "Sign in first.")
        if not me.may(role):
            raise HTTPException(403, f"This is for people with the role {role}; yours is {me.role}.")
        return me

    return person


needs_reader, needs_reviewer, needs_admin = _needs("reader"), _needs("reviewer"), _needs("admin")
Reader = Annotated[Person, Depends(needs_reader)]
Reviewer = Annotated[Person, Depends(needs_reviewer)]
Admin = Annotated[Person, Depends(needs_admin)]


def tell_audit(what: str) -> None:
    """Say what a change has done, where its path does not: the guard notes it, with who asked for it."""
    VISITOR.get().told.append(what)


def tell_decisions(made: Iterable[Decision]) -> None:
    """The same of decisions, each with its number in the ledger."""
    tell_audit(", ".join(f"{one.number}: {one.action} {one.record or ''}".rstrip() for one in made))


async def check_form(request: Request) -> None:
    """Refuse a change that a page elsewhere may have asked for. Every route depends on it."""
    visitor = VISITOR.get()
    if request.method == "GET" or visitor.proven:
        return
    sent = request.headers.get(TOKEN_HEADER)
    if sent is None and request.headers.get("content-type", "").partition(";")[0].strip().lower() in _FORMS:
        field = (await form_of(request)).get(TOKEN_FIELD)
        sent = field if isinstance(field, str) else None
    if not visitor.form_token or not hmac.compare_digest((sent or "").encode(), visitor.form_token.encode()):
        raise HTTPException(403, "This form is too old, or was not made here. Go back, load the page again, and send it once more.")
