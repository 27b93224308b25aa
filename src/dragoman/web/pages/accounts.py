"""For admins: who has an account and what they may do, and who did what."""
from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from dragoman.accounts import ROLES
from dragoman.accounts.store import STARTING
from dragoman.errors import AccountError
from dragoman.web.access import Admin
from dragoman.web.pages.signing_in import Text
from dragoman.web.rendering import page
from dragoman.web.site import Shown, Site
from dragoman.web.visiting import VISITOR

router = APIRouter()
_LISTED = 100


@router.get("/accounts")
def accounts(site: Shown, me: Admin) -> Response:  # noqa: ARG001 - who asks has been checked
    return _page(site)


@router.post("/accounts")
def add_account(site: Shown, me: Admin, name: Text = "", role: Text = "reader") -> Response:  # noqa: ARG001
    try:
        secret = site.accounts.add(name, role, by=VISITOR.get().by)
    except AccountError as error:
        return _page(site, 400, fault=str(error))
    return _page(site, name=name, secret=secret or "")


@router.post("/accounts/role")
def set_role(site: Shown, me: Admin, name: Text = "", role: Text = "") -> Response:  # noqa: ARG001
    try:
        site.accounts.set_role(name, role, by=VISITOR.get().by)
    except AccountError as error:
        return _page(site, 400, fault=str(error))
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/password")
def reset_password(site: Shown, me: Admin, name: Text = "") -> Response:  # noqa: ARG001
    return _page(site, name=name, secret=site.accounts.reset_password(name, by=VISITOR.get().by) or "")


@router.post("/accounts/remove")
def remove_account(site: Shown, me: Admin, name: Text = "") -> Response:  # noqa: ARG001
    try:
        site.accounts.remove(name, by=VISITOR.get().by)
    except AccountError as error:
        return _page(site, 400, fault=str(error))
    return RedirectResponse("/accounts", 303)


@router.get("/audit")
def audit(site: Shown, me: Admin, before: Annotated[int | None, Query(ge=1, le=2**31)] = None,  # noqa: ARG001
          who: Annotated[str, Query(max_length=100)] = "") -> Response:
    found = site.accounts.audit.entries(_LISTED + 1, before, who or None)
    answer = page("audit.html", entries=found[:_LISTED], more=found[_LISTED - 1].number if len(found) > _LISTED else None, who=who,
                  before=before, people=[account.name for account in site.accounts.people()])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(site: Site, status: int = 200, *, fault: str = "", name: str = "", secret: str = "") -> Response:
    answer = page("accounts.html", people=site.accounts.people(), roles=ROLES, fault=fault, name=name, secret=secret, days=STARTING.days)
    answer.status_code, answer.headers["Cache-Control"] = status, "no-store"
    return answer
