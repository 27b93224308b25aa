"""Which phrases name a standing joint institution, whose it is, and what becomes of it."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.bodies import bodies
from dragoman.extraction.context import Context
from dragoman.records import Body

TITLE = "Norway and Latvia hold talks"


def read(text: str) -> list[Body]:
    return list(bodies(Context(analyse(Document(id="x", text=text, title=TITLE, published="2031-05-04")))))


@pytest.mark.parametrize(("text", "name", "kind"), [
    ("The Norwegian-Latvian Intergovernmental Commission met in Riga.", "Norwegian-Latvian Intergovernmental Commission", "commission"),
    ("The Joint Economic Committee held its third session.", "Joint Economic Committee", "committee"),
    ("They praised the work of the Norwegian-Latvian Business Council.", "Norwegian-Latvian Business Council", "council"),
    ("A joint working group on fisheries reported to the ministers.", "joint working group on fisheries", "working_group"),
    ("The Norwegian embassy denied the report.", "Norwegian embassy", "mission"),
])
def test_joint_institutions_and_missions(text: str, name: str, kind: str) -> None:
    assert [(b.name, b.kind, set(b.parties)) for b in read(text)] == [(name, kind, {"NOR", "LVA"})]


@pytest.mark.parametrize(("text", "status"), [
    ("The Norwegian-Latvian Investment Fund reported to the ministers.", "operating"),
    ("Norway and Latvia agreed to establish a joint working group on fisheries.", "planned"),
    ("The minister proposed to set up a joint commission on cables.", "proposed"),
    ("Norway and Latvia dissolved the Joint Committee on Cables.", "closed"),
    ("Norway will open a consulate in Liepaja.", "planned"),
])
def test_the_clause_tells_what_becomes_of_a_body(text: str, status: str) -> None:
    assert [b.status for b in read(text)] == [status]


def test_one_side_may_propose_a_body_to_the_other() -> None:
    [group] = read("Norway proposed to set up a working group on fisheries.")
    assert (group.status, set(group.parties)) == ("proposed", {"NOR", "LVA"})


def test_a_body_named_in_one_breath_with_a_joint_one_is_joint_too() -> None:
    assert {b.kind for b in read("An intergovernmental commission and a business council are at work.")} == {"commission", "council"}


def test_a_body_named_again_in_fewer_words_is_the_same() -> None:
    text = "The Joint Economic Committee met in Riga.\nThe Joint Economic Committee for Trade will meet again in May."
    assert [len(b.evidence) for b in read(text)] == [2]


@pytest.mark.parametrize("text", [
    "The European Commission adopted the plan.",
    "The National Security Council met in Riga.",
    "The ministers had a frank dialogue.",
    "The parliamentary committee rejected the bill.",
])
def test_organisations_and_bodies_of_one_state_are_no_joint_institutions(text: str) -> None:
    assert read(text) == []


def test_of_a_group_of_three_whom_a_readout_is_about_need_not_be_one() -> None:
    text = "The presidents of Norway and Latvia spoke of the Trilateral Contact Group."
    document = Document(id="x", text=text, title=TITLE, published="2031-05-04", source="Government of Norway")
    assert [b.parties for b in bodies(Context(analyse(document)))] == [("NOR",)]


@pytest.mark.parametrize(("text", "name"), [
    ("They spoke of the Bucharest Nine.", "Bucharest Nine"),
    ("The Three Seas Initiative is growing.", "Three Seas Initiative"),
    ("The minister spoke of the initiative of the president “Crimea Platform”.", "Crimea Platform"),
])
def test_formats_by_their_names_as_written(text: str, name: str) -> None:
    assert [b.name for b in read(text)] == [name]


def test_a_group_with_the_names_of_two_people_is_a_joint_one() -> None:
    assert [(b.name, set(b.parties)) for b in read("They spoke of the Lund-Kalnina group.")] == [("Lund-Kalnina group", {"NOR", "LVA"})]


def test_what_a_commission_is_for_belongs_to_its_name() -> None:
    found = read("Norway and Latvia agreed to establish a commission on marking the sea border and opened a school.")
    assert [b.name for b in found] == ["commission on marking the sea border"]


def test_a_dialogue_held_every_year_is_a_body_and_a_frank_one_is_none() -> None:
    assert [b.name for b in read("Norway and Latvia hold an annual security dialogue.")] == ["annual security dialogue"]
    assert read("Norway and Latvia held a frank dialogue.") == []
