from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dragoman.document import Document, Span, normalise, stable_id, text_hash


@pytest.mark.parametrize(("raw", "stored"), [
    ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"), ("\ufeff\ufeffa\ufeffb", "a\ufeffb"), ("a\0b\x07c\x7fd\x9fe", "a b c d\x9fe"),
    ("a\tb\nc", "a\tb\nc"), ("a\ud800b", "a\ufffdb"), ("é\u0301 \u00a0😀\u202e", "é\u0301 \u00a0😀\u202e"),
])
def test_normalising_cleans_what_no_store_keeps_and_nothing_else(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


def test_a_document_s_text_is_normalised_once_and_frozen() -> None:
    document = Document(id="a", text="\ufeffone\r\ntwo\0")
    assert document.text == "one\ntwo "
    with pytest.raises(ValidationError):
        document.text = "other"  # type: ignore[misc]


@given(st.text())
def test_a_stored_text_has_a_hash_and_an_id_that_follow_from_it(text: str) -> None:
    document = Document(id="a", text=text)
    assert document.sha256 == text_hash(document.text) == hashlib.sha256(document.text.encode()).hexdigest()
    assert stable_id(text) == stable_id(document.text) == f"d-{document.sha256[:12]}"


def test_unknown_fields_and_roles_are_refused() -> None:
    with pytest.raises(ValidationError):
        Document(id="a", text="x", colour="red")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        Document.model_validate({"id": "a", "text": "x", "credits": [{"role": "king", "name": "x"}]})


def test_pages_are_found_by_offset() -> None:
    document = Document(id="a", text="one two three", pages=(0, 4, 4, 8))
    assert [document.page_of(offset) for offset in (0, 3, 4, 7, 8, 12)] == [1, 1, 3, 3, 4, 4]
    assert Document(id="a", text="one").page_of(0) is None


def test_a_span_is_half_open() -> None:
    start, end = Span(4, 7)
    assert "one two three"[start:end] == "two"
