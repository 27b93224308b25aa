"""The command, and where it listens."""
from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.register import Register
from dragoman.web.serving import loopback, serve
from dragoman.web.site import Remembered


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
def test_this_machine_may_be_listened_on(host: str) -> None:
    try:
        assert loopback(host)
    except DragomanError as error:
        pytest.skip(str(error))  # a machine without IPv6


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.1", "10.0.0.1", "", " ", "::ffff:192.168.1.1", "no host.invalid"])  # noqa: S104
def test_any_other_address_is_refused_in_one_line(host: str) -> None:
    with pytest.raises(DragomanError, match=r"give --host 127\.0\.0\.1") as refused:
        loopback(host)
    assert "\n" not in str(refused.value)


def test_a_port_that_is_taken_is_refused_in_one_line(register: Register) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DragomanError, match="name another port"):
        serve(register, port=taken.getsockname()[1])


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
    for arguments, said in ((["--host", "0.0.0.0"], "other machines could read"), ([], "there is no register yet")):  # noqa: S104
        command = [sys.executable, "-m", "dragoman", "serve", "--register", str(tmp_path / "none.db"), *arguments]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 1
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


def test_what_is_remembered_is_made_anew_beside_the_answers() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return len(made)

    remembered = Remembered(make)
    assert remembered.get() == 1
    remembered._until = float("inf")
    assert remembered.get() == 1
    remembered._until = 0.0
    assert remembered.get() == 1  # nobody waits for the new one
    deadline = time.monotonic() + 10
    while remembered.get() == 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert remembered.get() >= 2


def test_a_value_that_cannot_be_made_is_asked_for_again() -> None:
    remembered = Remembered(lambda: 1 // len(failed))
    failed: list[int] = []
    with pytest.raises(ZeroDivisionError):
        remembered.get()
    failed.append(1)
    assert remembered.get() == 1
