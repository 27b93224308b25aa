"""Review in a real browser: every action by mouse and by keyboard, and by axe's rules."""
from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from dragoman.register import Register
from dragoman.web import make_app
from tests.web.reviewing import fill
from tests.web.support import TODAY
from tests.web.test_browser import browser, opened, pytestmark

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser", "pytestmark"]
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs the package axe-playwright-python")


@pytest.fixture(scope="module")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "register.db"
    fill(path).close()
    return path


@pytest.fixture
def small(small_file: Path, tmp_path: Path) -> Iterator[Register]:
    """A register to decide on."""
    with Register.open(shutil.copy(small_file, tmp_path / "register.db")) as copied:
        yield copied


@pytest.fixture
def address(small: Register) -> Iterator[str]:
    """Where a server listens during a test."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(make_app(small, today=lambda: TODAY), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def pressed(page: Page, *keys: str) -> str:
    """What the notice says once the last key has decided something."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])
    return page.locator(".notice p").inner_text()


def now(page: Page) -> str:
    """The item at which the keyboard is."""
    return page.locator("[data-item].now").get_attribute("id") or ""


def ledger(small: Register) -> list[tuple[str, str | None]]:
    return [(entry.decision.action, entry.decision.field) for entry in small.queue().history(20)[0]][::-1]


def test_a_queue_is_worked_through_by_keyboard(browser: Browser, address: str, small: Register) -> None:
    page, wrong = opened(browser, address)
    page.goto("/review")
    ids = [item.get_attribute("id") or "" for item in page.locator("[data-item]").all()]
    assert now(page) == ids[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert now(page) == ids[1]
    assert pressed(page, "a").startswith("Accepted")
    assert now(page) == ids[2]  # the next one
    assert pressed(page, "z").startswith("Undone")
    assert page.locator("[data-item]").count() == len(ids)
    assert pressed(page, "r").startswith("Rejected")
    assert pressed(page, "u").startswith("Cannot be verified")
    page.keyboard.press("s")
    assert page.locator("[data-item]").count() == len(ids) - 2
    assert ledger(small) == [("accept", None), ("undo", None), ("reject", None), ("unverifiable", None)]
    assert wrong == []


def test_a_field_is_corrected_by_keyboard_and_keys_are_letters_in_a_field(browser: Browser, address: str, small: Register) -> None:
    page, wrong = opened(browser, address)
    page.goto("/review?type=gesture")
    with page.expect_navigation():
        page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "field-kind"  # ready to type
    page.locator("#e-about").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("arj czu? 12")
    assert ledger(small) == []
    page.locator("#e-to").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.startswith(f"{address}/review?")
    assert page.locator(".notice p").inner_text().startswith("Corrected about: its help → arj czu? 12")
    assert ledger(small) == [("correct", "about")]
    assert wrong == []


def test_conflicts_and_merges_are_decided_by_keyboard(browser: Browser, address: str, small: Register) -> None:
    page, wrong = opened(browser, address)
    page.goto("/review?list=conflicts")
    assert pressed(page, "2").startswith("Corrected rank: state → official")
    assert pressed(page, "z").startswith("Undone")
    assert pressed(page, "a").startswith("Accepted")
    page.goto("/review?list=merges")
    assert pressed(page, "j", "r").startswith("Kept apart")
    assert pressed(page, "z").startswith("Undone")
    assert pressed(page, "m").startswith("Merged")
    assert wrong == []


def test_everything_is_decided_by_mouse_too(browser: Browser, address: str, small: Register) -> None:
    page, wrong = opened(browser, address)
    for path, name, said in (
            ("/review", "Accept", "Accepted"), ("/review", "Reject", "Rejected"), ("/review", "Cannot be verified", "Cannot be verified"),
            ("/review?list=conflicts", "This is right", "Corrected rank"), ("/review?list=conflicts", "All say so", "Accepted"),
            ("/review?list=merges", "They are one", "Merged"), ("/review?list=merges", "They are two", "Kept apart"),
            ("/documents/d1", "Accept", "Accepted"), ("/documents/d1", "Reject", "Rejected"),
            ("/documents/d1", "Cannot be verified", "Cannot be verified")):
        page.goto(path)
        page.locator("main").get_by_role("button", name=name).first.click()
        page.locator(".notice p", has_text=said).wait_for()
        page.get_by_role("button", name="Undo z").click()
        page.locator(".notice p", has_text="Undone").wait_for()
    assert small.queue().decided() == 0
    page.goto("/decisions")
    page.get_by_role("button", name="Undo").first.click()  # the undoing is undone
    page.locator(".notice p", has_text="Undone").wait_for()
    assert small.queue().decided() == 1
    assert wrong == []


def test_a_fact_is_split_and_merged_again_by_mouse(browser: Browser, address: str, small: Register) -> None:
    fact = small.view().facts(type="meeting")[0]
    page, wrong = opened(browser, address)
    page.goto(f"/facts/{fact.id}")
    page.get_by_role("checkbox").last.check()
    page.get_by_role("button", name="They tell of another fact").click()
    page.locator(".notice p", has_text="Kept apart").wait_for()
    other = small.view().fact(fact.reports[-1].record).id
    assert other != fact.id
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.name") == "other"
    page.keyboard.type(other)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".notice p").inner_text().startswith("Merged")
    assert small.view().fact(other).id == fact.id
    assert wrong == []


def test_selected_words_become_a_record(browser: Browser, address: str, small: Register) -> None:
    page, wrong = opened(browser, address)
    page.goto("/documents/d1")
    assert page.locator(".selected").is_hidden()
    page.evaluate("""() => {
        const last = [...document.querySelectorAll("article.text p")].at(-1).lastChild;
        const at = last.data.indexOf("both hobnobbed");
        getSelection().setBaseAndExtent(last, at, last, at + "both hobnobbed with Latvia's premier".length);
    }""")
    page.locator(".selected").wait_for()
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.locator("mark").inner_text() == "both hobnobbed with Latvia's premier"
    page.get_by_label("They tell of a").select_option("meeting")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("kind").select_option("talks")
    page.get_by_label("parties").fill("Estonia; Finland; Latvia")
    page.get_by_role("button", name="Add the record").click()
    page.locator(".notice p", has_text="Added by hand").wait_for()
    assert page.url.startswith(f"{address}/documents/d1?")
    added = next(report for fact in small.view().facts() for report in fact.reports if report.standing == "added")
    assert (added.quote, added.data["parties"]) == ("both hobnobbed with Latvia's premier", ["EST", "FIN", "LVA"])
    assert pressed(page, "z").startswith("Undone")
    assert wrong == []


def test_cards_of_a_document_are_decided_on_by_keyboard(browser: Browser, address: str, small: Register) -> None:
    page, wrong = opened(browser, address)
    page.goto("/documents/d1")
    assert pressed(page, "j", "a").startswith("Accepted")
    assert now(page) == "k1"
    assert ledger(small) == [("accept", None)]
    with page.expect_navigation():
        page.keyboard.press("c")
    with page.expect_navigation():
        page.get_by_role("link", name="Leave it").click()
    assert page.url.endswith("/documents/d1#k1")
    assert wrong == []


def test_keys_are_told_and_only_where_they_work(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.goto("/review")
    assert page.locator(".deeds kbd").first.is_visible()
    assert not page.locator("#keys dl").is_visible()
    page.keyboard.press("?")
    assert page.locator("#keys dl").is_visible()
    page, _ = opened(browser, address, java_script_enabled=False)
    page.goto("/review")
    assert not page.locator(".deeds kbd").first.is_visible()
    page.get_by_role("button", name="Accept").first.click()
    assert page.locator(".notice p").inner_text().startswith("Accepted")


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wrong_with_the_pages_of_review(browser: Browser, address: str, small: Register, *, dark: bool) -> None:
    small.ledger("Mari").accept(small.view().record_ids("d1")[0])
    fact = small.view().facts(type="meeting")[0].id
    size = {"width": 360 if dark else 1280, "height": 800}
    page, wrong = opened(browser, address, color_scheme="dark" if dark else "light", viewport=size)
    for path in ("/review?done=1", "/review?list=conflicts", "/review?list=merges", "/review?type=body", "/decisions",
                 f"/records/{small.view().record_ids('d1')[1]}", "/records/new?document=d1&words=hobnobbed&type=meeting",
                 "/records/new?document=d1&words=nowhere", f"/facts/{fact}", "/documents/d1"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        page.keyboard.press("?")
        found = axe.Axe().run(page).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")] == []
    assert wrong == []
