"""Every route, for everybody: what nobody may ask for, a reader, a reviewer, an admin, and a token of each scope."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from fastapi.routing import APIRoute

from dragoman.accounts import ROLES, By
from dragoman.register import Register
from dragoman.web import make_app
from dragoman.web.access import for_anybody, for_oneself, needs_admin, needs_reader, needs_reviewer
from tests.accounts.support import GOOD
from tests.web.support import PEOPLE, Team, form_token

_RULES = {needs_reader: "reader", needs_reviewer: "reviewer", needs_admin: "admin"}
_VALUES = {"id_": "empty", "a": "EST", "b": "FIN", "code": "EST", "ending": "json", "name": "Rita", "key": "1", "number": "1"}
SCOPES = {"read": "reader", "review": "reviewer", "admin": "admin"}


class Way(NamedTuple):
    """A method and a path, with what its route says of who may use it."""

    method: str
    path: str
    rule: str | None


def _routes(routes: list[Any], prefix: str = "") -> Iterator[tuple[str, APIRoute]]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield prefix + route.path, route
        elif inner := getattr(route, "original_router", None):
            yield from _routes(inner.routes, prefix + route.include_context.prefix)


def _declared(dependant: Any) -> set[str]:
    own = {_RULES[dependant.call]} if dependant.call in _RULES else set()
    return own.union(*(_declared(inner) for inner in dependant.dependencies))


def _ways(app: Any) -> Iterator[Way]:
    for path, route in _routes(app._app.routes):
        declared = sorted(_declared(route.dependant), key=ROLES.index)
        for method in sorted(route.methods):
            rule = declared[-1] if declared else "reader" if method == "GET" else None
            yield Way(method, path, "nobody" if for_anybody(path) or path.startswith("/static/") else rule)


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> list[Way]:
    with Register.open(tmp_path_factory.mktemp("ways") / "register.db") as register:
        return list(_ways(make_app(register)))


def _filled(path: str) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: _VALUES.get(found[1], "1"), path)


def test_every_route_that_changes_something_says_who_may(ways: list[Way]) -> None:
    assert [way for way in ways if way.rule is None] == []
    assert len([way for way in ways if way.method == "GET"]) > 20


def test_only_what_is_ones_own_may_be_changed_by_readers(ways: list[Way]) -> None:
    changing = [way for way in ways if way.method != "GET" and way.rule in ("nobody", "reader")]
    assert [way for way in changing if not for_oneself(way.path)] == []
    assert {way.path for way in changing if way.rule == "nobody"} == {"/sign-in", "/sign-in/password"}


def test_nobody_but_admins_sees_to_accounts(ways: list[Way]) -> None:
    found = [way for way in ways if re.search(r"/(accounts|audit)\b", way.path)]
    assert len(found) >= 6
    assert {way.rule for way in found} == {"admin"}


def _may(role: str | None, rule: str | None) -> bool:
    return rule == "nobody" or (role is not None and ROLES.index(role) >= ROLES.index(rule))  # type: ignore[arg-type]


def _let_in(client: Any, way: Way, headers: dict[str, str], token: str = "") -> bool:
    """Whether a request reaches its route, and does not end there in an error of the server."""
    path = _filled(way.path)
    body = {} if way.method == "GET" else {"json": {}} if path.startswith("/api/") else {"data": {"form_token": token}}
    answer = client.request(way.method, path, headers={"x-form-token": token, **headers}, **body)
    assert answer.status_code < 500, f"{way}: {answer.status_code}"
    if way.path in ("/sign-in", "/sign-in/password") and "name or the password is wrong" in answer.text:
        return True
    return answer.status_code not in (401, 403) and not answer.headers.get("location", "").startswith("/sign-in?")


@pytest.mark.parametrize("name", [None, *PEOPLE])
def test_every_route_lets_in_whom_its_rule_names_and_nobody_else(team: Team, ways: list[Way], name: str | None) -> None:
    wrong = []
    for number, way in enumerate(ways):
        client = team.browser(address=f"10.0.{number}.1")  # nobody may ask so often from one place
        token = form_token(client, "/sign-in")
        if name:
            client = team.browser(name)
            token = form_token(client)
        if _let_in(client, way, {"origin": str(client.base_url).rstrip("/")}, token) != _may(PEOPLE.get(name or ""), way.rule):
            wrong.append(way)
    assert wrong == []


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_opens_the_api_as_far_as_its_scope_says_and_no_page(team: Team, ways: list[Way], scope: str) -> None:
    client = team.browser()
    bearer = {"authorization": f"Bearer {team.accounts.tokens.add('Ada', scope, scope, 1, By())}"}
    wrong = [way for way in ways if way.path.startswith("/api/") and _let_in(client, way, bearer) != _may(SCOPES[scope], way.rule)]
    for path in ("/", "/account", "/accounts", "/audit", "/documents"):
        assert client.get(path, headers=bearer).headers["location"].startswith("/sign-in")
    assert wrong == []


@pytest.mark.parametrize("headers", [
    {}, {"authorization": "Bearer x"}, {"authorization": "Basic QWRhOng="}, {"cookie": "dragoman=x"}, {"cookie": "__Host-dragoman=x"},
    {"x-forwarded-for": "127.0.0.1"}, {"authorization": "Bearer "}])
def test_without_anything_that_is_taken_nothing_is_had(resting_team: Team, headers: dict[str, str]) -> None:
    client = resting_team.browser()
    for path in ("/api/v1/stats", "/api/v1/openapi.json", "/api/v1/nothing"):
        answer = client.get(path, headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"], answer.headers["content-type"]) == (
            401, "Bearer", "application/problem+json")
    for path in ("/", "/documents/empty", "/nothing"):
        assert client.get(path, headers=headers).status_code == 303


def test_no_form_is_taken_without_its_token_or_from_elsewhere(team: Team, ways: list[Way]) -> None:
    client = team.browser("Ada")
    token, here = form_token(client), str(client.base_url).rstrip("/")
    wrong = []
    for way in (way for way in ways if way.method != "GET"):
        for headers, sent in (({"origin": here}, ""), ({"origin": here}, token[:-1] + "g"),
                              *(({"origin": origin}, token) for origin in ("https://evil.example", "null", here.replace("https", "http"))),
                              *(({"sec-fetch-site": site}, token) for site in ("cross-site", "same-site", "none"))):
            if _let_in(client, way, headers, sent):
                wrong.append((way, headers, sent))
    assert wrong == []
    assert {account.name for account in team.accounts.people()} == set(PEOPLE)


def test_the_token_of_a_form_is_of_one_session_alone(team: Team) -> None:
    ada, other = team.browser("Ada"), team.browser("Ada")
    assert form_token(ada) != form_token(other)
    answer = ada.post("/sign-out", data={"form_token": form_token(other)})
    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_a_machine_without_accounts_is_its_users(client: Any) -> None:
    assert client.get("/accounts").status_code == 200
    assert client.post("/accounts", data={"name": "Ada", "role": "admin"}).status_code == 403
    crossed = {"origin": "https://evil.example", "x-form-token": form_token(client)}
    assert client.post("/accounts", data={"name": "Ada", "role": "admin"}, headers=crossed).status_code == 403


def test_once_there_are_accounts_this_machine_signs_in_too(nothing: Any) -> None:
    nothing.follow_redirects = False
    token = form_token(nothing)
    made = nothing.post("/accounts", data={"name": "Ada", "role": "admin", "form_token": token})
    assert made.status_code == 200
    assert nothing.get("/").headers["location"] == "/sign-in?then=/"
    assert GOOD not in made.text
