"""What a client makes of servers that fail, lie, wait or are none."""
from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dragoman.document import Document
from dragoman.errors import AccountError, BusyError, ConflictError, DragomanError, QuestionError, ReadOnlyError, RegisterError, UnknownError
from dragoman.records import Reading
from dragoman.register import Register

GREETING = {"name": "Dragoman", "interface": 1, "you": {"name": "kim"}}
PROBLEM = "application/problem+json"


class Said(NamedTuple):
    """An answer of the stand-in."""

    status: int = 200
    body: Any = None
    media: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


class StandIn:
    """A server that says what it was told to say: each path's answers in turn, the last one again and again."""

    def __init__(self, **answers: list[Said]) -> None:
        self.answers = {"/api/v1/": [Said(body=GREETING)], **{f"/api/v1/{path}": said for path, said in answers.items()}}
        self.asked: list[tuple[str, str, str | None]] = []

    def answer(self, method: str, path: str, token: str | None) -> Said:
        """What it says next."""
        self.asked.append((method, path, token))
        said = self.answers[path.partition("?")[0]]
        return said.pop(0) if len(said) > 1 else said[0]


@contextmanager
def standing_in(stand_in: StandIn, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Where it listens."""
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            said = stand_in.answer(self.command, self.path, self.headers.get("Authorization"))
            body = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
            self.send_response(said.status)
            for name, value in (("Content-Type", said.media), ("Content-Length", str(len(body))), *said.headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http{'s' if context else ''}://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def _problem(status: int, detail: str, *headers: tuple[str, str]) -> Said:
    return Said(status, {"type": "about:blank", "title": "", "status": status, "detail": detail}, PROBLEM, headers)


@pytest.mark.parametrize(("said", "kind", "words"), [
    (_problem(400, "x: not a date"), QuestionError, r"^x: not a date$"),
    (_problem(401, "Sign in first."), AccountError, r"Sign in first; give a token that holds \(on the command line, in DRAGOMAN_TOKEN\)"),
    (_problem(403, "Not for you."), ReadOnlyError, r"^http://127\.0\.0\.1:\d+/: Not for you\.$"),
    (_problem(404, "f-1: no such fact"), UnknownError, r"^f-1: no such fact$"),
    (_problem(409, "somebody else"), ConflictError, r"^somebody else$"),
    (_problem(413, "Too much."), RegisterError, r"Too much\."),
    (_problem(500, "The fault is the program's."), RegisterError, r"The fault is the program's\."),
    (Said(502, b"<html>", "text/html"), BusyError, r"does not answer now \(HTTP 502\); try again in a while"),
    (Said(200, b"<html>", "text/html"), RegisterError, r"no Dragoman answers there \(HTTP 200\)"),
    (Said(404, b"nothing", "text/plain"), RegisterError, r"no Dragoman answers there \(HTTP 404\)"),
    (Said(200, b"{", "application/json"), RegisterError, r"no Dragoman answers there"),
    (Said(200, {"name": "Other"}), RegisterError, r"no Dragoman answers there"),
    (Said(200, ["Dragoman"]), RegisterError, r"no Dragoman answers there"),
    (Said(200, {**GREETING, "interface": 0}), RegisterError, r"runs an older Dragoman"),
    (Said(200, {"name": "Dragoman"}), RegisterError, r"answers in a form that this Dragoman does not know"),
    (Said(307, b"", "text/plain", (("Location", "https://elsewhere.example/"),)), RegisterError, r"has moved to https://elsewhere\.example/"),
])
def test_what_a_server_says_is_an_error_in_one_line(said: Said, kind: type[DragomanError], words: str) -> None:
    stand_in = StandIn()
    stand_in.answers["/api/v1/"] = [said]
    with standing_in(stand_in) as address, pytest.raises(kind, match=words) as refused:
        Register.open(address)
    assert "\n" not in str(refused.value)
    assert type(refused.value) is kind


def test_a_busy_server_is_asked_again_when_it_says_so() -> None:
    busy = _problem(503, "The register is busy.", ("Retry-After", "0"))
    stand_in = StandIn(stats=[busy, _problem(429, "You ask too often.", ("Retry-After", "0")), Said(body={"waiting": 3})])
    with standing_in(stand_in) as address, Register.open(address) as there:
        assert there.view().waiting() == 3
    assert len(stand_in.asked) == 4


def test_a_server_that_stays_busy_is_given_up() -> None:
    stand_in = StandIn(stats=[_problem(503, "The register is busy.", ("Retry-After", "0"))])
    with standing_in(stand_in) as address, Register.open(address) as there, pytest.raises(BusyError, match="The register is busy"):
        there.view().waiting()


def test_nothing_is_changed_twice() -> None:
    stand_in = StandIn(documents=[_problem(503, "The register is busy.", ("Retry-After", "0"))])
    with standing_in(stand_in) as address, Register.open(address) as there, pytest.raises(BusyError):
        there.add(Reading.of(Document(id="a", text="b"), ()))
    assert [method for method, _, _ in stand_in.asked] == ["GET", "POST"]


def test_a_server_that_hangs_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(RegisterError, match=r"does not answer within 0\.1 seconds"):
            Register.open(f"http://127.0.0.1:{silent.getsockname()[1]}/", wait=0.1)
        assert time.monotonic() - began < 10


def test_nobody_there_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(RegisterError, match="cannot be reached; see that the address is right"):
        Register.open(f"http://127.0.0.1:{port}/")


def test_the_token_goes_with_each_request_and_to_nobody_else() -> None:
    stand_in = StandIn(stats=[Said(307, b"", "text/plain", (("Location", "http://127.0.0.1:1/"),))])
    token = " dragoman_x\n"  # noqa: S105 - it opens nothing
    with standing_in(stand_in) as address, Register.open(address, token=token) as there, pytest.raises(RegisterError, match="has moved"):
        there.view().waiting()
    assert {token for _, _, token in stand_in.asked} == {"Bearer dragoman_x"}


@pytest.mark.parametrize("spoil", [
    lambda document: document | {"text": "another text"},
    lambda document: {name: value for name, value in document.items() if name != "sha256"},
    lambda document: document | {"records": [{"id": "r-1", "fact": None, "type": "meeting"}]},
])
def test_a_document_that_is_not_what_it_was_is_refused(spoil: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    document = Document(id="a", text="a text")
    told = {**document.model_dump(mode="json"), "sha256": document.sha256, "records": []}
    stand_in = StandIn(**{"documents/a": [Said(body=told), Said(body=spoil(told))]})
    with standing_in(stand_in) as address, Register.open(address) as there:
        assert there.view().reading("a") == Reading.of(document, ())
        with pytest.raises(RegisterError, match="answers in a form that this Dragoman does not know"):
            there.view().reading("a")


def test_a_list_without_an_end_is_given_up() -> None:
    stand_in = StandIn(documents=[Said(body={"items": [], "next": "x"})])
    with standing_in(stand_in) as address, Register.open(address) as there, pytest.raises(RegisterError, match="again and again"):
        there.view().documents()


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl, to make a certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
               "-keyout", key, "-out", certificate, "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with standing_in(StandIn(), context) as address:
        with pytest.raises(RegisterError, match="its certificate is not to be trusted"):
            Register.open(address)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        Register.open(address).close()


def test_what_speaks_no_tls_is_said_so() -> None:
    with standing_in(StandIn()) as address, pytest.raises(RegisterError, match="speaks no TLS"):
        Register.open(address.replace("http:", "https:"))


@pytest.mark.parametrize("address", [
    "http://register.example/", "https://", "https:///x", "https://host/other", "https://host/?a=b", "https://host/#x", "https://host:port/",
    "https://me:hunter2@host/", "https://[::1/", "http://127.0.0.1.example/"])
def test_an_address_that_is_none_or_not_safe_is_refused(address: str) -> None:
    with pytest.raises(RegisterError, match="give it as https://") as refused:
        Register.open(address)
    assert "hunter2" not in str(refused.value)
