from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.readers.credits import person_credits, read_credits

BODY = ("The two sides met on Sunday.\n\nThey signed a memorandum, by John Brown's account.\n\n"
        "A book edited by Jane Grey was given to the guest.")


def named(text: str) -> list[tuple[str, str]]:
    return [(credit.role, credit.name) for credit in read_credits(text)]


@pytest.mark.parametrize(("lines", "expected"), [
    ("Translation by Riina Saluveer\nEditing by Aino Ketola", [("translator", "Riina Saluveer"), ("editor", "Aino Ketola")]),
    ("Translated by: R. Saluveer. Responsible editor: A. Ketola", [("translator", "R. Saluveer"), ("editor", "A. Ketola")]),
    ("Translator: Riina Saluveer\nEditor: A. Ketola", [("translator", "Riina Saluveer"), ("editor", "A. Ketola")]),
    ("Translated from Estonian by Riina Saluveer", [("translator", "Riina Saluveer")]),
    ("(Reporting by Riina Saluveer in Tallinn and Aino Ketola in Helsinki; Writing by Jean-Luc d'Aubigné; editing by Kersti Tamm)",
     [("author", "Riina Saluveer"), ("author", "Aino Ketola"), ("author", "Jean-Luc d'Aubigné"), ("editor", "Kersti Tamm")]),
    ("Photo: Aino Ketola", [("photographer", "Aino Ketola")]),
    ("Edited by Aino Ketola. Photos: Kersti Tamm", [("editor", "Aino Ketola"), ("photographer", "Kersti Tamm")]),
    ("Photo by Agency", []),
    ("Contact: Aino Ketola, Head of Communications", [("spokesperson", "Aino Ketola")]),
    ("Media contact: Aino Ketola (Minister's Office) 0419 206 890 Kersti Tamm (Department) 02 6261 1555",
     [("spokesperson", "Aino Ketola"), ("spokesperson", "Kersti Tamm")]),
    ("For further information contact the Press Office: Aino Ketola, tel. 123", [("spokesperson", "Aino Ketola")]),
    ("Note to editors: for more information, please contact Aino Ketola on weekdays.", [("spokesperson", "Aino Ketola")]),
    ("Aino Ketola\nSpokesperson of the Ministry", [("spokesperson", "Aino Ketola")]),
    ("Aino Ketola", [("author", "Aino Ketola")]),
    ("By AINO KETOLA", [("author", "Aino Ketola")]),
    ("By Friday the ships had left.", []),
    ("By order of the President of the Republic", []),
    ("Editor's note: this story has been corrected.", []),
    ("Foreign Ministry", []),
    ("Contact: press@example.org", []),
])
def test_the_last_lines_name_who_made_it(lines: str, expected: list[tuple[str, str]]) -> None:
    assert named(f"{BODY}\n\n{lines}") == expected


def test_a_byline_opens_the_text() -> None:
    assert named(f"By Riina Saluveer and Aino Ketola\n\n{BODY}") == [("author", "Riina Saluveer"), ("author", "Aino Ketola")]


def test_a_briefing_names_its_spokesperson_where_it_opens() -> None:
    assert named(f"SPOKESPERSON AINO KETOLA: Good morning.\n\n{BODY}") == [("spokesperson", "Aino Ketola")]


def test_credits_at_the_end_of_a_paragraph_are_found() -> None:
    long = "The talks went on until the morning. " * 20
    both = [("author", "Riina Saluveer"), ("editor", "Aino Ketola")]
    assert named(f"{BODY}\n\n{long}(Reporting by Riina Saluveer; editing by Aino Ketola)") == both
    assert named(f"{BODY}\n\n{long}– Reporting by Riina Saluveer") == both[:1]


def test_prose_names_nobody() -> None:
    assert read_credits(BODY) == ()


@pytest.mark.parametrize(("author", "names"), [
    ("Riina Saluveer", ["Riina Saluveer"]), ("Riina Saluveer; Aino Ketola", ["Riina Saluveer", "Aino Ketola"]), ("python-docx", []),
    ("admin", []),
    ("Ministry of Foreign Affairs", []), ("Press Service", []), (None, []), ("", [])])
def test_file_properties_name_people_only(author: str | None, names: list[str]) -> None:
    assert [credit.name for credit in person_credits(author)] == names


@pytest.mark.parametrize("corpus", ["seed", "dispatch-1", "dispatch-2", "dispatch-3", "readouts-dev1", "readouts-dev2", "reuters-dev1"])
def test_credits_are_those_of_the_annotated_corpora(shared: Path, corpus: str) -> None:
    texts, gold = ((shared / "corpus" / f"{corpus}.{part}.jsonl").read_text(encoding="utf-8").splitlines() for part in ("text", "gold"))
    for text, annotated in zip(map(json.loads, texts), map(json.loads, gold), strict=True):
        expected = {(credit["role"], credit["name"]) for credit in annotated.get("credits", ())}
        assert set(named(text["text"])) == expected, text["id"]
