"""How far a run has got, for whoever waits at a terminal."""
from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")
PATIENCE = 1.0  # seconds that may pass before progress is shown


def watched(items: Iterable[T]) -> Iterator[T]:
    """The items as they come; after a second their count is shown on standard error, if that is a terminal.

    Nothing is shown where the results themselves go to a terminal: they say how far the run has got, and a moving line would tear them.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} documents"), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task, began = progress.add_task("reading", total=None), time.monotonic()
    try:
        for item in items:
            progress.advance(task)
            if time.monotonic() - began > PATIENCE:
                progress.start()
            yield item
    finally:
        progress.stop()


@contextmanager
def awaited(what: str) -> Iterator[None]:
    """Say on standard error what is being done, if that is a terminal and it is not done within a second."""
    if not sys.stderr.isatty():
        yield
        return
    status = Console(stderr=True).status(what)
    timer = Timer(PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # it may just have begun
        status.stop()
