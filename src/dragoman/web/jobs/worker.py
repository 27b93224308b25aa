"""The process that reads what was given: files of other people's making are parsed here and nowhere else in the server.

It takes one input after the other and says how far it is ("begun" a document, "settling", "idle"); "more" sends it on. It ends when the
server does, however that ends.
"""
from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from dragoman.document import Document
from dragoman.errors import DragomanError, EmptyError, EvidenceError, InputError, UnreadableError
from dragoman.pipeline import attempt, read_with
from dragoman.readers import has_lines, read_documents
from dragoman.register import Register
from dragoman.register.working import MOST_TRIES, Input, Work
from dragoman.web.fetching import Bounds, Net, fetch
from dragoman.web.jobs.limits import Limits

SETTLED = 200  # documents after which the facts are made, so that whoever asks meanwhile sees them
LATER = 75  # exit code: it may go better later, whatever document it is (EX_TEMPFAIL)
_GENTLE = 10  # steps of priority below the server's


def run(location: str | Path, name: str, limits: Limits, pipe: Connection, net: Callable[[], Net] = Net) -> None:
    """Read what waits in the register at a location until the server lets go of the pipe; `name` is the worker's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to take
    more = threading.Event()
    threading.Thread(target=_listen, args=(pipe, more), daemon=True).start()
    _be_modest(limits.memory)
    try:
        with Register.open(location, create=False) as register:
            worker = Worker(register, register.work(name), limits, pipe.send, net)
            while True:
                worker.drain()
                pipe.send("idle")
                more.wait()
                more.clear()
    except DragomanError as error:  # no document can be read, or none be kept
        sys.stderr.write(f"reading in: {error}\n")
        sys.exit(LATER)


def _listen(pipe: Connection, more: threading.Event) -> None:
    while True:
        try:
            pipe.recv()
        except (EOFError, OSError):
            os._exit(0)  # in the middle of whatever it does: what is stored is stored whole
        more.set()


def _be_modest(memory: int) -> None:
    """Leave the processor to the server, and end rather than use up the machine's memory, where the system knows such limits."""
    if hasattr(os, "nice"):
        os.nice(_GENTLE)
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or most > memory:
        with suppress(OSError, ValueError):  # macOS knows the limit and does not hold it
            resource.setrlimit(resource.RLIMIT_AS, (memory, most))


class Worker:
    """Reads what waits, one input after the other; `say` is told how far it is."""

    def __init__(
        self, register: Register, work: Work, limits: Limits, say: Callable[[str], object] = str, net: Callable[[], Net] = Net,
    ) -> None:
        self._register, self._work, self._limits, self._say, self._net = register, work, limits, say, net

    def drain(self) -> None:
        """Read until nothing waits any more; a job ends when the facts of its documents are made."""
        self._end_jobs()
        while held := self._work.take():
            self._say("begun")
            try:
                self._read(held)
            except InputError as error:
                if self._work.refuse(held.key, error):
                    self._work.end(held.key)
            self._end_jobs()

    def _end_jobs(self) -> None:
        through = self._work.read_through()
        if through:
            self._say("settling")
            self._register.settle()
        for number in through:
            self._work.done(number)

    def _read(self, held: Input) -> None:
        """Read an input to its end, or as long as it is held. An InputError where nothing more of it can be read."""
        passed, failing = held.passed, held.tries >= MOST_TRIES
        if failing and not _has_lines(held):
            if passed:  # its one document is stored: what failed was to say so
                self._work.end(held.key)
                return
            raise _given_up(held)
        data, media_type, about = held.data, held.media_type, held.about
        if data is None:
            found = fetch(held.address or "", Bounds(seconds=self._limits.fetching, bytes=self._limits.file_bytes), self._net())
            data, media_type, about = found.data, found.media_type, {"url": found.url, **about}
            if not self._work.fetched(held.key, data, media_type, found.url):
                return
        documents = islice(
            read_documents(data, name=held.name, media_type=media_type, limits=self._limits.of_documents), passed, None)
        if failing and next(documents, None) is not None:
            if not self._work.refuse(held.key, _given_up(held)):
                return
            passed += 1
        for document in documents:
            if not self._keep(held, document if isinstance(document, InputError) else _told(document, about)):
                return
            passed += 1
            if passed % SETTLED == 0:
                self._say("settling")
                self._register.settle()
            self._say("begun")  # the next one
        if passed == 0:
            raise EmptyError(held.name, "no document in it", "give a document with text")
        self._work.end(held.key)

    def _keep(self, held: Input, document: Document | InputError) -> bool:
        came = document if isinstance(document, InputError) else attempt(document, held.name)
        if isinstance(came, InputError):
            return self._work.refuse(held.key, came)
        try:
            return self._work.keep(held.key, held.name, came, read_with())
        except EvidenceError as error:
            return self._work.refuse(held.key, UnreadableError(held.name, str(error), "please report it, with the document"))


def _told(document: Document, about: dict[str, str]) -> Document:
    """The document with what a person says of it; an address only counts where the document names none itself."""
    told = {name: value for name, value in about.items() if name != "url" or not document.url}
    return Document.model_validate(document.model_dump() | told)


def _has_lines(held: Input) -> bool:
    """Whether it holds one document a line, so that one of them can be left out."""
    return held.data is not None and has_lines(held.data, name=held.name, media_type=held.media_type)


def _given_up(held: Input) -> InputError:
    fault = held.fault or "the server was stopped in the middle of it twice"
    name = f"{held.name}, document {held.passed + 1}" if held.passed else held.name
    return UnreadableError(name, f"was set aside: {fault}", "split it or leave it out, and please report it, with the document")
