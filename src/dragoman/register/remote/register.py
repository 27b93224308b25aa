"""A register that a server keeps, opened by its address."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from sqlalchemy import Engine

from dragoman.errors import RegisterError
from dragoman.records import Reading
from dragoman.register.keeping import check
from dragoman.register.ledger import Ledger
from dragoman.register.remote import INTERFACE
from dragoman.register.remote.ledger import RemoteLedger
from dragoman.register.remote.server import NO_DRAGOMAN, Server
from dragoman.register.remote.view import RemoteView
from dragoman.register.store import Register
from dragoman.register.view import View


class RemoteRegister(Register):
    """What `Register.open` gives for the address of a server: it is asked and decided on as far as the token allows.

    What only the machine that keeps it can do (backups, checks, making facts anew) is refused with a RegisterError.
    """

    def __init__(self, address: str, token: str | None, wait: float) -> None:
        self._server = Server(address, token, wait)
        try:
            self._who = self._server.get("/", self._greeted)
        except BaseException:
            self.close()
            raise

    def _greeted(self, data: Any) -> str:
        """Who asks, as a server's greeting has it; a RegisterError where it is no Dragoman's, or an older one's."""
        if not isinstance(data, dict) or data.get("name") != "Dragoman":
            raise RegisterError(f"{self._server.name}: no Dragoman answers there; {NO_DRAGOMAN}")
        if int(data["interface"]) < INTERFACE:
            raise RegisterError(f"{self._server.name}: runs an older Dragoman, which does not know what this one asks; bring it up to "
                                "date, or use its version here")
        return str(data["you"]["name"])

    @property
    def _engine(self) -> Engine:  # type: ignore[override] # nothing sets it
        self._refuse()

    @property
    def location(self) -> str:
        """The server's address."""
        return self._server.name

    def close(self) -> None:
        """Close all connections."""
        self._server.close()

    def add_all(self, readings: Iterable[Reading], *, read_with: str = "") -> int:
        """Store documents, all of them in one transaction or none; how many were written. Their facts are made at once."""
        given = list(readings)
        for reading in given:
            check(reading)
        if not given:
            return 0
        body = {"read_with": read_with, "documents": [_told(one) for one in given]}
        return self._server.send("POST", "/documents", body, lambda data: int(data["written"]))

    def settle(self, *, at_once: bool = False) -> int:  # noqa: ARG002 - the server makes the facts of whatever it is given
        """Nothing is left to be done: the server makes facts when it stores something."""
        return 0

    def view(self) -> View:
        """What the register holds, to be asked."""
        return RemoteView(self._server)

    def ledger(self, who: str) -> Ledger:
        """Where decisions are made in the name that the token stands for, which has to be `who`."""
        if who.strip() != self._who:
            raise RegisterError(f"{who.strip() or 'no name'}: decisions made with this token stand under {self._who}; give that name")
        return RemoteLedger(self._server)

    def _refuse(self) -> NoReturn:
        raise RegisterError(f"{self._server.name}: a server is not asked to do this; do it on the machine that keeps the register")


def _told(reading: Reading) -> dict[str, object]:
    head = reading.model_dump(mode="json", exclude={"records", "acts"})
    return {**head, "records": [record.to_dict() for record in reading.records]}
