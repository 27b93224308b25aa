"""The accounts of a register: who may sign in, with what password and role."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, insert, select, update

from dragoman.accounts import passwords
from dragoman.accounts.auditing import Audit
from dragoman.accounts.model import Account, By, Role, checked_name, checked_role, folded, stamp
from dragoman.accounts.sessions import Sessions
from dragoman.accounts.tokens import Tokens
from dragoman.errors import AccountError, UnknownError
from dragoman.register import Register, database
from dragoman.register.schema import people, sessions, tokens

STARTING = timedelta(days=3)  # for which a password that somebody else has made can be replaced by one's own
_WRONG = "The name or the password is wrong."


class SignedIn(NamedTuple):
    """Who signed in, and the secret of their session; no session yet where they have to choose a password of their own first."""

    name: str
    secret: str | None


def _utc() -> datetime:
    return datetime.now(UTC)


class Accounts:
    """The accounts of a register, with the sessions, tokens and the audit that belong to them. `now` gives the time (UTC).

    `by` says who does something. An AccountError where something cannot be so, an UnknownError where there is no such account.
    """

    def __init__(self, register: Register, now: Callable[[], datetime] = _utc) -> None:
        self._engine, self._now = register.engine, now
        self.audit = Audit(self._engine, now)
        self.sessions = Sessions(self._engine, self.audit, now)
        self.tokens = Tokens(self._engine, self.audit, now)

    def any(self) -> bool:
        """Whether there is an account at all."""
        with database.reading(self._engine) as connection:
            return connection.execute(_active().limit(1)).first() is not None

    def people(self) -> list[Account]:
        """All accounts, by name."""
        with database.reading(self._engine) as connection:
            return [Account(**row._mapping) for row in connection.execute(_accounts().order_by(people.c.folded))]

    def one(self, name: str) -> Account:
        """The account of a name, however it is written."""
        with database.reading(self._engine) as connection:
            row = connection.execute(_accounts().where(people.c.folded == folded(name))).first()
        if row is None:
            raise UnknownError(f"{name[:80]}: there is no such account")
        return Account(**row._mapping)

    def add(self, name: str, role: str, password: str | None = None, *, by: By) -> str | None:
        """A new account, or one that was removed, anew.

        Without a password one is made and given back; its owner replaces it within `STARTING`.
        """
        name, allowed = checked_name(name), checked_role(role)
        kept, made, expires = self._made(name, password)
        with database.writing(self._engine) as connection:
            row = connection.execute(_named(name)).first()
            if allowed != "admin" and connection.execute(_active().where(people.c.role == "admin").limit(1)).first() is None:
                raise AccountError(f"{name}: the first account has to be an admin's; give it the role admin")
            if row is not None and row.password is not None:
                raise AccountError(f"{name}: there is an account of that name already; give another name")
            values = {"name": name, "role": allowed, "password": kept, "expires": expires}
            if row is None:
                connection.execute(insert(people).values(**values, folded=folded(name), made=stamp(self._now())))
            else:  # the ledger may hold what they did: the name goes on being theirs, as it was written
                connection.execute(update(people).where(people.c.key == row.key).values(values | {"name": row.name}))
            self.audit.write(connection, "account added", f"{name} ({allowed})", by)
        return made

    def set_role(self, name: str, role: str, *, by: By) -> None:
        """Give a person another role, from their next request on."""
        allowed = checked_role(role)
        with database.writing(self._engine) as connection:
            row = _one(connection, name)
            self._keep_an_admin(connection, row, allowed)
            connection.execute(update(people).where(people.c.key == row.key).values(role=allowed))
            self.audit.write(connection, "role changed", f"{row.name}: {row.role} → {allowed}", by)

    def reset_password(self, name: str, password: str | None = None, *, by: By) -> str | None:
        """Another password for a person, who is signed out everywhere. Without one it is made, and given back, as by `add`."""
        with database.reading(self._engine) as connection:
            row = _one(connection, name)
        kept, made, expires = self._made(row.name, password)
        with database.writing(self._engine) as connection:
            _replace(connection, row.key, kept, expires)
            self.audit.write(connection, "password reset", row.name, by)
        return made

    def remove(self, name: str, *, by: By) -> None:
        """Remove an account, with its sessions and tokens. What the person did stays in the ledger and in the audit, under their name."""
        with database.writing(self._engine) as connection:
            row = _one(connection, name)
            self._keep_an_admin(connection, row, None)
            _replace(connection, row.key, None, None)
            connection.execute(tokens.delete().where(tokens.c.person == row.key))
            self.audit.write(connection, "account removed", row.name, by)

    def sign_in(self, name: str, password: str, browser: str, address: str) -> SignedIn:
        """Begin a session. An AccountError, the same whether the name or the password is wrong, and after as long a time."""
        row = self._verified(name, password, By(None, address))
        if row.expires is not None:
            return SignedIn(row.name, None)
        kept = passwords.hashed(password) if passwords.outdated(row.password) else row.password
        with database.writing(self._engine) as connection:
            _still(connection, row)
            connection.execute(update(people).where(people.c.key == row.key).values(password=kept))
            return self._begin(connection, row, browser, address)

    def choose_password(self, name: str, old: str, new: str, browser: str, address: str) -> SignedIn:
        """Replace a password by another of one's own, end all sessions, and begin a new one."""
        row = self._verified(name, old, By(None, address))
        if new == old:
            raise AccountError("the new password is the old one; give another")
        passwords.check(new, row.name)
        kept = passwords.hashed(new)
        with database.writing(self._engine) as connection:
            _still(connection, row)
            _replace(connection, row.key, kept, None)
            self.audit.write(connection, "password changed", row.name, By(row.name, address))
            return self._begin(connection, row, browser, address)

    def check_password(self, name: str, password: str, address: str) -> None:
        """An AccountError where it is not the password of this person: asked before what would outlast a session that others use."""
        self._verified(name, password, By(name, address))

    def sign_out_everywhere(self, name: str, *, by: By) -> None:
        """End all sessions of a person."""
        with database.writing(self._engine) as connection:
            row = _one(connection, name)
            connection.execute(sessions.delete().where(sessions.c.person == row.key))
            self.audit.write(connection, "signed out everywhere", row.name, by)

    def _verified(self, name: str, password: str, by: By) -> Row[Any]:
        """The row of a person whose password it is. The lock is not held while a hash is made."""
        with database.reading(self._engine) as connection:
            row = connection.execute(_named(name)).first()
        fits = passwords.matches(row.password if row else None, password)
        if row is None or not fits:
            # What was typed as a name may be a password, so only names that exist are noted.
            self.audit.note("sign-in failed", row.name if row else "no such account", by)
            raise AccountError(_WRONG)
        if row.expires is not None and row.expires <= stamp(self._now()):
            self.audit.note("sign-in failed", f"{row.name}: the starting password has expired", by)
            raise AccountError("This starting password has expired; ask an admin for another one.")
        return row

    def _begin(self, connection: Connection, row: Row[Any], browser: str, address: str) -> SignedIn:
        self.audit.write(connection, "signed in", row.name, By(row.name, address))
        return SignedIn(row.name, self.sessions.begin(connection, row.key, browser, address))

    def _made(self, name: str, password: str | None) -> tuple[str, str | None, str | None]:
        """What is kept of a password; the password where it is made here, and until when that may be replaced."""
        if password is not None:
            passwords.check(password, name)
            return passwords.hashed(password), None, None
        made = passwords.starting()
        return passwords.hashed(made), made, stamp(self._now() + STARTING)

    def _keep_an_admin(self, connection: Connection, row: Row[Any], role: Role | None) -> None:
        """An AccountError where a change of one person's role, or their removal, would leave others without an admin."""
        if row.role != "admin" or role == "admin":
            return
        left = set(connection.execute(_active().where(people.c.key != row.key)).scalars())
        if "admin" not in left and (left or role is not None):
            raise AccountError(f"{row.name}: the only admin; make another person one first")


def _active() -> Select[Any]:
    """The roles of people who have not been removed."""
    return select(people.c.role).where(people.c.password.is_not(None))


def _accounts() -> Select[Any]:
    return select(people.c.name, people.c.role, people.c.made, people.c.expires).where(people.c.password.is_not(None))


def _named(name: str) -> Select[Any]:
    columns = (people.c.key, people.c.name, people.c.role, people.c.password, people.c.expires)
    return select(*columns).where(people.c.folded == folded(name))


def _one(connection: Connection, name: str) -> Row[Any]:
    row = connection.execute(_named(name)).first()
    if row is None or row.password is None:
        raise UnknownError(f"{name[:80]}: there is no such account")
    return row


def _still(connection: Connection, row: Row[Any]) -> None:
    """An AccountError where the password that was checked has been replaced meanwhile."""
    if _one(connection, row.name).password != row.password:
        raise AccountError(_WRONG)


def _replace(connection: Connection, person: int, password: str | None, expires: str | None) -> None:
    """Keep another password (None: none at all), and end all sessions."""
    connection.execute(update(people).where(people.c.key == person).values(password=password, expires=expires))
    connection.execute(sessions.delete().where(sessions.c.person == person))
