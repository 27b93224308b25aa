"""Decisions on a register that a server keeps: the methods of `Ledger`, made in the name that the token stands for."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.register.decisions import Action, Decision
from dragoman.register.ledger import Ledger, Targets
from dragoman.register.remote import loading
from dragoman.register.remote.server import Server

_NOTHING: Mapping[str, Any] = {}


class RemoteLedger(Ledger):
    """What one person decides; each decision is one transaction of the server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def amend(self, target: str, values: Mapping[str, Any], why: str | None = None, *, was: Mapping[str, Any] = _NOTHING,
              seen: int | None = None) -> list[Decision]:
        """See `Ledger`; so all of them."""
        return self._send("correct", why, target=target, values=dict(values), was=dict(was), seen=seen)

    def choose(self, fact: str, field: str, value: Any, why: str | None = None, *, seen: int | None = None) -> list[Decision]:
        return self._send("choose", why, target=fact, field=field, value=value, seen=seen)

    def add(self, document_id: str, record: Mapping[str, Any], why: str | None = None) -> list[Decision]:
        return self._send("add", why, document=document_id, record=dict(record))

    def merge(self, one: str, other: str, why: str | None = None) -> list[Decision]:
        return self._send("merge", why, target=one, other=other)

    def part(self, one: str, other: str, why: str | None = None) -> list[Decision]:
        return self._send("part", why, target=one, other=other)

    def split(self, fact: str, away: Sequence[str], why: str | None = None) -> list[Decision]:
        return self._send("split", why, target=fact, away=list(away))

    def undo_all(self, numbers: Sequence[int], why: str | None = None) -> list[Decision]:
        return self._send("undo", why, numbers=list(numbers))

    def _judge(self, action: Action, target: Targets, why: str | None, seen: int | None) -> list[Decision]:
        return self._send(action, why, target=[target] if isinstance(target, str) else list(target), seen=seen)

    def _send(self, action: str, why: str | None, **deed: Any) -> list[Decision]:
        return self._server.send("POST", "/decisions", {"action": action, "why": why, **deed},
                                 lambda data: [loading.decision_of(one) for one in data["items"]])
