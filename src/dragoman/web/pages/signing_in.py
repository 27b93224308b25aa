"""Signing in and out, and choosing a password of one's own in place of one that somebody else has made."""
from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from dragoman.accounts import SignedIn
from dragoman.accounts.model import folded
from dragoman.accounts.sessions import LONGEST
from dragoman.errors import AccountError
from dragoman.web.access import Reader
from dragoman.web.doorkeeping import cookie_name
from dragoman.web.limiting import asker
from dragoman.web.rendering import page
from dragoman.web.site import Shown, Site
from dragoman.web.visiting import VISITOR

router = APIRouter()
_HERE = re.compile(r"/(?![/\\])[!-~]*")  # a path of this server, and nothing that a browser takes for another server's address
Text = Annotated[str, Form(max_length=300)]
Then = Annotated[str, Form(max_length=4_000)]


@router.get("/sign-in")
def sign_in_page(request: Request, then: Annotated[str, Query(max_length=4_000)] = "/") -> Response:
    visitor = VISITOR.get()
    if visitor.me is not None:
        return RedirectResponse(_checked(then), 303)
    # A link on another site comes without the cookie, which a link from here would bring.
    return _page("sign_in.html", then=_checked(then), fault=visitor.fault, crossed=request.headers.get("sec-fetch-site") == "cross-site")


@router.post("/sign-in")
def sign_in(request: Request, site: Shown, name: Text = "", password: Text = "", then: Then = "/") -> Response:
    address = VISITOR.get().address
    site.attempts.count(folded(name), asker(address))
    try:
        came = site.accounts.sign_in(name, password, request.headers.get("user-agent", ""), address)
    except AccountError as error:
        return _page("sign_in.html", 403, then=_checked(then), fault=str(error), name=name)
    site.attempts.succeeded(folded(name), asker(address))
    if came.secret is None:
        return _page("choose_password.html", then=_checked(then), name=came.name, fault="")
    return signed_in(request, site, came, then)


@router.post("/sign-in/password")
def choose_password(request: Request, site: Shown, name: Text = "", password: Text = "", new: Text = "", then: Then = "/") -> Response:
    address = VISITOR.get().address
    site.attempts.count(folded(name), asker(address))
    try:
        came = site.accounts.choose_password(name, password, new, request.headers.get("user-agent", ""), address)
    except AccountError as error:
        return _page("choose_password.html", 403, then=_checked(then), name=name, fault=str(error))
    site.attempts.succeeded(folded(name), asker(address))
    return signed_in(request, site, came, then)


@router.post("/sign-out")
def sign_out(request: Request, site: Shown, me: Reader) -> Response:  # noqa: ARG001 - that they are somebody has been checked
    if secret := request.cookies.get(cookie_name(request.scope)):
        site.accounts.sessions.end_secret(secret)
    return signed_out(request)


def signed_in(request: Request, site: Site, came: SignedIn, then: str) -> Response:
    """Give the browser the secret of a new session; the one that it had ends, so that nobody who knew it comes in with it."""
    answer = RedirectResponse(_checked(then), 303)
    name = cookie_name(request.scope)
    if old := request.cookies.get(name):
        site.accounts.sessions.end_secret(old)
    answer.set_cookie(name, came.secret or "", max_age=int(LONGEST.total_seconds()), secure=request.url.scheme == "https", httponly=True,
                      samesite="strict")
    return answer


def signed_out(request: Request) -> Response:
    """Let the browser forget the session, and the pages that it has kept."""
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(cookie_name(request.scope), secure=request.url.scheme == "https", httponly=True, samesite="strict")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _page(template: str, status: int = 200, **told: object) -> Response:
    answer = page(template, **{"name": "", "crossed": False, **told})
    answer.status_code, answer.headers["Cache-Control"] = status, "no-store"
    return answer


def _checked(then: str) -> str:
    """A path of this server; the first page's where it is anything else."""
    return then if _HERE.fullmatch(then) else "/"
