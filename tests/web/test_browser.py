"""The pages in a real browser: the system's Chromium, through Playwright. Skipped where either is not installed."""
from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from dragoman.register import Register
from dragoman.web import make_app
from tests.web.support import HOSTILE_ID, TODAY, path_of

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on this machine")
PAGES = ["/", "/documents", "/documents/dispatch-1-01", path_of(HOSTILE_ID), "/documents/long", "/facts?a=KAZ", "/pairs/KAZ/KOR",
         "/pairs/KAZ/PER", "/countries/KAZ", "/search?q=agreement&type=meeting", "/compare?first=dispatch-1-01&second=dispatch-1-11",
         "/network", "/network?actor=KAZ&since=2024", "/search?q=agreement", "/review", "/read", "/about", "/nothing"]


@pytest.fixture(scope="module")
def address(register: Register) -> Iterator[str]:
    """Where a server listens while these tests run."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(register, today=lambda: TODAY), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])  # containers have no sandbox to offer
        yield started
        started.close()


def opened(browser: Browser, address: str, **context: Any) -> tuple[Page, list[str]]:
    """A page whose every address begins with the server's, and what goes wrong on it from now on."""
    page = browser.new_context(base_url=address, **context).new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" and "404" not in said.text else None)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(f"asked {request.url}"))
    return page, wrong


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_fit_every_width_and_nothing_goes_wrong_on_them(browser: Browser, address: str, width: int) -> None:
    page, wrong = opened(browser, address, viewport={"width": width, "height": 800})
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    assert wrong == []


def test_pointing_at_words_lights_up_their_records_and_back(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
    page.goto("/documents/dispatch-1-01")
    mark = page.locator(".mark").first
    mark.hover()
    cards = (mark.get_attribute("data-cards") or "").split()
    assert [card.get_attribute("id") for card in page.locator(".card.lit").all()] == cards
    card = page.locator(".card").nth(2)
    card.hover()
    id_ = card.get_attribute("id")
    lit = page.locator(".mark.lit").all()
    assert lit
    assert all(id_ in (one.get_attribute("data-cards") or "").split() for one in lit)
    assert wrong == []


def test_the_keyboard_leads_from_words_to_their_record_and_back(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
    page.goto("/documents/dispatch-1-01")
    page.locator(".mark").first.focus()
    page.keyboard.press("Tab")
    place = page.evaluate("document.activeElement.id")
    assert place.startswith("c")
    assert page.locator(".card.lit").count() >= 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.card') !== null")
    page.keyboard.press("Enter")  # the first link of a card leads back
    assert page.evaluate("document.activeElement.id") == place
    assert wrong == []


def test_focus_is_seen_and_content_can_be_skipped_to(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index] # it has one
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_documents_are_read_without_scripts(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, java_script_enabled=False)
    page.goto("/documents/dispatch-1-01")
    page.locator(".mark").first.click()
    assert "#k" in page.url
    page.locator(".card a", has_text="in the text").first.click()
    assert "#c" in page.url


def test_dark_is_dark(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, color_scheme="dark")
    page.goto("/")
    red, *_ = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert red < 64


def test_the_search_of_the_header_and_the_form_of_two_countries_work(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
    page.goto("/")
    page.fill("#site-q", "agreement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=agreement")
    page.goto("/")
    page.fill("input[name=a]", "Kazakhstan")
    page.fill("input[name=b]", "South Korea")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pairs/KAZ/KOR")
    assert wrong == []
