"""Runs the server, on this machine's own addresses only."""
from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from dragoman.errors import DragomanError
from dragoman.web.app import make_app

if TYPE_CHECKING:
    from dragoman.register import Register

_AT_ONCE = 200  # connections; more are told to come again
_KEPT_OPEN = 15  # seconds that an idle connection stays open


def serve(register: Register, host: str = "127.0.0.1", port: int = 8000, ready: Callable[[str], object] = str) -> None:
    """Serve a register until interrupted; `ready` is called with the address when connections are taken. Port 0 chooses a free one.

    A DragomanError where the host is not this machine's own (loopback) or the port cannot be had.
    """
    address = loopback(host)
    app = make_app(register.view(), hosts=(host,))
    with _listening(address, port) as listening:
        number = listening.getsockname()[1]
        settings = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, date_header=True, proxy_headers=False,
            limit_concurrency=_AT_ONCE, timeout_keep_alive=_KEPT_OPEN, timeout_graceful_shutdown=5, lifespan="off")
        ready(f"http://{f'[{host}]' if ':' in host else host}:{number}/")
        uvicorn.Server(settings).run(sockets=[listening])


def loopback(host: str) -> str:
    """The address of a host that only this machine reaches; a DragomanError for any other one."""
    host = host.strip()
    mend = "give --host 127.0.0.1 (a server for others needs accounts, and there are none yet)"
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise DragomanError(f"{host or '--host'}: no such host; {mend}") from error
    if not all(ipaddress.ip_address(address.partition("%")[0]).is_loopback for address in found):
        raise DragomanError(f"{host}: other machines could read the register there; {mend}")
    return sorted(found)[0]


def _listening(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number) if number else str(error)
        raise DragomanError(f"{address}:{port}: cannot be listened on ({reason.lower()}); name another port with --port") from error
