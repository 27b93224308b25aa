"""Tokens: what programs ask with, in a person's name and with no more rights than it says."""
from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select

from dragoman.accounts.auditing import Audit
from dragoman.accounts.model import ROLES, SCOPES, By, Person, Scope, Token, checked_name, stamp
from dragoman.accounts.sessions import digest
from dragoman.errors import AccountError, UnknownError
from dragoman.register import database
from dragoman.register.schema import people, tokens

LONGEST = 366  # days
_MOST = 50  # of one person
_BEGIN = "dragoman_"  # by which a token that has got into a text is known


class Tokens:
    """What programs ask with."""

    def __init__(self, engine: Engine, audit: Audit, now: Callable[[], datetime]) -> None:
        self._engine, self._audit, self._now = engine, audit, now

    def add(self, person: str, name: str, scope: str, days: int, by: By) -> str:
        """A new token of a person, which is shown now and kept nowhere. An AccountError where they cannot have it."""
        name, allowed = checked_name(name), _scope(scope)
        if not 1 <= days <= LONGEST:
            raise AccountError(f"{days} days: a token holds for 1 to {LONGEST}")
        secret, now = _BEGIN + secrets.token_urlsafe(32), self._now()
        with database.writing(self._engine) as connection:
            owner = connection.execute(
                select(people.c.key, people.c.role).where(people.c.name == person, people.c.password.is_not(None))).first()
            if owner is None:
                raise UnknownError(f"{person}: there is no such account")
            if SCOPES.index(allowed) > ROLES.index(owner.role):
                raise AccountError(f"{scope}: more than the role {owner.role} may do; give a smaller scope")
            names = connection.execute(select(tokens.c.name).where(tokens.c.person == owner.key)).scalars().all()
            if name in names:
                raise AccountError(f"{name}: there is a token of that name already; revoke it, or give another name")
            if len(names) >= _MOST:
                raise AccountError(f"{name}: there are {_MOST} tokens already; revoke some")
            connection.execute(insert(tokens).values(digest=digest(secret), person=owner.key, name=name, scope=allowed, made=stamp(now),
                                                     expires=stamp(now + timedelta(days=days))))
            self._audit.write(connection, "token made", f"{person}: {name} ({allowed})", by)
        return secret

    def find(self, secret: str) -> Person | None:
        """Who asks with a token, with the rights that it gives; None where there is none such, or none any more."""
        query = (select(people.c.name, people.c.role, tokens.c.scope, tokens.c.expires).join(people, people.c.key == tokens.c.person)
                 .where(tokens.c.digest == digest(secret), people.c.password.is_not(None)))
        with database.reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None or row.expires <= stamp(self._now()):
            return None
        return Person(row.name, row.role).within(row.scope)

    def of(self, person: str) -> list[Token]:
        """The tokens of a person, those that have expired among them, the last first."""
        query = (select(tokens.c.key, tokens.c.name, tokens.c.scope, tokens.c.made, tokens.c.expires)
                 .join(people, people.c.key == tokens.c.person).where(people.c.name == person).order_by(tokens.c.key.desc()))
        with database.reading(self._engine) as connection:
            return [Token(**row._mapping) for row in connection.execute(query)]

    def remove(self, person: str, key: int, by: By) -> None:
        """Revoke a token of a person; an UnknownError where they have none such."""
        with database.writing(self._engine) as connection:
            owned = (tokens.c.key == key, tokens.c.person == select(people.c.key).where(people.c.name == person).scalar_subquery())
            name = connection.execute(select(tokens.c.name).where(*owned)).scalar_one_or_none()
            if name is None:
                raise UnknownError(f"token {key}: there is none such; it may have been revoked already")
            connection.execute(delete(tokens).where(*owned))
            self._audit.write(connection, "token revoked", f"{person}: {name}", by)


def _scope(scope: str) -> Scope:
    for known in SCOPES:
        if known == scope:
            return known
    raise AccountError(f"{scope[:80]}: no scope; give {', '.join(SCOPES[:-1])} or {SCOPES[-1]}")
