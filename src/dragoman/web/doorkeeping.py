"""Who comes: by session, by token, or, where there are no accounts, whoever uses this machine."""
from __future__ import annotations

import getpass
import hashlib
import hmac
import secrets

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from dragoman.accounts import Accounts, Person
from dragoman.web.limiting import Limit, asker
from dragoman.web.visiting import Visitor

_SIGNED_IN, _NOBODY = (600, 60), (120, 60)  # requests in so many seconds
_ENDED = "Your session has ended. Sign in again."
_NO_TOKEN = "This token is not taken: there is none such, or it has expired or been revoked."  # noqa: S105 - a message


class Doorkeeper:
    """Finds out who makes a request. `public`: others than this machine reach the server, and nobody comes in without an account."""

    def __init__(self, accounts: Accounts, *, public: bool) -> None:
        self._accounts, self._public = accounts, public
        self._secret = secrets.token_bytes(32)
        self._signed_in, self._nobody = Limit(*_SIGNED_IN), Limit(*_NOBODY)

    def admit(self, scope: Scope) -> Visitor:
        """Who it is."""
        headers, address = Headers(scope=scope), scope["client"][0] if scope.get("client") else ""
        program = scope["path"].startswith("/api/")
        if not self._public and not self._accounts.any():
            # A browser says where a change that a page asks for comes from: what says nothing is a program on this machine.
            silent = program and not {"origin", "sec-fetch-site", "cookie"} & set(headers)
            return Visitor(Person(_user(), "admin"), self._token(b"local"), proven=silent, local=True, address=address)
        kind, _, token = headers.get("authorization", "").partition(" ")
        if program and kind.lower() == "bearer":  # which no browser sends by itself
            me = self._accounts.tokens.find(token.strip())
            return Visitor(me, proven=True, address=address, fault="" if me else _NO_TOKEN)
        secret = cookie_parser(headers.get("cookie", "")).get(cookie_name(scope))
        session = self._accounts.sessions.find(secret) if secret else None
        if secret and session:
            return Visitor(session.person, _derived(secret.encode(), b"form"), session=session, address=address)
        # The form to sign in belongs to no session; the guard sees to it that it was sent from here.
        return Visitor(None, self._token(b"nobody"), address=address, fault=_ENDED if secret else "")

    def wait(self, visitor: Visitor) -> int:
        """For how many seconds they may not ask; 0 where they may."""
        if visitor.local:
            return 0
        return self._signed_in.wait(visitor.me.name) if visitor.me else self._nobody.wait(asker(visitor.address))

    def _token(self, whose: bytes) -> str:
        """What the forms of somebody without a session hold, until the server ends."""
        return _derived(self._secret, whose)


def cookie_name(scope: Scope) -> str:
    """What the cookie of a session is called: over TLS so that browsers see to it that it came over TLS, from this host, for all of it."""
    return "__Host-dragoman" if scope["scheme"] == "https" else "dragoman"


def _derived(secret: bytes, of: bytes) -> str:
    return hmac.new(secret, of, hashlib.sha256).hexdigest()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name
        return "local"
