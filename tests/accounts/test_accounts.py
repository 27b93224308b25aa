"""Accounts, sessions and tokens."""
from __future__ import annotations

import pytest
from sqlalchemy import select, text

from dragoman.accounts import Accounts, By, Person
from dragoman.accounts.sessions import IDLE, LONGEST
from dragoman.accounts.store import STARTING
from dragoman.errors import AccountError, UnknownError
from dragoman.register import Register
from dragoman.register.schema import audit, people, sessions, tokens
from tests.accounts.conftest import Clock
from tests.accounts.support import GOOD, OTHER

BOTH = pytest.mark.parametrize("location", ["sqlite", "postgresql"], indirect=True)
BY = By("Ada", "10.0.0.1")


@pytest.fixture
def ada(accounts: Accounts) -> Accounts:
    """Accounts with one, an admin's."""
    accounts.add("Ada", "admin", GOOD, by=By())
    return accounts


def signed_in(accounts: Accounts, name: str = "Ada", password: str = GOOD) -> str:
    secret = accounts.sign_in(name, password, "Firefox", "10.0.0.2").secret
    assert secret
    return secret


@BOTH
def test_a_register_has_no_accounts_until_one_is_made(accounts: Accounts) -> None:
    assert not accounts.any()
    assert accounts.people() == []
    accounts.add("Ada", "admin", GOOD, by=By())
    assert accounts.any()
    assert [(person.name, person.role, person.expires) for person in accounts.people()] == [("Ada", "admin", None)]


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_the_first_account_is_an_admins(accounts: Accounts, role: str) -> None:
    with pytest.raises(AccountError, match="the first account has to be an admin's"):
        accounts.add("Ada", role, GOOD, by=By())
    assert not accounts.any()


@pytest.mark.parametrize("name", ["", " ", "\n", "a\x00b", "a\u202eb", "x" * 65, "a\u200bb"])
def test_a_name_that_cannot_be_read_is_none(ada: Accounts, name: str) -> None:
    with pytest.raises(AccountError, match="cannot be the name of an account"):
        ada.add(name, "reader", OTHER, by=BY)


@BOTH
@pytest.mark.parametrize("name", ["ada", " ADA ", "Ａda"])
def test_two_people_cannot_be_told_apart_by_capitals_spaces_or_width(ada: Accounts, name: str) -> None:
    with pytest.raises(AccountError, match="there is an account of that name already"):
        ada.add(name, "reader", OTHER, by=BY)
    assert ada.sign_in(name, GOOD, "", "").name == "Ada"


@BOTH
def test_nothing_that_is_kept_lets_anybody_in(ada: Accounts, register: Register) -> None:
    secret, token = signed_in(ada), ada.tokens.add("Ada", "cron", "read", 30, BY)
    with register.engine.connect() as connection:
        kept = str([connection.execute(select(table)).all() for table in (people, sessions, tokens, audit)])
    for hidden in (GOOD, secret, token, token.removeprefix("dragoman_")):
        assert hidden not in kept


@BOTH
@pytest.mark.parametrize(("name", "password"), [("nobody\0", OTHER), ("\ud800", GOOD)])
def test_a_name_that_no_database_can_hold_is_nobodys(ada: Accounts, name: str, password: str) -> None:
    with pytest.raises(AccountError, match="wrong"):
        ada.sign_in(name, password, "\0", "10.0.0.9")


@pytest.mark.parametrize(("name", "password"), [("Ada", OTHER), ("Ada", ""), ("nobody", GOOD), ("", ""), ("Ada", GOOD + "\0"),
                                                ("Ada' OR 1=1 --", GOOD), ("Ada", "\ud800"), ("Ada", "x" * 100_000)])
def test_what_is_wrong_is_not_told(ada: Accounts, name: str, password: str) -> None:
    with pytest.raises(AccountError) as refused:
        ada.sign_in(name, password, "", "10.0.0.9")
    assert str(refused.value) == "The name or the password is wrong."
    entry = ada.audit.entries(1)[0]
    assert (entry.action, entry.what, entry.who, entry.address) == (
        "sign-in failed", "Ada" if name == "Ada" else "no such account", None, "10.0.0.9")


@BOTH
def test_a_session_is_who_signed_in_until_it_is_ended(ada: Accounts) -> None:
    secret = signed_in(ada)
    found = ada.sessions.find(secret)
    assert found is not None
    assert (found.person, found.browser, found.address) == (Person("Ada", "admin"), "Firefox", "10.0.0.2")
    ada.sessions.end_secret(secret)
    assert ada.sessions.find(secret) is None
    assert ada.sessions.find("") is None


def test_a_session_ends_unused_or_after_days(ada: Accounts, clock: Clock) -> None:
    unused, used = signed_in(ada), signed_in(ada)
    clock.move(seconds=IDLE.total_seconds() - 60)
    assert ada.sessions.find(used)
    clock.move(minutes=2)
    assert ada.sessions.find(unused) is None
    while clock.now.timestamp() < 1_935_662_400 + LONGEST.total_seconds() - 7_200 and ada.sessions.find(used):
        clock.move(hours=6)
    clock.move(days=1)
    assert ada.sessions.find(used) is None
    clock.move(days=-9)  # a clock that is set back brings none to life
    assert ada.sessions.find(unused) is None
    assert ada.sessions.find(used) is None


@BOTH
def test_sessions_that_have_ended_are_forgotten_with_the_next_sign_in(ada: Accounts, clock: Clock, register: Register) -> None:
    signed_in(ada)
    clock.move(days=1)
    signed_in(ada)
    with register.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sessions")).scalar_one() == len(ada.sessions.of("Ada")) == 1


@BOTH
def test_a_person_has_so_many_sessions_and_the_oldest_end(ada: Accounts) -> None:
    secrets = [signed_in(ada) for _ in range(22)]
    assert [bool(ada.sessions.find(secret)) for secret in secrets] == [False] * 2 + [True] * 20
    assert len(ada.sessions.of("Ada")) == 20


def test_only_the_owner_ends_a_session(ada: Accounts) -> None:
    ada.add("Rita", "reader", OTHER, by=BY)
    secret = signed_in(ada)
    found = ada.sessions.find(secret)
    assert found
    with pytest.raises(UnknownError):
        ada.sessions.end("Rita", found.key, By("Rita"))
    assert ada.sessions.find(secret)
    ada.sessions.end("Ada", found.key, BY)
    assert ada.sessions.find(secret) is None


def test_another_password_ends_all_sessions_and_begins_one(ada: Accounts) -> None:
    old = [signed_in(ada), signed_in(ada)]
    new = ada.choose_password("Ada", GOOD, OTHER, "", "").secret
    assert new
    assert [ada.sessions.find(secret) for secret in old] == [None, None]
    assert ada.sessions.find(new)
    with pytest.raises(AccountError):
        signed_in(ada)
    assert signed_in(ada, password=OTHER)


@pytest.mark.parametrize(("old", "new", "said"), [
    (OTHER, "a b c d e f g 77 x", "wrong"), (GOOD, GOOD, "the old one"), (GOOD, "sh0rt", "too short")])
def test_a_password_that_cannot_be_replaced_so_stays(ada: Accounts, old: str, new: str, said: str) -> None:
    secret = signed_in(ada)
    with pytest.raises(AccountError, match=said):
        ada.choose_password("Ada", old, new, "", "")
    assert ada.sessions.find(secret)


def test_a_starting_password_lets_nobody_in_and_is_replaced_once(ada: Accounts, clock: Clock) -> None:
    made = ada.add("Rita", "reader", by=BY)
    assert made
    assert ada.sign_in("Rita", made, "", "").secret is None
    assert ada.choose_password("Rita", made, OTHER, "", "").secret
    with pytest.raises(AccountError):
        ada.choose_password("Rita", made, GOOD, "", "")
    made = ada.reset_password("Rita", by=BY)
    assert made
    clock.move(seconds=STARTING.total_seconds())
    for attempt in (ada.sign_in, lambda *told: ada.choose_password(told[0], told[1], GOOD, "", "")):
        with pytest.raises(AccountError, match="has expired; ask an admin for another one"):
            attempt("Rita", made, "", "")


def test_a_role_holds_from_the_next_request_on(ada: Accounts) -> None:
    ada.add("Rita", "reviewer", OTHER, by=BY)
    secret, token = signed_in(ada, "Rita", OTHER), ada.tokens.add("Rita", "cron", "review", 30, BY)
    ada.set_role("rita", "reader", by=BY)
    found = ada.sessions.find(secret)
    assert found
    assert found.person == ada.tokens.find(token) == Person("Rita", "reader")


@BOTH
def test_whoever_is_removed_is_out_at_once_and_their_name_stays_theirs(ada: Accounts) -> None:
    ada.add("Rita", "reviewer", OTHER, by=BY)
    secret, token = signed_in(ada, "Rita", OTHER), ada.tokens.add("Rita", "cron", "read", 30, BY)
    ada.remove("Rita", by=BY)
    assert ada.sessions.find(secret) is None
    assert ada.tokens.find(token) is None
    assert [person.name for person in ada.people()] == ["Ada"]
    changes = (lambda: ada.set_role("Rita", "admin", by=BY), lambda: ada.remove("Rita", by=BY), lambda: ada.reset_password("Rita", by=BY))
    for change in changes:
        with pytest.raises(UnknownError):
            change()
    with pytest.raises(AccountError):
        signed_in(ada, "Rita", OTHER)
    ada.add("RITA", "reader", GOOD, by=BY)
    assert [(person.name, person.role) for person in ada.people()] == [("Ada", "admin"), ("Rita", "reader")]
    assert ada.tokens.find(token) is None


def test_others_are_never_left_without_an_admin(ada: Accounts) -> None:
    with pytest.raises(AccountError, match="the only admin"):
        ada.set_role("Ada", "reader", by=BY)
    ada.add("Rita", "reader", OTHER, by=BY)
    for change in (lambda: ada.set_role("Ada", "reviewer", by=BY), lambda: ada.remove("Ada", by=BY)):
        with pytest.raises(AccountError, match="the only admin; make another person one first"):
            change()
    ada.set_role("Rita", "admin", by=BY)
    ada.remove("Ada", by=BY)
    ada.remove("Rita", by=BY)  # the last of all may go: then the register is open to its own machine alone
    assert not ada.any()


@pytest.mark.parametrize(("name", "scope", "days", "said"), [
    ("cron", "write", 30, "no scope; give read, review or admin"), ("cron", "review", 30, "more than the role reader may do"),
    ("cron", "read", 0, "1 to 366"), ("cron", "read", 367, "1 to 366"), ("", "read", 1, "no name"), ("old", "read", 1, "already")])
def test_tokens_that_cannot_be_had_are_refused(ada: Accounts, name: str, scope: str, days: int, said: str) -> None:
    ada.add("Rita", "reader", OTHER, by=BY)
    ada.tokens.add("Rita", "old", "read", 30, BY)
    with pytest.raises(AccountError, match=said):
        ada.tokens.add("Rita", name, scope, days, BY)


@BOTH
def test_a_token_gives_what_its_scope_says_until_it_expires_or_is_revoked(ada: Accounts, clock: Clock) -> None:
    ada.add("Rita", "reader", OTHER, by=BY)
    made = {scope: ada.tokens.add("Ada", scope, scope, 30, BY) for scope in ("read", "review", "admin")}
    assert [ada.tokens.find(made[scope]) for scope in made] == [Person("Ada", role) for role in ("reader", "reviewer", "admin")]
    key = next(token.key for token in ada.tokens.of("Ada") if token.name == "admin")
    with pytest.raises(UnknownError):
        ada.tokens.remove("Rita", key, By("Rita"))
    ada.tokens.remove("Ada", key, BY)
    assert ada.tokens.find(made["admin"]) is None
    clock.move(days=30)
    assert ada.tokens.find(made["read"]) is None
    assert [token.name for token in ada.tokens.of("Ada")] == ["review", "read"]


@BOTH
def test_every_change_is_in_the_audit_with_who_made_it_and_none_that_failed(ada: Accounts) -> None:
    ada.add("Rita", "reader", OTHER, by=BY)
    with pytest.raises(AccountError):
        ada.add("Rita", "reader", OTHER, by=BY)
    ada.set_role("Rita", "reviewer", by=BY)
    ada.reset_password("Rita", by=BY)
    ada.sign_out_everywhere("Rita", by=BY)
    ada.remove("Rita", by=BY)
    told = [(entry.who, entry.action, entry.what) for entry in ada.audit.entries(10)][::-1]
    assert told == [(None, "account added", "Ada (admin)"), ("Ada", "account added", "Rita (reader)"),
                    ("Ada", "role changed", "Rita: reader → reviewer"), ("Ada", "password reset", "Rita"),
                    ("Ada", "signed out everywhere", "Rita"), ("Ada", "account removed", "Rita")]
    numbers = [entry.number for entry in ada.audit.entries(10)]
    assert [entry.number for entry in ada.audit.entries(2, before=numbers[2])] == numbers[3:5]
    assert [entry.what for entry in ada.audit.entries(10, who="Ada")] == [what for who, _, what in told[::-1] if who]


def test_a_password_that_was_replaced_while_it_was_checked_lets_nobody_in(ada: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.accounts import passwords

    def slow(kept: str | None, password: str) -> bool:
        monkeypatch.undo()
        assert passwords.matches(kept, password)
        ada.reset_password("Ada", OTHER, by=By())
        return True

    monkeypatch.setattr(passwords, "matches", slow)
    with pytest.raises(AccountError, match="wrong"):
        signed_in(ada)
    assert ada.sessions.of("Ada") == []


def test_accounts_are_no_part_of_a_backup(ada: Accounts, register: Register, tmp_path_factory: pytest.TempPathFactory) -> None:
    import gzip

    path = tmp_path_factory.mktemp("backup") / "register.gz"
    register.backup(path)
    assert "Ada" not in gzip.decompress(path.read_bytes()).decode()


@BOTH
def test_a_register_with_accounts_can_be_restored_into(ada: Accounts, register: Register, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("backup") / "register.gz"
    register.backup(path)
    register.restore(path)
    assert [person.name for person in ada.people()] == ["Ada"]
    with register.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit")).scalar_one() == 1
