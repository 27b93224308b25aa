"""Reading in over HTTP: what is given by the pages and by the API, how it is followed, and what is refused at once."""
from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.accounts import Person
from dragoman.register import Register
from dragoman.register.jobs import Given
from dragoman.web import make_app
from dragoman.web.fetching import Bounds
from dragoman.web.jobs import LIMITS, Limits, intake, worker
from dragoman.web.jobs.following import may_cancel
from dragoman.web.jobs.worker import Worker
from dragoman.web.pages import reading as reading_pages
from tests.conftest import ROOT
from tests.web.support import ATTACK, page_of
from tests.web.workers import pretend

TALKS = "The foreign ministers of Estonia and Finland met in Tallinn on Sunday."
JOBS = "/api/v1/jobs"


@pytest.fixture
def register(tmp_path: Path, blank: Path) -> Iterator[Register]:
    with Register.open(shutil.copy(blank, tmp_path / "register.db")) as made:
        yield made


@pytest.fixture
def client(register: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Asks an app whose worker only works when a test calls it, and then gives documents without records."""
    monkeypatch.setattr(worker, "attempt", pretend)
    with TestClient(make_app(register), base_url="http://localhost", follow_redirects=False) as asking:
        yield asking


def drain(register: Register) -> None:
    Worker(register, register.work("w"), LIMITS).drain()


def give(client: TestClient, data: dict[str, str] | None = None, files: list[Any] | None = None) -> Any:
    """The answer to what the form of the page sends."""
    token = page_of(client, "/read").xpath("//input[@name='form_token']/@value")[0]
    sent = [("form_token", (None, token)), *((name, (None, value)) for name, value in (data or {}).items())]
    return client.post("/read", files=[*sent, *(("files", file) for file in files or [])])


def words(client: TestClient, path: str, id_: str = "main") -> str:
    return " ".join(page_of(client, path).get_element_by_id(id_).text_content().split())


def test_a_pasted_text_leads_to_its_document(client: TestClient, register: Register) -> None:
    answer = give(client, {"text": TALKS, "title": "Talks", "published": "2024-05-16", "source": "Baltic Post"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/read/1")
    assert "Waits to be read" in words(client, "/read/1", "state")
    waiting = page_of(client, "/read/1")
    assert waiting.xpath("//noscript/meta[@http-equiv='refresh']")
    assert waiting.xpath("//*[@id='job']/@data-running")
    drain(register)
    done = page_of(client, "/read/1")
    assert not done.xpath("//meta[@http-equiv='refresh']")
    assert "Read: 1 document with 0 records." in words(client, "/read/1", "state")
    link, = done.xpath("//*[@id='outcomes']//ul//a/@href")
    assert "Baltic Post, 16 May 2024" in words(client, "/read/1")
    assert TALKS in words(client, link)
    assert page_of(client, "/read").xpath("//a[@href='/read/1']")


def test_files_are_read_and_called_without_their_folders(client: TestClient, register: Register) -> None:
    files = [("C:\\papers\\talks.txt", TALKS.encode(), "text/plain"), ("../../etc/passwd", b"", "text/plain"),
             (f"{ATTACK}\u202e.md", b"# Talks\n\nThey met.", "text/markdown")]
    assert give(client, files=files).status_code == 303
    drain(register)
    outcomes = register.jobs().outcomes(1, 10)
    assert [one.name for one in outcomes][:2] == ["talks.txt", "passwd"]
    said = words(client, "/read/1")
    assert "passwd: is empty" in said
    assert "What helps: give it a document with text" in said
    assert "onerror" in said
    assert not page_of(client, "/read/1").xpath("//main//script | //main//img")


def test_an_address_is_kept_for_the_worker(client: TestClient, register: Register) -> None:
    assert give(client, {"url": " https://News.example/talks#top "}).status_code == 303
    held = register.work("w").take()
    assert held
    assert (held.name, held.address, held.data) == ("https://news.example/talks",) * 2 + (None,)


@pytest.mark.parametrize(("data", "said"), [
    ({}, "there is no text, no file and no address"), ({"text": " \n"}, "there is no text"),
    ({"text": TALKS, "published": "last week"}, "'last week' is no date; write it like 2024-05-17"),
    ({"url": "ftp://news.example/"}, "no address of a page on the web"), ({"url": "http://news.example:8080/"}, "asks port 8080"),
    ({"url": "http://user:secret@news.example/"}, "holds a name or a password")])
def test_what_is_not_taken_is_told_on_the_form_and_nothing_is_lost(
    client: TestClient, register: Register, data: dict[str, str], said: str,
) -> None:
    answer = give(client, data)
    assert answer.status_code == 400
    assert said in answer.text.replace("&#39;", "'")
    assert "secret" not in answer.text.partition("<form")[0]
    if data.get("text", "").strip():
        assert TALKS in answer.text
    assert register.jobs().latest(1) == []


def test_a_file_that_is_too_large_is_named_with_the_limit(client: TestClient, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake.given_by, "__defaults__", (Limits(file_bytes=100),))
    answer = give(client, files=[("small.txt", b"x" * 100), ("large.txt", b"x" * 101)])
    assert answer.status_code == 413
    assert "large.txt: 101 bytes, more than 100; split it" in answer.text
    assert register.jobs().latest(1) == []


def test_more_files_than_are_taken_are_told_with_the_limit(client: TestClient) -> None:
    answer = give(client, files=[(f"{n}.txt", b"x") for n in range(LIMITS.files + 1)])
    assert answer.status_code == 413
    assert "At most 100 files are taken at once" in answer.text


def test_a_text_that_is_too_long_for_a_form_is_told_with_the_limit(client: TestClient) -> None:
    answer = give(client, {"text": "x" * (intake.TEXT_BYTES + 1)})
    assert answer.status_code == 413
    assert "a longer text as a file" in answer.text


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    head = {"content-type": "multipart/form-data; boundary=b", "content-length": str(200_000_000)}
    for path in ("/read", JOBS):
        assert client.post(path, content=b"--b", headers=head).status_code == 413
    del head["content-length"]
    begin = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    answer = client.post("/read", content=iter([begin, *[b"x" * 1_000_000] * 101]), headers=head)
    assert answer.status_code == 413
    assert "more than 100,000,000 bytes" in answer.text


def test_forms_that_hold_no_files_are_small(client: TestClient) -> None:
    for kind in ("application/x-www-form-urlencoded", "application/json", "text/plain"):
        assert client.post("/read", content=b"text=" + b"x" * 1_000_001, headers={"content-type": kind}).status_code in (403, 413)


def test_no_more_waits_than_may(client: TestClient, register: Register) -> None:
    for _ in range(LIMITS.waiting.jobs):
        register.jobs().add("ann", [Given("a.txt", b"x")])
    page, api = give(client, {"text": TALKS}), client.post(JOBS, json={"text": TALKS})
    assert (page.status_code, api.status_code) == (429, 429)
    assert "no more than 50 may; give it again when some are done" in api.json()["detail"]


def test_a_job_is_cancelled_by_a_form(client: TestClient, register: Register) -> None:
    give(client, {"text": TALKS})
    waiting = page_of(client, "/read/1")
    form, = waiting.xpath("//form[@id='cancel']")
    token = form.xpath(".//input[@name='form_token']/@value")[0]
    assert client.post("/read/1/cancel", data={"form_token": "none"}).status_code == 403
    answer = client.post(form.get("action"), data={"form_token": token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/read/1")
    drain(register)
    assert "Cancelled: 0 documents" in words(client, "/read/1", "state")
    assert not page_of(client, "/read/1").xpath("//form[@id='cancel']")


def test_only_who_gave_a_job_or_an_admin_cancels_it() -> None:
    assert may_cancel(Person("ann", "reviewer"), "ann")
    assert may_cancel(Person("ben", "admin"), "ann")
    assert not may_cancel(Person("ben", "reviewer"), "ann")


@pytest.mark.parametrize("path", ["/read/99", "/read/0", "/read/x", f"/read/{2**40}", "/read/99999999999999999999", "/read/1?after=x",
                                  "/read/1?refused=1.9999999999", "/read?before=0"])
def test_jobs_that_are_not_there_are_told(client: TestClient, path: str) -> None:
    client.post(JOBS, json={"text": TALKS})
    page_of(client, path, status=404 if path in ("/read/99",) else 400)


def test_a_job_that_was_cut_off_says_so(client: TestClient, register: Register) -> None:
    give(client, {"text": TALKS})
    register.work("dead").take()
    register.jobs().take_up()
    drain(register)
    assert "The server stopped in the middle of this; reading went on where it was." in words(client, "/read/1")


def test_many_outcomes_come_on_several_pages(client: TestClient, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_pages, "_OUTCOMES", 3)
    lines = [json.dumps({"id": f"n{n}", "text": f"Text {n}."}) if n % 2 else "{" for n in range(8)]
    register.jobs().add("ann", [Given("many.jsonl", "\n".join(["", *lines]).encode(), "application/jsonl")])
    drain(register)
    page = page_of(client, "/read/1")
    seen = set(page.xpath("//*[@id='outcomes']//ul//a/@href"))
    for _ in range(2):
        more = page.xpath("//a[text()='More documents']/@href")
        if not more:
            break
        page = page_of(client, more[0])
        seen |= set(page.xpath("//*[@id='outcomes']//ul//a/@href"))
    assert seen == {f"/documents/n{n}" for n in (1, 3, 5, 7)}
    more, = page_of(client, "/read/1").xpath("//a[text()='More that could not be read']/@href")
    assert "many.jsonl:8" in words(client, more)


def test_the_api_takes_a_text_and_tells_how_far_it_is(client: TestClient, register: Register) -> None:
    answer = client.post(JOBS, json={"text": TALKS, "title": "Talks", "published": "2024-05", "source": "Baltic Post"})
    assert (answer.status_code, answer.headers["location"]) == (202, f"{JOBS}/1")
    assert (answer.json()["state"], answer.json()["inputs"]) == ("waiting", 1)
    drain(register)
    job = client.get(f"{JOBS}/1").json()
    assert (job["state"], job["documents"], job["refused"], job["next"]) == ("done", 1, 0, None)
    outcome, = job["outcomes"]
    assert outcome["title"] == "Talks"
    assert client.get(f"/api/v1/documents/{outcome['document']}").json()["published"] == "2024-05"


def test_the_api_takes_files_and_gives_what_came_of_them_in_parts(client: TestClient, register: Register) -> None:
    files = [("files", ("a.txt", b"One.")), ("files", ("b.txt", b"")), ("files", ("c.txt", b"Three."))]
    assert client.post(JOBS, files=files, data={"source": "Baltic Post"}).status_code == 202
    drain(register)
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        part = client.get(f"{JOBS}/1", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        found += part["outcomes"]
        cursor = part["next"]
    assert [one["name"] for one in found] == ["a.txt", "b.txt", "c.txt"]
    assert [one["reason"] for one in found] == [None, "is empty", None]
    assert register.view().reading(found[0]["document"]).source == "Baltic Post"


def test_the_api_lists_jobs_and_cancels_them(client: TestClient) -> None:
    for n in range(3):
        client.post(JOBS, json={"text": f"Text {n}."})
    assert client.delete(f"{JOBS}/2").json()["state"] == "cancelled"
    assert client.delete(f"{JOBS}/2").json()["state"] == "cancelled"
    first = client.get(JOBS, params={"limit": 2}).json()
    assert [(one["number"], one["state"]) for one in first["items"]] == [(3, "waiting"), (2, "cancelled")]
    assert [one["number"] for one in client.get(JOBS, params={"cursor": first["next"]}).json()["items"]] == [1]
    assert client.delete(f"{JOBS}/9").status_code == 404


@pytest.mark.parametrize(("sent", "status"), [
    ({"json": {}}, 400), ({"json": {"text": " "}}, 400), ({"json": {"text": TALKS, "url": "https://news.example/"}}, 400),
    ({"json": {"text": TALKS, "more": 1}}, 400), ({"json": {"text": TALKS, "published": "soon"}}, 400), ({"json": {"url": "http://"}}, 400),
    ({"json": [TALKS]}, 400), ({"json": {"text": 7}}, 400), ({"content": b"{", "headers": {"content-type": "application/json"}}, 400),
    ({"content": b'{"text": "\\ud800"}', "headers": {"content-type": "application/json"}}, 400),
    ({"content": TALKS.encode(), "headers": {"content-type": "text/plain"}}, 415), ({"content": b"x"}, 415),
    ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400),
    ({"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=b"}}, 400)])
def test_what_the_api_does_not_take_is_a_problem_in_words(
    client: TestClient, register: Register, sent: dict[str, Any], status: int,
) -> None:
    answer = client.post(JOBS, **sent)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert len(answer.json()["detail"]) > 10
    assert register.jobs().latest(1) == []


@pytest.mark.parametrize("path", [f"{JOBS}/9", f"{JOBS}/0", f"{JOBS}?cursor=x", f"{JOBS}?cursor={10**12}", f"{JOBS}/1?cursor=x",
                                  f"{JOBS}/1?cursor=1.{10**12}", f"{JOBS}?limit=0", f"{JOBS}/{10**30}"])
def test_what_the_api_cannot_give_is_a_problem_in_words(client: TestClient, path: str) -> None:
    client.post(JOBS, json={"text": TALKS})
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404 if path == f"{JOBS}/9" else 400, "application/problem+json")


def test_the_page_on_reading_tells_the_limits_that_hold() -> None:
    page = (ROOT / "docs" / "how-to" / "read-in-the-browser.md").read_text(encoding="utf-8")
    for told in (f"| {LIMITS.file_bytes // 1_000_000} MB |", f"{LIMITS.upload_bytes // 1_000_000} MB, {LIMITS.files} files",
                 f"{intake.TEXT_BYTES:,} bytes", f"{LIMITS.characters:,} characters, {LIMITS.seconds:g} seconds",
                 f"a PDF {LIMITS.pages:,} pages",
                 f"a .docx {LIMITS.unpacked_bytes // 1_000_000} MB",
                 f"{LIMITS.waiting.jobs} jobs, {LIMITS.waiting.bytes // 1_000_000} MB",
                 f"{LIMITS.fetching:g} seconds, {Bounds().redirects} redirects"):
        assert told in page


def test_what_could_not_be_read_last_is_told_about_the_register(client: TestClient, register: Register) -> None:
    assert "Could not be read" not in words(client, "/about")
    give(client, files=[(f"{n}.txt", b"") for n in range(12)])
    drain(register)
    said = words(client, "/about")
    assert "11.txt: is empty" in said
    assert "0.txt: is empty" not in said.partition("11.txt")[2].replace("10.txt", "")
    assert page_of(client, "/about").xpath("//a[@href='/read/1']")
