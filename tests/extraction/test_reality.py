"""What has happened, what is to happen, and what is neither."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.reality import reality


def of(text: str, word: str) -> str:
    a = analyse(Document(id="x", text=text))
    return reality(a, a.word.index(word), lambda w: w in ("plan", "agree"), lambda w: w in ("want", "refuse"))


@pytest.mark.parametrize(("text", "word", "expected"), [
    ("The two presidents met in Riga.", "met", "done"),
    ("The two presidents will meet in Riga.", "meet", "planned"),
    ("The minister said that the presidents would meet in May.", "meet", "planned"),
    ("The two presidents plan to meet in Riga.", "meet", "planned"),
    ("The two presidents did not meet.", "meet", "unreal"),
    ("The two presidents may meet in Riga.", "meet", "unreal"),
    ("The president refused to meet the minister.", "meet", "unreal"),
    ("Trade will grow if the presidents meet.", "meet", "unreal"),
    ("Will the two presidents meet?", "meet", "unreal"),
])
def test_the_clause_tells_how_real_it_is(text: str, word: str, expected: str) -> None:
    assert of(text, word) == expected
