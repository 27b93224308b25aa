"""People, what they may do, and what they are signed in with."""
from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from dragoman.errors import AccountError

Role = Literal["reader", "reviewer", "admin"]  # each may do what those before it may
Scope = Literal["read", "review", "admin"]  # of a token: what the role in the same place may do
ROLES: tuple[Role, ...] = get_args(Role)
SCOPES: tuple[Scope, ...] = get_args(Scope)
_LONGEST = 64  # characters of a name


@dataclass(frozen=True)
class Person:
    """Somebody, by the name that stands in the ledger, and what they may do."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether they may do what people of a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def within(self, scope: Scope) -> Person:
        """The same person, with no more than a scope allows."""
        return Person(self.name, ROLES[min(ROLES.index(self.role), SCOPES.index(scope))])


@dataclass(frozen=True)
class Account:
    """A person who may sign in. `expires`: until when a password that others made can be replaced; None where it is their own."""

    name: str
    role: Role
    made: str
    expires: str | None


@dataclass(frozen=True)
class Session:
    """Somebody signed in, in one browser. Times are UTC, ISO 8601; `seen` to some minutes."""

    key: int
    person: Person
    begun: str
    seen: str
    browser: str
    address: str


@dataclass(frozen=True)
class Token:
    """What a program asks with, in a person's name. The token itself is shown once, and not kept."""

    key: int
    name: str
    scope: Scope
    made: str
    expires: str


@dataclass(frozen=True)
class By:
    """Who does something, and from which network address; None where nobody is signed in, and on the command line."""

    name: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Entry:
    """Something that was done: when (UTC, ISO 8601), by whom, what, to what, from where."""

    number: int
    at: str
    who: str | None
    action: str
    what: str
    address: str | None


def stamp(moment: datetime) -> str:
    """A moment (UTC) as it is kept; what is later sorts later."""
    return moment.isoformat(timespec="seconds")


def checked_name(name: str) -> str:
    """A name as it is kept; an AccountError where it can be none."""
    kept = " ".join(unicodedata.normalize("NFC", name).split())
    if not kept or len(kept) > _LONGEST or not kept.isprintable():
        raise AccountError(f"{kept[:80] or 'no name'}: cannot be the name of an account; give 1 to {_LONGEST} letters, digits and signs")
    return kept


def folded(name: str) -> str:
    """A name as it is compared: capitals, width and spaces do not tell two people apart."""
    return readable(" ".join(unicodedata.normalize("NFKC", name).casefold().split()), 2 * _LONGEST)


def readable(text: str, longest: int) -> str:
    """What others sent, as it can be kept and shown: without signs that every database or terminal takes in its own way."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:longest])


def checked_role(role: str) -> Role:
    """A role; an AccountError where there is none such."""
    for known in ROLES:
        if known == role:
            return known
    raise AccountError(f"{role[:80]}: no role; give {', '.join(ROLES[:-1])} or {ROLES[-1]}")
