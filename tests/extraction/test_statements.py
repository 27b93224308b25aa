"""Who is said to have said what, directly and indirectly."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.statements import statements
from dragoman.records import Statement

OPENING = "Norwegian Foreign Minister Anna Berg arrived in Riga on Monday. "


def read(text: str) -> list[Statement]:
    return list(statements(Context(analyse(Document(id="x", text=text)))))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(s.speaker, s.mode, s.content) for s in read(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("“We will sign the treaty,” Anna Berg said.", ("Anna Berg", "direct", "We will sign the treaty")),
    ("Anna Berg said: “We will sign the treaty.”", ("Anna Berg", "direct", "We will sign the treaty.")),
    ("Anna Berg said that the treaty would be signed.", ("Anna Berg", "indirect", "the treaty would be signed")),
    ("The treaty will be signed soon, the foreign ministry said.", ("foreign ministry", "indirect", "The treaty will be signed soon")),
    ("The treaty, Anna Berg said, will be signed on Friday.", ("Anna Berg", "indirect", "The treaty will be signed on Friday")),
    ("According to the ministry, trade has doubled since 2019.", ("ministry", "indirect", "trade has doubled since 2019")),
    ("Anna Berg noted the importance of the treaty.", ("Anna Berg", "indirect", "the importance of the treaty")),
    ("Anna Berg urged Russia to withdraw its troops.", ("Anna Berg", "indirect", "Russia to withdraw its troops")),
])
def test_each_form_of_reported_speech(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == [expected]


def test_a_quotation_broken_by_its_attribution_is_one_statement() -> None:
    found = told("“We agree,” Anna Berg said. “The treaty will be signed.”")
    assert found == [("Anna Berg", "direct", "We agree The treaty will be signed.")]


def test_a_pronoun_is_the_person_before() -> None:
    assert told(OPENING + "She said that the talks had been useful.") == [("Anna Berg", "indirect", "the talks had been useful")]


def test_two_verbs_of_saying_are_two_statements() -> None:
    found = told("Anna Berg said that trade had grown and added that it would grow further.")
    assert [content for _, _, content in found] == ["trade had grown", "it would grow further"]


@pytest.mark.parametrize("text", [
    "Anna Berg did not say that the treaty would be signed.",
    "Anna Berg is expected to say that the treaty will be signed.",
    "The treaty was signed on Friday.",
])
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert told(text) == []


def test_the_speaker_of_a_transcript_stands_before_the_colon() -> None:
    text = "President of Latvia Juris Kalns: Good afternoon, colleagues. We will discuss it.\nPresident of Estonia Anna Kask: Thank you."
    found = [(speaker, content[:14]) for speaker, _, content in told(text)]
    assert found == [("Juris Kalns", "Good afternoon"), ("Anna Kask", "Thank you.")]


def test_the_evidence_holds_speaker_and_words() -> None:
    [statement] = read("“We will sign the treaty,” Anna Berg said.")
    assert statement.evidence[0].quote == "“We will sign the treaty,” Anna Berg said"
