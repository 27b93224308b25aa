"""What the codebook says of a type, for people."""
from __future__ import annotations

import pytest

from dragoman.codebook.contents import OF_TYPE, TABLES
from dragoman.codebook.layers import SHIPPED, Codebook
from dragoman.codebook.listing import introduction, lines, sections


@pytest.mark.parametrize("type_", sorted(OF_TYPE))
def test_every_section_is_shown_and_every_pattern_is_one_line(type_: str) -> None:
    found = sections(type_, SHIPPED)
    assert {section.file for section in found} == set(OF_TYPE[type_])
    assert {section.name for section in found} <= {name for file in OF_TYPE[type_] for name in TABLES[file].model_fields}
    shown = [line for section in found for line in lines(section.holds)]
    assert len(shown) >= len(found)
    assert [line for line in shown if "\n" in line or "{" in line] == []


def test_an_entry_tells_words_meaning_and_roles() -> None:
    entry = {"words": ["rule", "turn"], "kind": "rejection", "to": ["object"], "with": "out", "explicit": True}
    assert list(lines([entry])) == ["rule, turn → rejection · to: object · with: out · explicit: yes"]


def test_words_by_kind_have_a_line_for_each_kind_and_plain_words_one_for_all() -> None:
    assert list(lines({"visit": ["trip", "tour"], "call": ["call"]})) == ["visit: trip, tour", "call: call"]
    assert list(lines(["a", "b"])) == ["a, b"]


def test_rules_tell_when_and_what() -> None:
    assert list(lines([{"when": {"status": ["planned"]}, "event": "AGREE", "source": "parties"}, {"event": None}])) == [
        "status: planned → AGREE · source: parties", "else → nothing"]


def test_comments_of_the_file_say_what_a_section_is() -> None:
    (gifts,) = (section for section in sections("commitment", SHIPPED) if section.name == "gifts")
    assert gifts.says.startswith("Nouns of what is given")
    assert "commitment" in introduction("commitments.yaml")
    assert "#" not in introduction("commitments.yaml")


def test_words_of_ones_own_are_shown_with_the_shipped_ones() -> None:
    own = Codebook.of({"speech.yaml": "clause: [opine]\n"})
    (clause,) = (section for section in sections("statement", own) if section.name == "clause")
    assert {"opine", "say"} <= set(clause.holds)
