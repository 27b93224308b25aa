"""The command, and where it listens."""
from __future__ import annotations

import gc
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp

from dragoman.errors import DragomanError
from dragoman.register import Register
from dragoman.web import prompting, serving
from dragoman.web.placing import Place, Reach
from dragoman.web.serving import serve
from tests.web.support import HOST, Team


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
def test_this_machine_may_be_listened_on(host: str) -> None:
    try:
        assert Place(host, Reach()).local
    except DragomanError as error:
        pytest.skip(str(error))  # a machine without IPv6


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "10.0.0.1", "", " ", "::ffff:192.168.1.1", "no host.invalid"])  # noqa: S104
def test_any_other_address_is_refused_in_one_line_without_accounts(register: Register, host: str) -> None:
    with pytest.raises(DragomanError, match=r"give --host 127\.0\.0\.1") as refused:
        serve(register, host)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("reach", [Reach(names=("register.example.org",)), Reach(proxy="127.0.0.1")])
def test_a_server_on_this_machine_that_others_are_led_to_needs_accounts_too(register: Register, reach: Reach) -> None:
    with pytest.raises(DragomanError, match="dragoman account add NAME --role admin"):
        serve(register, reach=reach)


def test_a_port_that_is_taken_is_refused_in_one_line(register: Register) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DragomanError, match="name another port"):
        serve(register, port=taken.getsockname()[1])


@contextmanager
def running(place: Place, app: ASGIApp) -> Iterator[int]:
    """A server in a thread; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(serving._settings(place, app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def asked(port: int, *parts: str) -> str:
    """What a server answers to a request, which is sent part by part, the next once there is an answer, until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        received = b""
        for part in parts:
            connection.sendall(part.encode())
            received += connection.recv(65_536)
        return (received + b"".join(iter(lambda: connection.recv(65_536), b""))).decode()


def test_a_connection_that_trickles_is_closed(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompting, "PATIENCE", 0.2)
    whole = f"GET /about HTTP/1.1\r\nHost: {HOST}\r\n\r\n"
    with running(Place("127.0.0.1", Reach()), team.app) as port:
        assert asked(port, "") == ""
        assert asked(port, whole[:20]) == ""
        assert asked(port, whole, whole[:20]).startswith("HTTP/1.1 303 ")  # the second request never comes
        others = [socket.create_connection(("127.0.0.1", port)) for _ in range(300)]
        assert "HTTP/1.1 303 " in asked(port, whole.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
        for other in others:
            other.close()


def test_only_the_named_proxy_is_believed_when_it_says_who_asks(team: Team) -> None:
    forwarded = f"Host: {HOST}\r\nX-Forwarded-For: 127.0.0.1, 198.51.100.7\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n"
    for proxy, address in (("127.0.0.1", "198.51.100.7"), ("203.0.113.1", "127.0.0.1")):
        with running(Place("127.0.0.1", Reach((HOST,), proxy)), team.app) as port:
            page = asked(port, f"GET /sign-in HTTP/1.1\r\n{forwarded}\r\n")
            assert ("strict-transport-security" in page) == (address != "127.0.0.1")
            token = page.partition('name="form-token" content="')[2][:64]
            form = f"name=Ada&password=wrong&form_token={token}"
            kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n"
            assert asked(port, f"POST /sign-in HTTP/1.1\r\n{forwarded}{kind}\r\n{form}").startswith("HTTP/1.1 403 ")
        assert team.accounts.audit.entries(1)[0].address == address


@pytest.mark.parametrize(("host", "reach", "url", "exposed"), [
    ("127.0.0.1", Reach(), "http://127.0.0.1:80/", False), ("127.0.0.1", Reach((HOST,), "127.0.0.1"), f"https://{HOST}/", False),
    ("0.0.0.0", Reach((HOST,)), f"http://{HOST}:80/", True),  # noqa: S104
    ("0.0.0.0", Reach((HOST,), certificate=Path("c.pem")), f"https://{HOST}:80/", False)])  # noqa: S104
def test_what_is_opened_and_whether_others_can_listen_in(host: str, reach: Reach, url: str, exposed: bool) -> None:
    place = Place(host, reach)
    assert (place.url(80), place.exposed) == (url, exposed)


@pytest.mark.parametrize(("told", "said"), [
    ({"names": ("https://register.example.org",)}, "https://register.example.org: no host name"),
    ({"names": ("",)}, "--name: no host name"), ({"names": ("register.example.org:80",)}, "give one alone"),
    ({"proxy": "*"}, "no address"), ({"proxy": ""}, "no address"),
    ({"proxy": "proxy.example.org"}, "no address; give that of the proxy"), ({"key": Path("k.pem")}, "a key without a certificate")])
def test_a_way_to_it_that_is_none_is_refused(told: Any, said: str) -> None:
    with pytest.raises(DragomanError, match=re.escape(said)):
        Reach(**told)


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_a_certificate_that_cannot_be_read_is_refused_in_one_line(team: Team, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "certificate.pem"
    if content:
        path.write_bytes(content)
    with pytest.raises(DragomanError, match=r"certificate\.pem: no certificate with its key can be read .*give PEM files") as refused:
        serve(team.register, port=0, reach=Reach(certificate=path, key=path))
    assert "\n" not in str(refused.value)


def test_the_command_serves_until_it_is_ended(tmp_path: Path) -> None:
    Register.open(tmp_path / "register.db").close()
    command = [sys.executable, "-m", "dragoman", "serve", "--register", str(tmp_path / "register.db"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        line = running.stderr.readline()
        try:
            address = line.partition(" at ")[2].partition(" ")[0]
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - the server's own
                assert "The register is empty" in answer.read().decode()
        finally:
            running.terminate()
            rest = running.stderr.read()
    assert "Traceback" not in rest


def test_the_command_refuses_other_hosts_and_absent_registers(tmp_path: Path) -> None:
    Register.open(tmp_path / "empty.db").close()
    for name, host, said in (("empty.db", "0.0.0.0", "other machines could read"), ("none.db", "::1", "there is no register yet")):  # noqa: S104
        command = [sys.executable, "-m", "dragoman", "serve", "--register", str(tmp_path / name), "--host", host]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 1
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


def test_what_the_program_is_made_of_is_not_looked_through_for_garbage(register: Register) -> None:
    seen: list[int] = []

    def ready(_: str) -> None:
        seen.append(gc.get_freeze_count())
        raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            serve(register, port=0, ready=ready)
        assert seen[0] > 10_000
    finally:
        gc.unfreeze()
