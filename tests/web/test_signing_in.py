"""Signing in and out, one's own account, and the accounts of others, as browsers see them."""
from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from dragoman.accounts import By
from dragoman.accounts.sessions import LONGEST
from tests.accounts.support import GOOD, OTHER
from tests.web.support import Team, form_token, send

COOKIE = "__Host-dragoman"


def signed_in(client: TestClient, name: str = "Ada", password: str = GOOD, then: str = "/") -> Response:
    return send(client, "/sign-in", page="/sign-in", name=name, password=password, then=then)


def attributes(header: str) -> set[str]:
    return {part.strip().lower() for part in header.split(";")[1:]}


def test_whoever_is_not_signed_in_is_led_there_and_back(team: Team) -> None:
    client = team.browser()
    led = client.get("/facts?a=KAZ&b=KOR&status=signed")
    assert (led.status_code, led.headers["location"]) == (303, "/sign-in?then=/facts%3Fa%3DKAZ%26b%3DKOR%26status%3Dsigned")
    then = re.findall(r'name="then" value="([^"]*)"', client.get(led.headers["location"]).text)[0].replace("&amp;", "&")
    answer = signed_in(client, then=then)
    assert (answer.status_code, answer.headers["location"]) == (303, "/facts?a=KAZ&b=KOR&status=signed")
    assert client.get("/").status_code == 200
    assert client.get("/sign-in?then=/about").headers["location"] == "/about"


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
                                  "", "/\t/evil.example", " //evil.example", "evil", "/a\r\nset-cookie: x=1", "/\u202e"])
def test_signing_in_leads_nowhere_else(resting_team: Team, then: str) -> None:
    client = resting_team.browser()
    assert signed_in(client, then=then).headers["location"] == "/"
    assert client.get("/sign-in", params={"then": then}).headers["location"] == "/"


def test_a_session_is_kept_where_no_script_and_no_other_site_reaches_it(team: Team) -> None:
    secure, plain = team.browser(), team.browser(scheme="http")
    over_tls, header = signed_in(secure).headers["set-cookie"], signed_in(plain).headers["set-cookie"]
    kept = {"httponly", "samesite=strict", "path=/", f"max-age={int(LONGEST.total_seconds())}"}
    assert over_tls.startswith(f"{COOKIE}=")
    assert attributes(over_tls) == {*kept, "secure"}
    assert header.startswith("dragoman=")
    assert attributes(header) == kept
    assert secure.get("/").headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in plain.get("/").headers


def test_signing_in_gives_another_session_and_ends_the_one_before(team: Team) -> None:
    client = team.browser("Rita")
    old = client.cookies[COOKIE]
    client.cookies.clear()
    client.cookies.set(COOKIE, old)
    token = form_token(client)
    answer = client.post("/sign-in", data={"name": "Ada", "password": GOOD, "form_token": token}, headers={"origin": str(client.base_url)})
    new = answer.headers["set-cookie"].split(";")[0].partition("=")[2]
    assert new != old
    assert team.accounts.sessions.find(old) is None
    assert team.accounts.sessions.find(new) is not None


def test_a_session_that_an_attacker_has_chosen_is_nobodys(team: Team) -> None:
    client = team.browser()
    client.cookies.set(COOKIE, "chosen")
    answer = signed_in(client)
    assert "chosen" not in answer.headers["set-cookie"]


def test_signing_out_ends_the_session_and_empties_the_cache(team: Team) -> None:
    client = team.browser("Rita")
    secret = client.cookies[COOKIE]
    answer = send(client, "/sign-out")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert "max-age=0" in attributes(answer.headers["set-cookie"])
    assert team.accounts.sessions.find(secret) is None


def test_an_ended_session_says_so(team: Team) -> None:
    client = team.browser("Rita")
    team.accounts.sign_out_everywhere("Rita", by=By())
    assert "Your session has ended" in client.get("/", follow_redirects=True).text
    assert client.get("/api/v1/stats").json()["detail"] == "Your session has ended. Sign in again."


def test_a_link_from_another_site_is_no_reason_to_sign_in_again(team: Team) -> None:
    page = team.browser().get("/sign-in?then=/about", headers={"sec-fetch-site": "cross-site"})
    assert '<a href="/about">go on to the page</a>' in page.text


@pytest.mark.parametrize(("name", "password"), [("Ada", OTHER), ("nobody", GOOD), ("", ""), ("Ada", "")])
def test_a_failed_sign_in_is_one_page_whatever_was_wrong(resting_team: Team, name: str, password: str) -> None:
    answer = signed_in(resting_team.browser(), name, password)
    assert answer.status_code == 403
    assert "The name or the password is wrong." in answer.text
    assert "set-cookie" not in answer.headers
    assert not password or password not in answer.text


@pytest.mark.parametrize("name", ["Ada", "nobody"])
def test_passwords_cannot_be_tried_at_will_on_any_name(team: Team, name: str) -> None:
    client = team.browser(address="2001:db8::1")
    for _ in range(6):
        assert signed_in(client, name, OTHER).status_code == 403
    answer = signed_in(client, name, GOOD)
    assert (answer.status_code, int(answer.headers["retry-after"]) > 60) == (429, True)
    assert "Too many passwords" in answer.text
    assert signed_in(team.browser(address="2001:db8::ffff"), name.upper(), GOOD).status_code == 429  # the same network
    assert signed_in(team.browser(address="192.0.2.1"), "Ada", GOOD).status_code == 303  # its owner, elsewhere
    assert signed_in(client, "Rita", GOOD).status_code == 303  # somebody else at the same place


def test_many_names_cannot_be_tried_from_one_place(team: Team) -> None:
    client = team.browser(address="192.0.2.7")
    statuses = [signed_in(client, f"name{number}", OTHER).status_code for number in range(31)]
    assert statuses == [403] * 30 + [429]


def test_a_starting_password_is_replaced_before_anything_else(team: Team) -> None:
    admin, client = team.browser("Ada"), team.browser(address="192.0.2.2")
    made = re.findall(r"<code>([0-9a-f-]{27})</code>", send(admin, "/accounts", page="/accounts", name="Zoë", role="reviewer").text)[0]
    answer = signed_in(client, "zoë", made)
    assert "Choose a password of your own" in answer.text
    assert client.get("/").status_code == 303
    weak = send(client, "/sign-in/password", page="/sign-in", name="Zoë", password=made, new="zoezoezoezoe")
    assert (weak.status_code, "too easy to guess" in weak.text) == (403, True)
    assert send(client, "/sign-in/password", page="/sign-in", name="Zoë", password=made, new=OTHER).status_code == 303
    assert client.get("/").status_code == 200
    assert made not in admin.get("/accounts").text


def test_a_password_is_changed_by_whoever_knows_it(team: Team) -> None:
    client, elsewhere = team.browser("Rita"), team.browser("Rita")
    wrong = send(client, "/account/password", password=OTHER, new="velvet quarry nine 55")
    assert (wrong.status_code, "wrong" in wrong.text) == (400, True)
    assert send(client, "/account/password", password=GOOD, new=OTHER).status_code == 303
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_a_session_left_open_is_no_way_to_find_the_password(team: Team) -> None:
    client = team.browser("Rita")
    for _ in range(6):
        assert send(client, "/account/password", password=OTHER, new="velvet quarry nine 55").status_code == 400
    assert send(client, "/account/tokens", name="cron", password=GOOD).status_code == 429


def test_a_token_is_shown_once_and_asks_with_its_scope(team: Team) -> None:
    client = team.browser("Rex")
    assert "wrong" in send(client, "/account/tokens", name="cron", scope="review", password=OTHER).text
    page = send(client, "/account/tokens", name="cron", scope="review", days="7", password=GOOD)
    token = re.findall(r"<code>(dragoman_[\w-]+)</code>", page.text)[0]
    assert page.headers["cache-control"] == "no-store"
    assert team.browser().get("/api/v1/stats", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert token not in client.get("/account").text
    again = send(client, "/account/tokens", name="cron", scope="review", password=GOOD)  # the form, sent twice
    assert "there is a token of that name already" in again.text
    assert len(team.accounts.tokens.of("Rex")) == 1
    assert "more than the role reviewer may do" in send(client, "/account/tokens", name="more", scope="admin", password=GOOD).text


def test_tokens_and_sessions_of_others_are_not_to_be_had(team: Team) -> None:
    team.accounts.tokens.add("Ada", "cron", "read", 7, By())
    ada, rita = team.browser("Ada"), team.browser("Rita")
    token, session = team.accounts.tokens.of("Ada")[0].key, team.accounts.sessions.of("Ada")[0].key
    assert send(rita, f"/account/tokens/{token}/revoke").status_code == 404
    assert send(rita, f"/account/sessions/{session}/end").status_code == 404
    assert ada.get("/").status_code == 200
    assert send(ada, f"/account/tokens/{token}/revoke").status_code == 303
    assert send(ada, f"/account/tokens/{token}/revoke").status_code == 404
    assert team.accounts.tokens.of("Ada") == []


def test_signing_out_everywhere_ends_all_sessions(team: Team) -> None:
    browsers = [team.browser("Rita") for _ in range(3)]
    assert send(browsers[0], "/account/sign-out-everywhere").headers["location"] == "/sign-in"
    assert [browser.get("/").status_code for browser in browsers] == [303] * 3


def test_an_admin_sees_to_accounts(team: Team) -> None:
    ada, rita = team.browser("Ada"), team.browser("Rita")
    assert send(ada, "/accounts/role", page="/accounts", name="Rita", role="admin").status_code == 303
    assert rita.get("/audit").status_code == 200
    assert send(ada, "/accounts/role", page="/accounts", name="Rita", role="owner").status_code == 400
    assert send(ada, "/accounts", page="/accounts", name="rita", role="reader").status_code == 400
    assert "The password with which <bdi>Rita</bdi> begins" in send(ada, "/accounts/password", page="/accounts", name="Rita").text
    assert rita.get("/").status_code == 303
    assert send(ada, "/accounts/remove", page="/accounts", name="Rita").status_code == 303
    assert send(ada, "/accounts/remove", page="/accounts", name="Rita").status_code == 404
    assert "the only admin" in send(ada, "/accounts/remove", page="/accounts", name="Ada").text


def test_the_audit_tells_who_did_what_from_where(team: Team) -> None:
    ada, rita = team.browser("Ada"), team.browser("Rita", address="192.0.2.3")
    signed_in(team.browser(address="192.0.2.9"), "Ada", OTHER)
    send(ada, "/accounts/role", page="/accounts", name="Rex", role="reader")
    send(rita, "/accounts/role", name="Rita", role="admin")
    told = {(entry.who, entry.action, entry.what, entry.address) for entry in team.accounts.audit.entries(50)}
    assert {(None, "sign-in failed", "Ada", "192.0.2.9"), ("Rita", "signed in", "Rita", "192.0.2.3"),
            ("Ada", "role changed", "Rex: reviewer → reader", "10.0.0.1"),
            ("Rita", "POST (refused: 403)", "/accounts/role", "192.0.2.3")} <= told
    page = ada.get("/audit").text
    assert "role changed" in page
    assert datetime.now(UTC).date().isoformat() in page
    assert "role changed" not in ada.get("/audit?who=Rita").text


def test_the_audit_comes_in_pages(team: Team) -> None:
    for number in range(120):
        team.accounts.audit.note("tested", f"number {number}", By("Rex"))
    ada = team.browser("Ada")
    first = ada.get("/audit?who=Rex").text
    assert first.count("<li><strong>tested</strong>") == 100
    following = re.findall(r'href="(/audit[^"]*)" rel="next"', first)[0].replace("&amp;", "&")
    assert ada.get(following).text.count("<li><strong>tested</strong>") == 20


@pytest.mark.parametrize("path", ["/account", "/accounts", "/audit", "/sign-in"])
def test_pages_about_accounts_are_kept_nowhere(resting_team: Team, path: str) -> None:
    client = resting_team.browser() if path == "/sign-in" else resting_team.browser("Ada")
    answer = client.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_a_hostile_name_stays_text(team: Team) -> None:
    name = "<script>alert(1)</script>'\""
    team.accounts.add(name, "admin", GOOD, by=By())
    client = team.browser(name)
    for path in ("/account", "/accounts", "/audit"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
