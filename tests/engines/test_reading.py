"""What is read is the same with any number of processes, in the order of the files, errors in their places."""
from __future__ import annotations

import json
import pickle
from collections.abc import Iterator

import pytest

from dragoman.codebook.layers import Codebook
from dragoman.engines import File, read_files
from dragoman.errors import EmptyError, InputError, LanguageError, TooLargeError, UnreadableError
from dragoman.readers import Limits
from dragoman.records import Reading

TEXT = "Estonia's president thanked Finland on Monday. Latvia and Norway signed a fishing agreement in Riga, number {}."
LINES = b"".join(json.dumps({"id": f"d-{n}", "text": TEXT.format(n)}).encode() + b"\n" for n in range(20))


def files() -> Iterator[File | InputError]:
    """Many kinds of files, good and bad."""
    yield File("one.txt", TEXT.format("one").encode())
    yield UnreadableError("gone.txt", "no such file or directory", "check the path")
    yield File("many.jsonl", LINES + b"{broken\n" + LINES.replace(b"d-", b"e-"))
    yield File("page.html", f"<html><body><p>{TEXT.format('web')}</p></body></html>".encode())
    yield File("empty.txt", b"")
    yield File("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    yield File("nobody.txt", b"The cat sat on the mat and looked at the rain, which went on for days and days.")
    yield File("last.txt", TEXT.format("last").encode())


def told(found: Reading | InputError) -> str:
    return str(found) if isinstance(found, InputError) else found.model_dump_json()


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """What one process reads."""
    return list(map(told, read_files(files(), workers=1)))


def test_every_document_is_read_in_its_place(alone: list[str]) -> None:
    assert len(alone) == 48
    assert [n for n, line in enumerate(alone) if not line.startswith("{")] == [1, 22, 44, 45, 46]


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_processes_reads_the_same(alone: list[str], workers: int) -> None:
    assert list(map(told, read_files(files(), workers=workers))) == alone


def test_limits_hold_in_every_process() -> None:
    found = list(read_files(files(), limits=Limits(characters=100), workers=2))
    assert {type(one) for one in found if isinstance(one, InputError)} >= {TooLargeError, EmptyError, UnreadableError}
    assert not [one for one in found if isinstance(one, Reading)]


def test_a_codebook_of_ones_own_is_used_in_every_process() -> None:
    own = Codebook((("gestures.yaml", "verbs:\n  - {words: [thank], kind: praise, to: [object], about: [for]}\n"),))
    kinds = {record.kind for one in read_files(files(), codebook=own, workers=2) if isinstance(one, Reading)
             for record in one.records if record.type == "gesture"}
    assert kinds == {"praise"}


@pytest.mark.parametrize("kind", [EmptyError, LanguageError, TooLargeError, UnreadableError])
def test_an_error_goes_from_one_process_to_another_whole(kind: type[InputError]) -> None:
    error = kind("a.txt", "is empty", "give it a text")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - of our own making
    assert type(again) is kind
    assert (again.name, again.reason, again.mend, str(again)) == (error.name, error.reason, error.mend, str(error))
