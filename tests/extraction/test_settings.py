"""What the sentences around a meeting say of it: who came along, where it was and when."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.meetings import meetings
from dragoman.records import Meeting


def read(text: str, **metadata: str) -> list[Meeting]:
    document = Document.model_validate({"id": "x", "text": text, "published": "2031-05-07", **metadata})  # a Wednesday
    return list(meetings(Context(analyse(document))))


def only(kind: str, text: str, **metadata: str) -> Meeting:
    found = [m for m in read(text, **metadata) if m.kind == kind]
    assert len(found) == 1, [m.kind for m in found]
    return found[0]


VISIT = "Norwegian Foreign Minister Ingrid Moe visited Riga on May 5-6. She met Latvian Foreign Minister Janis Kalnins."


def test_talks_held_during_a_visit_take_its_place_and_date() -> None:
    talks = only("talks", VISIT)
    assert (talks.place, talks.date) == ("Riga", "2031-05-05/2031-05-06")


def test_a_call_takes_no_place() -> None:
    text = ("Norwegian Foreign Minister Ingrid Moe visited Riga on May 5-6. "
            "She had a telephone conversation with Latvian Foreign Minister Janis Kalnins.")
    assert only("call", text).place is None


def test_whom_a_visitor_meets_does_not_travel() -> None:
    assert only("visit", VISIT).people == ("Ingrid Moe",)


@pytest.mark.parametrize("sentence", [
    "She was joined by State Secretary Lars Berg.",
    "She was accompanied by State Secretary Lars Berg.",
    "The Norwegian delegation included State Secretary Lars Berg.",
])
def test_who_comes_along_took_part(sentence: str) -> None:
    text = f"Norwegian Foreign Minister Ingrid Moe visited Riga on Monday. {sentence}"
    assert set(only("visit", text).people or ()) == {"Ingrid Moe", "Lars Berg"}


def test_our_country_is_the_state_that_the_text_names() -> None:
    text = "The foreign minister of Latvia is on a visit to our country. Norway has invited her twice."
    assert only("visit", text, source="Government of Norway").place == "Norway"


def test_what_follows_on_the_same_day_is_of_that_day() -> None:
    text = ("Norwegian Foreign Minister Ingrid Moe held talks with Latvian Foreign Minister Janis Kalnins on Monday. "
            "Later, she met with the president of Estonia.")
    assert {m.date for m in read(text)} == {"2031-05-05"}


def test_the_title_names_those_whom_the_text_calls_leaders() -> None:
    text = ("The leaders discussed trade and transport. President Kari Lund thanked the people of Latvia. "
            "President Ilze Ozola spoke of the harbour of Riga.")
    call = only("call", text, title="Telephone conversation with President of Latvia Ilze Ozola", source="Government of Norway")
    assert set(call.people or ()) == {"Kari Lund", "Ilze Ozola"}


def test_who_presides_took_part() -> None:
    text = ("The third meeting of the Norwegian-Latvian Joint Commission was held in Riga on Monday under the chairmanship of "
            "Minister Ingrid Moe and Minister Janis Kalnins.")
    assert set(only("session", text).people or ()) == {"Ingrid Moe", "Janis Kalnins"}


def test_i_is_the_minister_whose_press_service_writes() -> None:
    text = "Foreign Minister Ingrid Moe of Norway made a statement.\n\nI met the foreign minister of Latvia, Janis Kalnins, on Monday."
    talks = only("talks", text, source="Minister of Foreign Affairs, Norway")
    assert set(talks.people or ()) == {"Ingrid Moe", "Janis Kalnins"}


@pytest.mark.parametrize(("text", "place"), [
    ("The Norwegian president met the president of Latvia at the airport on Monday.", "airport"),
    ("In Riga, the Norwegian president met the president of Latvia.", "Riga"),
    ("The presidents of Norway and Latvia met in the courtyard of the Old Palace on Monday.", "courtyard of the Old Palace"),
    ("Norway and Latvia prepare for the Riga summit in June.", "Riga"),
    ("On Monday, Riga hosted talks between Norway and Latvia.", "Riga"),
    ("Norway and Latvia prepare for the Baltic Fish Forum, which will be held in Riga in June.", "Riga"),
])
def test_where_a_meeting_is(text: str, place: str) -> None:
    assert [m.place for m in read(text)] == [place]


def test_a_capital_says_more_than_its_state() -> None:
    text = ("The Norwegian foreign minister arrived in Latvia on Monday. "
            "During the visit of the Norwegian foreign minister to Riga they spoke of trade.")
    assert only("visit", text).place == "Riga"


def test_a_two_day_visit_that_ends_on_a_day_began_the_day_before() -> None:
    text = "The Norwegian foreign minister spoke at the end of a two-day visit to Latvia on Tuesday."
    assert only("visit", text).date == "2031-05-05/2031-05-06"


def test_what_was_just_done_was_done_on_the_day_of_the_text() -> None:
    assert only("talks", "The Norwegian president has just met the president of Latvia.").date == "2031-05-07"


def test_who_is_welcomed_meets_whoever_welcomes() -> None:
    text = "The president of Norway, Kari Lund, was welcomed in the courtyard of the Old Palace by President of Latvia Ilze Ozola."
    assert set(only("ceremony", text).people or ()) == {"Kari Lund", "Ilze Ozola"}


def test_the_trip_is_made_by_who_makes_the_other() -> None:
    text = ("Norwegian Foreign Minister Ingrid Moe visited Riga on Monday.\n\n"
            "A trip of the Norwegian foreign ministry to Tallinn has been called off.")
    assert {m.people for m in read(text) if m.kind == "visit"} == {("Ingrid Moe",)}


def test_the_guest_is_whom_the_text_names() -> None:
    text = ("Latvian Energy Minister Janis Kalnins arrived in Oslo on Monday. On the same day the Latvian guest was received by "
            "Prime Minister of Norway Kari Lund.")
    assert set(only("talks", text).people or ()) == {"Janis Kalnins", "Kari Lund"}
