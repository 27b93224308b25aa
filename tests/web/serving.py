"""An app, served on this machine while a test runs; and a register to change."""
from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from dragoman.register import Register


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Where it is served."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@contextmanager
def copied(register: Register, folder: Path) -> Iterator[Register]:
    """A copy of a register in a file."""
    with closing(sqlite3.connect(register.location)) as known, closing(sqlite3.connect(folder / "copy.db")) as copy:
        known.backup(copy)
    with Register.open(folder / "copy.db") as opened:
        yield opened
