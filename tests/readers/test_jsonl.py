from __future__ import annotations

import json
import time

import pytest

from dragoman.document import Credit, Document, stable_id
from dragoman.errors import EmptyError, InputError, LanguageError, TooLargeError, UnreadableError
from dragoman.readers import Limits
from tests.readers.support import ARTICLE, read_all, read_one


def lines(*documents: object) -> str:
    return "".join((document if isinstance(document, str) else json.dumps(document)) + "\n" for document in documents)


def test_every_field_is_read_and_unknown_ones_are_ignored() -> None:
    fields = {"id": "a 1", "text": ARTICLE, "title": "Presidents meet", "published": "2031-05-05", "source": "Baltic Signal",
              "url": "https://example.org", "language": "en", "dateline": "TALLINN -"}
    credits_ = [{"role": "photographer", "name": "Kersti Tamm"}]
    document = read_one(lines({**fields, "credits": credits_, "topics": ["ports"], "path": None}))
    assert document.model_dump(include=set(fields)) == fields
    assert document.credits[0] == Credit(role="photographer", name="Kersti Tamm")


def test_the_text_is_kept_with_its_blank_lines_and_breaks() -> None:
    assert read_one(lines({"text": f"\n {ARTICLE} \n"})).text == f"\n {ARTICLE} \n"


def test_a_document_without_an_id_gets_a_stable_one() -> None:
    assert read_one(lines({"text": ARTICLE})).id == stable_id(ARTICLE)


@pytest.mark.parametrize(("given", "kept"), [
    ("2031-05-04T23:00:00Z", "2031-05-04"), ("4 May 2031", "2031-05-04"), ("2031-05", "2031-05"), (None, "2031-05-04")])
def test_dates_become_iso_dates(given: str | None, kept: str) -> None:
    assert read_one(lines({"text": ARTICLE, "published": given})).published == kept


def test_bad_lines_are_named_and_the_others_are_read() -> None:
    good, last = {"id": "a", "text": ARTICLE}, {"id": "d", "text": ARTICLE}
    found = read_all(lines(good, '{"id": "b", "text": ', "", ["x"], {"id": "c"}, good, last))
    assert [getattr(f, "id", None) or getattr(f, "name", None) for f in found] == ["a", "input:2", "input:4", "input:5", "input:6", "d"]
    assert [type(f) for f in found] == [Document, UnreadableError, UnreadableError, EmptyError, UnreadableError, Document]


def test_a_first_line_that_is_broken_does_not_turn_the_file_into_prose() -> None:
    found = read_all(lines('{"id": "b", "text": ', {"id": "a", "text": ARTICLE}))
    assert [isinstance(f, InputError) for f in found] == [True, False]


@pytest.mark.parametrize("fields", [
    {"text": 5}, {"text": ["a"]}, {"id": 1.5}, {"id": {}}, {"title": 7}, {"published": "soon"}, {"published": 2031}, {"credits": "me"},
    {"credits": [{"role": "king", "name": "x"}]},
])
def test_a_field_of_the_wrong_kind_is_named(fields: dict[str, object]) -> None:
    (error,) = read_all(lines({"text": ARTICLE, **fields}))
    assert isinstance(error, UnreadableError)
    assert error.name == "input:1"
    assert all(f'"{key}"' in error.reason for key in fields)


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": " \n"}, {"text": None}, {"text": "\u0000"}])
def test_a_line_without_text_is_called_empty(fields: dict[str, object]) -> None:
    assert [type(f) for f in read_all(lines(fields))] == [EmptyError]


def test_lone_surrogates_become_replacement_characters() -> None:
    document = read_one(lines({"id": "a\udc00", "title": "\ud800", "text": ARTICLE + " \ud83d and \ud83d\ude00."}))
    assert document.text.endswith("� and 😀.")
    assert (document.id, document.title) == ("a�", "�")
    document.model_dump_json().encode()


def test_a_number_is_an_id_too() -> None:
    assert read_one(lines({"id": 17, "text": ARTICLE})).id == "17"


def test_the_last_line_needs_no_line_end_and_windows_ones_are_fine() -> None:
    data = lines({"id": "a", "text": ARTICLE}, {"id": "b", "text": ARTICLE})
    assert len(read_all(data.replace("\n", "\r\n").strip())) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(encoding: str) -> None:
    assert read_one(json.dumps({"text": ARTICLE}, ensure_ascii=False).encode(encoding)).text == ARTICLE


def test_a_line_in_another_language_does_not_stop_the_others() -> None:
    french = "Le président a reçu vendredi le ministre des affaires étrangères de Finlande, avec qui il a parlé de la sécurité des ports."
    assert [type(f) for f in read_all(lines({"text": french}, {"text": ARTICLE}))] == [LanguageError, Document]


def test_a_line_that_is_too_long_is_refused_and_the_others_are_read() -> None:
    found = read_all(lines({"text": ARTICLE * 10}, {"text": ARTICLE}), limits=Limits(document_bytes=2000))
    assert [type(f) for f in found] == [TooLargeError, Document]


@pytest.mark.parametrize("start", [b"", b'{"id": "a", "text": "', b"<html><body><p>", b"# "])
def test_fifty_megabytes_of_one_line_are_refused_at_once(start: bytes) -> None:
    data = start + b"x" * 50_000_000
    began = time.perf_counter()
    found = read_all(data)
    assert time.perf_counter() - began < 2
    assert [type(f) for f in found] == [TooLargeError]


@pytest.mark.parametrize("data", ['{"a": [' * 100_000, '{"text": ' * 100_000, '{"text": "The two sides met.", "n": %s}' % ("1" * 10_000)])
def test_json_that_is_too_deep_or_too_long_to_parse_is_refused(data: str) -> None:
    assert [isinstance(f, InputError) for f in read_all(data)] == [True]


@pytest.mark.parametrize("value", [[{"text": ARTICLE}], {"documents": [1, 2]}, [1, 2]])
def test_other_json_is_refused_with_the_mend(value: object) -> None:
    (error,) = read_all(json.dumps(value, indent=1))
    assert isinstance(error, UnreadableError)
    assert "JSON Lines" in error.mend
