"""What holds for every reader."""
from __future__ import annotations

import dataclasses
import subprocess
import sys

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman.document import Document, normalise
from dragoman.errors import InputError, TooLargeError
from dragoman.readers import DEFAULT_LIMITS, Limits, read_documents
from dragoman.readers.paragraphs import unwrap
from tests.readers.support import ARTICLE, read_all, read_one, refusal
from tests.readers.test_docx import word
from tests.readers.test_html import page
from tests.readers.test_pdf import typeset

STARTS = (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body><p>", b"# ", b"---\n", b'{"text": ', b'{"text": "x', b"\xff\xfe", b"\xfe\xff",
          b"\xef\xbb\xbf", b"[")
WHOLE = (typeset([ARTICLE]), word(), page().encode(), ARTICLE.encode(), b'{"id": "a", "text": "The two sides met and agreed."}\n')
DECLARED = st.sampled_from([
    None, "text/html", "text/markdown", "text/plain; charset=utf-16", "application/jsonl", "text/plain; charset=\0", ";", "charset"])
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes, media_type: str | None = None) -> None:
    """Only documents and errors of input come out, and each document keeps its promises."""
    for found in read_documents(data, name="input", media_type=media_type):
        if isinstance(found, InputError):
            assert "\n" not in str(found)
            assert found.name.startswith("input")
            continue
        assert isinstance(found, Document)
        assert found.text.strip()
        assert normalise(found.text) == found.text
        assert list(found.pages) == sorted(found.pages)
        assert all(0 <= start <= len(found.text) for start in found.pages)
        found.model_dump_json().encode("utf-8")


@QUIET
@given(st.sampled_from(STARTS), st.binary(max_size=400), DECLARED)
def test_any_bytes_give_documents_or_input_errors(start: bytes, rest: bytes, media_type: str | None) -> None:
    check(start + rest, media_type)


@QUIET
@given(st.sampled_from(STARTS), st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-32-le", "cp1252", "shift_jis"]), DECLARED)
def test_any_text_gives_documents_or_input_errors(start: bytes, text: str, encoding: str, media_type: str | None) -> None:
    check(start + text.encode(encoding, errors="ignore"), media_type)


@QUIET
@given(st.sampled_from(WHOLE), st.data())
def test_damaged_documents_give_documents_or_input_errors(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(damaged)))
        damaged[start:start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    check(bytes(damaged))


@given(st.text())
@example("\ufeff\ufeffa\r\r\n\u2028\0\ud800\x85")
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="ab .\n-", max_size=400))
def test_joining_lines_loses_no_letter(text: str) -> None:
    assert "".join(unwrap(text).split()) == "".join(text.split())


def test_reading_twice_gives_the_same() -> None:
    for whole in WHOLE:
        assert read_all(whole) == read_all(whole)


def test_a_file_over_the_limit_is_refused() -> None:
    assert isinstance(refusal(ARTICLE, limits=Limits(document_bytes=100)), TooLargeError)
    assert isinstance(refusal('{"text": "x"}\n' * 10, limits=Limits(file_bytes=100)), TooLargeError)


def test_the_limits_are_those_of_the_manual() -> None:
    assert dataclasses.astuple(DEFAULT_LIMITS) == (20_000_000, 1_000_000_000, 200_000_000, 2_000, 2_000_000)


def test_metadata_are_one_line_without_control_characters() -> None:
    document = read_one('{"text": "The two sides met and agreed on the port of the gulf.", "title": "A\\n b\\u0000c", "source": " \\t"}')
    assert (document.title, document.source) == ("A b c", None)


def test_readers_load_their_libraries_only_when_they_read() -> None:
    heavy = ("trafilatura", "lxml", "pypdfium2", "docx", "charset_normalizer", "py3langid", "markdown_it", "babel", "yaml")
    code = f"import sys, dragoman.readers; print(*set({heavy}) & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip() == ""
