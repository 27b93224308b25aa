"""What one actor does to another, in PLOVER's terms."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.codebook.events import deeds, event_words
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.events import events
from dragoman.records import Event


def read(text: str) -> list[Event]:
    return list(events(Context(analyse(Document(id="x", text=text)))))


@pytest.mark.parametrize(("text", "expected"), [
    ("Turkey sent 40 tonnes of medicine to Syria.", ("AID", None, ("TUR",), ("SYR",))),
    ("Russia invaded Ukraine in February 2022.", ("ASSAULT", None, ("RUS",), ("UKR",))),
    ("Russian aircraft bombed the Ukrainian port of Odesa.", ("ASSAULT", "aerial", ("RUS",), ("UKR",))),
    ("The European Union adopted sanctions against Belarus.", ("SANCTION", None, ("IGO:EU",), ("BLR",))),
    ("Two Russian embassy employees were declared personae non gratae by Finland.", ("SANCTION", "expel", ("FIN",), ("RUS",))),
    ("Finland recalled its ambassador to Hungary.", ("SANCTION", "withdraw", ("FIN",), ("HUN",))),
    ("Iran arrested two French tourists.", ("COERCE", "arrest", ("IRN",), ("FRA",))),
    ("A Greek tanker was seized in Rotterdam by the Netherlands.", ("COERCE", "seize", ("NLD",), ("GRC",))),
    ("Algeria moved two battalions to the Libyan border.", ("MOBILIZE", "troops", ("DZA",), ("LBY",))),
    ("Ethiopia withdrew its troops from Somalia.", ("RETREAT", "withdraw", ("ETH",), ("SOM",))),
    ("Ethiopia handed over eleven prisoners of war to Eritrea.", ("RETREAT", "release", ("ETH",), ("ERI",))),
    ("The Dominican Republic sealed its border with Haiti.", ("COERCE", "restrict", ("DOM",), ("HTI",))),
    ("The US has suspended military aid to Ethiopia.", ("SANCTION", "discontinue", ("USA",), ("ETH",))),
    ("Egyptian troops attacked civilians in Libya.", ("ASSAULT", None, ("EGY",), ("LBY",))),
    ("The aid provided by Turkey to Syria arrived on Monday.", ("AID", None, ("TUR",), ("SYR",))),
])
def test_each_deed_has_a_type_a_source_and_a_target(text: str, expected: tuple[str, str | None, tuple[str, ...], tuple[str, ...]]) -> None:
    assert [(r.event_type, r.mode, r.source, r.target) for r in read(text)] == [expected]


def test_what_two_do_together_each_does_to_the_other() -> None:
    (found,) = read("Spain and Portugal established diplomatic relations in 1640.")
    assert (found.event_type, found.source, found.target, found.date) == ("SUPPORT", ("ESP", "PRT"), ("ESP", "PRT"), "1640")


@pytest.mark.parametrize(("text", "expected"), [
    ("Peru expelled 31 Chileans.", ("COERCE", ("PER",), ("CHL",))),  # diplomats who are expelled are SANCTION
    ("Peru expelled two Chilean diplomats.", ("SANCTION", ("PER",), ("CHL",))),
    ("Peru has started to withdraw its troops from Chile.", ("RETREAT", ("PER",), ("CHL",))),
    ("Chile regrets the aid which Peru suspended in 2015.", ("SANCTION", ("PER",), ("CHL",))),
    ("Peru boycotted the summit in Chile. Peru and Chile are neighbours.", ("PROTEST", ("PER",), ("CHL",))),
    ("Peru withdrew its complaint against Chile.", ("CONCEDE", ("PER",), ("CHL",))),
    ("Peruvian and Chilean jets held a joint exercise.", ("COOPERATE", ("PER", "CHL"), ("PER", "CHL"))),
    ("Peruvian troops in Chile number 400.", ("MOBILIZE", ("PER",), ("CHL",))),
])
def test_object_and_frame_decide_what_a_word_tells(text: str, expected: tuple[str, tuple[str, ...], tuple[str, ...]]) -> None:
    assert [(r.event_type, r.source, r.target) for r in read(text)] == [expected]


def test_the_place_of_a_deed() -> None:
    (found,) = read("A Greek tanker was seized in Rotterdam by the Netherlands.")
    assert found.place == "Rotterdam"


@pytest.mark.parametrize(("text", "place"), [
    ("Tajik artillery shelled the outskirts of the Kyrgyz town of Batken.", "Batken"),
    ("Russia invaded Ukraine.", None),
])
def test_the_place_of_a_deed_may_be_that_of_what_it_is_done_to(text: str, place: str | None) -> None:
    assert [r.place for r in read(text)] == [place]


@pytest.mark.parametrize(("text", "context"), [
    ("Turkey sent 40 tonnes of medicine to Syria.", ("health",)),
    ("Turkey sent 400 tents to Syria after the earthquake.", ("disasters",)),
    ("Turkey sent missiles to Syria.", ("military",)),
    ("Turkey suspended deliveries of military equipment to Syria.", ("military",)),
    ("Turkey suspended aid to Syria.", ("economic",)),
])
def test_what_is_given_or_cut_off_tells_the_context(text: str, context: tuple[str, ...]) -> None:
    assert [r.context for r in read(text)] == [context]


def test_a_deed_told_twice_is_one_event() -> None:
    (found,) = read("Russia invaded Ukraine in February 2022.\n\nThe Russian invasion of Ukraine was condemned by Poland.")
    assert (found.date, len(found.evidence)) == ("2022-02", 2)


@pytest.mark.parametrize("text", [
    "Poland will send troops to Lithuania.",
    "Poland did not arrest the Belarusian sailor.",
    "Russia could invade Estonia.",
    "The civil war in Syria goes on.",
    "Turkey sent a letter to Syria.",
    "Poland accused Belarus of shelling a village, killing two Poles.",
    "Algeria regrets the suspension of aid to Chile.",
    "Algerian and Libyan ships agreed to hold a joint exercise.",
    "A Libyan war correspondent came to Algeria.",
    "The port deal that Algeria struck with Chile angered Libya.",
])
def test_plans_denials_and_harmless_doings_are_no_events(text: str) -> None:
    assert read(text) == []


def test_every_word_of_the_codebook_can_be_found() -> None:
    words = event_words()
    for upos, part in (("VERB", words.verbs), ("NOUN", words.nouns)):
        assert all(deed in deeds(word, upos) for deed in part for word in deed.words)


def test_an_armed_group_without_a_code_is_a_source_by_its_name() -> None:
    (found,) = read("The attack by the Azawad Liberation Front on Mali continued.")
    assert (found.event_type, found.source, found.target) == ("ASSAULT", ("Azawad Liberation Front",), ("MLI",))


def test_hostages_may_be_held_of_whom_nothing_is_told() -> None:
    (found,) = read("They demanded the release of the hostages held by the Azawad Liberation Front.")
    assert (found.mode, found.source, found.target) == ("abduct", ("Azawad Liberation Front",), None)


def test_whoever_is_attacked_once_is_the_target_where_it_is_not_said_again() -> None:
    found = read("Poland and Peru met. They spoke of the Chilean invasion of Bolivia. Chilean aggression must end.")
    assert {(r.source, r.target) for r in found} == {(("CHL",), ("BOL",))}


@pytest.mark.parametrize("text", [
    "Peru thanked Chile for the assistance of Chile.",
    "Peru and Chile met. Two Peruvians were killed.",
])
def test_bare_aid_and_an_attack_by_nobody_are_no_events(text: str) -> None:
    assert read(text) == []


def test_who_sold_a_weapon_is_not_whom_its_test_is_aimed_at() -> None:
    [tested] = read("Algeria fired a new missile bought in China.")
    assert (tested.event_type, tested.source, tested.target) == ("MOBILIZE", ("DZA",), None)


@pytest.mark.parametrize(("text", "event_type"), [
    ("Poland has taken in 400 Belarusian refugees.", "AID"),
    ("Poland provided Latvia with forty tents.", "AID"),
    ("Polish troops captured a Belarusian town.", "ASSAULT"),
    ("Polish troops marched into Belarus.", "ASSAULT"),
    ("Poland declared a Belarusian diplomat persona non grata.", "SANCTION"),
    ("Poland maintains restrictive measures against Belarus.", "SANCTION"),
    ("Poland revoked the visas of Belarusian students.", "COERCE"),
    ("Poland turned back a Belarusian delegation.", "COERCE"),
    ("Poland exempted Belarusian firms from the toll.", "CONCEDE"),
    ("Poland reopened the border with Belarus.", "CONCEDE"),
    ("Poland filed a complaint against Belarus with the court.", "ACCUSE"),
])
def test_further_deeds(text: str, event_type: str) -> None:
    assert [e.event_type for e in read(text)] == [event_type]


def test_fighting_between_two_is_done_by_both_where_both_are_named() -> None:
    [fighting] = read("Clashes broke out between Polish and Belarusian troops.")
    assert set(fighting.source) == {"POL", "BLR"}
    assert read("Poland and Belarus agreed on a price. Clashes broke out in the market.") == []


def test_what_two_do_together_is_done_to_nobody() -> None:
    [together] = read("Poland and Latvia discussed their ongoing cooperation against smugglers.")
    assert (together.event_type, set(together.source), together.target) == ("COOPERATE", {"POL", "LVA"}, None)


def test_an_organisation_named_beside_a_war_is_not_its_target() -> None:
    [war] = read("After Belarus's invasion, Poland asked the European Union for help.")
    assert (war.source, war.target) == (("BLR",), ("POL",))
