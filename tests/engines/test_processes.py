"""Things are worked on by processes of their own, and come back in order; whatever kills one of them costs one thing."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis import Model
from dragoman.engines import cores, in_order
from dragoman.errors import DragomanError, ModelError
from tests.conftest import ROOT

MANY = 60
seen = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux which processes there are")


class Thing(NamedTuple):
    """A number, how long it takes, and what else happens."""

    number: int
    seconds: float = 0.0
    does: str = ""
    size: int = 1


def work(thing: Thing) -> tuple[int, int]:
    """The number, and which process says it."""
    time.sleep(thing.seconds)
    if thing.does == "die":
        os._exit(3)
    if thing.does == "fail":
        raise ModelError("it is damaged")
    return thing.number, os.getpid()


def cores_of_a_model(_: Thing) -> int:
    return Model.cores


def lost(thing: Thing) -> tuple[int, int]:
    return -thing.number, 0


def numbers(things: list[Thing], workers: int = 2) -> list[int]:
    return [number for number, _ in in_order(work, things, workers=workers, lost=lost)]


def test_results_come_in_the_order_of_the_things() -> None:
    things = [Thing(n, 0.03 if n % 7 == 0 else 0.0) for n in range(MANY)]
    assert numbers(things) == list(range(MANY))


def test_many_things_are_worked_on_by_as_many_processes_as_asked_for() -> None:
    pids = {pid for _, pid in in_order(work, [Thing(n, 0.05) for n in range(MANY)], workers=2, lost=lost)}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_a_few_things_need_no_process() -> None:
    assert {pid for _, pid in in_order(work, [Thing(n) for n in range(5)], workers=2, lost=lost)} == {os.getpid()}


def test_a_few_large_things_are_many() -> None:
    things = [Thing(n, size=3_000_000) for n in range(3)]
    assert os.getpid() not in {pid for _, pid in in_order(work, things, workers=2, lost=lost)}


@settings(max_examples=20)
@given(st.integers(0, MANY))
def test_one_worker_is_this_process(count: int) -> None:
    found = list(in_order(work, map(Thing, range(count)), workers=1, lost=lost))
    assert found == [(n, os.getpid()) for n in range(count)]


def test_no_number_of_workers_is_one_for_each_core() -> None:
    pids = {pid for _, pid in in_order(work, [Thing(n, 0.05) for n in range(MANY)], lost=lost)}
    assert len(pids) == min(cores(), 16)


def test_each_process_computes_on_one_core() -> None:
    assert set(in_order(cores_of_a_model, map(Thing, range(MANY)), workers=2, lost=lambda _: 0)) == {1}
    assert Model.cores == 0


def test_things_are_asked_for_as_they_are_needed() -> None:
    asked: list[int] = []

    def things() -> Iterator[Thing]:
        for n in range(2_000):
            asked.append(n)
            yield Thing(n)

    found = in_order(work, things(), workers=2, lost=lost)
    assert [number for number, _ in islice(found, 3)] == [0, 1, 2]
    found.close()
    assert len(asked) < 300


def test_large_things_are_not_held_by_the_hundred() -> None:
    asked: list[int] = []

    def things() -> Iterator[Thing]:
        for n in range(MANY):
            asked.append(n)
            yield Thing(n, size=20_000_000)

    found = in_order(work, things(), workers=2, lost=lost)
    next(found)
    found.close()
    assert len(asked) < 6


@pytest.mark.parametrize("deadly", [(0,), (3, 40)])
def test_a_thing_that_kills_its_process_is_the_only_one_lost(deadly: tuple[int, ...]) -> None:
    things = [Thing(n, does="die" if n in deadly else "") for n in range(MANY)]
    assert numbers(things) == [-n if n in deadly else n for n in range(MANY)]


def test_what_the_work_raises_is_raised_in_its_turn_and_ends_the_rest() -> None:
    found = in_order(work, [Thing(n, does="fail" if n == 30 else "") for n in range(MANY)], workers=2, lost=lost)
    assert [number for number, _ in islice(found, 30)] == list(range(30))
    with pytest.raises(ModelError, match="it is damaged"):
        next(found)
    assert list(found) == []


@seen
def test_processes_end_when_nobody_asks_for_more() -> None:
    found = in_order(work, [Thing(n, 0.01) for n in range(MANY)], workers=2, lost=lost)
    pids = {pid for _, pid in islice(found, 20)}
    found.close()
    assert [pid for pid in pids if _is_alive(pid)] == []


SCRIPT = """
from dragoman.engines import in_order
from tests.engines.test_processes import Thing, lost, work

if __name__ == "__main__":
    for _, pid in in_order(work, [Thing(n, 0.2) for n in range(600)], workers=2, lost=lost):
        print(pid, flush=True)
"""


@seen
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_processes_end_with_the_one_that_started_them(sign: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}) as running:
        assert running.stdout
        pids = {int(running.stdout.readline()) for _ in range(4)}
        running.send_signal(sign)
        running.communicate(timeout=20)
    until = time.monotonic() + 10
    while any(map(_is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in pids if _is_alive(pid)] == []


def test_a_script_that_may_not_be_loaded_again_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT.replace('if __name__ == "__main__":', "if True:"), encoding="utf-8")
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60,
                         env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert "no further processes can be started here" in ran.stderr


def test_errors_come_back_whole() -> None:
    with pytest.raises(DragomanError) as caught:
        list(in_order(work, [Thing(n, does="fail") for n in range(MANY)], workers=2, lost=lost))
    assert str(caught.value) == "it is damaged"


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
