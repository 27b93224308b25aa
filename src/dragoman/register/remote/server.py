"""Requests to a server, and what its answers and silences mean, as the errors of this package."""
from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from urllib.parse import SplitResult, quote, urlencode, urlsplit

import urllib3
from urllib3 import exceptions

from dragoman.errors import (
    AccountError,
    BusyError,
    ConflictError,
    DecisionError,
    DragomanError,
    QuestionError,
    ReadOnlyError,
    RegisterError,
    UnknownError,
)

T = TypeVar("T")
NO_DRAGOMAN = "see that the address is that of `dragoman serve`"
_CONNECT = 10.0  # seconds
_PAUSE = 30  # seconds to wait at most before the next try
# Nothing that changes something is sent twice. What a server says it cannot do now is asked again when it says so.
_RETRIES = urllib3.Retry(
    total=4, connect=1, read=1, status=3, redirect=0, other=0, allowed_methods=("GET",), status_forcelist=(429, 503),
    backoff_factor=0.2, retry_after_max=_PAUSE, raise_on_status=False)
_ERRORS: dict[int, type[DragomanError]] = {
    400: QuestionError, 401: AccountError, 403: ReadOnlyError, 404: UnknownError, 409: ConflictError, 429: BusyError, 503: BusyError}
_CHANGING = {**_ERRORS, 400: DecisionError}
_PART = 200  # things that a list gives at a time
_ROOM = 3_000  # bytes of ids in one address


class Server:
    """A server's API. `token` is sent with each request; `wait` is for how many seconds it may be silent.

    A RegisterError where the address cannot be one, or would send the token over a network in the clear.
    """

    def __init__(self, address: str, token: str | None = None, wait: float = 30.0) -> None:
        parts = _checked(address)
        self.name = f"{parts.scheme}://{parts.netloc}/"
        self._base = self.name + "api/v1"
        self._wait = wait
        self._headers = {"Accept": "application/json", "User-Agent": "dragoman"}
        if token and token.strip():
            self._headers["Authorization"] = f"Bearer {_token(token.strip())}"
        self._pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=min(_CONNECT, wait), read=wait), retries=_RETRIES)

    def close(self) -> None:
        """Close all connections."""
        self._pool.clear()

    def get(self, path: str, load: Callable[[Any], T], **asked: Any) -> T:
        """What is at a path, as `load` makes it of the JSON; of the parameters those without a value are left out."""
        told = {name: value for name, value in asked.items() if value is not None}
        query = "?" + urlencode(told, doseq=True, errors="replace") if told else ""
        return self._loaded(self._request("GET", path + query), load)

    def send(self, method: str, path: str, body: Any, load: Callable[[Any], T]) -> T:
        """Have something changed; `load` makes a value of what the answer holds."""
        return self._loaded(self._request(method, path, body), load)

    def walk(self, path: str, load: Callable[[Any], T], **asked: Any) -> Iterator[T]:
        """The things of a list, part by part."""
        cursor: str | None = None
        while True:
            items, more = self.get(path, lambda part: ([load(one) for one in part["items"]], part["next"]),
                                   **{"limit": _PART, **asked, "cursor": cursor})
            yield from items
            if more is None:
                return
            if more == cursor:
                raise RegisterError(f"{self.name}: gives the same part of a list again and again; use the same version of both")
            cursor = more

    def _request(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of an answer; the error that it stands for, where it is one."""
        sent = None if body is None else json.dumps(body).encode()
        headers = self._headers if body is None else {**self._headers, "Content-Type": "application/json"}
        try:
            answer = self._pool.request(method, self._base + path, body=sent, headers=headers, redirect=False)
        except exceptions.HTTPError as error:
            raise self._silent(error) from error
        media = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        try:
            said = json.loads(answer.data) if media in ("application/json", "application/problem+json") else None
        except ValueError:
            said = None
        if 200 <= answer.status < 300 and said is not None:
            return said
        kind = (_ERRORS if method == "GET" else _CHANGING).get(answer.status, RegisterError)
        raise self._refusal(answer, said, kind)

    def _refusal(self, answer: urllib3.BaseHTTPResponse, said: Any, kind: type[DragomanError]) -> DragomanError:
        status, moved = answer.status, answer.headers.get("Location")
        if 300 <= status < 400 and moved:
            return RegisterError(f"{self.name}: has moved to {moved[:200]}; name that address instead, if you trust it")
        if not isinstance(said, dict) or not isinstance(said.get("detail"), str):
            if status in (429, 502, 503, 504):
                return BusyError(f"{self.name}: does not answer now (HTTP {status}); try again in a while")
            return RegisterError(f"{self.name}: no Dragoman answers there (HTTP {status}); {NO_DRAGOMAN}")
        detail = said["detail"]
        if status == 401:
            return kind(f"{self.name}: {detail.rstrip('.')}; give a token that holds (on the command line, in DRAGOMAN_TOKEN)")
        return kind(detail if status in (400, 404, 409) else f"{self.name}: {detail}")

    def _silent(self, error: exceptions.HTTPError) -> RegisterError:
        reason = error.reason if isinstance(error, exceptions.MaxRetryError) and error.reason else error
        if isinstance(reason, exceptions.SSLError) and "CERTIFICATE_VERIFY_FAILED" not in str(reason):
            return RegisterError(f"{self.name}: what answers there speaks no TLS, or not as it should ({reason}); see that the "
                                 "address is right")
        if isinstance(reason, exceptions.SSLError):
            return RegisterError(f"{self.name}: its certificate is not to be trusted ({reason}); ask whoever runs it, or name the "
                                 "authority that signed it with SSL_CERT_FILE")
        if isinstance(reason, exceptions.NameResolutionError):
            return RegisterError(f"{self.name}: there is no such host, as far as this machine knows; see that the address is right")
        if isinstance(reason, exceptions.TimeoutError) and not isinstance(reason, exceptions.NewConnectionError):
            return RegisterError(f"{self.name}: does not answer within {self._wait:g} seconds; try again later, or ask for less")
        if isinstance(reason, exceptions.NewConnectionError):
            return RegisterError(f"{self.name}: cannot be reached; see that the address is right, and that the server runs")
        return RegisterError(f"{self.name}: the connection broke off ({reason}); try again")

    def _loaded(self, said: Any, load: Callable[[Any], T]) -> T:
        try:
            return load(said)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise RegisterError(f"{self.name}: answers in a form that this Dragoman does not know ({type(error).__name__}: {error}); use "
                                "the same version of both") from error


def segment(id_: str) -> str:
    """An id as a part of a path; dots are written so that no "." or ".." is taken for a step in it."""
    return quote(id_, safe="", errors="replace").replace(".", "%2E")


def bundles(ids: list[str]) -> Iterator[list[str]]:
    """Ids, as many at a time as an address can hold."""
    some: list[str] = []
    room = _ROOM
    for id_ in ids:
        size = len(quote(id_, safe="", errors="replace")) + 10
        if some and (size > room or len(some) == _PART):
            yield some
            some, room = [], _ROOM
        some.append(id_)
        room -= size
    if some:
        yield some


def _checked(address: str) -> SplitResult:
    example = "give it as https://host/"
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise RegisterError(f"{address[:200]}: no address of a server; {example}") from error
    if parts.username is not None or parts.password is not None:
        raise RegisterError(f"{parts.scheme}://…@{host}: an address is no place for secrets; {example}, and a token beside it")
    if not host or parts.query or parts.fragment or parts.path.rstrip("/") not in ("", "/api/v1"):
        raise RegisterError(f"{address[:200]}: no address of a server; {example}")
    if parts.scheme.lower() == "http" and not _is_here(host):
        raise RegisterError(f"{address[:200]}: others on the way could read what is sent over http; give it as https://{parts.netloc}/")
    return parts


def _token(token: str) -> str:
    if not token.isascii() or not token.isprintable() or " " in token:
        raise AccountError("the token holds signs that no token has; copy it once more")
    return token


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
