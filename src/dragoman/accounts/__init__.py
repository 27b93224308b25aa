"""Accounts: who may read, decide and administer; what they are signed in with; and who did what. Kept in the register's database."""
from __future__ import annotations

from dragoman.accounts.model import ROLES, SCOPES, Account, By, Entry, Person, Role, Scope, Session, Token
from dragoman.accounts.store import Accounts, SignedIn

__all__ = ["ROLES", "SCOPES", "Account", "Accounts", "By", "Entry", "Person", "Role", "Scope", "Session", "SignedIn", "Token"]
