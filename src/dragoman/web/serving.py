"""Runs the server: for this machine alone, or, once there are accounts, for others."""
from __future__ import annotations

import gc
import os
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from dragoman.accounts import Accounts
from dragoman.errors import DragomanError
from dragoman.web.app import make_app
from dragoman.web.jobs import Supervisor
from dragoman.web.placing import HERE, Place, Reach
from dragoman.web.prompting import PromptProtocol

if TYPE_CHECKING:
    from dragoman.register import Register

_AT_ONCE = 800  # connections; more are told to come again
_ALONE = Reach()
_KEPT_OPEN = 15  # seconds that an idle connection stays open


def serve(register: Register, host: str = HERE, port: int = 8000, ready: Callable[[str], object] = str, *,
          reach: Reach = _ALONE) -> None:
    """Serve a register until interrupted; `ready` is called with the address when connections are taken. Port 0 chooses a free one.

    A DragomanError where others than this machine would reach it and there are no accounts, or where the port cannot be had.
    """
    place = Place(host, reach)
    if not place.local and not Accounts(register).any():
        raise DragomanError(f"{place.host}: other machines could read the register there, and it has no accounts; "
                            f"make one with dragoman account add NAME --role admin, or give --host {HERE} alone")
    with _listening(place.address, port) as listening:
        reading = Supervisor(register)
        app = make_app(register, hosts=place.hosts, public=not place.local, reading=reading)
        settings = _settings(place, app)
        gc.collect()
        gc.freeze()  # what the program is made of stays: to look through it for what does not would stop all readers again and again
        with _ended_in_order(), reading:
            ready(place.url(listening.getsockname()[1]))
            uvicorn.Server(settings).run(sockets=[listening])


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM, which the server hands on when it has closed, end what is around it too, instead of killing it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _settings(place: Place, app: object) -> uvicorn.Config:
    reach = place.reach
    settings = uvicorn.Config(
        app, http=PromptProtocol, ws="none", log_level="warning", access_log=False, server_header=False, date_header=True,  # type: ignore[arg-type]
        limit_concurrency=_AT_ONCE, timeout_keep_alive=_KEPT_OPEN, timeout_graceful_shutdown=5, lifespan="off",
        proxy_headers=reach.proxy is not None, forwarded_allow_ips=reach.proxy or "",
        ssl_certfile=str(reach.certificate) if reach.certificate else None, ssl_keyfile=str(reach.key) if reach.key else None)
    try:
        settings.load()
    except (OSError, ssl.SSLError) as error:
        raise DragomanError(f"{reach.certificate}: no certificate with its key can be read ({error}); give PEM files with --certificate "
                            "and --key") from error
    return settings


def _listening(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number) if number else str(error)
        raise DragomanError(f"{address}:{port}: cannot be listened on ({reason.lower()}); name another port with --port") from error
