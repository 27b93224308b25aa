"""How often somebody may ask: evenly over time, with so many at once to begin with."""
from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from starlette.exceptions import HTTPException

_REMEMBERED = 100_000  # askers; whoever has not asked for longest is forgotten first


class Limit:
    """So many times in so many seconds, for each asker. `now` gives seconds that never go back."""

    def __init__(self, times: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._each, self._seconds, self._now = seconds / times, seconds, now
        self._spent: OrderedDict[str, float] = OrderedDict()  # asker → when all that they have asked will be worked off
        self._lock = Lock()

    def wait(self, asker: str) -> int:
        """0, and it is counted, where they may ask; else for how many seconds they may not, and it is not counted."""
        with self._lock:
            now = self._now()
            spent = max(self._spent.get(asker, now), now) + self._each
            if spent - now > self._seconds * (1 + 1e-9):
                return math.ceil(spent - now - self._seconds)
            self._spent[asker] = spent
            self._spent.move_to_end(asker)
            if len(self._spent) > _REMEMBERED:
                self._spent.popitem(last=False)
            return 0

    def forget(self, asker: str) -> None:
        """Let them begin anew."""
        with self._lock:
            self._spent.pop(asker, None)


class Attempts:
    """How often passwords are tried: by whoever asks, on one account from there, and on one account from anywhere.

    A name that is no account's is counted like one that is.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._address, self._here = Limit(30, 15 * 60, now), Limit(6, 15 * 60, now)
        self._anywhere = Limit(100, 60 * 60, now)  # so high that nobody is easily locked out by others

    def count(self, folded: str, address: str) -> None:
        """Count an attempt on an account (its name as it is compared); an HTTPException (429) where there were too many."""
        tried = ((self._address, address), (self._here, f"{address} {folded}"), (self._anywhere, folded))
        if wait := next((wait for limit, asker in tried if (wait := limit.wait(asker))), 0):
            raise too_many(wait, "Too many passwords were tried")

    def succeeded(self, folded: str, address: str) -> None:
        """Forget the failures before a sign-in."""
        self._here.forget(f"{address} {folded}")


def too_many(wait: int, what: str) -> HTTPException:
    """The answer to somebody who asks too often."""
    span = f"{wait} seconds" if wait < 120 else f"{math.ceil(wait / 60)} minutes"
    return HTTPException(429, f"{what}; wait {span}, then try again.", {"Retry-After": str(wait)})


def asker(address: str) -> str:
    """Who asks, by their network address: in IPv6, whoever has one address has 2⁶⁴."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:80]
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
