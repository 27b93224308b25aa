"""CoNLL-U → documents with given tokens."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import EmptyError, InputError, LanguageError, TooLargeError, UnreadableError
from dragoman.readers.conllu import MultiWord, Tokenised, is_conllu, read_conllu
from dragoman.readers.draft import Limits, Source


def row(number: str, form: str, misc: str = "_") -> str:
    return "\t".join([number, form, *["_"] * 7, misc])


def read(*lines: str) -> list[Tokenised]:
    return read_conllu(Source("\n".join(lines).encode(), "x.conllu"))


def quotes(one: Tokenised) -> list[list[str]]:
    return [[one.document.text[a:b] for a, b in sentence] for sentence in one.tokens]


def test_text_is_made_of_the_words_with_their_spacing() -> None:
    (one,) = read("# newpar", row("1", "Talks", "SpaceAfter=No"), row("2", ","), row("3", "then"), "",
                  row("1", "more", "X=1|SpaceAfter=No"), "", row("1", "talks"), "", "# newpar id = 2", row("1", "End"))
    assert one.document.text == "Talks, then moretalks\nEnd"
    assert quotes(one) == [["Talks", ",", "then"], ["more"], ["talks"], ["End"]]


def test_words_of_a_multiword_token_are_joined_and_its_own_spacing_counts() -> None:
    (one,) = read(row("1-3", "shouldn't've", "SpaceAfter=No"), row("1", "should"), row("2", "n't"), row("3", "'ve"), row("4-5", "cannot"),
                  row("4", "can"), row("5", "not"), row("6", "go"))
    assert one.document.text == "shouldn't'vecannot go"
    assert one.sentences[0].multiwords == (MultiWord(1, 3, "shouldn't've"), MultiWord(4, 5, "cannot"))
    assert one.sentences[0].joined == (True, True, True, True, False, False)


def test_empty_nodes_are_left_out_and_comments_kept() -> None:
    (one,) = read("# sent_id = a", "# text = b c", row("1", "b"), row("1.1", "ghost"), row("2", "c"))
    assert one.sentences[0].forms == ("b", "c")
    assert one.sentences[0].comments == ("# sent_id = a", "# text = b c")


def test_newdoc_divides_documents_and_names_them() -> None:
    found = read("# newdoc id = first", row("1", "a"), "", row("1", "b"), "", "# newdoc", row("1", "c"), "",
                 "# newdoc id = last", row("1", "d"))
    assert [len(one.sentences) for one in found] == [2, 1, 1]
    assert [one.document.id for one in found][::2] == ["first", "last"]
    assert found[1].document.id.startswith("d-")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\t\n\r"), min_size=1).filter(str.strip), min_size=1))
def test_every_token_lies_where_it_says(forms: list[str]) -> None:
    forms = ["the"] * 20 + [word for form in forms for word in (form, "the")]  # English by its looks
    (one,) = read(*(row(str(n), form) for n, form in enumerate(forms, 1)))
    assert one.sentences[0].forms == tuple(forms)
    shown = quotes(one)[0]
    assert [len(word) for word in shown] == [len(form) for form in forms]
    assert [w for w, f in zip(shown, forms, strict=True) if f.isprintable() and w != f] == []


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing() -> None:
    plain = f"# newdoc id = x\n{row('1', 'a')}\n{row('2', 'b', 'SpaceAfter=No')}\n\n"
    marked = ("\ufeff" + plain.replace("\n", "\r\n")).encode()
    assert read_conllu(Source(marked, "x")) == read_conllu(Source(plain.encode(), "x"))


@pytest.mark.parametrize(("lines", "place", "reason"), [
    (["# text = a", "1 a"], "x.conllu:2", "has 1 columns, not 10"),
    ([row("1", "a"), "2\tb\t_"], "x.conllu:2", "has 3 columns, not 10"),
    ([row("one", "a")], "x.conllu:1", "its ID is 'one'"),
    ([row("1", "a"), row("3", "b")], "x.conllu:2", "its ID is 3 where word 2 was due"),
    ([row("1", "a"), row("1", "b")], "x.conllu:2", "its ID is 1 where word 2 was due"),
    ([row("2-3", "ab")], "x.conllu:1", "its ID is 2-3 where word 1 was due"),
    ([row("1-1", "ab")], "x.conllu:1", "its ID is 1-1"),
    ([row("1-3", "abc"), row("1", "a"), row("2-3", "bc")], "x.conllu:3", "its ID is 2-3"),
    ([row("1-3", "abc"), row("1", "a"), row("2", "b")], "x.conllu:3", "multiword token 'abc' lacks words"),
    ([row("9" * 5_000, "a")], "x.conllu:1", "its ID is"),
    ([row("1", "")], "x.conllu:1", "its FORM is empty"),
    (["# newdoc", "", row("1", "a")], "x.conllu:1", "comments without a word"),
])
def test_malformed_file_is_one_error_with_its_line(lines: list[str], place: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read(*lines)
    assert str(raised.value).startswith(f"{place}: {reason}")
    assert raised.value.mend


@given(st.text())
def test_what_is_no_conllu_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError, match=r"^x"):
        read_conllu(Source(text.encode("utf-8", "replace"), "x"))


def test_limits_hold() -> None:
    with pytest.raises(TooLargeError, match="more than 10"):
        read_conllu(Source(row("1", "a").encode(), "x", limits=Limits(file_bytes=10)))
    with pytest.raises(TooLargeError, match="a document of 30 characters"):
        read_conllu(Source(row("1", "a" * 30).encode(), "x", limits=Limits(characters=29)))


def test_file_without_words_is_empty() -> None:
    with pytest.raises(EmptyError):
        read("", "")


def test_other_language_is_refused() -> None:
    french = "Le président a reçu vendredi le ministre des affaires étrangères de Finlande , avec qui il a parlé de la coopération".split()
    with pytest.raises(LanguageError, match="French"):
        read(*(row(str(n), form) for n, form in enumerate(french, 1)))


@pytest.mark.parametrize(("data", "name", "expected"), [
    (row("1", "a").encode(), "-", True),
    (b"\xef\xbb\xbf# text = a\r\n\r\n" + row("1-2", "ab").encode() + b"\r\n", "-", True),
    (b"broken", "gold.conllu", True),
    (b"1\ta table\n2\tof two columns", "-", False),
    (b"# A heading\n\nThe ministers met.", "a.md", False),
    (b"", "-", False),
])
def test_it_is_known_by_its_columns_or_its_name(data: bytes, name: str, expected: bool) -> None:
    assert is_conllu(data, name) is expected
