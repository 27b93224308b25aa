"""Which meetings a text tells of: of what kind, between whom, where, when, and whether they took place."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.codebook.meetings import noun_kind, particle_status, rank_of, verb_frame
from dragoman.document import Document
from dragoman.extraction.context import Context
from dragoman.extraction.meetings import meetings
from dragoman.records import Meeting


def read(text: str, **metadata: str) -> list[Meeting]:
    document = Document.model_validate({"id": "x", "text": text, "published": "2031-05-07", **metadata})  # a Wednesday
    return list(meetings(Context(analyse(document))))


def told(text: str, **metadata: str) -> list[tuple[str, set[str], str | None]]:
    return [(m.kind, set(m.parties), m.status) for m in read(text, **metadata)]


NOR_LVA = {"NOR", "LVA"}


@pytest.mark.parametrize(("text", "kind"), [
    ("The Norwegian president met the president of Latvia on Monday.", "talks"),
    ("Norway and Latvia held talks in Riga.", "talks"),
    ("The Norwegian prime minister received the foreign minister of Latvia.", "talks"),
    ("The Norwegian foreign minister visited Latvia on Monday.", "visit"),
    ("The Norwegian foreign minister arrived in Riga on Monday.", "visit"),
    ("The visit of the Norwegian foreign minister to Latvia ended on Monday.", "visit"),
    ("The Norwegian president had a telephone conversation with the president of Latvia.", "call"),
    ("The Norwegian president spoke with the president of Latvia by phone.", "call"),
    ("The Norwegian-Latvian Joint Commission held its third session in Riga.", "session"),
    ("The Norwegian-Latvian Business Forum opened in Riga on Monday.", "conference"),
    ("The Norwegian president hosted a dinner for the president of Latvia.", "ceremony"),
])
def test_nouns_and_verbs_of_meeting(text: str, kind: str) -> None:
    assert [(k, p) for k, p, _ in told(text)] == [(kind, NOR_LVA)]


def test_a_visit_and_the_talks_held_during_it_are_two() -> None:
    text = "The Norwegian president arrived in Riga on Monday. He met the president of Latvia on Tuesday."
    assert [k for k, _, _ in told(text)] == ["visit", "talks"]


def test_talks_announced_held_and_summed_up_are_one() -> None:
    text = ("The president of Norway met the president of Latvia in Riga on Monday.\n\n"
            "During the talks the two presidents discussed trade.\n\nAfter the meeting they went to the opera.")
    found = read(text)
    assert [m.kind for m in found] == ["talks"]
    assert len(found[0].evidence) > 1


def test_a_summit_of_two_is_talks_and_of_three_leaders_a_summit() -> None:
    assert told("The Norwegian-Latvian summit was held in Riga.") == [("talks", NOR_LVA, "held")]
    assert told("The leaders of Norway, Latvia and Estonia held a meeting in Riga.") == [("summit", {"NOR", "LVA", "EST"}, "held")]


@pytest.mark.parametrize(("text", "status"), [
    ("The Norwegian foreign minister will visit Latvia next week.", "planned"),
    ("The Norwegian foreign minister plans to visit Latvia.", "planned"),
    ("The visit of the Norwegian foreign minister to Latvia was postponed.", "postponed"),
    ("The visit of the Norwegian foreign minister to Latvia was cancelled.", "cancelled"),
    ("The visit of the Norwegian foreign minister to Latvia was called off.", "cancelled"),
])
def test_what_becomes_of_a_meeting(text: str, status: str) -> None:
    assert told(text) == [("visit", NOR_LVA, status)]


@pytest.mark.parametrize("text", [
    "The president of Norway did not meet the president of Latvia.",
    "The president of Norway may visit Latvia.",
    "The Norwegian minister refused to meet the president of Latvia.",
    "Norway called for talks with Latvia.",
    "The Norwegian minister told a press conference that trade with Latvia had grown.",
    "The Norwegian minister met students.",
    "Trade between Norway and Latvia met expectations.",
    "Norwegian tourist arrivals in Latvia have doubled.",
    "The Norwegian and Latvian ministers launched a one-stop customs terminal.",
    "Norway praised Latvia for its warm reception of Norwegian nurses.",
])
def test_what_is_denied_or_only_wished_for_is_no_meeting(text: str) -> None:
    assert told(text) == []


def test_place_date_rank_and_people() -> None:
    [visit] = read("President Kari Solheim of Norway arrived in Riga on Monday for a three-day state visit.")
    assert (visit.kind, visit.rank, visit.place, visit.people) == ("visit", "state", "Riga", ("Kari Solheim",))
    assert visit.date == "2031-05-05/2031-05-07"


def test_a_day_in_the_present_tense_is_ahead() -> None:
    [visit] = read("On Friday the Norwegian president travels to Riga.")
    assert (visit.status, visit.date) == ("planned", "2031-05-09")


def test_visits_to_two_states_are_two() -> None:
    text = "The Norwegian foreign minister travelled to Latvia and Estonia."
    assert [p for _, p, _ in told(text)] == [NOR_LVA, {"NOR", "EST"}]


def test_the_title_tells_that_they_spoke_by_telephone() -> None:
    text = "The president of Norway spoke today with the president of Latvia."
    assert [k for k, _, _ in told(text)] == ["talks"]
    assert [k for k, _, _ in told(text, title="Readout of the President’s Call with the President of Latvia")] == ["call"]


@pytest.mark.parametrize(("text", "kind", "status"), [
    ("The Norwegian foreign minister is due in Riga on Friday.", "visit", "planned"),
    ("The Norwegian foreign minister leads a delegation to Latvia.", "visit", "held"),
    ("The Norwegian president met virtually today with the president of Latvia.", "call", "held"),
    ("The Norwegian president greeted the president of Latvia at the airport.", "ceremony", "held"),
    ("The Norwegian president received the president of Latvia for talks in Oslo.", "talks", "held"),
    ("The presidents of Norway and Latvia held another call on Monday.", "call", "held"),
    ("The presidents of Norway and Latvia attended the opening of a bridge on Monday.", "ceremony", "held"),
])
def test_further_ways_to_meet(text: str, kind: str, status: str) -> None:
    assert told(text) == [(kind, NOR_LVA, status)]


@pytest.mark.parametrize(("text", "status"), [
    ("The eighth meeting of the Port Council between Norway and Latvia was held in Riga on Monday.", "held"),
    ("The next Port Council between Norway and Latvia will take place in Riga in July.", "planned"),
    ("The Joint Commission of Norway and Latvia was held in Riga on Monday.", "held"),
])
def test_a_council_or_commission_that_takes_place_is_a_session(text: str, status: str) -> None:
    assert told(text) == [("session", NOR_LVA, status)]


def test_who_is_held_is_no_session() -> None:
    assert told("The group of Norwegian tourists was held in Latvia for three days.") == []


def test_a_body_is_not_the_consultations_that_it_is_called_by() -> None:
    text = "Norway and Latvia will hold the third meeting of the Political Consultation Mechanism in July."
    assert [kind for kind, _, _ in told(text)] == ["session"]


def test_what_two_discussed_that_is_still_to_be_held_is_another_meeting() -> None:
    text = ("The foreign ministers of Norway and Latvia spoke by telephone. "
            "The two ministers discussed the meeting to be held in Riga on 12 May.")
    assert [(m.kind, m.status, m.place, m.date) for m in read(text)] == [
        ("call", "held", None, None), ("talks", "planned", "Riga", "2031-05-12")]


def test_the_place_may_stand_with_the_occasion_or_the_other_side() -> None:
    [visit] = read("The visit of the prime minister of Norway to Latvia ended on Monday.")
    assert visit.place == "Latvia"
    talks = read("On the sidelines of a conference in Tallinn, the president of Norway met the president of Latvia.")
    assert {t.place for t in talks if t.kind == "talks"} == {"Tallinn"}


def test_leaders_who_are_not_named_again_are_those_named_before() -> None:
    text = ("President of Norway Kari Lund arrived in Riga. President of Latvia Janis Ozols met her. "
            "The two presidents held talks on Tuesday.")
    assert {"Kari Lund", "Janis Ozols"} in [set(m.people or ()) for m in read(text) if m.date == "2031-05-06"]


def test_visits_in_either_direction_are_two() -> None:
    text = "The Norwegian president visited Latvia. The president of Latvia will visit Norway."
    assert len([m for m in read(text) if m.kind == "visit"]) == len(NOR_LVA)


@pytest.mark.parametrize("text", [
    "The Norwegian president spoke to the Latvian parliament.", "The officials entered the meeting.", "Negotiations are hard."])
def test_meetings_of_nobody_in_particular_are_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", [
    "Trade will grow, the Norwegian minister said after meeting the Latvian minister on Friday.",
    "On Friday, after meeting the Latvian minister, the Norwegian minister praised the port."])
def test_what_something_was_said_after_has_been(text: str) -> None:
    assert [(m.status, m.date) for m in read(text)] == [("held", "2031-05-02")]


def test_the_present_tells_of_what_is_to_come_wherever_it_stands() -> None:
    text = "The Norwegian government said that the foreign minister visits Latvia on Friday."
    assert [(m.status, m.date) for m in read(text)] == [("planned", "2031-05-09")]


def test_an_accepted_invitation_is_a_planned_visit() -> None:
    text = "The Norwegian president invited the president of Latvia to visit Norway. The president of Latvia accepted the invitation."
    assert ("visit", NOR_LVA, "planned") in told(text)


def test_evidence_stands_in_the_text() -> None:
    text = "Norway and Latvia held talks in Riga."
    [talks] = read(text)
    assert [text[e.start:e.end] for e in talks.evidence] == ["Norway and Latvia held talks in Riga"]


def test_the_codebook_knows_its_words() -> None:
    assert (noun_kind("talk"), noun_kind("summit"), noun_kind("potato")) == ("talks", "summit", None)
    assert (verb_frame("visit"), verb_frame("sing")) == ("visit", None)
    assert (rank_of("working"), rank_of("long")) == ("working", None)
    assert (particle_status("call", "off"), particle_status("call", "on")) == ("cancelled", None)


@pytest.mark.parametrize("text", [
    "Trade between Norway and Latvia grew. The president of Norway met with religious leaders.",
    "Trade between Norway and Latvia grew. The president of Norway met with representatives of the media.",
])
def test_those_who_act_for_no_state_are_no_side(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", [
    "The Norwegian president spoke with the president of Latvia by phone. They later held another call.",
    "Norway and Latvia held talks. Norway and Latvia then held separate talks.",
    "The Norwegian minister met with the foreign minister of Latvia. The Norwegian minister also met with the energy minister of Latvia.",
])
def test_one_more_meeting_is_not_the_one_told_before(text: str) -> None:
    assert [p for _, p, _ in told(text)] == [NOR_LVA, NOR_LVA]


def test_a_summit_by_name_is_a_meeting_of_those_whose_it_is() -> None:
    assert told("Norway's prime minister attended the East Asia Summit.") == [("summit", {"NOR", "IGO:EAS"}, "held")]


def test_a_stay_may_be_told_between_commas() -> None:
    assert told("Norwegian minister Kari Lund, in Riga for talks, praised the port.")[0] == ("visit", NOR_LVA, "held")


@pytest.mark.parametrize(("text", "kind"), [
    ("The Norwegian president sat down with the president of Latvia in Riga.", "talks"),
    ("The Norwegian president dined with the president of Latvia in Riga.", "talks"),
    ("The ministers of Norway and Latvia gathered in Tallinn on Monday.", "talks"),
    ("The Norwegian foreign minister touched down in Riga on Monday.", "visit"),
    ("The Norwegian foreign minister made a stop in Riga on Monday.", "visit"),
    ("The presidents of Norway and Latvia inaugurated a bridge on Monday.", "ceremony"),
])
def test_words_of_two_parts_and_what_people_open_or_gather_for(text: str, kind: str) -> None:
    assert [(k, p) for k, p, _ in told(text)] == [(kind, NOR_LVA)]


def test_a_title_alone_tells_of_a_call() -> None:
    text = "The implementation of the trade accords was discussed in detail. It was agreed to maintain contact."
    found = told(text, title="Telephone conversation with President of Latvia Janis Ozols", source="kremlin.ru")
    assert found == [("call", {"RUS", "LVA"}, "held")]
    assert told(text, title="Press conference on the accords with Latvia", source="kremlin.ru") == []


def test_talks_of_nobody_named_are_not_given_to_the_two_of_the_text() -> None:
    text = "Norway sells fish to Latvia. Latvia buys timber from Norway. The negotiations were hard."
    assert told(text) == []


def test_a_journey_to_several_states_is_a_visit_to_each() -> None:
    text = "The Norwegian minister will fly to Riga on Monday and then to Tallinn."
    assert next(p for k, p, _ in told(text) if k == "visit") == NOR_LVA


def test_what_is_thanked_for_is_past() -> None:
    text = "The Norwegian minister thanked President Ozols of Latvia for hosting the summit in May and attending the April forum in Oslo."
    assert {m.status for m in read(text, published="2031-06-03")} == {"held"}


def test_the_acronym_in_brackets_belongs_to_the_name_before_a_meeting() -> None:
    text = "The Norwegian president met the president of Latvia on the margins of the World Trade Organization (WTO) meeting in Geneva."
    assert ("session", {"IGO:WTO", "NOR", "LVA"}) in [(k, p) for k, p, _ in told(text)]


def test_leaders_of_three_states_who_meet_hold_a_summit() -> None:
    assert told("The leaders of Norway, Latvia and Estonia met in Riga.") == [("summit", {"NOR", "LVA", "EST"}, "held")]


@pytest.mark.parametrize("text", [
    "The visit of the Norwegian minister to Latvia will not take place.", "The Norwegian minister's visit to Latvia never happened."])
def test_what_does_not_take_place_is_cancelled(text: str) -> None:
    assert told(text) == [("visit", NOR_LVA, "cancelled")]


def test_what_a_guest_opens_in_a_country_is_a_ceremony() -> None:
    assert told("The Norwegian minister Kari Lund opened a school in Riga.") == [("ceremony", NOR_LVA, "held")]


def test_a_press_service_tells_of_its_own_councils_too() -> None:
    text = "The President of Ukraine held a meeting of the defence council. Poland has offered help. Poland borders Ukraine."
    assert told(text, source="president.gov.ua") == []


@pytest.mark.parametrize(("text", "kind"), [
    ("Norwegian President Kari Lund spoke today with President Janis Ozols of Latvia.", "call"),
    ("Norwegian President Kari Lund spoke with President Janis Ozols of Latvia in Riga.", "talks"),
])
def test_two_who_spoke_nowhere_did_so_by_telephone(text: str, kind: str) -> None:
    assert [k for k, _, _ in told(text)] == [kind]


@pytest.mark.parametrize("text", [
    "Norway and Latvia sell fish. The Norwegian president met with her top economic advisers on Monday.",
    "Norway and Latvia sell fish. The Norwegian minister will meet representatives from fishing companies on Monday.",
])
def test_advisers_and_companies_are_not_the_other_side(text: str) -> None:
    assert told(text) == []


def test_a_title_with_hyphens_parts_no_list_of_people() -> None:
    text = ("Minister Anna Berg and Commander-in-Chief of the Armed Forces of Norway Ola Lund had a phone conversation with Latvian "
            "Minister Peter Ozols.")
    assert {name for meeting in read(text) for name in meeting.people or ()} == {"Anna Berg", "Ola Lund", "Peter Ozols"}


def test_what_was_discussed_in_a_phone_call_was_discussed_by_telephone() -> None:
    text = "The foreign ministers of Norway and Latvia discussed the nets in a phone call on Friday."
    assert [kind for kind, _, _ in told(text)] == ["call"]


def test_to_conclude_negotiations_on_an_agreement_is_no_meeting() -> None:
    assert told("Norway and Latvia expect to conclude negotiations on a fishing agreement by November.") == []


def test_a_conference_that_is_talked_about_is_not_held_by_that() -> None:
    assert [kind for kind, _, _ in told("Norway and Latvia opened discussions on the conference in January.")] == ["talks"]


def test_a_place_that_opens_the_story_meets_nobody() -> None:
    [meeting] = read("Kingston, Jamaica – Leaders of the Caribbean Community met with US Secretary of State Antony Blinken on Monday.")
    assert set(meeting.parties) == {"IGO:CARICOM", "USA"}


def test_a_country_that_is_spoken_on_is_no_place() -> None:
    assert [meeting.place for meeting in read("Norwegian and Latvian ministers met on Haiti on Monday.")] == [None]
