"""Workers that read nothing, and so do at once what a text tells them: end, hang, or give a document without records."""
from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from dragoman.document import Document
from dragoman.records import Reading
from dragoman.web.fetching import Net
from dragoman.web.jobs import Limits, worker

DEADLINE = 60.0  # seconds after which something that does not come is given up


def local_net() -> Net:
    """A network in which every name is this machine's, and public, on whatever port."""
    return Net(resolve=lambda *_: ["127.0.0.1"], public=lambda _: True, ports=frozenset(range(1, 2**16)))


def pretend(document: Document, *more: Any) -> Reading:
    """Do what the text says."""
    if "KILL" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in document.text:
        threading.Event().wait()
    return Reading.of(document, ())


def plain(location: str | Path, name: str, limits: Limits, pipe: Connection) -> None:
    """A worker's process that gives documents without records."""
    worker.attempt = lambda document, *_: Reading.of(document, ())  # type: ignore[assignment]
    worker.run(location, name, limits, pipe)


def pretending(location: str | Path, name: str, limits: Limits, pipe: Connection) -> None:
    """A worker's process that pretends to read."""
    worker.attempt = pretend  # type: ignore[assignment]
    worker.run(location, name, limits, pipe, local_net)


def reading(location: str | Path, name: str, limits: Limits, pipe: Connection) -> None:
    """A worker's process that reads, and fetches from this machine."""
    worker.run(location, name, limits, pipe, local_net)


def until(happens: Callable[[], Any]) -> Any:
    """What a condition gives once it is true."""
    ends = time.monotonic() + DEADLINE
    while not (came := happens()):
        assert time.monotonic() < ends, "it did not come"
        time.sleep(0.02)
    return came
