"""Accounts and the audit, for admins; and one's own tokens.

Tokens are made and revoked on the page of one's account, or on the command line: no token makes another.
"""
from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dragoman.accounts import Role, Scope
from dragoman.web.access import Admin, Reader
from dragoman.web.api.asking import Cursor, Limit
from dragoman.web.api.cursors import cursor_at, place_of
from dragoman.web.api.problems import CHANGING, PROBLEMS
from dragoman.web.site import Shown
from dragoman.web.visiting import VISITOR

router = APIRouter(tags=["accounts"], responses=PROBLEMS)
Name = Annotated[str, Path(max_length=100, description="The name of an account.", examples=["Kim"])]
_ACCOUNT: dict[str, Any] = {"name": "Kim", "role": "reviewer", "made": "2031-05-04T12:00:00+00:00", "expires": None}
_TOKEN: dict[str, Any] = {"name": "nightly report", "scope": "read", "made": "2031-05-04T12:00:00+00:00",
                          "expires": "2031-06-03T12:00:00+00:00"}
_ENTRY: dict[str, Any] = {"number": 7, "at": "2031-05-04T12:00:00+00:00", "who": "Ada", "action": "role changed",
                          "what": "Kim: reader → reviewer", "address": "192.0.2.1"}


class AccountHead(BaseModel):
    """An account. `expires`: until when a password that others made can be replaced by one's own; null where it is one's own."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_ACCOUNT]})
    name: str
    role: Role
    made: str
    expires: str | None


class AccountList(BaseModel):
    """All accounts, by name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_ACCOUNT]}]})
    items: list[AccountHead]


class NewAccount(BaseModel):
    """A name, and what its owner may do."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"name": "Kim", "role": "reviewer"}]})
    name: Annotated[str, Field(max_length=300)]
    role: Role = "reader"


class NewRole(BaseModel):
    """What somebody may do."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"role": "admin"}]})
    role: Role


class Starting(AccountHead):
    """An account, and the password with which its owner begins: it is told this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_ACCOUNT, "expires": "2031-05-07T12:00:00+00:00",
                                                               "password": "1f0c2a-99d3e1-0b7c55-e2a418"}]})
    password: str


class TokenHead(BaseModel):
    """What a program asks with, but for the token itself."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_TOKEN]})
    name: str
    scope: Scope
    made: str
    expires: str


class TokenList(BaseModel):
    """One's own tokens, those that have expired among them, the last first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_TOKEN]}]})
    items: list[TokenHead]


class AuditEntry(BaseModel):
    """Something that was done. `who` is null where nobody was signed in, `address` on the command line."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_ENTRY]})
    number: int
    at: str
    who: str | None
    action: str
    what: str
    address: str | None


class AuditList(BaseModel):
    """Some entries, the last first, and the cursor of those that follow (null: these were the first of all)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_ENTRY], "next": None}]})
    items: list[AuditEntry]
    next: str | None


@router.get("/tokens", summary="Your tokens")
def tokens(site: Shown, me: Reader) -> TokenList:
    return TokenList(items=[TokenHead.model_validate(one) for one in site.accounts.tokens.of(me.name)])


@router.get("/accounts", summary="All accounts")
def accounts(site: Shown, me: Admin) -> AccountList:  # noqa: ARG001 - who asks has been checked
    return AccountList(items=[AccountHead.model_validate(one) for one in site.accounts.people()])


@router.post("/accounts", summary="Make an account", status_code=201, responses=CHANGING)
def add_account(site: Shown, me: Admin, given: NewAccount) -> Starting:  # noqa: ARG001
    """Its owner begins with the password that is told, and replaces it when first signing in. The first account is an admin's."""
    password = site.accounts.add(given.name, given.role, by=VISITOR.get().by)
    return Starting(**vars(site.accounts.one(given.name)), password=password or "")


@router.put("/accounts/{name:path}/role", summary="Give somebody another role", responses=CHANGING)
def give_role(site: Shown, me: Admin, name: Name, given: NewRole) -> AccountHead:  # noqa: ARG001
    """It holds from their next request on."""
    site.accounts.set_role(name, given.role, by=VISITOR.get().by)
    return AccountHead.model_validate(site.accounts.one(name))


@router.post("/accounts/{name:path}/password", summary="Make somebody a new starting password", responses=CHANGING)
def make_password(site: Shown, me: Admin, name: Name) -> Starting:  # noqa: ARG001
    """They are signed out everywhere."""
    password = site.accounts.reset_password(name, by=VISITOR.get().by)
    return Starting(**vars(site.accounts.one(name)), password=password or "")


@router.delete("/accounts/{name:path}", summary="Remove an account", status_code=204)
def remove_account(site: Shown, me: Admin, name: Name) -> Response:  # noqa: ARG001
    """With its sessions and tokens. What its owner decided stays, under their name."""
    site.accounts.remove(name, by=VISITOR.get().by)
    return Response(status_code=204)


@router.get("/audit", summary="Who did what, the last first")
def audit(site: Shown, me: Admin, limit: Limit = 50, cursor: Cursor = None,  # noqa: ARG001
          who: Annotated[str | None, Query(max_length=100, description="What one person did.")] = None) -> AuditList:
    before = max(0, min(place_of(cursor, int)[0], 2**31 - 1)) if cursor else None  # no more than a database can compare with
    found = site.accounts.audit.entries(limit + 1, before, who)
    return AuditList(items=[AuditEntry.model_validate(one) for one in found[:limit]],
                     next=cursor_at(found[limit - 1].number) if len(found) > limit else None)

