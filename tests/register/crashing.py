"""Run as a program: a writer that is killed again and again, and what is left of its register each time.

    python -m tests.register.crashing moments NUMBER LOCATION…    killed at as many moments, drawn at random
    python -m tests.register.crashing commits LOCATION…           killed before and after each commit
    python -m tests.register.crashing together NUMBER LOCATION    as many writers at once, not killed

A register is made at each LOCATION in turn, and written to until it is whole. Prints a line for each fault that is found in between, and at
last how many writers were killed. It forks, which a test runner with threads of its own should not.
"""
from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman.records import Reading
from dragoman.register import Register
from tests.register.support import agreement, meeting, reading_of, statement

DOCUMENTS = 12


def series() -> list[Reading]:
    """Documents that tell the same facts in part."""
    promise = {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "action": "sign", "deadline": "by June"}
    found = []
    for n in range(DOCUMENTS):
        told = (meeting("EST", "FIN", date=f"2031-05-{1 + n % 4:02}"), promise, statement("EST"),
                agreement(f"matter {n % 3}", "signed" if n % 2 else "negotiating"))
        found.append(reading_of(*told, document_id=f"d{n:02}", text=f"Ministers met, number {n}.", published=f"2031-05-{5 + n:02}"))
    return found


def write(location: str, told: int, commit: int | None = None, *, after: bool = False) -> None:
    """Store the documents, tell the number of each that is stored, and make the facts now and then.

    With a `commit`, die at that one: just before it, or as soon as it is done.
    """
    with Register.open(location) as register:
        if commit is not None:
            _arm(register, commit, after=after)
        for n, reading in enumerate(series()):
            register.add(reading)
            os.write(told, bytes([n]))
            if n % 4 == 3:
                register.settle()


def _arm(register: Register, commit: int, *, after: bool) -> None:
    dialect, seen = register._engine.dialect, 0
    really = dialect.do_commit

    def do_commit(connection: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == commit and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        really(connection)
        if seen == commit and after:
            os.kill(os.getpid(), signal.SIGKILL)

    dialect.do_commit = do_commit  # type: ignore[method-assign] # in this process, which is to die


def child(work: Callable[[int], None]) -> tuple[int, int]:
    """A process that does the work; its id, and the end of the pipe on which it tells what it has stored."""
    here, there = os.pipe()
    pid = os.fork()
    if pid:
        os.close(there)
        return pid, here
    try:
        os.close(here)
        work(there)
    finally:
        os._exit(0)


def ended(pid: int, here: int) -> list[int]:
    """What the process had told when it ended."""
    os.waitpid(pid, 0)
    told = list(os.read(here, 1000))
    os.close(here)
    return told


def faults(location: str, told: Sequence[int]) -> list[str]:
    """What is wrong with the register of a writer that had told so much."""
    readings = series()
    with Register.open(location) as register:
        view = register.view()
        found = {row.id: view.reading(row.id) for row in view.documents()}
        missing = [f"lost {readings[n].id}" for n in told if readings[n].id not in found]
        halves = [f"half of {reading.id}" for reading in readings if reading.id in found and found[reading.id] != reading]
        return [*missing, *halves, *register.verify().faults]


def facts_of(location: str) -> list[str]:
    """All facts of a register, byte for byte."""
    with Register.open(location) as register:
        return [fact.canonical() for fact in register.view().facts()]


def whole() -> list[str]:
    """The facts of a register that nobody disturbed."""
    with TemporaryDirectory() as folder:
        write(str(Path(folder) / "whole.db"), os.open(os.devnull, os.O_WRONLY))
        return facts_of(str(Path(folder) / "whole.db"))


def moments(number: int, locations: Sequence[str]) -> int:
    """Kill writers at random moments, `number` times in all; a register that has become whole is left for the next one."""
    chance, expected, killed = random.Random(7), whole(), 0
    rounds = -(-number // len(locations))
    for location in locations:
        for _ in range(rounds):
            pid, here = child(lambda told, location=location: write(location, told))
            time.sleep(chance.uniform(0, 0.25))
            os.kill(pid, signal.SIGKILL)
            report(faults(location, ended(pid, here)))
            killed += 1
        finish(location, expected)
    return killed


def commits(locations: Sequence[str]) -> int:
    """Kill writers before and after each commit in turn, each on a register of its own, until one gets through."""
    expected, killed = whole(), 0
    for n, location in enumerate(locations):
        pid, here = child(lambda told, location=location, n=n: write(location, told, n // 2 + 1, after=bool(n % 2)))
        told = ended(pid, here)
        report(faults(location, told))
        finish(location, expected)
        if len(told) == DOCUMENTS and n % 2:
            return killed
        killed += 1
    report([f"{len(locations)} registers were too few for all commits"])
    return killed


def together(number: int, location: str) -> int:
    """Several writers at once: the facts are those of one."""
    Register.open(location).close()
    for pid, here in [child(lambda told: write(location, told)) for _ in range(number)]:
        if len(ended(pid, here)) != DOCUMENTS:
            report(["a writer did not get through"])
    finish(location, whole())
    return 0


def finish(location: str, expected: Sequence[str]) -> None:
    """Run again, undisturbed: the facts must be the same."""
    write(location, os.open(os.devnull, os.O_WRONLY))
    report(faults(location, range(DOCUMENTS)))
    if facts_of(location) != expected:
        report([f"{location}: other facts than those of a writer that nobody disturbed"])


def report(found: Sequence[str]) -> None:
    """Print faults."""
    for fault in found:
        print(f"fault: {fault}", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["moments", number, *where]:
            print(f"killed {moments(int(number), where)}")
        case ["commits", *where]:
            print(f"killed {commits(where)}")
        case ["together", number, place]:
            print(f"killed {together(int(number), place)}")
