"""What holds for every answer."""
from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman.register import View
from dragoman.web import make_app
from dragoman.web.guarding import HEADERS
from dragoman.web.rendering import page
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


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    for path in ("/", "/api/v1/stats", "/nothing"):
        answer = client.request(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


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


def test_an_unforeseen_error_tells_nothing_of_itself(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **more: object) -> None:
        raise ValueError("a secret of the inside")

    app = make_app(view)
    monkeypatch.setattr(type(view), "recent", fail)
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
