"""The process that reads: started, watched, replaced, and gone with its server."""
from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from dragoman.register import Register
from dragoman.register.jobs import Given, Job, Outcome
from dragoman.web.jobs import LIMITS, Supervisor
from tests.web.workers import plain, pretending, until

SERVER = """
import sys
from dragoman.register import Register
from dragoman.web.jobs import Supervisor
from tests.web.workers import pretending

if __name__ == "__main__":
    with Register.open(sys.argv[1]) as register, Supervisor(register, work=pretending):
        sys.stdin.read()
"""


@pytest.fixture
def register(tmp_path: Path, blank: Path) -> Iterator[Register]:
    with Register.open(shutil.copy(blank, tmp_path / "register.db")) as made:
        yield made


def give(register: Register, *texts: str) -> int:
    return register.jobs().add("ann", [Given(f"{text}.txt", f"The text is {text}.".encode()) for text in texts])


def ended(register: Register, number: int) -> Job:
    """The job, once it has ended."""
    def job() -> Job | None:
        found = register.jobs().job(number)
        return found if found.ended else None

    return until(job)


def outcomes(register: Register, number: int) -> list[Outcome]:
    return register.jobs().outcomes(number, 100)


def test_a_document_that_ends_the_process_or_hangs_stops_no_other(register: Register) -> None:
    with Supervisor(register, replace(LIMITS, seconds=1), pretending) as supervisor:
        number = give(register, "good", "KILL", "HANG", "fine")
        supervisor.wake()
        assert ended(register, number).state == "done"
    came = {one.name: one.reason for one in outcomes(register, number)}
    assert came == {"good.txt": None, "fine.txt": None, "KILL.txt": "was set aside: has ended the program that reads (signal 9)",
                    "HANG.txt": "was set aside: took longer than 1 seconds"}


def test_a_cancelled_job_is_dropped_in_the_middle_and_the_next_is_read(register: Register) -> None:
    with Supervisor(register, work=pretending) as supervisor:
        first, second = give(register, "HANG"), give(register, "good")
        supervisor.wake()
        until(lambda: register.jobs().job(first).now)
        for worker in register.jobs().cancel(first):
            supervisor.drop(worker)
        assert ended(register, second).documents == 1
        process = supervisor.process
    assert (register.jobs().job(first).state, outcomes(register, first)) == ("cancelled", [])
    assert process
    assert not process.is_alive()  # it has gone with its supervisor


def test_a_worker_waits_for_more_and_goes_when_it_has_waited_long(register: Register) -> None:
    with Supervisor(register, work=pretending, linger=2.0) as supervisor:
        workers = []
        for _ in range(2):
            number = give(register, "good")
            supervisor.wake()
            ended(register, number)
            workers.append(supervisor.process)
        assert workers[0] is workers[1] is not None
        until(lambda: supervisor.process is None)


def test_what_a_server_leaves_behind_when_it_is_killed_is_taken_up_by_the_next(register: Register, tmp_path: Path) -> None:
    number = give(register, "good", "HANG", "fine")
    program = tmp_path / "server.py"
    program.write_text(SERVER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(program), str(register.location)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as server:
        until(lambda: register.jobs().job(number).now == "HANG.txt")
        workers = psutil.Process(server.pid).children(recursive=True)
        server.kill()
    assert workers
    _, alive = psutil.wait_procs(workers, timeout=30)
    assert alive == []  # no orphan goes on
    before = outcomes(register, number)
    assert [one.name for one in before] == ["good.txt"]
    with Supervisor(register, work=plain):
        job = ended(register, number)
    assert (job.state, job.resumed) == ("done", 1)
    after = outcomes(register, number)
    assert after[0] == before[0]
    assert [bool(one.document) for one in after] == [True, True, True]


@contextmanager
def served(path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command that serves a register, and its address."""
    command = [sys.executable, "-m", "dragoman", "serve", "--register", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr
            yield server, server.stderr.readline().partition(" at ")[2].partition(" ")[0]
        finally:
            server.kill()


def end(server: subprocess.Popen[str]) -> None:
    """End a server as a system ends it."""
    workers = psutil.Process(server.pid).children(recursive=True)
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    assert psutil.wait_procs(workers, timeout=30)[1] == []
    assert server.stderr
    assert "Traceback" not in server.stderr.read()


def test_a_server_that_is_ended_leaves_no_process_and_the_next_goes_on(tmp_path: Path) -> None:
    """The whole of it, as people run it: the command, the API, a text that is read while the server is ended."""
    path = tmp_path / "register.db"
    Register.open(path).close()
    text = "The foreign ministers of Estonia and Finland met in Tallinn on Sunday."
    with served(path) as (server, address):
        asked = urllib.request.Request(  # noqa: S310 - the server's own
            f"{address}api/v1/jobs", json.dumps({"text": text}).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
            assert (answer.status, json.load(answer)["number"]) == (202, 1)
        until(psutil.Process(server.pid).children)
        end(server)
    with served(path) as (server, _), Register.open(path) as register:
        assert ended(register, 1).documents == 1
        end(server)
