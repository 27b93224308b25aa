"""Which passwords are taken, and how one is kept."""
from __future__ import annotations

from contextlib import ExitStack

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from dragoman.accounts import passwords
from dragoman.errors import AccountError, BusyError
from tests.accounts.support import GOOD


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_password_fits_itself_and_no_other(password: str, other: str) -> None:
    kept = passwords.hashed(password)
    assert kept.startswith("$argon2id$")
    assert password not in kept or len(password) < 3
    assert passwords.matches(kept, password)
    assert passwords.matches(kept, other) == (passwords._normal(other) == passwords._normal(password))


def test_the_same_password_is_kept_in_another_way_each_time() -> None:
    assert passwords.hashed(GOOD) != passwords.hashed(GOOD)


def test_letters_count_as_the_same_however_a_system_composes_them() -> None:
    assert passwords.matches(passwords.hashed("pass\u00e9 composé"), "passe\u0301 compose\u0301")


@pytest.mark.parametrize("kept", [None, "", "damaged", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
def test_nothing_fits_where_nothing_or_nonsense_is_kept(kept: str | None) -> None:
    assert not passwords.matches(kept, "")
    assert not passwords.matches(kept, GOOD)


def test_a_name_that_is_none_costs_a_hash_too(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - the library's name
            verified.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting(time_cost=1, memory_cost=8, parallelism=1))
    passwords.matches(None, GOOD)
    passwords.matches(passwords.hashed(GOOD), GOOD)
    assert [kept.split("$")[1:4] for kept in verified] == [["argon2id", "v=19", "m=8,t=1,p=1"]] * 2


def test_a_crowd_that_signs_in_keeps_nobody_else_waiting() -> None:
    with ExitStack() as crowd:
        for _ in range(2):
            crowd.enter_context(passwords._turn())
        for _ in range(6):
            assert passwords._WAITING.acquire(blocking=False)
            crowd.callback(passwords._WAITING.release)
        with pytest.raises(BusyError, match="wait a moment"):
            passwords.hashed(GOOD)
    assert passwords.hashed(GOOD)


@pytest.mark.parametrize(("password", "said"), [
    ("sh0rt", "too short; give 10 to 200"), ("x" * 201, "too long"), ("password1234", "too easy to guess"), ("aaaaaaaaaaaa", "to guess"),
    ("anna.anna.anna", "too easy"), ("1234567890123", "too easy"), ("qwertyuiop", "too easy")])
def test_passwords_that_are_soon_guessed_are_refused(password: str, said: str) -> None:
    with pytest.raises(AccountError, match=said) as refused:
        passwords.check(password, "Anna")
    assert password not in str(refused.value)


@pytest.mark.parametrize("password", [GOOD, "x7Gq-wv2Lp-93", "кит трамвай лампа 7", "a" * 3 + "Zu8 pelican moss" * 10])
def test_passwords_that_are_hard_to_guess_are_taken(password: str) -> None:
    passwords.check(password, "Anna")


def test_starting_passwords_are_long_enough_and_never_twice_the_same() -> None:
    made = {passwords.starting() for _ in range(100)}
    assert len(made) == 100
    for password in made:
        passwords.check(password, "Anna")


def test_a_hash_of_weaker_parameters_is_known_for_one() -> None:
    kept = passwords.hashed(GOOD)
    assert not passwords.outdated(kept)
    assert passwords.outdated(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(GOOD))
