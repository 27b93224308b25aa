"""`dragoman account`: accounts, as whoever runs the server sees to them."""
from __future__ import annotations

import io
import os
import sys

import pytest

from dragoman import Register
from dragoman.accounts import Accounts, Person
from tests.accounts.support import GOOD, OTHER
from tests.cli.conftest import Dragoman, Outcome


@pytest.fixture
def typed(dragoman: Dragoman, monkeypatch: pytest.MonkeyPatch) -> Dragoman:
    """Runs the command with a password as the first line of standard input."""

    def run(*arguments: object, password: str = GOOD) -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
        return dragoman("account", *arguments)

    return run


def accounts() -> Accounts:
    return Accounts(Register.open(os.environ["DRAGOMAN_REGISTER"]))


def test_accounts_are_made_listed_changed_and_removed(typed: Dragoman) -> None:
    assert typed("add", "Ada", "--role", "admin") == (0, "", "")
    made = typed("add", "Rita", "--make-password")
    assert made.code == 0
    assert "replaces it within three days" in made.err
    assert accounts().sign_in("Rita", made.out.strip(), "", "").secret is None
    assert typed("list").out == "admin     Ada\nreader    Rita (has a password to begin with)\n"
    assert typed("password", "Rita", password=OTHER).code == 0
    assert accounts().sign_in("Rita", OTHER, "", "").secret
    assert typed("role", "Rita", "reviewer").code == 0
    assert typed("list").out == "admin     Ada\nreviewer  Rita\n"
    assert typed("remove", "Rita").code == 0
    assert typed("list").out == "admin     Ada\n"
    told = [entry for entry in accounts().audit.entries(20) if entry.who is None and entry.address is None]
    assert [entry.action for entry in told][::-1] == ["account added", "account added", "password reset", "role changed", "account removed"]


def test_a_token_is_printed_and_works(typed: Dragoman) -> None:
    typed("add", "Ada", "--role", "admin")
    ended = typed("token", "Ada", "--for", "nightly report", "--scope", "review", "--days", "7")
    assert accounts().tokens.find(ended.out.strip()) == Person("Ada", "reviewer")
    assert ended.err == ""


@pytest.mark.parametrize(("arguments", "password", "said"), [
    (["add", "Rita"], GOOD, "the first account has to be an admin's"), (["add", "Rita", "--role", "owner"], GOOD, "no role; give reader"),
    (["add", "Rita", "--role", "admin"], "sh0rt", "too short; give 10 to 200 characters"),
    (["add", "Rita", "--role", "admin"], "", "holds no password; give one as its first line, or --make-password"),
    (["add", "\u202e", "--role", "admin"], GOOD, "cannot be the name of an account"),
    (["password", "Rita"], GOOD, "there is no such account"),
    (["role", "Rita", "admin"], GOOD, "there is no such account"), (["remove", "Rita"], GOOD, "there is no such account"),
    (["token", "Rita", "--for", "x"], GOOD, "there is no such account")])
def test_what_cannot_be_is_one_line_that_says_why(typed: Dragoman, arguments: list[str], password: str, said: str) -> None:
    Register.open(os.environ["DRAGOMAN_REGISTER"]).close()
    ended = typed(*arguments, password=password)
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert said in ended.err
    assert GOOD not in ended.err


def test_a_person_at_the_keyboard_types_the_password_twice(typed: Dragoman, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def prompt(words: str, **how: object) -> str:
        asked.append({"words": words, **how})
        return GOOD

    monkeypatch.setattr("dragoman.cli.accounts.typer.prompt", prompt)
    monkeypatch.setattr("dragoman.cli.accounts.sys.stdin", _Terminal())
    from dragoman.cli.accounts import _password

    assert _password() == GOOD
    assert asked == [{"words": "Password", "hide_input": True, "confirmation_prompt": True, "err": True}]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_the_extra_it_says_what_to_install(dragoman: Dragoman, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name == "argon2" or name.startswith(("argon2.", "dragoman.accounts"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "argon2", None)
    ended = dragoman("account", "list")
    assert ended.code == 1
    assert "there is no register yet" in ended.err
    Register.open(os.environ["DRAGOMAN_REGISTER"]).close()
    assert dragoman("account", "list").err == "error: argon2-cffi is not installed; pip install 'dragoman[web]'\n"
