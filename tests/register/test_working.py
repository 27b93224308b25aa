"""Jobs and those who work on them, on both databases: what is taken, stored, counted and let go."""
from __future__ import annotations

from dataclasses import asdict

from dragoman.errors import InputError
from dragoman.register import Register
from dragoman.register.jobs import Given
from tests.register.support import meeting, reading_of

BYTES = bytes(range(256)) * 10


def test_what_is_given_is_taken_in_its_order_with_all_that_was_told(register: Register) -> None:
    about = {"title": "Ünïcode – \U0001f600", "published": "2031-05"}
    register.jobs().add("ann", [Given("a.pdf", BYTES, "application/pdf", about=about), Given("b", address="https://news.example/")])
    first, second, none = (register.work(name).take() for name in "abc")
    assert first
    assert second
    assert (first.name, first.data, first.media_type, first.about) == ("a.pdf", BYTES, "application/pdf", about)
    assert (first.passed, first.tries) == (0, 0)
    assert (second.address, second.data) == ("https://news.example/", None)
    assert none is None


def test_documents_and_outcomes_are_stored_together_and_counted(register: Register) -> None:
    number = register.jobs().add("ann", [Given("a.jsonl", BYTES), Given("b.txt", b"x")])
    other = register.jobs().add("ben", [Given("c.txt", b"x")])
    work = register.work("w")
    held = work.take()
    assert held
    reading = reading_of(meeting("EST", "FIN"), title="Talks", source="Baltic Post", published="2031-05-04")
    assert work.keep(held.key, "a.jsonl", reading, "dragoman")
    assert work.keep(held.key, "a.jsonl", reading, "dragoman")
    assert work.refuse(held.key, InputError("a.jsonl:3", "holds a \0 and a \ud800", "mend it"))
    assert register.view().reading("d1") == reading
    job = asdict(register.jobs().job(number))
    assert {name: job[name] for name in ("state", "inputs", "ended_inputs", "now", "documents", "records", "refused")} == {
        "state": "waiting", "inputs": 2, "ended_inputs": 0, "now": "a.jsonl", "documents": 2, "records": 2, "refused": 1}
    assert [type(value) for value in job.values() if isinstance(value, int)] == [int] * 7
    assert work.end(held.key)
    came = register.jobs().outcomes(number, 10)
    assert [(one.document, one.new, one.official, one.reason) for one in came] == [
        ("d1", True, False, None), ("d1", False, False, None), (None, False, False, "holds a   and a \ufffd")]
    assert register.jobs().outcomes(number, 10, came[1].place) == came[2:]
    assert register.jobs().outcomes(number, 10, refused=True) == register.jobs().refused(10) == came[2:]
    assert [(one.number, one.who, one.ended_inputs) for one in register.jobs().latest(10)] == [(other, "ben", 0), (number, "ann", 1)]


def test_a_job_ends_when_all_of_it_is_through(register: Register) -> None:
    number = register.jobs().add("ann", [Given("a.txt", b"x"), Given("b.txt", b"x")])
    work = register.work("w")
    for rest in (True, False):
        assert work.read_through() == []
        assert register.jobs().any_wait()
        held = work.take()
        assert held
        assert work.end(held.key)
        assert (work.read_through() == []) is rest
    assert register.jobs().any_wait()
    work.done(number)
    assert not register.jobs().any_wait()
    assert register.jobs().job(number).state == "done"
    assert register.jobs().take_up() == 0


def test_failures_count_and_stops_do_not(register: Register) -> None:
    register.jobs().add("ann", [Given("a.txt", b"x")])
    work, tries = register.work("w"), []
    for end in (lambda: work.failed("fell", again=True), work.let_go, lambda: work.failed("took too long", again=False)):
        held = work.take()
        assert held
        tries.append((held.tries, held.fault))
        end()
    held = work.take()
    assert held
    assert [*tries, (held.tries, held.fault)] == [(0, None), (1, "fell"), (1, "fell"), (2, "took too long")]
