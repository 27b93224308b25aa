"""Full text, on either database alike."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.errors import RegisterError
from dragoman.register import Asked, Register, searching
from tests.register.support import agreement, meeting, reading_of

FISH = "Ministers signed a fishing agreement. Nobody was told about the sea border."
SEA = "Ministers agreed. The border treaty is old, and the agreements on fish are none."


@pytest.fixture
def filled(register: Register) -> Register:
    """A register of three documents."""
    register.add(reading_of(agreement("fishing"), document_id="fish", text=FISH, published="2031-05-04", source="Baltic Post"))
    register.add(reading_of(meeting("EST", "LVA"), document_id="sea", text=SEA, published="2031-06-04", source="Ministry"))
    register.add(reading_of(document_id="hostile", text="<script>alert(1)</script> Ministers \u202e said 100% of_it.", title="Treaty café"))
    return register


@pytest.mark.parametrize(("words", "documents"), [
    ("fishing", ["fish", "sea"]),
    ("agreement border", ["fish", "sea"]),
    ('"border treaty"', ["sea"]),
    ("border -treaty", ["fish"]),
    ('agreement -"sea border"', ["sea"]),
    ("FISHING", ["fish", "sea"]),
    ("treaty", ["hostile", "sea"]),
    ("nothing", []),
    ("script", ["hostile"]),
    ('fish" OR 1=1 --', []),
    ("NEAR(fish sea) AND title:*", []),
    ('"border', ["fish", "sea"]),
])
def test_words_are_found_by_their_stems(filled: Register, words: str, documents: list[str]) -> None:
    assert sorted(hit.document for hit in filled.view().search(Asked(words))) == documents


@pytest.mark.parametrize(("words", "found"), [
    ("Finland", True), ("oslo", True), ("6.5", True), ("2031-05-04", True), ("2031-05-05", False), ("U.S.", True), ("Erdogan", True),
    ("ERDOĞAN", True), ("İzmir", True), ("gov.example", True), ("example", True), ("glad", True), ("narva_of", True), ("of_Estonia", True),
    ('"told Estonia"', True), ('"Finland glad"', False), ("Tbilisi", True), ("tbilisi -narva", False), ("tbilisi -tartu", True),
])
def test_words_are_letters_and_digits_whatever_stands_between_them(register: Register, words: str, found: bool) -> None:
    text = ("President Erdoğan told Estonia/Finland of US$6.5 bn on 2031-05-04 in Izmir. <b>The U.S.</b> and _Oslo_ wrote “We’re glad”"
            "–twice at https://gov.example/Baku-Tbilisi?x=Narva_of_Estonia.")
    register.add(reading_of(text=text))
    hits = register.view().search(Asked(words))
    assert [hit.text for hit in hits] == [text] * found
    assert all(text[start:end].isprintable() and hit.marks for hit in hits for start, end in hit.marks)


@pytest.mark.parametrize("asked", [
    Asked("minister"), Asked("minister -border"), Asked('"signed a"'), Asked("minister", type="meeting"), Asked("minister", actor="LVA"),
    Asked("minister", type="agreement", actor="FIN"), Asked("minister", since="2031-05-20"), Asked("minister", until="2031-05"),
    Asked("minister", source="post"),
])
@pytest.mark.parametrize("recent", [1, 2, 3])
def test_what_is_found_among_the_last_documents_is_what_is_found_among_all(
    filled: Register, monkeypatch: pytest.MonkeyPatch, asked: Asked, recent: int,
) -> None:
    order = ["fish", "sea", "hostile"]
    for n in range(4):
        order += [f"more {n}", f"late {n}"]
        filled.add(reading_of(agreement(f"fish {n}"), document_id=f"more {n}", text=f"{FISH} {n}", published=f"2031-05-1{n}"))
        filled.add(reading_of(meeting("EST", "LVA"), document_id=f"late {n}", text=f"{SEA} {n}", published=f"2031-06-1{n}"))
    every = [hit.document for hit in filled.view().search(asked)]
    monkeypatch.setattr(searching, "RECENT", recent)
    assert [hit.document for hit in filled.view().search(asked)] == every != []
    monkeypatch.setattr(searching, "NEWEST", 1)
    newest, = [hit.document for hit in filled.view().search(asked)]
    assert newest == max(every, key=order.index)


def test_a_word_is_marked_where_it_stands_with_its_accents(register: Register) -> None:
    register.add(reading_of(text="Mr Erdoğan, “pleased”, met Mr. Karis in Ankara/Türkiye."))
    hit, = register.view().search(Asked("erdogan turkiye"))
    assert [hit.text[start:end] for start, end in hit.marks] == ["Erdoğan", "Türkiye"]


@pytest.mark.parametrize(("asked", "documents"), [
    ({"type": "agreement"}, ["fish"]),
    ({"actor": "LVA"}, ["sea"]),
    ({"actor": "EST"}, ["fish", "sea"]),
    ({"type": "meeting", "actor": "FIN"}, []),
    ({"since": "2031-06"}, ["sea"]),
    ({"until": "2031-05"}, ["fish"]),
    ({"source": "baltic"}, ["fish"]),
    ({"source": "100%"}, []),
])
def test_hits_are_narrowed_by_what_the_documents_are(filled: Register, asked: dict[str, Any], documents: list[str]) -> None:
    assert sorted(hit.document for hit in filled.view().search(Asked("fish", **asked))) == documents


@pytest.mark.parametrize(("period", "found"), [
    ({"since": "2031-06-10"}, ["2031", "2031-06", "2031-06-11"]),
    ({"since": "2031-07"}, ["2031"]),
    ({"since": "2032"}, []),
    ({"until": "2031-06-09"}, ["2031", "2031-06"]),
    ({"until": "2030"}, []),
])
def test_a_document_of_a_month_or_year_is_found_for_each_day_of_it(
    register: Register, period: dict[str, Any], found: list[str],
) -> None:
    for published in ("2031", "2031-06", "2031-06-11"):
        register.add(reading_of(document_id=published, text="Fish swim.", published=published))
    assert sorted(hit.document for hit in register.view().search(Asked("fish", **period))) == found


def test_found_words_are_marked_where_they_stand(filled: Register) -> None:
    hit, = filled.view().search(Asked("border treaty"))
    assert sorted(hit.text[start:end] for start, end in hit.marks) == ["border", "treaty"]
    assert hit.text == SEA


def test_hits_are_given_in_pages(filled: Register) -> None:
    pages = [filled.view().search(Asked("ministers"), limit=1, offset=n) for n in range(4)]
    assert sorted(hit.document for page in pages for hit in page) == ["fish", "hostile", "sea"]


@pytest.mark.parametrize("words", ["", "  ", "-fish", '""', "!?", "\x00"])
def test_without_a_word_there_is_nothing_to_look_for(filled: Register, words: str) -> None:
    with pytest.raises(RegisterError, match="there is no word in it to look for; give one"):
        filled.view().search(Asked(words))


def test_a_changed_text_is_found_by_its_new_words_only(filled: Register) -> None:
    filled.add(reading_of(document_id="fish", text="Ministers signed a whaling agreement."))
    assert [hit.document for hit in filled.view().search(Asked("whaling"))] == ["fish"]
    assert [hit.document for hit in filled.view().search(Asked('"sea border"'))] == []


def test_a_text_of_very_many_words_can_be_stored(register: Register) -> None:
    register.add(reading_of(document_id="long", text=" ".join(f"word{n}" for n in range(200_000))))
    assert [hit.document for hit in register.view().search(Asked("word7"))] == ["long"]
