"""What holds for every answer, whatever route gave it: who may ask and how, security headers, ETags."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.refusing import refusal

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
          "frame-ancestors 'none'; require-trusted-types-for 'script'")
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s\[\]:@/]+)(?::\d+)?")
_LONGEST = 4_000  # bytes of a path and its query


class Guard:
    """An app that answers GET and HEAD requests for this host's own names. Others are refused before they reach the app within."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = {*_LOCAL, *(f"[{host}]" if ":" in host else host.lower() for host in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":
            return  # there are no web sockets here: they are closed
        answer = _Answer(scope, send)
        refused = self._refused(scope)
        if refused:
            await refusal(scope["path"], *refused)(scope, receive, answer.send)
        else:
            await self._app({**scope, "method": "GET"}, receive, answer.send)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the reason, where the request is refused."""
        if _host(Headers(scope=scope).getlist("host")) not in self._hosts:
            # A page elsewhere may have its name resolved to this machine, to read with the reader's browser (DNS rebinding).
            return 421, "This server answers to localhost only; open it by that name."
        if scope["method"] not in ("GET", "HEAD"):
            return 405, "The register is only read here; ask with GET."
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST:
            return 414, "The address is too long; ask for less."
        return None


def _host(headers: list[str]) -> str:
    """The host that is asked for, without its port; "" where there is not exactly one."""
    found = _HOST.fullmatch(headers[0].lower()) if len(headers) == 1 else None
    return found[1] if found else ""


class _Answer:
    """Sends an answer with the headers that all have; of one that the reader has already, and to HEAD, without its body."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self._bodiless = scope["method"] == "HEAD"
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
        headers = MutableHeaders(raw=list(self._start["headers"]))
        for name, value in HEADERS.items():
            headers[name] = value
        headers.setdefault("Cache-Control", "private, no-cache")
        if self._start["status"] == 200:
            tag = f'"{hashlib.sha256(self._body).hexdigest()[:32]}"'
            headers["ETag"] = tag
            if self._known & {tag, "*"}:
                self._start["status"], self._body = 304, bytearray()
                del headers["content-length"], headers["content-type"]
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": b"" if self._bodiless else bytes(self._body)})
