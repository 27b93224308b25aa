"""Words → word pieces."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.model import SHIPPED
from dragoman.analysis.wordpieces import MAX_WORD_PIECES, UNKNOWN, WordPieces

PIECES = WordPieces(SHIPPED / "tokenizer.json")
NAMES = {id_: piece for piece, id_ in PIECES._ids.items()}


def pieces(word: str) -> list[str]:
    """The pieces of one word, spelled out."""
    return [NAMES[id_] for id_ in PIECES.encode([word])[0]]


@pytest.mark.parametrize(("word", "expected"), [
    ("agreement", ["agreement"]),
    ("Seoul", ["seoul"]),
    ("Tokayev", ["to", "##ka", "##yev"]),
    ("Constanța", ["constant", "##a"]),
    ("İzmir", ["i", "##z", "##mir"]),
    ("US$", ["us", "$"]),
    ("co-operation", ["co", "-", "operation"]),
    ("中國", ["中", "國"]),
    ("x" * 101, ["[UNK]"]),
    ("\x00", ["[UNK]"]),
    ("", ["[UNK]"]),
])
def test_pieces_are_those_of_the_vocabulary(word: str, expected: list[str]) -> None:
    assert pieces(word) == expected


@given(st.lists(st.text(max_size=60)))
def test_every_word_has_some_pieces_and_not_too_many(words: list[str]) -> None:
    assert [1 <= len(ids) <= MAX_WORD_PIECES for ids in PIECES.encode(words)] == [True] * len(words)


@given(st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=30))
def test_pieces_of_a_word_spell_it(word: str) -> None:
    spelled = "".join(piece.removeprefix("##") for piece in pieces(word))
    assert spelled == word or PIECES.encode([word]) == [[UNKNOWN]]


def test_what_a_caller_does_to_the_ids_is_not_remembered() -> None:
    PIECES.encode(["treaty"])[0].append(0)
    assert pieces("treaty") == ["treaty"]


def test_a_name_reads_the_same_with_and_without_its_diacritics() -> None:
    assert PIECES.encode(["Erdoğan", "Şahin", "Kosačenko"]) == PIECES.encode(["Erdogan", "Sahin", "Kosacenko"])
