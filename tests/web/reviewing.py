"""A small register to decide on: one fact whose reports differ, two that may be one, and records of which the program is not certain."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
from lxml import html
from starlette.testclient import TestClient

from dragoman.document import Document
from dragoman.records import Evidence, Reading, load_records
from dragoman.register import Register

FIRST = ("TALLINN, 4 May 2031 – The presidents of Estonia and Finland met on Sunday in Tallinn.\n\n"
         "The two sides signed a memorandum on port security and a memorandum on ferries. Estonia thanked Finland for its help.\n"
         "Afterwards both hobnobbed with Latvia's premier.")
SECOND = ("HELSINKI, 5 May 2031 – Finland's president paid an official visit to Tallinn on Sunday, it was told. "
          "A memorandum was signed there.")
_STATES = ["EST", "FIN"]


def _reading(id_: str, text: str, published: str, *records: tuple[str, float, dict[str, Any]]) -> Reading:
    document = Document(id=id_, text=text, title=f"Report {id_}", source=f"Paper {id_}", published=published)

    def piece(words: str) -> dict[str, Any]:
        start = text.index(words)
        return Evidence.cut(document, start, start + len(words)).model_dump()

    told = [{**fields, "confidence": sure, "evidence": [piece(words)]} for words, sure, fields in records]
    return Reading.of(document, load_records(told, text))


def _memorandum(**more: Any) -> dict[str, Any]:
    return {"type": "agreement", "kind": "memorandum", "parties": _STATES, "status": "signed", "date": "2031-05-04", **more}


def _meeting(rank: str) -> dict[str, Any]:
    return {"type": "meeting", "kind": "talks", "parties": _STATES, "place": "Tallinn", "date": "2031-05-04", "rank": rank}


def readings() -> list[Reading]:
    """Two documents of one day."""
    return [
        _reading("d1", FIRST, "2031-05-04",
                 ("The presidents of Estonia and Finland met on Sunday in Tallinn.", 0.9, _meeting("state")),
                 ("a memorandum on port security", 0.7, _memorandum(subject="port security")),
                 ("a memorandum on ferries", 0.3, _memorandum(subject="ferries")),
                 ("Estonia thanked Finland for its help.", 0.5, {"type": "gesture", "kind": "thanks", "from": "EST", "to": "FIN",
                                                                 "about": "its help"})),
        _reading("d2", SECOND, "2031-05-05",
                 ("Finland's president paid an official visit to Tallinn on Sunday", 0.8, _meeting("official")),
                 ("A memorandum was signed there.", 0.6, _memorandum()))]


def fill(path: Path) -> Register:
    """A register with these documents."""
    register = Register.open(path)
    register.add_all(readings())
    register.settle()
    return register


def press(client: TestClient, path: str, action: str, about: str = "", **fields: str) -> httpx2.Response:
    """Press a button of a page as a browser without scripts does: the first of this action, or the first whose value begins so."""
    page = html.document_fromstring(client.get(path).text)
    button = next(one for one in page.xpath(f"//button[@name='{action}']") if one.get("value").startswith(about))
    form = page.get_element_by_id(button.get("form")) if button.get("form") else button.xpath("ancestor::form")[0]
    sent = {**dict(form.form_values()), action: button.get("value"), **fields}
    return client.post(form.get("action"), data=sent, headers={"origin": str(client.base_url).rstrip("/"), "sec-fetch-site": "same-origin"})


def followed(client: TestClient, answer: httpx2.Response) -> html.HtmlElement:
    """The page that an answer leads to."""
    assert answer.status_code == 303, answer.text[-800:]
    return html.document_fromstring(client.get(answer.headers["location"].partition("#")[0]).text)
