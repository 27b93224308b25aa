"""Photograph the pages that the README and the documentation show: `python -m tools.screenshots`, or `make screenshots`.

It goes the way that the README tells, in the system's Chromium: from the first page to a corrected record. Pictures of the same pages, on
the same machine, are the same.
"""
from __future__ import annotations

import io
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from PIL import Image

from dragoman.pipeline import read_all
from dragoman.records import Reading
from dragoman.register import Register
from dragoman.web import make_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
TODAY = "2027-09-01"
WIDTH, HEIGHT = 1200, 760
COLOURS = 128  # of a picture: text and some hues need no more
MOST_BYTES = 120_000
DOCUMENT, RECORD_TYPE = "/documents/dispatch-1-01", "meeting"


@contextmanager
def served(register: Register) -> Iterator[str]:
    """Where a register is served, as of a day that does not change."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(make_app(register, today=lambda: TODAY), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def home(page: Page) -> None:
    """What `make serve` shows first."""
    page.goto("/")


def document(page: Page) -> None:
    """A document, with the words of one record lit up."""
    page.goto(DOCUMENT)
    page.locator(".mark").nth(1).focus()


def review(page: Page) -> None:
    """The queue: the record of which the program is least certain."""
    page.goto(f"/review?type={RECORD_TYPE}")
    page.evaluate("scrollTo(0, 0)")


def correct(page: Page) -> None:
    """The same record, after the key c, and a field of it written anew."""
    page.keyboard.press("c")
    page.wait_for_selector("#edit")
    page.locator("#edit [name$=place]").fill("Nice")


def corrected(page: Page) -> None:
    """The record as it is now, with what was decided and the way back."""
    page.locator("#edit [name$=place]").press("Enter")
    page.wait_for_selector(".notice")
    page.evaluate("scrollTo(0, 0)")


def pair(page: Page) -> None:
    """Two countries."""
    page.goto("/pairs/KAZ/KOR")


def network(page: Page) -> None:
    """Who has to do with whom."""
    page.goto("/network?least=4")
    page.locator(".ring svg").evaluate("picture => scrollTo(0, picture.getBoundingClientRect().top + scrollY)")


STEPS: tuple[Callable[[Page], None], ...] = (home, document, review, correct, corrected, pair, network)


def small(png: bytes) -> bytes:
    """The picture in few colours."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> None:
    """Read the examples, go the way, and write a picture of each step."""
    from playwright.sync_api import sync_playwright

    os.environ["LOGNAME"] = "you"  # whose decisions they are
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as folder, Register.open(Path(folder) / "register.db") as register, sync_playwright() as playwright:
        for path in sorted((ROOT / "examples" / "dispatches").iterdir()):
            register.add_all(one for one in read_all(path.read_bytes(), name=path.name) if isinstance(one, Reading))
        register.settle()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--font-render-hinting=none"])
        with served(register) as address:
            page = browser.new_context(base_url=address, viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce").new_page()
            for step in STEPS:
                step(page)
                picture = small(page.screenshot(animations="disabled", caret="hide"))
                if len(picture) > MOST_BYTES:
                    raise SystemExit(f"{step.__name__}: {len(picture):,} bytes, more than {MOST_BYTES:,}; show less on it")
                IMAGES.joinpath(f"web-{step.__name__}.png").write_bytes(picture)
        browser.close()


if __name__ == "__main__":
    main()
