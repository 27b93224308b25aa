"""Starts the process that reads, watches it, and starts another one where it fails."""
from __future__ import annotations

import logging
import multiprocessing
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from math import inf
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.context import SpawnProcess
from typing import NamedTuple, Self

from dragoman.errors import DragomanError
from dragoman.register import Register
from dragoman.web.jobs.limits import LIMITS, Limits
from dragoman.web.jobs.worker import LATER, run

_LINGER = 120.0  # seconds that an idle worker stays, with the model in its memory
_STARTING = 120.0  # seconds until a worker has said its first word
_PAUSE = 5.0  # seconds before the next try where a worker could not begin
_log = logging.getLogger(__name__)


class _End(NamedTuple):
    """How a worker has ended. `fault`: what its document did, None where it has done nothing.

    `again`: whether to try the document once more; `pause`: whether to wait before the next worker.
    """

    fault: str | None = None
    again: bool = True
    pause: bool = False


class Supervisor:
    """Has the jobs of a register read by one process at a time, from `start` to `stop`, or in a `with` block."""

    def __init__(self, register: Register, limits: Limits = LIMITS, work: Callable[..., None] = run, linger: float = _LINGER) -> None:
        self._register, self._limits, self._work, self._linger = register, limits, work, linger
        self._jobs = register.jobs()
        self._ringing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = False
        self.process: SpawnProcess | None = None  # that reads now

    def start(self) -> None:
        """Take up what a server before this one has left, and read whatever comes."""
        self._heard, self._bell = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._run, name="reading in", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is something to read."""
        self._ring("wake")

    def drop(self, worker: str) -> None:
        """What the worker of this name reads is no longer wanted."""
        self._ring(worker)

    def stop(self) -> None:
        """End at once: what is in hand will be read by the next server."""
        if self._thread is not None:
            self._stopping = True
            self._ring("stop")
            self._thread.join()
            self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def _ring(self, word: str) -> None:
        if self._thread is not None:
            with self._ringing:
                self._bell.send(word)

    def _run(self) -> None:
        orderly = False
        while not self._stopping:
            try:
                if not orderly:
                    self._jobs.take_up()
                    orderly = True
                if self._jobs.any_wait():
                    self._one_worker()
                else:
                    self._pause(None)
            except (DragomanError, OSError) as error:
                orderly = False
                _log.warning("reading in: %s", error)
                self._pause(_PAUSE)

    def _pause(self, seconds: float | None) -> None:
        """Wait for a word, or for so many seconds."""
        if self._heard.poll(seconds):
            self._heard.recv()

    def _one_worker(self) -> None:
        """The life of one worker, and what follows from its end."""
        context, name = multiprocessing.get_context("spawn"), secrets.token_hex(8)
        here, there = context.Pipe()
        arguments = (self._register.location, name, self._limits, there)
        self.process = process = context.Process(target=self._work, args=arguments, daemon=True)
        try:
            process.start()
            there.close()
            end = self._watch(process, here, name)
        finally:
            here.close()
            process.kill()
            process.join()
            self.process = None
        if end.fault is None:
            self._register.work(name).let_go()
        else:
            _log.warning("reading in: a document %s", end.fault)
            self._register.work(name).failed(end.fault, again=end.again)
        if end.pause:
            self._pause(_PAUSE)

    def _watch(self, process: SpawnProcess, pipe: Connection, name: str) -> _End:
        """Until the worker ends, or has to."""
        until, said = time.monotonic() + _STARTING, ""
        while True:
            ready = wait([self._heard, pipe, process.sentinel], None if until == inf else max(0.0, until - time.monotonic()))
            if self._heard in ready:
                if self._heard.recv() in (name, "stop"):
                    return _End()
                if said == "idle":
                    said, until = self._send_on(pipe)
            elif pipe in ready and (heard := _word(pipe)):
                said, until = self._send_on(pipe) if heard == "idle" and self._jobs.any_wait() else (heard, self._until(heard))
            elif ready:
                process.join()
                return _ended(process.exitcode or 0, said)
            elif said == "idle":
                return _End()
            else:
                return _End(f"took longer than {self._limits.seconds:g} seconds", again=False)

    def _send_on(self, pipe: Connection) -> tuple[str, float]:
        with suppress(OSError):  # it has just ended: the next wait tells
            pipe.send("more")
        return "more", self._until("more")

    def _until(self, said: str) -> float:
        """Until when a worker that has said so may stay silent."""
        return inf if said == "settling" else time.monotonic() + (self._linger if said == "idle" else self._limits.seconds)


def _word(pipe: Connection) -> str:
    """What the worker says; "" where it has ended."""
    try:
        return str(pipe.recv())
    except (EOFError, OSError):
        return ""


def _ended(code: int, said: str) -> _End:
    if code in (0, LATER) or said not in ("begun", "more"):
        return _End(pause=True)  # it is no document's doing
    return _End(f"has ended the program that reads ({f'signal {-code}' if code < 0 else f'exit code {code}'})")
