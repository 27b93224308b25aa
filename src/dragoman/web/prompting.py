"""HTTP/1.1 that waits only so long for the head of a request: a connection that trickles is closed, and its place is free for others."""
from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 15.0  # seconds


class PromptProtocol(H11Protocol):
    """Closes a connection on which no whole head of a request has come in time. The guard sees to bodies."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in the class above
        """Wait for the first head."""
        super().connection_made(transport)
        self._waiting = self.loop.call_later(PATIENCE, self._close)

    def data_received(self, data: bytes) -> None:
        """Wait on where a head is begun and not whole."""
        super().data_received(data)
        begun = self.conn.their_state is h11.IDLE and not self.transport.is_closing()
        if begun and self._waiting is None:
            self._waiting = self.loop.call_later(PATIENCE, self._close)
        if not begun:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _close(self) -> None:
        self._waiting = None
        self.transport.close()
