"""Signing in and accounts in a real browser: by keyboard, without JavaScript, against a page of another origin, and by axe's rules."""
from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn

from dragoman.accounts import By
from tests.accounts.support import GOOD, OTHER
from tests.web.support import Team
from tests.web.test_browser import browser, opened, pytestmark

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser", "pytestmark"]
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs the package axe-playwright-python")


@pytest.fixture
def address(team: Team) -> Iterator[str]:
    """Where a server with accounts listens during a test."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(team.app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def signed_in(page: Page, name: str = "Ada", password: str = GOOD, path: str = "/account") -> None:
    page.goto(path)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    page.locator("a.me").wait_for()


def faults(page: Page) -> list[str]:
    """What axe finds serious."""
    found = axe.Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wrong_with_the_pages_of_accounts(browser: Browser, address: str, team: Team, dark: bool) -> None:
    team.accounts.tokens.add("Ada", "nightly report", "read", 7, By())
    made = team.accounts.add("Zoë", "reader", by=By("Ada", "192.0.2.1"))
    page, wrong = opened(browser, address, color_scheme="dark" if dark else "light", viewport={"width": 360, "height": 800})
    page.goto("/")
    found = faults(page)
    page.get_by_label("Name").fill("zoë")
    page.get_by_label("Password").fill(made or "")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Choose a password of your own").wait_for()
    found += faults(page)
    signed_in(page)
    for path in ("/account", "/accounts", "/audit"):
        page.goto(path)
        found += faults(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    assert found == []
    assert wrong == []


def test_an_account_begins_with_nothing_but_the_keyboard_and_no_script(browser: Browser, address: str) -> None:
    admin, _ = opened(browser, address, java_script_enabled=False)
    signed_in(admin, path="/accounts")
    admin.get_by_label("Name").focus()
    admin.keyboard.type("Zoë")
    admin.keyboard.press("Enter")
    password = admin.locator(".secret code").inner_text()
    person, _ = opened(browser, address, java_script_enabled=False)
    person.goto("/accounts")
    person.get_by_label("Name").focus()
    for part in ("zoë", "Tab", password, "Enter"):
        person.keyboard.press(part) if part in ("Tab", "Enter") else person.keyboard.type(part)
    person.get_by_label("The password that you were given").focus()
    for part in (password, "Tab", OTHER, "Enter"):
        person.keyboard.press(part) if part in ("Tab", "Enter") else person.keyboard.type(part)
    person.get_by_role("heading", name="Not allowed").wait_for()  # where they had wanted to go is for admins
    person.get_by_role("link", name="Zoë").click()
    assert "Your role is reader" in person.locator("main").inner_text()


def test_after_signing_out_going_back_shows_nothing(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    signed_in(page)
    page.goto("/documents/empty")
    page.goto("/account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/sign-in")
    page.goto("/documents/empty")
    assert page.url.endswith("/sign-in?then=/documents/empty")
    page.go_back()
    assert page.get_by_label("Password").is_visible()


class _Elsewhere(http.server.BaseHTTPRequestHandler):
    """A page of another origin that sends a form to the server, with the reader's cookie: another port is the same site."""

    target = ""

    def do_GET(self) -> None:
        form = (f'<form method="post" action="{self.target}/accounts"><input name="name" value="Mallory"><input name="role" value="admin">'
                '<input name="form_token" value="guessed"><button>A prize</button></form>')
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f'<!doctype html><title>x</title>{form}<iframe src="{self.target}/accounts"></iframe>'.encode())

    def log_message(self, *_: object) -> None:
        pass


def test_a_page_of_another_origin_changes_nothing_and_frames_nothing(browser: Browser, address: str, team: Team) -> None:
    page = browser.new_context(base_url=address).new_page()
    signed_in(page, path="/accounts")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Elsewhere", (_Elsewhere,), {"target": address})) as elsewhere:
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
        frame = page.frames[1]
        assert "Accounts" not in frame.content()
        page.get_by_role("button", name="A prize").click()
        page.get_by_text("This was asked for by a page elsewhere").wait_for()
        elsewhere.shutdown()
    assert "Mallory" not in {account.name for account in team.accounts.people()}
    assert team.accounts.audit.entries(1)[0].action == "POST (refused: 403)"
