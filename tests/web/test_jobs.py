"""What is given to read is read whole and once, whatever kills the worker in between."""
from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from dragoman.document import Document
from dragoman.errors import FullError, InputError, UnknownError
from dragoman.pipeline import read
from dragoman.records import Reading
from dragoman.register import Register
from dragoman.register.jobs import Given, Outcome, Room
from dragoman.register.working import Work
from dragoman.web.fetching import Fetched, Net
from dragoman.web.jobs import LIMITS, Limits, worker
from dragoman.web.jobs.worker import Worker
from tests.web.workers import pretend

TALKS = b"The foreign ministers of Estonia and Finland met in Tallinn on Tuesday."


class Killed(BaseException):
    """A worker's end, wherever it is."""


@pytest.fixture
def register(tmp_path: Path, blank: Path) -> Iterator[Register]:
    with Register.open(shutil.copy(blank, tmp_path / "register.db")) as made:
        yield made


def drain(register: Register, limits: Limits = LIMITS, name: str = "w") -> list[str]:
    """What a worker says while it reads all that waits."""
    said: list[str] = []
    Worker(register, register.work(name), limits, said.append).drain()
    return said


def outcomes(register: Register, number: int, refused: bool | None = None) -> list[Outcome]:
    return register.jobs().outcomes(number, 1000, refused=refused)


def lines(*texts: str) -> bytes:
    return "\n".join(json.dumps({"id": f"n{n}", "text": text}) for n, text in enumerate(texts)).encode()


def test_what_is_given_is_read_and_its_facts_are_made(register: Register) -> None:
    about = {"title": "Talks", "published": "2024-05-16", "source": "Baltic Post"}
    number = register.jobs().add("ann", [Given("the pasted text", TALKS, "text/plain", about=about), Given("b.txt", b"They met.")])
    assert register.jobs().job(number).state == "waiting"
    assert drain(register)[-1] == "settling"
    job = register.jobs().job(number)
    assert (job.state, job.who, job.documents, job.records, job.refused, job.ended_inputs, job.now) == ("done", "ann", 1, 1, 1, 2, None)
    came, = outcomes(register, number, refused=False)
    assert (came.name, came.title, came.published, came.source, came.new) == ("the pasted text", "Talks", "2024-05-16", "Baltic Post", True)
    assert came.document
    meeting = register.view().reading(came.document).records[0].to_dict()
    assert meeting["date"] == "2024-05-14"  # the Tuesday before the day that was told
    assert [fact.id for fact in register.view().facts_of(came.document)]
    failed, = outcomes(register, number, refused=True)
    assert "no state" in (failed.reason or "")


def test_what_was_read_before_is_told_to_be_there(register: Register) -> None:
    for new in (True, False):
        number = register.jobs().add("ann", [Given("a.txt", TALKS)])
        drain(register)
        assert [one.new for one in outcomes(register, number)] == [new]


def test_bytes_are_let_go_when_they_are_read(register: Register) -> None:
    register.jobs().add("ann", [Given("a.txt", TALKS)], Room(bytes=len(TALKS)))
    with pytest.raises(FullError, match="no more than"):
        register.jobs().add("ann", [Given("b.txt", b"x")], Room(bytes=len(TALKS)))
    drain(register)
    register.jobs().add("ann", [Given("b.txt", TALKS)], Room(bytes=len(TALKS)))


def test_no_more_jobs_wait_than_may_and_a_refused_one_leaves_nothing(register: Register) -> None:
    for _ in range(2):
        register.jobs().add("ann", [Given("a.txt", TALKS)], Room(jobs=2))
    with pytest.raises(FullError, match="2 jobs wait"):
        register.jobs().add("ann", [Given("a.txt", TALKS)], Room(jobs=2))
    assert [job.number for job in register.jobs().latest(10)] == [2, 1]
    assert [job.number for job in register.jobs().latest(10, before=2)] == [1]


def _pdf(pages: int, **how: object) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, **how)
    for _ in range(pages):
        canvas.drawString(72, 720, TALKS.decode())
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _docx(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


BAD = {
    "empty.txt": (b"", "is empty"), "blank.txt": (b" \n\0", "is empty"), "image.png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a PNG image"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "an old Office file, or one with a password"),
    "locked.pdf": (_pdf(1, encrypt=StandardEncryption("secret")), "an encrypted PDF"), "long.pdf": (_pdf(3), "has 3 pages, more than 2"),
    "cut.pdf": (_pdf(1)[:300], "a damaged PDF"), "large.txt": (b"x" * 5001, "5,001 bytes, more than 5,000"),
    "bomb.docx": (_docx({"[Content_Types].xml": b"", "word/document.xml": b"\0" * 200_000}), "unpacks to more than 100,000 bytes"),
    "archive.zip": (_docx({"a.txt": TALKS}), "a zip archive"), "none.jsonl": (b'{"text": "a"', "not valid JSON"),
    "french.txt": ("Les ministres des affaires étrangères de la France et de l'Allemagne se sont réunis à Paris.".encode(), "")}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_named_with_the_reason_and_the_mend(register: Register, name: str) -> None:
    data, said = BAD[name]
    limits = Limits(file_bytes=5_000 if name != "long.pdf" else 50_000, pages=2, unpacked_bytes=100_000)
    number = register.jobs().add("ann", [Given(name, data), Given("a.txt", TALKS)])
    drain(register, limits)
    bad, good = outcomes(register, number)
    assert bad.name.startswith(name)
    assert said in (bad.reason or "")
    assert bad.mend
    assert good.records == 1
    assert register.jobs().job(number).state == "done"


def test_a_cancelled_job_keeps_what_was_read_and_takes_no_more(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    number = register.jobs().add("ann", [Given("many.jsonl", lines("One.", "Two.", "Three.")), Given("a.txt", b"Four.")])

    def cancelling(document: Document, *more: object) -> Reading:
        if document.text == "Two.":
            assert register.jobs().cancel(number) == ["w"]
        return Reading.of(document, ())

    monkeypatch.setattr(worker, "attempt", cancelling)
    drain(register)
    assert [one.document for one in outcomes(register, number)] == ["n0"]
    job = register.jobs().job(number)
    assert (job.state, job.now, job.ended is None) == ("cancelled", None, False)
    assert register.jobs().cancel(number) == []
    assert not register.jobs().any_wait()
    with pytest.raises(UnknownError):
        register.jobs().cancel(99)


def test_a_worker_whose_input_was_taken_over_is_heard_no_more(register: Register) -> None:
    number = register.jobs().add("ann", [Given("a.txt", TALKS)])
    late, work = register.work("late"), register.work("w")
    held = late.take()
    assert held
    assert register.jobs().take_up() == 1
    again = work.take()
    assert again
    assert (again.key, again.tries) == (held.key, 1)
    reading = Reading.of(Document(id="d", text="Some text."), ())
    error = InputError("a.txt", "damaged", "mend it")
    assert not any((late.keep(held.key, "a.txt", reading, ""), late.refuse(held.key, error), late.fetched(held.key, b"", None, ""),
                    late.end(held.key)))
    assert work.keep(held.key, "a.txt", reading, "")
    assert work.end(held.key)
    assert [one.document for one in outcomes(register, number)] == ["d"]
    assert register.jobs().job(number).resumed == 1


def test_two_workers_never_hold_the_same(register: Register) -> None:
    register.jobs().add("ann", [Given("a.txt", TALKS), Given("b.txt", TALKS)])
    first, second = register.work("v").take(), register.work("w").take()
    assert first
    assert second
    assert first.key != second.key
    assert not register.jobs().any_wait()
    assert register.work("x").take() is None


def _killed_after(register: Register, steps: int, name: str) -> bool:
    """A worker that is killed after so many steps of its own; whether it was done before."""
    left = iter(range(steps))

    def step(said: str) -> None:
        if next(left, None) is None:
            raise Killed

    class Dying(Work):
        def keep(self, *what: object) -> bool:
            step("before it is kept")
            kept = super().keep(*what)  # type: ignore[arg-type]
            step("after it is kept")
            return kept

    try:
        Worker(register, Dying(register._engine, name), LIMITS, step).drain()
    except Killed:
        register.work(name).failed("was killed", again=True)
        return False
    return True


@example([2, 0])
@example([4, 0])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 9), max_size=8))
def test_wherever_workers_are_killed_each_document_comes_once_or_is_set_aside(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, blank: Path, kills: list[int],
) -> None:
    monkeypatch.setattr(worker, "attempt", pretend)
    texts = [f"Text {n}." for n in range(4)]
    path = tmp_path_factory.mktemp("killed") / "register.db"
    shutil.copy(blank, path)
    with Register.open(path) as register:
        number = register.jobs().add("ann", [Given("a.txt", b"First."), Given("many.jsonl", lines(*texts)), Given("b.txt", b"Last.")])
        for n, steps in enumerate(kills):
            _killed_after(register, steps, f"w{n}")
        assert _killed_after(register, 1000, "last")
        came = outcomes(register, number)
        assert len(came) == 6
        assert [one.document for one in came if one.document] == [row.id for row in reversed(register.view().recent(10))]
        assert {one.name for one in came if not one.document} <= {"a.txt", "b.txt", "many.jsonl",
                                                                  *(f"many.jsonl, document {n}" for n in range(1, 5))}
        assert all("was killed" in (one.reason or "") for one in came if not one.document)
        assert register.jobs().job(number).state == "done"


def test_a_document_that_fails_twice_is_set_aside_and_the_rest_is_read(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "attempt", lambda document, *_: pretend(document) if "BAD" not in document.text else _kill())
    given_ = [Given("many.jsonl", lines("One.", "BAD", "Three.")), Given("b.txt", b"BAD"), Given("c.txt", b"Last.")]
    number = register.jobs().add("ann", given_)
    for n in range(4):
        with pytest.raises(Killed):
            drain(register, name=f"w{n}")
        register.work(f"w{n}").failed("has ended the program that reads (signal 9)", again=True)
    drain(register)
    came = [(one.name, one.document, one.reason) for one in outcomes(register, number)]
    fault = "was set aside: has ended the program that reads (signal 9)"
    assert [name for name, _, reason in came if reason == fault] == ["many.jsonl, document 2", "b.txt"]
    assert [document for _, document, reason in came if not reason][:2] == ["n0", "n2"]
    assert len(came) == 5


def _kill() -> Reading:
    raise Killed


def test_a_stop_of_the_server_speaks_against_no_document(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "attempt", lambda *_: _kill())
    number = register.jobs().add("ann", [Given("a.txt", TALKS)])
    for n in range(5):
        with pytest.raises(Killed):
            drain(register, name=f"w{n}")
        register.work(f"w{n}").let_go()
    monkeypatch.undo()
    drain(register)
    assert [one.records for one in outcomes(register, number)] == [1]


def test_a_fault_in_our_own_code_is_told_of_its_document_alone(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    other = read(TALKS.decode())

    def damaged(document: Document, *more: object) -> Reading:
        return pretend(document).model_copy(update={"records": other.records} if "BAD" in document.text else {})

    monkeypatch.setattr(worker, "attempt", damaged)
    number = register.jobs().add("ann", [Given("a.txt", b"BAD"), Given("b.txt", b"Good.")])
    drain(register)
    bad, good = outcomes(register, number)
    assert "is not what the text holds" in (bad.reason or "")
    assert good.document


def test_an_address_is_fetched_once_and_its_document_knows_it(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    page = b"<!doctype html><html><head><title>Talks</title></head><body><article><p>" + TALKS + b" They spoke.</p></article></body></html>"

    def fetch(url: str, *more: object) -> Fetched:
        asked.append(url)
        return Fetched("https://news.example/final", "text/html", page)

    monkeypatch.setattr(worker, "fetch", fetch)
    monkeypatch.setattr(worker, "attempt", lambda *_: _kill())
    number = register.jobs().add("ann", [Given("https://news.example/", address="https://news.example/")])
    with pytest.raises(Killed):
        drain(register)
    register.work("w").let_go()
    monkeypatch.setattr(worker, "attempt", pretend)
    drain(register)
    came, = outcomes(register, number)
    assert came.document
    assert register.view().reading(came.document).url == "https://news.example/final"
    assert asked == ["https://news.example/"]


def test_an_address_that_gives_nothing_is_told(register: Register) -> None:
    number = register.jobs().add("ann", [Given("http://inside.example/", address="http://inside.example/"), Given("a.txt", TALKS)])
    net = Net(resolve=lambda *_: ["10.0.0.1"])
    Worker(register, register.work("w"), LIMITS, net=lambda: net).drain()
    bad, good = outcomes(register, number)
    assert "a network of its own" in (bad.reason or "")
    assert good.records == 1


def test_the_facts_are_made_now_and_then_while_much_is_read(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "attempt", pretend)
    monkeypatch.setattr(worker, "SETTLED", 2)
    register.jobs().add("ann", [Given("many.jsonl", lines(*(f"Text {n}." for n in range(5))))])
    assert drain(register).count("settling") == 3


def test_a_file_in_which_a_reader_finds_nothing_is_told(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "read_documents", lambda *_, **__: iter(()))
    number = register.jobs().add("ann", [Given("none.jsonl", b"{}")])
    drain(register)
    assert [one.reason for one in outcomes(register, number)] == ["no document in it"]


def test_outcomes_come_in_parts(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "attempt", pretend)
    number = register.jobs().add("ann", [Given("many.jsonl", lines(*(f"Text {n}." for n in range(5)))), Given("e.txt", b"")])
    drain(register)
    found, place = [], None
    while part := register.jobs().outcomes(number, 2, place):
        found += part
        place = part[-1].place
    assert found == outcomes(register, number)
    assert len(found) == 6
