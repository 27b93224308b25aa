"""What sentences tell that one actor did to another, as PLOVER events."""
from __future__ import annotations

import time

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.acts import acts
from dragoman.extraction.context import Context
from dragoman.records import Act

SECONDS = 5.0  # of processor time: twenty times what any of these needs


def read(text: str) -> list[Act]:
    return list(acts(Context(analyse(Document(id="x", text=text)))))


def told(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(act.event_type, act.source, act.target) for act in read(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Peru gave medicine to Chile.", "AID"),
    ("Peru has granted asylum to a Chilean journalist.", "AID"),
    ("Peru lifted the curfew in Chile.", "CONCEDE"),
    ("Peru withdrew its troops from Chile.", "RETREAT"),
    ("Peru released two Chilean sailors.", "RETREAT"),
    ("Peru massed troops along the border with Chile.", "MOBILIZE"),
    ("Peru shared intelligence with Chile.", "COOPERATE"),
    ("Peruvian jets bombed a Chilean port.", "ASSAULT"),
    ("Peru launched an attack on Chile.", "ASSAULT"),
    ("Peru suspended its aid to Chile.", "SANCTION"),
    ("Peru imposed sanctions on Chile.", "SANCTION"),
    ("Peruvian police arrested a Chilean sailor.", "COERCE"),
    ("Peruvian workers staged a protest against Chile.", "PROTEST"),
    ("Peru condemned the policy of Chile.", "ACCUSE"),
    ("Peru opened an investigation into Chile.", "ACCUSE"),
    ("The Peruvian minister held talks with his Chilean counterpart.", "CONSULT"),
    ("Peru praised Chile.", "SUPPORT"),
    ("Peru signed an agreement with Chile.", "SUPPORT"),
])
def test_verb_and_thing_decide_the_type(text: str, expected: str) -> None:
    assert told(text) == [(expected, ("PER",), ("CHL",))]


@pytest.mark.parametrize(("text", "expected", "auxiliary"), [
    ("Peru released two Chilean sailors.", "RETREAT", ()),
    ("Peru agreed to release two Chilean sailors.", "AGREE", ("future",)),
    ("Peru will release two Chilean sailors.", "AGREE", ("future",)),
    ("Peru said it would release two Chilean sailors.", "AGREE", ("future",)),
    ("Peru did not release the Chilean sailors.", "REJECT", ("negated",)),
    ("Peru refused to release the Chilean sailors.", "REJECT", ("negated",)),
    ("Peru demanded that Chile release two sailors.", "REQUEST", ("hypothetical",)),
    ("Peru said that Chile must release two sailors.", "REQUEST", ("hypothetical",)),
    ("Peru threatened to attack Chile.", "THREATEN", ("future",)),
    ("Peru may attack Chile.", "THREATEN", ("hypothetical",)),
    ("Peru has begun to withdraw its troops from Chile.", "RETREAT", ()),
])
def test_act_that_is_not_simply_done_is_another_event(text: str, expected: str, auxiliary: tuple[str, ...]) -> None:
    assert [(act.event_type, act.source, act.target, act.auxiliary) for act in read(text)] == [(expected, ("PER",), ("CHL",), auxiliary)]


@pytest.mark.parametrize("text", [
    "Peru may release two Chilean sailors.", "Peru did not attack Chile.", "Peru hoped to visit Chile.", "The weather in Peru was fine."])
def test_mere_possibilities_and_peace_are_no_events(text: str) -> None:
    assert read(text) == []


def test_what_two_do_together_has_both_as_sources_and_nobody_as_target() -> None:
    assert told("Peru and Chile signed a treaty on Monday.") == [("SUPPORT", ("PER", "CHL"), ())]


def test_each_of_two_joined_clauses_is_an_event() -> None:
    assert {event for event, _, _ in told("Peru condemned Chile and expelled two Chilean diplomats.")} == {"ACCUSE", "SANCTION"}


def test_a_clause_further_down_counts_only_where_the_main_one_tells_nothing() -> None:
    assert [event for event, _, _ in told("Peru condemned Chile, which had attacked Bolivia.")] == ["ACCUSE"]
    assert [event for event, _, _ in told("Snow fell on Peru, which had attacked Bolivia.")] == ["ASSAULT"]


def test_actor_without_a_state_is_named() -> None:
    (found,) = read("Angry students protested in Peru.")
    assert (found.source_sectors, found.target) == (("EDU",), ("PER",))
    assert "students" in found.source[0]


@pytest.mark.parametrize(("text", "sectors"), [
    ("Peruvian rebels attacked a Chilean village.", ("REB",)),
    ("The Peruvian police arrested a Chilean sailor.", ("COP",)),
    ("The Peruvian government condemned Chile.", ("GOV",)),
    ("A Peruvian court convicted a Chilean sailor.", ("JUD",)),
    ("NATO condemned Chile.", ("IGO",)),
])
def test_sectors_of_the_source(text: str, sectors: tuple[str, ...]) -> None:
    assert [act.source_sectors for act in read(text)] == [sectors]


def test_armed_group_acts_for_the_state_it_fights_in() -> None:
    (found,) = read("The Taliban attacked a Chilean convoy.")
    assert (found.source, found.source_sectors, found.target) == (("AFG",), ("REB",), ("CHL",))


def test_act_that_nobody_is_said_to_do_is_done_where_it_happens() -> None:
    assert told("A Chilean sailor was arrested in Peru.") == [("COERCE", ("PER",), ("CHL",))]


@pytest.mark.parametrize("text", [
    "Russian attack on Ukraine and " * 300, "Peru agreed to release sailors and refused to attack Chile and " * 150,
    "Peru said that " * 300, f"Peru attacked {', '.join(['Chile', 'Japan', 'Kenya'] * 200)}."], ids=["nouns", "verbs", "sayings", "list"])
def test_endless_sentence_is_read_in_little_time(text: str) -> None:
    context = Context(analyse(Document(id="x", text=text)))
    began = time.process_time()
    list(acts(context))
    assert time.process_time() - began < SECONDS


def test_part_of_many_is_who_they_are() -> None:
    assert told("Dozens of Peruvians attacked a Chilean port.") == [("ASSAULT", ("PER",), ("CHL",))]
