"""What holds for every answer, whatever route gave it: who may ask and how often, security headers, ETags, and what the audit is told."""
from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import logging
import re
import time
from collections.abc import Awaitable, Callable, Collection
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.accounts import Accounts
from dragoman.errors import DragomanError
from dragoman.web.access import changes_accounts, for_anybody, for_oneself, largest_body
from dragoman.web.doorkeeping import Doorkeeper
from dragoman.web.limiting import too_many
from dragoman.web.refusing import refusal
from dragoman.web.visiting import VISITOR, Visitor

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'")
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
_READING = ("GET", "HEAD")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s\[\]:@/]+)(?::\d+)?")
_LONGEST = 4_000  # bytes of a path and its query
_PATIENCE, _SLOWEST = 15.0, 10_000  # a body may take so many seconds, and one more for each so many bytes
ANY_ADDRESS = "*"  # among hosts: every address (a name that leads here may be anybody's, an address cannot)
_log = logging.getLogger(__name__)


class Guard:
    """An app that answers requests for this host's own names, of people who may make them. Others never reach the app within."""

    def __init__(self, app: ASGIApp, accounts: Accounts, hosts: Collection[str] = (), *, public: bool = False) -> None:
        self._app, self._accounts = app, accounts
        self._doorkeeper = Doorkeeper(accounts, public=public)
        self._hosts = {*_LOCAL, *(f"[{host}]" if ":" in host else host.lower() for host in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":
            return  # there are no web sockets here: they are closed
        scope = {**scope, "method": "GET" if scope["method"] == "HEAD" else scope["method"], "asked": scope["method"]}
        answer, visitor = _Answer(scope, send), Visitor()
        try:
            self._check_asked(scope)
            if not scope["path"].startswith("/static/"):
                visitor = await run_in_threadpool(self._doorkeeper.admit, scope)
                VISITOR.set(visitor)
                answer.told = self._auditor(scope, visitor)
                _check(scope, visitor, self._doorkeeper.wait(visitor))
        except HTTPException as refused:
            await _refused(scope, refused)(scope, receive, answer.send)
        except DragomanError as error:  # the register does not answer
            await refusal(scope["path"], 503, str(error))(scope, receive, answer.send)
        else:
            largest = largest_body(scope["path"], visitor.me, Headers(scope=scope).get("content-type", ""))
            await self._app(scope, _Body(scope, receive, largest).receive, answer.send)

    def _check_asked(self, scope: Scope) -> None:
        """An HTTPException where nobody may ask so."""
        host = _host(Headers(scope=scope).getlist("host"))
        if host not in self._hosts and not (ANY_ADDRESS in self._hosts and _is_address(host)):
            # A page elsewhere may have its name resolved to this machine, to read with the reader's browser (DNS rebinding).
            raise HTTPException(421, f"This server does not answer to that name; open it as {sorted(self._hosts - {ANY_ADDRESS})[-1]}.")
        if scope["asked"] not in _METHODS:
            raise HTTPException(405, f"{scope['asked'][:20]}: nothing is done so here.", {"Allow": ", ".join(_METHODS)})
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST:
            raise HTTPException(414, "The address is too long; ask for less.")

    def _auditor(self, scope: Scope, visitor: Visitor) -> Callable[[int], Awaitable[None]] | None:
        """What notes a change, or that it was refused, once its status is known."""
        if scope["method"] == "GET" or visitor.me is None:
            return None

        async def note(status: int) -> None:
            if status == 429 or (status < 400 and changes_accounts(scope["path"])):
                return  # what somebody repeats would fill the disk; and `dragoman.accounts` notes what it does
            name = str(getattr(scope.get("route"), "name", None) or scope["method"]).replace("_", " ")
            refused = f" (refused: {status})" if status >= 400 else ""
            try:
                await run_in_threadpool(self._accounts.audit.note, name + refused, "; ".join(visitor.told) or scope["path"], visitor.by)
            except DragomanError as error:  # what was asked for has been done, or not; the answer says which
                _log.error("not in the audit: %s, %s %s: %s", visitor.by.name, name, scope["path"], error)

        return note


def _check(scope: Scope, visitor: Visitor, wait: int) -> None:
    """An HTTPException where this visitor may not ask so."""
    path = scope["path"]
    if wait:
        raise too_many(wait, "You ask too often")
    if visitor.me is None and not for_anybody(path):
        raise HTTPException(401, visitor.fault or "Sign in first.")
    if scope["method"] == "GET":
        return
    if not visitor.proven and not _from_here(scope):
        raise HTTPException(403, "This was asked for by a page elsewhere; ask for it here.")
    if visitor.me and not visitor.me.may("reviewer") and not for_oneself(path):
        raise HTTPException(403, "Readers change nothing; ask an admin for the role of a reviewer.")


def _refused(scope: Scope, why: HTTPException) -> Response:
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    if why.status_code == 401 and scope["method"] == "GET" and not path.startswith("/api/"):
        return RedirectResponse(f"/sign-in?then={quote(f'{path}?{query}' if query else path, safe='/')}", 303)
    return refusal(path, why.status_code, why.detail, why.headers)


def _from_here(scope: Scope) -> bool:
    """Whether no page elsewhere asks, as far as the browser tells."""
    headers = Headers(scope=scope)
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site == "same-origin"
    return origin is None or origin == f"{scope['scheme']}://{headers.get('host')}"


def _host(headers: list[str]) -> str:
    """The host that is asked for, without its port; "" where there is not exactly one."""
    found = _HOST.fullmatch(headers[0].lower()) if len(headers) == 1 else None
    return found[1] if found else ""


def _is_address(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return False


class _Body:
    """Hands on what is sent, as long as it is not too much and comes at all."""

    def __init__(self, scope: Scope, receive: Receive, largest: int) -> None:
        self._receive, self._left, self._largest = receive, largest, largest
        announced = Headers(scope=scope).get("content-length", "0")
        self._whole = not announced.isdecimal() or int(announced) <= largest
        self._ended, self._until = False, time.monotonic() + _PATIENCE

    async def receive(self) -> Message:
        """The next part; an HTTPException where it is too much, or takes too long."""
        if self._ended:
            return await self._receive()  # until the reader goes away
        if not self._whole:
            raise self._too_much()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, self._until - time.monotonic()))
        except TimeoutError as error:
            raise HTTPException(408, "What you sent did not arrive in time; send it once more.") from error
        part = len(message.get("body", b""))
        self._left -= part
        self._until += part / _SLOWEST
        self._ended = not message.get("more_body")
        if self._left < 0:
            raise self._too_much()
        return message

    def _too_much(self) -> HTTPException:
        return HTTPException(413, f"You sent more than {self._largest:,} bytes at once; send less.")


class _Answer:
    """Sends an answer with the headers that all have; of one that the reader has already, and to HEAD, without its body."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self._asked, self._secure = scope["asked"], scope["scheme"] == "https"
        self.told: Callable[[int], Awaitable[None]] | None = None  # what is told the status first
        self._known = {tag.strip().removeprefix("W/") for tag in Headers(scope=scope).get("if-none-match", "").split(",")}
        self._start: dict[str, Any] = {}
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Keeps the answer until it is whole: none is larger than a few megabytes."""
        if message["type"] == "http.response.start":
            self._start = dict(message)
            return
        if message["type"] != "http.response.body":
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        if self.told:
            await self.told(self._start["status"])
        headers = MutableHeaders(raw=list(self._start["headers"]))
        for name, value in HEADERS.items():
            headers[name] = value
        if self._secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        headers.setdefault("Cache-Control", "private, no-cache")
        if self._start["status"] == 200 and self._asked in _READING:
            tag = f'"{hashlib.sha256(self._body).hexdigest()[:32]}"'
            headers["ETag"] = tag
            if self._known & {tag, "*"}:
                self._start["status"], self._body = 304, bytearray()
                del headers["content-length"], headers["content-type"]
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": b"" if self._asked == "HEAD" else bytes(self._body)})
