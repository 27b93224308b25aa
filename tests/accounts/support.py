"""Passwords, and hashes that cost next to nothing."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from dragoman.accounts import passwords

GOOD, OTHER = "tram lentil xkq 42", "ferry otter basalt 9"


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Let passwords be hashed with hardly any work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords._nobodys.cache_clear()
        yield
    passwords._nobodys.cache_clear()
