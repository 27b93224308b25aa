"""How every page looks, in a real browser: by axe's rules of WCAG 2.2 AA, in the light and in the dark, on a phone, on paper, at rest."""
from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from dragoman.register import View
from tests.web.test_browser import PAGES, address, browser, opened, pytestmark

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["address", "browser", "pytestmark"]
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs the package axe-playwright-python")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MORE = ["/documents/empty", "/facts?type=rumour", "/pairs", "/search?q=nowhereatall", "/compare", "/network?least=9999999"]


def pages(view: View) -> list[str]:
    """Every page, and a fact of every kind that has a page of its own."""
    facts = view.facts()
    by_kind = {link.kind: link.of for link in view.links(facts)}
    course = max((fact for fact in facts if fact.type == "agreement"), key=lambda fact: len(fact.history))
    differing = max(facts, key=lambda fact: len(fact.conflicts))
    return [*PAGES, *MORE, *(f"/facts/{id_}" for id_ in (*by_kind.values(), course.id, differing.id))]


def faults(page: Page) -> list[str]:
    """What axe finds on a page in the light and, in the dark and on a phone, with its colours and targets; the first element of each."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    found = axe.Axe().run(page, options={"resultTypes": ["violations"], "runOnly": RULES}).response["violations"]
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    found += page.evaluate("axe.run({resultTypes: ['violations'], runOnly: ['color-contrast', 'target-size']})")["violations"]
    return [f"{page.url}: {one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}" for one in found]


def test_no_page_breaks_a_rule_of_wcag(browser: Browser, address: str, view: View) -> None:
    page, wrong = opened(browser, address)
    found = []
    for path in pages(view):
        page.goto(path)
        found += faults(page)
        assert page.locator("main h1").count() == 1, path
        levels = page.evaluate("[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(one => Number(one.tagName[1]))")
        found += [f"{path}: a heading of level {after} under one of {before}" for before, after in pairwise(levels) if after > before + 1]
    assert found == []
    assert [one for one in wrong if "status of 400" not in one] == []


def test_the_network_is_gone_through_by_keyboard_and_focus_is_seen(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
    page.goto("/network")
    node = page.locator(".ring a:has(circle)").first
    before = node.locator("circle").evaluate("one => getComputedStyle(one).strokeWidth")
    node.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.matches('.ring a:focus-visible')")
    assert node.locator("circle").evaluate("one => getComputedStyle(one).strokeWidth") != before
    page.keyboard.press("Enter")
    page.wait_for_url("**/network?*actor=*")
    assert wrong == []


def test_the_network_is_narrowed_without_scripts(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, java_script_enabled=False)
    page.goto("/network")
    page.get_by_label("At least").fill("30")
    page.get_by_role("button", name="Show").click()
    assert "least=30" in page.url
    rows = page.locator("tbody tr").count()
    assert all(bar.is_visible() for bar in page.locator(".years .bar").all())
    page.locator(".years a").last.click()
    assert "since=" in page.url
    assert page.locator("tbody tr").count() <= rows


def test_nothing_moves_for_those_who_want_no_motion(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, reduced_motion="reduce")
    page.goto("/documents/dispatch-1-01")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.evaluate("document.documentElement.classList.add('waiting')")
    assert page.evaluate("getComputedStyle(document.documentElement, '::before').animationName") == "none"


def test_a_page_that_takes_long_says_so_until_the_next_one_is_there(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
    page.goto("/")
    page.route("**/about", lambda route: route.fulfill(status=204))  # the browser stays where it is, as it does while it waits
    page.get_by_role("link", name="About").click()
    page.wait_for_selector("html.waiting", state="attached", timeout=5_000)
    page.goto("/documents")
    assert page.locator("html.waiting").count() == 0
    assert wrong == []


def test_on_paper_there_is_what_is_read_and_nothing_to_press(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.emulate_media(media="print")
    for path in ("/", "/pairs/KAZ/KOR", "/documents/dispatch-1-01", "/network", "/search?q=agreement"):
        page.goto(path)
        assert page.locator("main h1").is_visible()
        assert not any(one.is_visible() for one in page.locator("header.site, form.ask, nav.pages, .facets").all()), path
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
