"""What takes long to make is made now and then, beside the answers, and not for every reader."""
from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
_RARELY = 50  # making it anew takes one part in so many of the time


class Remembered(Generic[T]):
    """A value that is made anew now and then, beside the answers: the longer that takes, the longer it is kept.

    Only who asks first waits for it.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = Lock()  # held while the value is made
        self._values: list[T] = []
        self._until = 0.0

    def get(self) -> T:
        """The value, as it is or was a moment ago."""
        if not self._values:
            with self._lock:
                if not self._values:
                    self._renew()
        value = self._values[0]
        if time.monotonic() >= self._until:
            self.renew_beside()
        return value

    def get_anew(self) -> T:
        """The value as it is now; who asks waits for it."""
        with self._lock:
            self._renew()
            return self._values[0]

    def renew_beside(self) -> None:
        """Make the value anew beside the answers, unless that is being done."""
        if self._lock.acquire(blocking=False):
            Thread(target=self._renew_and_release, daemon=True).start()

    def _renew_and_release(self) -> None:
        try:
            self._renew()
        finally:
            self._lock.release()

    def _renew(self) -> None:
        began = time.monotonic()
        self._values = [self._make()]
        self._until = time.monotonic() + _RARELY * (time.monotonic() - began)
