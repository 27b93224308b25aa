"""What holds for every answer."""
from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.accounts import By
from dragoman.accounts.auditing import Audit
from dragoman.accounts.sessions import Sessions
from dragoman.errors import BusyError
from dragoman.register import Register, View
from dragoman.web import guarding, make_app
from dragoman.web.guarding import ANY_ADDRESS, HEADERS
from dragoman.web.rendering import page
from tests.web.support import HOST, Team, form_token
from tests.web.support import send as send_form
from tests.web.test_api import ASKED
from tests.web.test_pages import PAGES, REFUSED

EVERYTHING = [*PAGES, *REFUSED, *ASKED, "/api/v1/openapi.json", "/api/v1/nothing"]


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in headers
    assert "server" not in headers


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert set(policy.values()) <= {"'none'", "'self'", "'script'"}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "localhost, evil.example",
                                  "[::2]", "evil.example:80", "[::1].evil.example@localhost"])
def test_a_host_that_is_not_this_machine_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/v1/stats", headers={"host": host})
    assert (answer.status_code, answer.json()["status"]) == (421, 421)
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "[::1]"])
def test_this_machine_is_answered_by_all_its_names(client: TestClient, host: str) -> None:
    assert client.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["PATCH", "OPTIONS", "TRACE"])
def test_methods_that_nothing_needs_are_refused(client: TestClient, method: str) -> None:
    for path in ("/", "/api/v1/stats", "/nothing"):
        assert client.request(method, path).status_code == 405


def test_an_address_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get("/search?q=" + "x" * 5_000).status_code == 414


def test_head_gives_the_headers_alone(client: TestClient) -> None:
    whole, head = client.get("/about"), client.head("/about")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", whole.headers["etag"])
    assert head.headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize("path", ["/", "/documents/dispatch-1-01", "/api/v1/stats", "/api/v1/facts?a=KAZ"])
def test_what_the_reader_has_already_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_files_are_kept_for_good_under_a_name_of_their_content(client: TestClient) -> None:
    style = client.get("/").text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    answer = client.get(style)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert "url(" not in answer.text
    assert "@import" not in answer.text


def test_an_unforeseen_error_tells_nothing_of_itself(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **more: object) -> None:
        raise ValueError("a secret of the inside")

    app = make_app(register)
    monkeypatch.setattr(View, "recent", fail)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        for path, kind in (("/documents", "text/html; charset=utf-8"), ("/api/v1/documents", "application/problem+json")):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (500, kind)
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
            assert "secret" not in answer.text
            assert "ValueError" not in answer.text


def test_pages_escape_whatever_they_are_given() -> None:
    body = bytes(page("error.html", status=404, title="<i>", detail="<b>&\"'").body).decode()
    assert "<i>" not in body
    assert "&lt;b&gt;&amp;&#34;&#39;" in body


def test_a_server_for_others_answers_to_its_names_alone(team: Team) -> None:
    client = team.browser("Rita")
    assert client.get("/about").status_code == 200
    answer = client.get("/about", headers={"host": "evil.example"})
    assert (answer.status_code, HOST in answer.text) == (421, True)
    anywhere = TestClient(make_app(team.register, hosts=[ANY_ADDRESS], public=True), follow_redirects=False)
    for host, status in (("192.0.2.1:8000", 303), ("[2001:db8::1]", 303), ("192.0.2.1.evil.example", 421), ("evil.example", 421)):
        assert anywhere.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize("name", [None, "Rita", "Ada"])
def test_a_body_that_is_too_large_is_refused_however_it_comes(resting_team: Team, name: str | None) -> None:
    client = resting_team.browser(name)
    token = form_token(client, "/account" if name else "/sign-in")

    def parts() -> Iterator[bytes]:
        yield from (b"x" * 100_000 for _ in range(40))

    headers = {"x-form-token": token, "content-type": "application/x-www-form-urlencoded"}
    for content in (b"x" * 2_000_000, parts()):
        answer = client.post("/sign-in", content=content, headers=headers)
        assert (answer.status_code, "send less" in answer.text) == (413, True)


def test_a_body_that_does_not_come_is_not_waited_for(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "_PATIENCE", 0.0)
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", HOST.encode()), (b"content-type", b"application/x-www-form-urlencoded"), (b"content-length", b"100")]
    scope = {"type": "http", "method": "POST", "path": "/sign-in", "raw_path": b"/sign-in", "query_string": b"", "headers": headers,
             "scheme": "https", "client": ("192.0.2.1", 1), "server": (HOST, 443), "http_version": "1.1", "root_path": ""}
    asyncio.run(team.app(scope, receive, send))
    assert sent[0]["status"] == 408


def test_a_form_of_very_many_fields_is_refused(team: Team) -> None:
    client = team.browser("Ada")
    fields = "&".join(f"f{number}=1" for number in range(10_000))
    answer = client.post("/accounts", content=f"form_token={form_token(client)}&{fields}",
                         headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code in (400, 413)


def test_a_register_that_does_not_answer_lets_nobody_in(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise BusyError("register.db: it does not answer; try again")

    client = team.browser("Ada")
    monkeypatch.setattr(Sessions, "find", fail)
    answer = client.get("/api/v1/stats")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "does not answer" in client.get("/").text


def test_what_cannot_be_noted_is_in_the_log(team: Team, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise BusyError("register.db: another program is writing to it")

    client = team.browser("Rita")
    monkeypatch.setattr(Audit, "note", fail)
    assert send_form(client, "/accounts/role", name="Rita", role="admin").status_code == 403
    assert "not in the audit: Rita, POST /accounts/role: register.db: another program is writing to it" in caplog.text


def test_the_audit_tells_what_was_decided_and_read_in(team: Team) -> None:
    target = team.register.view().facts(type="meeting")[0].reports[0].record
    bearer = {"authorization": f"Bearer {team.accounts.tokens.add('Rex', 'review', 'review', 1, By())}"}
    client = team.browser()
    assert client.post("/api/v1/decisions", json={"action": "accept", "target": [target]}, headers=bearer).status_code == 201
    assert client.post("/api/v1/jobs", json={"text": "The presidents met."}, headers=bearer).status_code == 202
    told = {(entry.who, entry.action, entry.what) for entry in team.accounts.audit.entries(5)}
    assert {("Rex", "decide", f"1: accept {target}"), ("Rex", "read in", "/read/1")} <= told
