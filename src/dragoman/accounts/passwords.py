"""Passwords: which are taken, how they are kept, and how one is checked without telling whether there is such an account."""
from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dragoman.errors import AccountError, BusyError

_SHORTEST, _LONGEST = 10, 200  # characters
_HARD = 3  # of zxcvbn's five grades, 0 to 4: more than a hundred million guesses
_AT_ONCE = BoundedSemaphore(2)  # each hash takes 64 MiB while it is made
_WAITING = BoundedSemaphore(8)  # those two, and who waits for them: whoever only reads is not to be kept waiting by many who sign in
_HASHER = PasswordHasher()  # argon2id, with the second set of parameters that RFC 9106 recommends


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _turn():
        return _HASHER.hash(_normal(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether it is the password that this is kept of. With nothing kept, False after as long a time."""
    with _turn():
        nobodys = _nobodys()  # is made with the first of all passwords, whosever that is
        try:
            return _HASHER.verify(kept or nobodys, _normal(password[:4 * _LONGEST])) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def check(password: str, name: str) -> None:
    """An AccountError where a password of this person would be guessed too easily."""
    from zxcvbn import zxcvbn  # its lists of words are large

    length = len(password)
    if not _SHORTEST <= length <= _LONGEST:
        raise AccountError(f"the password is too {'short' if length < _SHORTEST else 'long'}; give {_SHORTEST} to {_LONGEST} characters")
    judged = zxcvbn(password[:72], user_inputs=[name, *name.split(), "dragoman", "register"])
    if judged["score"] < _HARD:
        why = judged["feedback"]["warning"].rstrip(".")
        said = f" ({why[0].lower()}{why[1:]})" if why else ""
        raise AccountError(f"the password is too easy to guess{said}; give several words that do not belong together")


def starting() -> str:
    """A password to begin with, which its owner replaces when first signing in."""
    return "-".join(secrets.token_hex(3) for _ in range(4))


@contextmanager
def _turn() -> Iterator[None]:
    """One's turn to have a hash made; a BusyError where many wait already."""
    if not _WAITING.acquire(blocking=False):
        raise BusyError("many people are signing in at once; wait a moment, then try again")
    try:
        with _AT_ONCE:
            yield
    finally:
        _WAITING.release()


def _normal(password: str) -> bytes:
    """The same for the same keys, on whatever system they were pressed."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex())
