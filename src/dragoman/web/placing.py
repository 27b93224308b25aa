"""Where the server listens, and how others reach it."""
from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.web.guarding import ANY_ADDRESS

HERE = "127.0.0.1"
_NAME = re.compile(r"(?!-)[\w-]+(\.[\w-]+)*", re.ASCII)


@dataclass(frozen=True)
class Reach:
    """How others reach a server. Names and a proxy need accounts.

    `names`: host names by which browsers ask for it; `proxy`: the address, or the network, of the proxy that is believed when it says who
    asks and whether over TLS; `certificate` and `key`: PEM files, with which the server speaks TLS itself. A DragomanError where one of
    them is none.
    """

    names: tuple[str, ...] = ()
    proxy: str | None = None
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        for name in self.names:
            if not _NAME.fullmatch(name):
                raise DragomanError(f"{name[:80] or '--name'}: no host name; give one alone, such as register.example.org")
        if self.proxy is not None and not _is_network(self.proxy):
            raise DragomanError(f"{self.proxy[:80] or '--proxy'}: no address; give that of the proxy, such as {HERE} or 10.0.0.0/24")
        if self.key and not self.certificate:
            raise DragomanError(f"{self.key}: a key without a certificate; give that with --certificate")


class Place:
    """Where a server listens: `address` is its IP address, `local` whether only this machine reaches it.

    A DragomanError where there is no such host.
    """

    def __init__(self, host: str, reach: Reach) -> None:
        self.host, self.reach = host.strip(), reach
        if not self.host:
            raise DragomanError(f"--host: names no host; give --host {HERE}")
        try:
            found = sorted({str(entry[4][0]).partition("%")[0] for entry in socket.getaddrinfo(self.host, None, type=socket.SOCK_STREAM)})
        except (OSError, UnicodeError) as error:
            raise DragomanError(f"{self.host}: no such host; give --host {HERE}") from error
        beyond = [address for address in found if not ipaddress.ip_address(address).is_loopback]
        self.address = (beyond or found)[0]
        self.local = not (beyond or reach.names or reach.proxy)

    @property
    def hosts(self) -> tuple[str, ...]:
        """What browsers may ask for."""
        anywhere = ipaddress.ip_address(self.address).is_unspecified
        return (self.host, *self.reach.names, *((ANY_ADDRESS, socket.gethostname()) if anywhere else ()))

    @property
    def exposed(self) -> bool:
        """Whether what others send, passwords too, crosses a network as it is."""
        return not (self.local or self.reach.proxy or self.reach.certificate)

    def url(self, port: int) -> str:
        """What a browser opens."""
        if self.reach.proxy and self.reach.names:
            return f"https://{self.reach.names[0]}/"
        name = self.reach.names[0] if self.reach.names else f"[{self.host}]" if ":" in self.host else self.host
        return f"http{'s' if self.reach.certificate else ''}://{name}:{port}/"


def _is_network(text: str) -> bool:
    try:
        return bool(ipaddress.ip_network(text, strict=False))
    except ValueError:
        return False
