"""A function applied to many things at a time, by processes of their own; what it gives comes in the order of the things.

Each process computes on one core. They end when the one that started them does, however that ends.
"""
from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from multiprocessing.connection import Connection
from typing import Generic, Protocol, TypeVar

from dragoman.analysis import Model
from dragoman.errors import DragomanError

_FEW = 32  # things that one process has done by the time at which others have started
_SMALL = 4_000_000  # bytes of such things
_MOST = 16  # processes, unless more are asked for: whoever stores what they give keeps up with no more
_AHEAD = 256  # things that are given out before what they come to is asked for: work for the time in which their taker does something else
_HELD = 64_000_000  # bytes of them


class _Sized(Protocol):
    @property
    def size(self) -> int:
        """About how many bytes it has."""


T = TypeVar("T", bound=_Sized)
R = TypeVar("R")


def in_order(work: Callable[[T], R], things: Iterable[T], *, workers: int = 0, lost: Callable[[T], R]) -> Iterator[R]:
    """What the function gives for each thing, in turn, from so many processes; 0: one on each core, 16 at most.

    `lost` says it of a thing that ends the process that works on it. What the function raises is raised here, and ends the rest. Function,
    things and what comes of them are pickled; but for a few things no process is started.
    """
    rest, workers = iter(things), workers or min(cores(), _MOST)
    first = [] if workers == 1 else _few(rest)
    whole = chain(first, rest)
    if len(first) < _FEW and sum(thing.size for thing in first) < _SMALL:
        yield from map(work, whole)
        return
    crew = _Crew(work, workers, lost)
    try:
        for thing in whole:
            crew.give(thing)
            while crew.is_busy:
                yield crew.take()
        while crew.waiting:
            yield crew.take()
    finally:
        crew.dismiss()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _few(things: Iterator[T]) -> list[T]:
    """So many of the things that it is worth it to start processes for them; all where there are fewer."""
    first, size = list[T](), 0
    for thing in things:
        first.append(thing)
        size += thing.size
        if len(first) == _FEW or size >= _SMALL:
            break
    return first


class _Crew(Generic[T, R]):
    """Processes, and what they were given that has not been taken back yet."""

    def __init__(self, work: Callable[[T], R], workers: int, lost: Callable[[T], R]) -> None:
        self._work, self._workers, self._lost = work, workers, lost
        self._context = multiprocessing.get_context("spawn")
        self._heard, self._held = self._context.Pipe(duplex=False)
        self._pool = self._start(workers)
        self.waiting: deque[tuple[T, Future[R]]] = deque()
        self._bytes = 0

    @property
    def is_busy(self) -> bool:
        """Whether something should be taken before more is given."""
        return len(self.waiting) > _AHEAD or self._bytes > _HELD

    def give(self, thing: T) -> None:
        """Have something worked on."""
        self._bytes += thing.size
        self.waiting.append((thing, self._submit(thing)))

    def take(self) -> R:
        """What has come of the thing that was given first."""
        thing, future = self.waiting.popleft()
        self._bytes -= thing.size
        try:
            return future.result()
        except BrokenProcessPool:
            return self._again(thing)

    def dismiss(self) -> None:
        """End the processes at once."""
        self._held.close()
        self._pool.shutdown(cancel_futures=True)
        self._heard.close()

    def _again(self, thing: T) -> R:
        """A process has died, and nobody knows over which thing: try the first one alone, and give the others out again."""
        wait([future for _, future in self.waiting])
        self._pool.shutdown()
        with self._start(1) as alone:
            _check(alone)
            try:
                found = alone.submit(self._work, thing).result()
            except BrokenProcessPool:
                found = self._lost(thing)
        self._pool = self._start(self._workers)
        self.waiting = deque((other, future if _is_done(future) else self._submit(other)) for other, future in self.waiting)
        return found

    def _submit(self, thing: T) -> Future[R]:
        try:
            with _undisturbed():
                return self._pool.submit(self._work, thing)
        except BrokenProcessPool as error:  # by a thing that was given earlier: it is tried again once its turn has come
            failed: Future[R] = Future()
            failed.set_exception(error)
            return failed

    def _start(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, self._context, _begin, (self._heard,))


def _check(pool: ProcessPoolExecutor) -> None:
    """A DragomanError where no process can be started, whatever is to be done."""
    try:
        with _undisturbed():
            begun = pool.submit(os.getpid)
        begun.result()
    except BrokenProcessPool as error:
        mend = "do all with one worker, or, in a script of your own, begin under `if __name__ == \"__main__\":`"
        raise DragomanError(f"no further processes can be started here; {mend}") from error


def _is_done(future: Future[R]) -> bool:
    return not isinstance(future.exception(), BrokenProcessPool)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let processes that are started in it leave Ctrl-C to this one, from their first moment on; this one hears of it afterwards.

    A signal that is blocked here may still come to another thread, and Python takes it to the main one.
    """
    heard, here = list[int](), threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number)) if here else None
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if here:
            signal.signal(signal.SIGINT, before)
        if heard:
            signal.raise_signal(signal.SIGINT)


def _begin(held: Connection) -> None:
    """In a new process: leave Ctrl-C to the one that started it, and go when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_listen, args=(held,), daemon=True).start()
    Model.cores = 1


def _listen(held: Connection) -> None:
    try:
        held.recv()
    except (EOFError, OSError):
        os._exit(0)
