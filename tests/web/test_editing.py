"""Fields as people fill them in, and words as they are found in a text."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.questions.timeline import TYPES
from dragoman.web.deciding import find_words, local
from dragoman.web.editing import PREFIX, changes, fields_of, held

WORDS = st.text(st.characters(codec="utf-8", exclude_characters=";", exclude_categories=("Z", "C"))).map(lambda word: f"x{word}")


def form_of(type_: str, data: dict[str, Any]) -> dict[str, str]:
    """What a form shows of a record."""
    return {PREFIX + spec.name: spec.shown(data.get(spec.name)) for spec in fields_of(type_)}


@given(st.sampled_from(TYPES), st.data())
def test_what_is_shown_and_left_alone_is_no_change(type_: str, drawn: st.DataObject) -> None:
    values = {spec.name: st.lists(WORDS, min_size=1) if spec.many else st.integers() if spec.number else WORDS for spec in fields_of(type_)}
    data = drawn.draw(st.fixed_dictionaries({}, optional=values))
    assert changes(type_, data, form_of(type_, data)) == {}
    typed = form_of(type_, data)
    assert changes(type_, {}, typed).keys() == data.keys()


@pytest.mark.parametrize(("type_", "name", "typed", "value"), [
    ("meeting", "parties", " Estonia;FIN ;; Old Harbour  Ltd ", ["EST", "FIN", "Old Harbour Ltd"]), ("meeting", "date", "", None),
    ("meeting", "place", " Estonia ", "Estonia"), ("gesture", "to", "South Korea", "KOR"), ("figure", "value", "4,400,000", 4_400_000),
    ("figure", "value", "2.5", 2.5), ("figure", "value", "many", "many"), ("agreement", "count", "14", 14),
    ("body", "kind", "council", "council")])
def test_what_is_typed_is_read_as_the_field_has_it(type_: str, name: str, typed: str, value: Any) -> None:
    spec = next(spec for spec in fields_of(type_) if spec.name == name)
    assert spec.read(typed) == value
    assert type(spec.read(typed)) is type(value)


def test_the_form_brings_back_what_the_fields_held() -> None:
    assert held("meeting", {"type": "meeting", "place": "Tõrva", "confidence": 0.5, "evidence": []}) == '{"place": "Tõrva"}'


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(st.sampled_from([" ", "\n", "\u00a0 "]), min_size=4, max_size=4),
       st.integers(0, 200))
def test_words_are_found_whatever_stands_between_them(words: list[str], between: list[str], near: int) -> None:
    text = "before " + "".join(word + space for word, space in zip(words, between, strict=False)) + "after"
    place = find_words(text, " ".join(words), near)
    assert place is not None
    assert text[slice(*place)].split() == words


@pytest.mark.parametrize("words", ["", " ", "(", "elsewhere", "a.b"])
def test_words_that_are_not_there_are_nowhere(words: str) -> None:
    assert find_words("a text with axb in it", words, 0) is None


@given(st.text(max_size=40))
def test_an_address_that_is_let_through_is_one_of_this_server(address: str) -> None:
    for one in (address, f"/{address}"):
        assert local(one) == "/review" or (one.startswith("/") and not one.startswith(("//", "/\\")))
