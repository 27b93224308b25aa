"""An address (URL) → the document that it gives, without ever asking a machine that only this one can reach.

A name is resolved once for each connection, and only if all its addresses are the public internet's, one of them is connected to, by its
number. So neither a redirect nor a name server that changes its mind (DNS rebinding) leads inwards. Proxies are not used.
"""
from __future__ import annotations

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpcore2

from dragoman.errors import InputError, TooLargeError, UnreadableError
from dragoman.web.public_addresses import is_public

_MEDIA = frozenset((
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "application/pdf", "application/jsonl",
    "application/x-jsonlines", "application/x-ndjson", "application/json-lines", "application/octet-stream", "binary/octet-stream",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST = 2_000  # characters of an address
_SAFE = "%/:@!$&'()*+,;=~-._?"  # what stands in a path or query as it is
_BY_HAND = "save it from your browser, and give the file"
_MENDS = {401: _BY_HAND, 403: _BY_HAND, 404: "check the address", 410: "check the address"}


@dataclass(frozen=True)
class Fetched:
    """What an address gave. `url`: where it came from, after redirects; `media_type` as the server declares it."""

    url: str
    media_type: str | None
    data: bytes


@dataclass(frozen=True)
class Bounds:
    """How much is fetched at most."""

    seconds: float = 30.0  # for everything together, redirects and names included
    bytes: int = 20_000_000
    redirects: int = 5


def _addresses(host: str, port: int) -> list[str]:
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Net:
    """The network that is asked; tests bring one of their own. `resolve` raises an OSError where there is no such name."""

    resolve: Callable[[str, int], list[str]] = _addresses
    public: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset((80, 443))
    certificates: ssl.SSLContext = field(default_factory=httpcore2.default_ssl_context)


@dataclass(frozen=True)
class _Target:
    """An address, taken apart: `path` with the query."""

    scheme: str
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{'' if self.port == _port(self.scheme) else f':{self.port}'}{self.path}"


def check(url: str, ports: frozenset[int] = frozenset((80, 443))) -> str:
    """The address as it is asked, without its fragment; an UnreadableError where none such is fetched, whatever is there."""
    return str(_target(url.strip(), ports))


def fetch(url: str, bounds: Bounds = Bounds(), net: Net | None = None) -> Fetched:
    """The document at an address (http or https); an InputError that says why there is none to be had."""
    net = net or Net()
    until, asked = time.monotonic() + bounds.seconds, list[_Target]()
    target = _target(url.strip(), net.ports)
    while len(asked) <= bounds.redirects:
        asked.append(target)
        found = _asked(target, bounds, net, until)
        if isinstance(found, Fetched):
            return found
        target = _target(urljoin(str(target), found), net.ports)
        if target in asked:
            raise UnreadableError(url, f"redirects in a circle, by way of {target}", "give the address of the document itself")
    raise UnreadableError(url, f"redirects more than {bounds.redirects} times", "give the address of the document itself")


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _target(url: str, ports: frozenset[int]) -> _Target:
    name = url[:200] or "the address"
    whole = "give one like https://example.org/page"
    if not url or len(url) > _LONGEST or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise UnreadableError(name, f"no address of a page, or one longer than {_LONGEST:,} characters", whole)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii")
    except ValueError as error:
        raise UnreadableError(name, f"no address of a page ({error})", whole) from None
    if parts.scheme not in ("http", "https") or not host:
        raise UnreadableError(name, "no address of a page on the web", whole)
    if parts.username is not None or parts.password is not None:
        raise UnreadableError(f"{parts.scheme}://…@{host}", "holds a name or a password", _BY_HAND)
    port = _port(parts.scheme) if port is None else port
    if port not in ports:
        known = " and ".join(map(str, sorted(ports)))
        raise UnreadableError(name, f"asks port {port}, and only {known} are asked", _BY_HAND)
    path = quote(parts.path or "/", safe=_SAFE)
    return _Target(parts.scheme, host, port, f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path)


def _asked(target: _Target, bounds: Bounds, net: Net, until: float) -> Fetched | str:
    """What the server gives, or where it sends us."""
    name = str(target)
    headers = [("User-Agent", "Dragoman (reads a page that a person asked for)"), ("Accept", "*/*"), ("Accept-Encoding", "identity")]
    address = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    try:
        with (httpcore2.ConnectionPool(net.certificates, network_backend=_Checked(name, net, until)) as pool,
              pool.stream("GET", address, headers=headers) as answer):
            fields = {key.decode("latin-1").lower(): value.decode("utf-8", "replace") for key, value in answer.headers}
            if answer.status in _REDIRECTS and fields.get("location"):
                return fields["location"]
            _check_answer(name, answer.status, fields, bounds)
            data = _body(name, answer.iter_stream(), fields.get("content-encoding", ""), bounds.bytes)
            return Fetched(name, fields.get("content-type"), data)
    except InputError:
        raise
    except httpcore2.TimeoutException:
        raise UnreadableError(name, f"gives no whole answer within {bounds.seconds:g} seconds", f"try again later, or {_BY_HAND}") from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise _failure(name, error) from error


def _check_answer(name: str, status: int, fields: dict[str, str], bounds: Bounds) -> None:
    if status != HTTPStatus.OK:
        phrase = next((f" ({known.phrase})" for known in HTTPStatus if known == status), "")
        raise UnreadableError(name, f"answers {status}{phrase}", _MENDS.get(status, "try again later"))
    media_type = fields.get("content-type", "").partition(";")[0].strip().lower()
    if media_type and media_type not in _MEDIA:
        raise UnreadableError(name, f"is {media_type[:80]}", "give the address of a web page, a text, a PDF, a .docx or JSON Lines")
    length = fields.get("content-length", "")
    if length.isdecimal() and int(length) > bounds.bytes:
        raise _too_large(name, int(length), bounds.bytes)


def _body(name: str, chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body, unpacked where it is packed (some servers do that unasked); never more than the limit is held."""
    data = bytearray()
    for chunk in _unpacked(name, chunks, encoding.strip().lower(), limit):
        data += chunk
        if len(data) > limit:
            raise _too_large(name, len(data), limit)
    return bytes(data)


def _unpacked(name: str, chunks: Iterable[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableError(name, f"is packed ({encoding[:40]}), though that was not asked for", _BY_HAND)
    unpacking = zlib.decompressobj(wbits=47)  # gzip or zlib, as its first bytes say
    try:
        for chunk in chunks:
            yield unpacking.decompress(chunk, limit + 1)
            if unpacking.unconsumed_tail:
                raise _too_large(name, limit + 1, limit)
    except zlib.error:
        raise UnreadableError(name, "is damaged (it cannot be unpacked)", _BY_HAND) from None
    if not unpacking.eof:
        raise UnreadableError(name, "breaks off in the middle", "try again later")


def _too_large(name: str, size: int, limit: int) -> TooLargeError:
    return TooLargeError(name, f"{size:,} bytes, more than {limit:,}", "give a part of it, or save it and use dragoman read --limit")


def _failure(name: str, error: Exception) -> InputError:
    cause = error.args[0] if error.args else None  # the socket's own error
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = f"shows a certificate that does not hold ({cause.verify_message})"
        return UnreadableError(name, reason, f"check the address, or {_BY_HAND}")
    if isinstance(cause, ssl.SSLError):
        return UnreadableError(name, "cannot be spoken with in secret (TLS fails)", _BY_HAND)
    if isinstance(error, httpcore2.ConnectError):
        why = str(error).partition("] ")[2].lower() or str(error)
        return UnreadableError(name, f"cannot be reached ({why})", "check the address, or try again later")
    if isinstance(error, httpcore2.ProtocolError):
        return UnreadableError(name, "gives an answer that breaks off, or is none of a web server's", "check the address, or try later")
    return UnreadableError(name, "breaks off in the middle", "try again later")


class _Checked(httpcore2.NetworkBackend):
    """Connects to public addresses only, before a time is over."""

    def __init__(self, name: str, net: Net, until: float) -> None:
        self._name, self._net, self._until = name, net, until

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,  # noqa: ARG002 - as its base has them
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the host of this name."""
        addresses = self._resolved(host, port)
        if not addresses or not all(map(self._net.public, addresses)):
            raise UnreadableError(self._name, "is in a network of its own, not on the public internet", _BY_HAND)
        failed: Exception = httpcore2.ConnectError("no address")
        for address in addresses:
            try:
                stream = httpcore2.SyncBackend().connect_tcp(address, port, _left(self._until), None, socket_options)
                return _Timed(stream, self._until)
            except httpcore2.ConnectError as error:
                failed = error
        raise failed

    def _resolved(self, host: str, port: int) -> list[str]:
        """The addresses of a name; asking for them cannot be given up halfway, so that it is left alone when the time is over."""
        found: SimpleQueue[list[str] | OSError] = SimpleQueue()

        def ask() -> None:
            try:
                found.put(self._net.resolve(host, port))
            except (OSError, UnicodeError) as error:
                found.put(OSError(str(error)))

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = found.get(timeout=_left(self._until))
        except Empty:
            raise httpcore2.ConnectTimeout from None
        if isinstance(answer, OSError):
            raise UnreadableError(self._name, f"there is no server of the name {host}", "check the address")
        return answer


class _Timed(httpcore2.NetworkStream):
    """A connection that is used until a time is over, however slowly its other end speaks."""

    def __init__(self, stream: httpcore2.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as its base has them
        """Some bytes."""
        return self._stream.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send all of it."""
        self._stream.write(buffer, _left(self._until))

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """The same, in secret; the certificate must be one for the name that was asked for."""
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _left(self._until)), self._until)

    def get_extra_info(self, info: str) -> Any:
        """What the connection says of itself."""
        return self._stream.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout
    return left
