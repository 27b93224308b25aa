from __future__ import annotations

import textwrap

import pytest

from dragoman.document import stable_id
from dragoman.errors import EmptyError, TooLargeError, UnreadableError
from dragoman.readers import Limits
from tests.readers.support import ARTICLE, PARAGRAPHS, read_one, refusal


def test_a_text_is_kept_letter_by_letter() -> None:
    document = read_one(ARTICLE)
    assert document.text == ARTICLE
    assert document.language == "en"


def test_the_id_follows_from_the_text_and_not_from_blank_lines_around_it() -> None:
    assert read_one(ARTICLE).id == read_one(f"\n\n{ARTICLE}\r\n").id == stable_id(ARTICLE)


def test_metadata_are_read_out_of_the_text_and_left_in_it() -> None:
    document = read_one(ARTICLE)
    assert document.dateline == "TALLINN, May 4, 2031 (Baltic Signal)"
    assert document.published == "2031-05-04"
    assert [(credit.role, credit.name) for credit in document.credits] == [("author", "Riina Saluveer"), ("editor", "Aino Ketola")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    assert read_one(ARTICLE.encode(encoding)).text == ARTICLE


def test_a_declared_encoding_is_believed_where_the_bytes_are_no_utf_8() -> None:
    text = ARTICLE.replace("Aino", "Ayşe").replace("Riina", "Ğül").replace("€", "$")
    assert read_one(text.encode("cp1254"), "text/plain; charset=windows-1254").text == text
    assert read_one(ARTICLE, "text/plain; charset=iso-8859-1").text == ARTICLE


def test_an_unknown_declared_encoding_is_refused_by_name() -> None:
    assert "'klingon'" in refusal(ARTICLE.encode("cp1252"), 'text/plain; charset="klingon"').reason


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3\x28", b"\xe2\x82", b"\x80\x99", b"\xff\xfe\xc3", b"\xf0\x28\x8c\xbc"])
@pytest.mark.parametrize("text", [ARTICLE, ARTICLE.encode("ascii", "ignore").decode()], ids=["beyond ascii", "ascii"])
def test_broken_utf_8_is_refused_with_the_byte_and_the_mend(bad: bytes, text: str) -> None:
    head, tail = text[:60].encode(), text[60:].encode()
    error = refusal(head + bad + tail)
    assert isinstance(error, UnreadableError)
    assert f"byte {len(head) + 1} " in error.reason
    assert "save it as UTF-8" in error.mend


@pytest.mark.parametrize("text", [
    "The café in São Paulo – near the “Champs-Élysées” – costs €5 or IR£4, said Mr. É. Dupont; it is 20°C in Škoda's M&S™.",
    "Ms. Ødegård went à la carte; ¿and the señor? – ‘Naïve’, said the Nestlé® man of his 3 m² … and left.",
])
def test_an_old_western_text_is_read_although_it_declares_nothing(text: str) -> None:
    long = f"{text} And this is what the minister of the republic said to the press.\n"
    assert read_one(long.encode("cp1252")).text == long.strip()


def test_polish_names_in_an_old_text_keep_their_letters() -> None:
    text = "President Wałęsa met the minister in Łódź on Tuesday and said that the talks would go on for the rest of the week."
    assert read_one(text.encode("cp1250")).text == text


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_lines_become_paragraphs_again(width: int) -> None:
    assert read_one("\n\n".join(textwrap.fill(p, width) for p in PARAGRAPHS)).text == ARTICLE


def test_a_paragraph_that_is_only_indented_begins_anew() -> None:
    wrapped = "\n".join(textwrap.fill(p, 70, initial_indent="    ") for p in PARAGRAPHS)
    assert [line.strip() for line in read_one(wrapped).text.split("\n")] == list(PARAGRAPHS)


def test_lines_that_are_not_wrapped_are_left_alone() -> None:
    lines = "The two sides agreed on this:\n- a ferry line\n- a tunnel that will be studied\n- the security of ports\nThey will meet again."
    assert read_one(lines).text == lines


def test_list_items_of_a_wrapped_text_stay_apart() -> None:
    items = ["1. They agreed that the ferry line between the two capitals should be opened by the end of the year at the latest.",
             "2. They agreed that the railway tunnel under the gulf should be studied by a joint commission of both the ministries."]
    wrapped = "\n\n".join(textwrap.fill(p, 72) for p in PARAGRAPHS[:3]) + "\n\n" + "\n".join(textwrap.fill(i, 72) for i in items)
    assert read_one(wrapped).text.split("\n")[-2:] == items


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\0\0\0", b"\xff\xfe"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert isinstance(refusal(data), EmptyError)


def test_too_many_characters_are_refused() -> None:
    error = refusal(ARTICLE, limits=Limits(characters=100))
    assert isinstance(error, TooLargeError)
    assert "100" in error.reason
