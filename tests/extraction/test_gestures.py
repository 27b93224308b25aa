"""What one side shows another of what it thinks of it."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.gestures import gestures
from dragoman.records import Gesture


def read(text: str, **metadata: str) -> list[Gesture]:
    return list(gestures(Context(analyse(Document.model_validate({"id": "x", "text": text, **metadata})))))


@pytest.mark.parametrize(("text", "expected"), [
    ("Estonia thanked Finland for its help after the storm.", ("thanks", "EST", "FIN", "its help after the storm")),
    ("The Finnish minister expressed condolences to Estonia on the ferry accident.", ("condolence", "FIN", "EST", "ferry accident")),
    ("Finland condemned the seizure of a Greek tanker by Iran.", ("criticism", "FIN", "IRN", "seizure of a Greek tanker by Iran")),
    ("Finland conveyed condolences to Estonia in connection with the ferry accident.", ("condolence", "FIN", "EST", "ferry accident")),
    ("Finland congratulated Estonia on its anniversary.", ("congratulation", "FIN", "EST", "its anniversary")),
    ("Finland welcomed Estonia's decision to join the pact.", ("welcome", "FIN", "EST", "Estonia's decision to join the pact")),
    ("Finland supports Estonia's candidacy for the council.", ("support", "FIN", "EST", "Estonia's candidacy for the council")),
    ("Finland reaffirmed its support for Ukraine's sovereignty.", ("support", "FIN", "UKR", "Ukraine's sovereignty")),
    ("Estonia condemned Russia's attack on Ukraine.", ("criticism", "EST", "RUS", "Russia's attack on Ukraine")),
    ("Russia rejected the accusations of Estonia.", ("rejection", "RUS", "EST", "accusations of Estonia")),
    ("Russia warned Estonia that the crossing could be closed.", ("warning", "RUS", "EST", "the crossing could be closed")),
    ("Russia threatened to expel Estonian diplomats.", ("threat", "RUS", "EST", "expel Estonian diplomats")),
    ("Denmark apologised to Greenland for the scandal.", ("apology", "DNK", "GRL", "scandal")),
])
def test_each_kind_has_a_giver_a_taker_and_what_it_is_about(text: str, expected: tuple[str, str, str, str]) -> None:
    assert [(r.kind, r.from_, r.to, r.about) for r in read(text)] == [expected]


def test_an_accusation_is_of_whom_the_verb_accuses() -> None:
    (found,) = read("Estonia accused Russia of cutting a cable.")
    assert (found.kind, found.from_, found.to) == ("accusation", "EST", "RUS")


def test_a_hostile_act_to_come_is_a_threat() -> None:
    (found,) = read("Estonia will impose sanctions on Russia unless the cable is repaired.")
    assert (found.kind, found.from_, found.to, found.about) == ("threat", "EST", "RUS", "impose sanctions on Russia")


def test_thanks_to_two_are_two_gestures() -> None:
    found = read("Estonia thanked Finland and Sweden for their help.")
    assert [(r.from_, r.to) for r in found] == [("EST", "FIN"), ("EST", "SWE")]


def test_thanks_for_support_tell_of_the_support_too() -> None:
    found = {(r.kind, r.from_, r.to) for r in read("Ukraine thanked Poland for its support for Ukraine's sovereignty.")}
    assert found == {("thanks", "UKR", "POL"), ("support", "POL", "UKR")}


def test_evidence_runs_from_the_giver_to_what_it_is_about() -> None:
    (found,) = read("The Finnish minister congratulated Estonia on its anniversary and left for Tartu.")
    assert found.evidence[0].quote == "The Finnish minister congratulated Estonia on its anniversary"


@pytest.mark.parametrize("text", [
    "Estonia did not thank Finland.",
    "Estonia could accuse Russia of cutting a cable.",
    "If Estonia criticised Russia, the talks would end.",
    "Finland will support Estonia.",
    "The Norwegian minister welcomed the Prime Minister of Chile to Oslo.",
    "Brazil and Peru rejected any attempts to move the border.",
    "The government of Turkey has backed anti-Damascus rebels.",
    "Asked about Estonia, the Russian minister declined to comment.",
])
def test_what_is_denied_or_left_open_is_no_gesture(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("Estonia appreciates Finland's help.", ("thanks", "EST", "FIN")),
    ("Estonia appreciates Finland's leadership.", ("praise", "EST", "FIN")),
    ("Estonia hailed Finland's decision.", ("welcome", "EST", "FIN")),
    ("Estonia is disappointed with Finland's proposal.", ("criticism", "EST", "FIN")),
    ("Estonia summoned the Russian ambassador over the cable.", ("protest", "EST", "RUS")),
    ("Estonia held Russia responsible for the broken cable.", ("accusation", "EST", "RUS")),
    ("Estonia would not accept the Russian proposal.", ("rejection", "EST", "RUS")),
    ("Estonia declined Russia's offer.", ("rejection", "EST", "RUS")),
    ("Polish farmers condemned Ukraine's tariffs.", ("criticism", "POL", "UKR")),
])
def test_the_kind_follows_from_the_word_and_what_it_is_said_of(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(r.kind, r.from_, r.to) for r in read(text)]


def test_the_presidents_who_exchange_greetings_congratulate_each_other() -> None:
    found = {(r.kind, r.from_, r.to) for r in read("The presidents of Estonia and Finland exchanged greetings on the New Year.")}
    assert found == {("congratulation", "EST", "FIN"), ("congratulation", "FIN", "EST")}


def test_declining_to_comment_rejects_nobody() -> None:
    assert read("Estonia declined to comment on the Russian proposal.") == []


@pytest.mark.parametrize(("text", "about"), [
    ("Estonia thanked the presidents of Latvia and Finland for their help.", "their help"),
    ("Estonia thanked Finland for the assistance provided after the storm.", "assistance provided after the storm"),
    ("Estonia rejected Russian calls to leave the pact.", "Russian calls to leave the pact"),
    ("Estonia welcomed Finland's leadership in the region.", "Finland's leadership in the region"),
    ("Estonia supports the sovereignty and territorial integrity of Ukraine.", "sovereignty and territorial integrity of Ukraine"),
    ("Estonia welcomed Finland's decision to join the pact, including its protocol.", "Finland's decision to join the pact"),
    ("Estonia accused Russia of breaching the pact on the lake under which both sides agreed not to fish there in May.",
     "breaching the pact on the lake"),
    ("Estonia thanked Finland for this.", None),
])
def test_what_it_is_about_ends_where_something_else_begins(text: str, about: str | None) -> None:
    assert about in [r.about for r in read(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("The minister reaffirmed the support of Finland for the integrity of Moldova.", ("support", "FIN", "MDA", "integrity of Moldova")),
    ("Finland is a strong advocate of Moldova's integrity.", ("support", "FIN", "MDA", "Moldova's integrity")),
    ("Finland praised the work of the Lakeside Foundation.",
     ("praise", "FIN", "Lakeside Foundation", "work of the Lakeside Foundation")),
    ("Finland and Estonia met.\n\nFinnish President Aino Korhonen: Thank you for the warm welcome.",
     ("thanks", "FIN", "EST", "warm welcome")),
])
def test_whose_a_gesture_is_and_whom_it_is_for_is_told_by_the_words_around_it(text: str, expected: tuple[str, str, str, str]) -> None:
    assert [(r.kind, r.from_, r.to, r.about) for r in read(text)] == [expected]


@pytest.mark.parametrize("text", [
    "Finland is pleased to announce that Estonia will join.",
    "Finland and Estonia met. The Finnish president thanked the journalists for their patience.",
    "Finland and Estonia met.\n\nFinnish President Aino Korhonen: Thank you for coming.",
])
def test_politeness_is_no_gesture_of_one_side_to_the_other(text: str) -> None:
    assert read(text) == []


def test_what_two_sides_welcome_of_a_third_is_meant_for_the_third() -> None:
    found = read("Finland and Estonia met. They welcomed efforts to carry out the ASEAN peace plan.")
    assert {(r.from_, r.to) for r in found} == {("FIN", "IGO:ASEAN"), ("EST", "IGO:ASEAN")}


def test_what_two_sides_are_satisfied_with_each_welcomes_of_the_other() -> None:
    found = read("The ministers of Finland and Estonia met. They expressed satisfaction with the growth of trade.")
    assert {(r.kind, r.from_, r.to) for r in found} == {("welcome", "FIN", "EST"), ("welcome", "EST", "FIN")}


@pytest.mark.parametrize(("text", "expected"), [
    ("Finland took issue with Estonia's fishing ban.", ("criticism", "FIN", "EST")),
    ("Finland pointed the finger at Russia over the cut cable.", ("accusation", "FIN", "RUS")),
    ("Finland laid the blame for the delay on Estonia.", ("accusation", "FIN", "EST")),
    ("Finland threw its weight behind Estonia's bid.", ("support", "FIN", "EST")),
    ("Finland shrugged off Estonia's threats.", ("rejection", "FIN", "EST")),
    ("Finland conveyed best wishes to Estonia on its anniversary.", ("congratulation", "FIN", "EST")),
    ("Finland expressed regret to Estonia for the inconvenience.", ("apology", "FIN", "EST")),
    ("Finland noted with satisfaction Estonia's accession to the pact.", ("welcome", "FIN", "EST")),
    ("Finland was the first country to recognise Estonia.", ("recognition", "FIN", "EST")),
    ("Estonia closed the port, Finland says. Estonia denied having closed it.", ("rejection", "EST", "FIN")),
])
def test_idioms_and_words_beside_the_verb(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(r.kind, r.from_, r.to) for r in read(text)]


def test_a_petition_of_its_own_people_is_rejected_without_the_other_side() -> None:
    assert read("Finland and Estonia trade in timber. Finland rejected a petition of Finnish farmers.") == []


@pytest.mark.parametrize(("text", "expected"), [
    ("Finland lost patience with Estonia.", [("criticism", "FIN", "EST")]),
    ("Finland questioned Estonia's motives.", [("criticism", "FIN", "EST")]),
    ("Finland questioned the Estonian minister.", []),
    ("Finland defended Estonia's decision.", [("support", "FIN", "EST")]),
    ("Finland defended Estonia.", []),
    ("Finland called on Estonia to apologise.", []),
    ("Finland expressed concern over troop deployments by Russia.", [("criticism", "FIN", "RUS")]),
])
def test_policies_are_questioned_and_defended_and_requests_show_nothing(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(r.kind, r.from_, r.to) for r in read(text)] == expected


def test_appreciation_of_a_fact_is_thanks() -> None:
    text = "Finland sent Estonia tents. “We appreciate it,” the Estonian minister told the Finnish ambassador."
    assert ("thanks", "EST", "FIN") in [(r.kind, r.from_, r.to) for r in read(text)]


def test_a_press_service_thanks_its_own_people_too() -> None:
    text = "Poland borders Ukraine. Polish lorries come every day. The President of Ukraine thanked the drivers for their work."
    assert read(text, source="president.gov.ua", title="President of Ukraine met with drivers") == []
    [thanks] = read(text, source="president.gov.ua", title="President thanked the drivers of Poland")
    assert (thanks.from_, thanks.to) == ("UKR", "POL")


def test_guests_are_received_and_decisions_welcomed() -> None:
    assert read("Finland welcomed the Estonian delegation in Helsinki.") == []
    assert [r.kind for r in read("Finland welcomed the Estonian delegation's proposal.")] == ["welcome"]


def test_who_declines_to_say_more_rejects_nobody() -> None:
    assert read("Finland and Estonia trade in timber. Finland declined to publish the prices.") == []
    assert [r.kind for r in read("Finland and Estonia trade in timber. Finland refused the offer.")] == ["rejection"]
