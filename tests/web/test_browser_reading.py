"""Reading in with a real browser, and with a process that reads: paste, drop, an address, cancel, and all of it without JavaScript."""
from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.register import Register
from dragoman.register.jobs import Given
from dragoman.web import make_app
from dragoman.web.fetching import check
from dragoman.web.jobs import LIMITS, Supervisor, intake
from tests.conftest import ROOT
from tests.web.serving import serving
from tests.web.test_browser import browser, opened, pytestmark
from tests.web.workers import local_net, reading, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser", "pytestmark"]
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs the package axe-playwright-python")
DISPATCHES = ROOT / "examples" / "dispatches"
TALKS = "The foreign ministers of Estonia and Finland met in Tallinn on Tuesday. <b>They</b> signed an agreement on ferries.\u202e"
DROP = """(zone, files) => {
  const held = new DataTransfer();
  for (const [name, text] of files) held.items.add(new File([typeof text === "number" ? "x".repeat(text) : text], name));
  const how = {dataTransfer: held, bubbles: true, cancelable: true};
  for (const type of ["dragenter", "dragover", "drop"]) zone.dispatchEvent(new DragEvent(type, how));
}"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory, blank: Path) -> Iterator[Register]:
    with Register.open(shutil.copy(blank, tmp_path_factory.mktemp("read") / "register.db")) as made:
        yield made


@pytest.fixture(scope="module")
def address(register: Register) -> Iterator[str]:
    """Where a server listens whose worker reads, and fetches from this machine on whatever port."""
    with pytest.MonkeyPatch.context() as patched, Supervisor(register, work=reading) as supervisor:
        patched.setattr(intake, "check", partial(check, ports=local_net().ports))
        with serving(make_app(register, reading=supervisor)) as at:
            yield at


def followed(page: Page) -> None:
    """The page of a job, from its beginning to its end, without being loaded anew."""
    page.wait_for_url("**/read/*")
    page.evaluate("document.body.dataset.same = 1")
    page.wait_for_selector("#job:not([data-running])", timeout=60_000)
    assert page.evaluate("document.body.dataset.same") == "1"
    assert page.locator("h1").inner_text() == page.title().partition(" ·")[0] == "Read"
    assert page.locator("#cancel").count() == 0


def test_a_text_is_pasted_and_its_document_opened(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
    page.goto("/")
    page.get_by_role("link", name="Read in").click()
    page.get_by_label("Text", exact=True).fill(TALKS)
    page.get_by_label("Title").fill("Talks on ferries")
    page.get_by_label("Published").fill("2031-05-08")
    page.get_by_role("button", name="Read the text").click()
    followed(page)
    assert "Read: 1 document with" in page.locator("#state").inner_text()
    assert "Talks between Estonia and Finland" in page.locator(".came").inner_text()
    page.get_by_role("link", name="Talks on ferries").click()
    assert "They" in page.locator("article.text").inner_text()
    assert page.locator("article.text b").count() == 0
    assert "2031-05-06" in (page.locator("body").text_content() or "")  # the Tuesday before the day that was told
    assert wrong == []


def test_files_are_dropped_and_what_cannot_be_read_is_told(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
    page.goto("/read")
    zone = page.locator(".drop")
    zone.evaluate(DROP, [["talks.txt", TALKS], ["empty.txt", ""], ["markets.md", (DISPATCHES / "beyond-the-car-plant.md").read_text()]])
    assert page.locator(".chosen li").all_inner_texts() == ["talks.txt (1 kB)", "empty.txt (0 kB)", "markets.md (3 kB)"]
    page.get_by_role("button", name="Read the files").click()
    followed(page)
    assert "2 documents" in page.locator("#state").inner_text()
    assert "empty.txt: is empty" in page.locator(".failed").inner_text()
    assert wrong == []


def test_files_that_are_too_large_or_too_many_are_told_before_they_are_sent(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
    page.goto("/read")
    zone, fault, button = page.locator(".drop"), page.locator(".drop .fault"), page.get_by_role("button", name="Read the files")
    zone.evaluate(DROP, [["large.txt", LIMITS.file_bytes + 1]])
    assert "large.txt has 20 MB, more than 20 MB; split it" in fault.inner_text()
    assert button.is_disabled()
    zone.evaluate(DROP, [[f"{n}.txt", "x"] for n in range(LIMITS.files + 1)])
    assert "101 files are more than 100; give the others afterwards" in fault.inner_text()
    zone.evaluate(DROP, [["small.txt", "x"]])
    assert not fault.is_visible()
    assert button.is_enabled()
    assert wrong == []


def test_a_page_is_fetched_from_its_address(browser: Browser, address: str, register: Register) -> None:
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(DISPATCHES))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as news:
        threading.Thread(target=news.serve_forever, daemon=True).start()
        page, wrong = opened(browser, address)
        page.goto("/read")
        page.get_by_label("Address (URL)").fill(f"http://news.example:{news.server_port}/eight-months-after-seoul.html")
        page.get_by_role("button", name="Read the page").click()
        followed(page)
        page.goto("/read")
        page.get_by_label("Address (URL)").fill(f"http://news.example:{news.server_port}/none.html")
        page.get_by_role("button", name="Read the page").click()
        followed(page)
        news.shutdown()
    assert "answers 404 (Not Found)" in page.locator(".failed").inner_text()
    assert "No document was read" in page.locator(".empty").inner_text()
    page.goto("/documents")
    assert page.get_by_role("link", name="Eight months after Seoul").count() == 1
    assert wrong == []


def test_all_of_it_works_without_scripts(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, java_script_enabled=False)
    page.goto("/read")
    page.get_by_label("Files", exact=True).set_input_files([DISPATCHES / "beyond-the-car-plant.md"])
    page.get_by_role("button", name="Read the files").click()
    page.wait_for_url("**/read/*")
    page.get_by_role("heading", name="Read", exact=True).wait_for(timeout=60_000)  # the page loads itself anew until then
    assert page.locator("#outcomes .list > li > a").count() == 1


def test_a_job_is_cancelled(browser: Browser, address: str, register: Register) -> None:
    text = (DISPATCHES / "beyond-the-car-plant.md").read_bytes()
    number = register.jobs().add("somebody", [Given(f"{n}.md", text + b"." * n) for n in range(200)])
    page, wrong = opened(browser, address)
    page.goto(f"/read/{number}")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("heading", name="Cancelled").wait_for()
    assert register.jobs().job(number).state == "cancelled"
    assert wrong == []


@pytest.mark.parametrize(("width", "dark"), [(360, False), (768, True), (1280, False)])
def test_the_pages_fit_and_nothing_is_wrong_with_them(browser: Browser, address: str, register: Register, width: int, dark: bool) -> None:
    number = register.jobs().add("somebody", [Given("empty.txt", b""), Given(f"{'long' * 60}.txt", TALKS.encode())])
    waiting = register.jobs().add("somebody", [Given("a.txt", b"x")])
    page, wrong = opened(browser, address, viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
    paths = ["/read", f"/read/{waiting}", f"/read/{number}"]
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        found = axe.Axe().run(page).response["violations"]
        assert [f"{path}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")] == []
        until(lambda: register.jobs().cancel(waiting) == [])
    assert wrong == []
