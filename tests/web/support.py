"""A register of the examples and of documents that mean harm, and what a page holds."""
from __future__ import annotations

import itertools
import re
from typing import Any
from urllib.parse import quote, urlsplit

from lxml import html
from starlette.testclient import TestClient

from dragoman.accounts import Accounts, By
from dragoman.document import Document
from dragoman.records import Evidence, Reading, load_records
from dragoman.register import Register
from dragoman.web import make_app
from tests.accounts.support import GOOD

TODAY = "2027-01-01"
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"' javascript:alert(1)"
HOSTILE_ID = "../h?#<b>&\"'/ä"
_TEXT = (f"{ATTACK}\nThe presidents of Estonia and Finland met. \u202egnp.exe\u202c\u200b end {'x' * 3000}\n\n"
         "Second page. They signed a pact.")
_LINES = 600


def hostile() -> Reading:
    """A document whose every field is an attack; its records overlap, and one has evidence in two places. It has two pages."""
    document = Document(id=HOSTILE_ID, text=_TEXT, title=f"{ATTACK}\u202e", source=ATTACK, url="javascript:alert(1)",
                        published="2026-02-31", pages=(0, _TEXT.index("Second")))
    states = ["EST", "FIN"]
    return _reading(document, [
        {"type": "meeting", "kind": "talks", "parties": [*states, ATTACK], "place": ATTACK,
         "evidence": ["The presidents of Estonia and Finland met."]},
        {"type": "statement", "speaker": ATTACK, "mode": "direct", "content": ATTACK * 20, "evidence": [ATTACK]},
        {"type": "body", "name": ATTACK, "parties": states, "evidence": ["presidents of Estonia", "Second page. They"]},
        {"type": "agreement", "kind": "agreement", "status": "signed", "parties": states, "subject": f"\u202e{ATTACK}",
         "evidence": ["They signed a pact."]}])


def long() -> Reading:
    """A document of several parts, with a record in every third line."""
    words = "the presidents of Estonia and Finland signed a plan, and talked at length of many other things."
    text = "\n".join(f"Line {n}: {words}" for n in range(_LINES))
    document = Document(id="long", title="A long document", text=text, published="2025-01-01")
    return _reading(document, [
        {"type": "agreement", "kind": "plan", "status": "signed", "subject": f"subject {n}", "parties": ["EST", "FIN"],
         "evidence": [f"Line {n}: the presidents"]} for n in range(0, _LINES, 3)])


def empty() -> Reading:
    """A document without a text, a title, or anything else."""
    return Reading.of(Document(id="empty", text="\n\n"), ())


def _reading(document: Document, records: list[dict[str, Any]]) -> Reading:
    def pieces(quotes: list[str]) -> list[dict[str, Any]]:
        starts = [document.text.index(quote) for quote in quotes]
        return [Evidence.cut(document, start, start + len(quote)).model_dump() for start, quote in zip(starts, quotes, strict=True)]

    return Reading.of(document, load_records([{**one, "evidence": pieces(one["evidence"])} for one in records], document.text))


def page_of(client: TestClient, path: str, status: int = 200) -> html.HtmlElement:
    """A page, parsed."""
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.document_fromstring(answer.text)


def links(page: html.HtmlElement) -> set[str]:
    """The addresses of this server that a page leads to, places on the same page among them."""
    found = {str(address) for address in page.xpath("//a/@href | //link/@href | //script/@src")}
    return {address for address in found if not urlsplit(address).netloc and not urlsplit(address).scheme}


def path_of(document: str) -> str:
    """The path of a document's page."""
    return f"/documents/{quote(document, safe='')}"


def text_of(page: html.HtmlElement) -> str:
    """The text of a document as its page shows it, line by line, without what stands between."""
    article = page.xpath("//article[@class='text']")[0]
    for added in article.xpath(".//span[@class='page']"):
        added.drop_tree()
    return "\n".join(itertools.chain.from_iterable((paragraph.text_content(),) for paragraph in article.xpath("./p")))


PEOPLE = {"Ada": "admin", "Rex": "reviewer", "Rita": "reader"}  # each with the password GOOD
HOST = "register.example.org"


def add_people(register: Register) -> None:
    """Give each of them an account."""
    for name, role in PEOPLE.items():
        Accounts(register).add(name, role, GOOD, by=By())


class Team:
    """An app with accounts, and browsers of those who have them."""

    def __init__(self, register: Register) -> None:
        self.register, self.accounts = register, Accounts(register)
        self.app = make_app(register, hosts=[HOST], today=lambda: TODAY, public=True)

    def browser(self, name: str | None = None, *, address: str = "10.0.0.1", scheme: str = "https") -> TestClient:
        """A browser, in which somebody may be signed in."""
        made = TestClient(self.app, base_url=f"{scheme}://{HOST}", follow_redirects=False, client=(address, 50_000))
        if name:
            secret = self.accounts.sign_in(name, GOOD, "Firefox", address).secret
            made.cookies.set("__Host-dragoman" if scheme == "https" else "dragoman", secret or "")
        return made


def form_token(client: TestClient, path: str = "/account") -> str:
    """What forms hold that a browser is shown."""
    found = re.search(r'<meta name="form-token" content="([0-9a-f]{64})">', client.get(path, follow_redirects=True).text)
    assert found, path
    return found[1]


def send(client: TestClient, path: str, *, page: str = "/account", **fields: str) -> Any:
    """Send a form of a page, as a browser does."""
    data = {**fields, "form_token": form_token(client, page)}
    return client.post(path, data=data, headers={"origin": str(client.base_url), "sec-fetch-site": "same-origin"})
