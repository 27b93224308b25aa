"""One's own account: the password, where one is signed in, and the tokens that programs ask with."""
from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from dragoman.accounts import ROLES, SCOPES, Person
from dragoman.accounts.model import folded
from dragoman.accounts.tokens import LONGEST
from dragoman.errors import AccountError
from dragoman.web.access import Reader
from dragoman.web.limiting import asker
from dragoman.web.pages.signing_in import Text, signed_in, signed_out
from dragoman.web.rendering import page
from dragoman.web.site import Shown, Site
from dragoman.web.visiting import VISITOR

router = APIRouter(prefix="/account")
_DAYS = (7, 30, 90, LONGEST)


@router.get("")
def account(site: Shown, me: Reader) -> Response:
    return _page(site, me)


@router.post("/password")
def change_password(request: Request, site: Shown, me: Reader, password: Text = "", new: Text = "") -> Response:
    try:
        _count(site, me)
        came = site.accounts.choose_password(me.name, password, new, request.headers.get("user-agent", ""), VISITOR.get().address)
    except AccountError as error:
        return _page(site, me, 400, fault=str(error))
    _succeeded(site, me)
    return signed_in(request, site, came, "/account")


@router.post("/tokens")
def make_token(site: Shown, me: Reader, password: Text = "", name: Text = "", scope: Text = "read",
               days: Annotated[int, Form()] = 30) -> Response:
    try:
        _count(site, me)
        site.accounts.check_password(me.name, password, VISITOR.get().address)
        _succeeded(site, me)
        secret = site.accounts.tokens.add(me.name, name, scope, days, VISITOR.get().by)
    except AccountError as error:
        return _page(site, me, 400, fault=str(error))
    return _page(site, me, secret=secret)


@router.post("/tokens/{key}/revoke")
def revoke_token(site: Shown, me: Reader, key: int) -> Response:
    site.accounts.tokens.remove(me.name, key, VISITOR.get().by)
    return RedirectResponse("/account#tokens", 303)


@router.post("/sessions/{key}/end")
def end_session(site: Shown, me: Reader, key: int) -> Response:
    site.accounts.sessions.end(me.name, key, VISITOR.get().by)
    return RedirectResponse("/account#sessions", 303)


@router.post("/sign-out-everywhere")
def sign_out_everywhere(request: Request, site: Shown, me: Reader) -> Response:
    site.accounts.sign_out_everywhere(me.name, by=VISITOR.get().by)
    return signed_out(request)


def _page(site: Site, me: Person, status: int = 200, *, fault: str = "", secret: str = "") -> Response:
    visitor = VISITOR.get()
    answer = page("account.html", sessions=site.accounts.sessions.of(me.name), tokens=site.accounts.tokens.of(me.name),
                  scopes=SCOPES[:ROLES.index(me.role) + 1], days=_DAYS, fault=fault, secret=secret, local=visitor.local,
                  this=visitor.session.key if visitor.session else None)
    answer.status_code, answer.headers["Cache-Control"] = status, "no-store"
    return answer


def _count(site: Site, me: Person) -> None:
    """Count a password that is tried, so that a session left open is no way to find it."""
    if VISITOR.get().session is None:
        raise AccountError("there are no accounts yet; an admin makes the first")
    site.attempts.count(folded(me.name), asker(VISITOR.get().address))


def _succeeded(site: Site, me: Person) -> None:
    site.attempts.succeeded(folded(me.name), asker(VISITOR.get().address))
