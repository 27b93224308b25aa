"""Accounts and the audit as JSON."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.accounts import By
from dragoman.web.api.cursors import cursor_at
from tests.accounts.support import OTHER
from tests.web.support import Team

API = "/api/v1"


class Program:
    """A program that asks in Ada's name, with a token of a scope."""

    def __init__(self, team: Team, scope: str) -> None:
        self._client = team.browser()
        self._headers = {"authorization": f"Bearer {team.accounts.tokens.add('Ada', f'for {scope}', scope, 1, By())}"}

    def ask(self, method: str, path: str, **more: Any) -> Any:
        return self._client.request(method, API + path, headers=self._headers, **more)


@pytest.fixture
def admin(team: Team) -> Program:
    return Program(team, "admin")


@pytest.fixture(scope="module")
def resting_admin(resting_team: Team) -> Program:
    return Program(resting_team, "admin")


def test_an_account_is_made_changed_and_removed(team: Team, admin: Program) -> None:
    made = admin.ask("POST", "/accounts", json={"name": "Zoë", "role": "reviewer"})
    assert made.status_code == 201
    told = made.json()
    assert (told["name"], told["role"]) == ("Zoë", "reviewer")
    assert team.accounts.choose_password("Zoë", told["password"], OTHER, "", "").secret
    assert admin.ask("PUT", "/accounts/zoë/role", json={"role": "reader"}).json()["role"] == "reader"
    assert admin.ask("POST", "/accounts/Zoë/password").json()["password"] != told["password"]
    assert [one["name"] for one in admin.ask("GET", "/accounts").json()["items"]] == ["Ada", "Rex", "Rita", "Zoë"]
    assert admin.ask("DELETE", "/accounts/Zoë").status_code == 204
    assert admin.ask("DELETE", "/accounts/Zoë").status_code == 404
    told = [entry["action"] for entry in admin.ask("GET", "/audit?who=Ada").json()["items"]]
    assert told == ["remove account (refused: 404)", "account removed", "password reset", "role changed",
                    "account added"]


def test_a_name_with_a_stroke_has_an_address_too(team: Team, admin: Program) -> None:
    admin.ask("POST", "/accounts", json={"name": "A/B"})
    assert admin.ask("PUT", "/accounts/A%2FB/role", json={"role": "admin"}).json()["name"] == "A/B"


@pytest.mark.parametrize(("method", "path", "body", "status"), [
    ("POST", "/accounts", {"name": "rita"}, 400), ("POST", "/accounts", {"name": "\u202e"}, 400), ("POST", "/accounts", {}, 400),
    ("POST", "/accounts", {"name": "Zoë", "role": "owner"}, 400), ("POST", "/accounts", {"name": "Zoë", "password": "x"}, 400),
    ("PUT", "/accounts/nobody/role", {"role": "reader"}, 404), ("PUT", "/accounts/Ada/role", {"role": "reader"}, 400),
    ("DELETE", "/accounts/Ada", None, 400), ("POST", "/accounts/%00/password", None, 404), ("GET", "/audit?cursor=x", None, 400),
    ("GET", f"/audit?cursor={cursor_at(10**30)}", None, 200), ("GET", f"/audit?cursor={cursor_at(-10**30)}", None, 200)])
def test_what_cannot_be_is_a_problem_in_words(resting_admin: Program, method: str, path: str, body: Any, status: int) -> None:
    answer = resting_admin.ask(method, path, **({"json": body} if body is not None else {}))
    assert answer.status_code == status
    if status != 200:
        assert len(answer.json()["detail"]) > 10


def test_the_audit_comes_in_parts(team: Team, admin: Program) -> None:
    for number in range(5):
        team.accounts.audit.note("tested", str(number), By("Rex"))
    found: list[str] = []
    cursor = ""
    while cursor is not None:
        part = admin.ask("GET", f"/audit?who=Rex&limit=2{f'&cursor={cursor}' if cursor else ''}").json()
        found += [entry["what"] for entry in part["items"]]
        cursor = part["next"]
    assert found == ["4", "3", "2", "1", "0"]


@pytest.mark.parametrize("scope", ["read", "review"])
def test_a_token_of_a_smaller_scope_sees_its_owners_tokens_and_nothing_of_accounts(team: Team, scope: str) -> None:
    program = Program(team, scope)
    assert [one["scope"] for one in program.ask("GET", "/tokens").json()["items"]] == [scope]
    for path in ("/accounts", "/audit"):
        assert program.ask("GET", path).status_code == 403
