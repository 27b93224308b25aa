"""Who promises, agrees, plans, proposes, asks or invites that what be done."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.codebook.commitments import commitment_words, cues
from dragoman.document import Document
from dragoman.extraction.commitments import commitments
from dragoman.extraction.context import Context
from dragoman.records import Commitment


def read(text: str) -> list[Commitment]:
    return list(commitments(Context(analyse(Document(id="x", text=text)))))


def told(text: str) -> list[tuple[str, set[str], str]]:
    return [(r.stance, set(r.actor), r.action) for r in read(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Japan promised to build a hospital in Kenya.", ("pledge", {"JPN"}, "build a hospital in Kenya")),
    ("Norway will provide 20 million euros to Moldova.", ("pledge", {"NOR"}, "provide 20 million euros to Moldova")),
    ("Japan and Kenya agreed to open a direct flight between Tokyo and Nairobi.",
     ("agreed", {"JPN", "KEN"}, "open a direct flight between Tokyo and Nairobi")),
    ("It was agreed to reopen the railway between Poland and Ukraine.",
     ("agreed", {"POL", "UKR"}, "reopen the railway between Poland and Ukraine")),
    ("Kenya plans to buy ten ferries from Japan.", ("intention", {"KEN"}, "buy ten ferries from Japan")),
    ("Norway expressed the hope that Chile would open its market.", ("request", {"CHL"}, "open its market")),
    ("Japan is ready to train Kenyan nurses.", ("intention", {"JPN"}, "train Kenyan nurses")),
    ("Poland reaffirmed its readiness to host the refugees.", ("intention", {"POL"}, "host the refugees")),
    ("Kenya would like to study the experience of Japan in fishing.", ("interest", {"KEN"}, "study the experience of Japan in fishing")),
    ("Kenya asked Japan to send doctors.", ("request", {"JPN"}, "send doctors")),
    ("The Japanese minister invited the Kenyan president to visit Osaka.", ("invitation", {"KEN"}, "visit Osaka")),
])
def test_each_stance_says_who_is_to_do_what(text: str, expected: tuple[str, set[str], str]) -> None:
    assert told(text) == [expected]


def test_two_acts_of_one_promise_are_two_commitments() -> None:
    found = told("Norway and Poland agreed to build a cable and to open a school in Gdansk.")
    assert found == [("agreed", {"NOR", "POL"}, "build a cable"), ("agreed", {"NOR", "POL"}, "open a school in Gdansk")]


def test_the_one_who_asks_is_the_one_it_is_toward() -> None:
    (found,) = read("Kenya asked Japan to send doctors.")
    assert found.toward == ("KEN",)


def test_a_deadline_is_not_part_of_the_action() -> None:
    (found,) = read("Japan promised to build a hospital in Kenya by 2030.")
    assert (found.action, found.deadline) == ("build a hospital in Kenya", "by 2030")


def test_the_same_promise_told_twice_is_one_commitment_with_two_pieces_of_evidence() -> None:
    (found,) = read("Japan promised to build a hospital in Kenya.\n\nJapan pledged to build a hospital in Kenya.")
    assert [e.quote.split()[1] for e in found.evidence] == ["promised", "pledged"]


def test_a_hostile_announcement_is_no_commitment() -> None:
    assert read("Estonia will impose sanctions on Russia unless the cable is repaired.") == []


@pytest.mark.parametrize("text", [
    "Poland did not promise to build the bridge.",
    "Poland may ask Ukraine to pay for the bridge.",
    "Poland is expected to build the bridge.",
    "The Polish president will visit Kyiv on Monday.",
    "Poland and Ukraine agreed to sign a treaty.",
    "Trade between Poland and Ukraine will grow.",
    "Poland will probably build the bridge.",
    "Poland showed no willingness to build the bridge.",
    "Poland avoided any commitment to build the bridge.",
    "Poland and Ukraine agreed that trade would grow.",
    "Chad proposed a levy on Nigerian oil.",
    "President Lopez of Chile called Prime Minister Berg of Norway to discuss trade.",
    "Poland would have built the bridge.",
    "Asked whether Poland would pay, the minister left.",
])
def test_denials_forecasts_visits_and_instruments_are_no_commitments(text: str) -> None:
    assert read(text) == []


def test_every_cue_of_the_codebook_can_be_found_by_its_word() -> None:
    words = commitment_words()
    for upos, part in (("VERB", words.verbs), ("ADJ", words.adjectives), ("NOUN", words.nouns), ("AUX", words.modals)):
        assert all(cue in cues(word, upos) for cue in part for word in cue.words)


@pytest.mark.parametrize(("text", "expected"), [
    ("Norway looks forward to working with Chile on salmon.", ("interest", {"NOR"}, "working with Chile on salmon")),
    ("Norway counts on the support of Chile.", ("request", {"CHL"}, "support of Chile")),
    ("Norway and Chile agreed on the need to close the mine.", ("agreed", {"NOR", "CHL"}, "close the mine")),
    ("Norway's plan to build a harbour in Chile was announced.", ("intention", {"NOR"}, "build a harbour in Chile")),
    ("The Chilean minister accepted an invitation to attend the fish fair in Norway.",
     ("invitation", {"CHL"}, "attend the fish fair in Norway")),
])
def test_other_ways_to_say_what_is_to_be_done(text: str, expected: tuple[str, set[str], str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(("text", "action"), [
    ("Norway will provide $5 million over two years to rebuild the quay.", "provide $5 million over two years to rebuild the quay"),
    ("Norway will build a new harbour for large ferries in Chile to help the fishermen.", "build a new harbour for large ferries in Chile"),
    ("Norway will build a harbour in Chile, including two quays.", "build a harbour in Chile"),
    ("Norway will build a harbour although Chile has one.", "build a harbour"),
])
def test_an_act_is_told_at_its_shortest_but_not_without_what_it_is_for(text: str, action: str) -> None:
    assert [r.action for r in read(text)] == [action]


def test_what_two_sides_will_do_is_agreed() -> None:
    (found,) = read("Norway and Latvia will build a bridge.")
    assert (found.stance, found.toward) == ("agreed", None)


@pytest.mark.parametrize(("text", "toward"), [
    ("Norway met Latvia. Norway promised to support Latvia against Russia.", ("LVA",)),
    ("Norway met Latvia. Norway and Latvia agreed to cooperate with Estonia.", ("EST",)),
    ("Norway met Latvia. The letter invited the Latvian prime minister to visit Oslo.", ("NOR",)),
    ("Norway met Latvia. Norway spoke to Latvia. Estonia offered to mediate.", ("NOR", "LVA")),
])
def test_toward_is_the_other_side_or_whom_the_act_is_for(text: str, toward: tuple[str, ...]) -> None:
    (found,) = read(text)
    assert found.toward == toward


@pytest.mark.parametrize(("text", "deadline"), [
    ("Norway will soon open a school in Latvia.", "soon"),
    ("Norway promised to keep the peace until the dispute is settled.", "until the dispute is settled"),
    ("Norway will provide Latvia with a package worth 200 million euros over the next four years.", "over the next four years"),
    ("Norway will present a plan at the talks in Riga tomorrow.", "tomorrow"),
    ("In the coming weeks Norway will open a school in Latvia.", "In the coming weeks"),
])
def test_a_deadline_may_stand_anywhere_in_the_clause(text: str, deadline: str) -> None:
    assert [c.deadline for c in read(text)] == [deadline]


def test_we_who_agree_are_both_sides() -> None:
    found = read('Norway met Latvia. "We agreed to build a bridge," the Norwegian minister said. "I propose that we build a road."')
    assert [(c.stance, set(c.actor)) for c in found] == [("agreed", {"NOR", "LVA"}), ("proposal", {"NOR", "LVA"})]


def test_an_act_that_hangs_low_in_the_sentence_is_told_by_itself() -> None:
    found = told("Norway and Poland agreed to open a road to support the ports that they share and to build a school in Gdansk.")
    assert found[-1] == ("agreed", {"NOR", "POL"}, "build a school in Gdansk")


def test_what_one_stands_ready_to_do_is_intended() -> None:
    assert told("Norway stands ready to help Poland rebuild the port.") == [("intention", {"NOR"}, "help Poland rebuild the port")]


@pytest.mark.parametrize("text", [
    "Norway stressed the need for Poland to open its market.",
    "It is important for Poland to open its market, Norway said.",
])
def test_for_whom_it_is_to_do_is_who_is_to_act(text: str) -> None:
    assert [(actor, action) for _, actor, action in told(text)] == [({"POL"}, "open its market")]


def test_a_sum_is_told_with_what_it_is_for() -> None:
    [(_, _, action)] = told("Japan announced 20 million dollars in aid for the schools of Kenya.")
    assert action == "20 million dollars in aid for the schools of Kenya"


def test_what_should_not_be_done_is_asked_for() -> None:
    assert told("Kenya should not close its ports, Japan said.") == [("request", {"KEN"}, "not close its ports")]


def test_a_press_service_promises_nothing_to_its_own_people() -> None:
    text = "Poland reaffirmed its readiness to reform the pension system."
    document = Document(id="x", text=text, source="Office of the President of Poland")
    assert list(commitments(Context(analyse(document)))) == []


def test_nobody_asks_both_sides_in_the_name_of_one() -> None:
    text = "The president of Estonia met the prime minister of Finland. Estonia asked the leaders of the factions to pass the budget."
    found = told(text)
    assert [stance for stance, actor, _ in found if actor == {"EST", "FIN"}] == []


def test_what_matters_to_oneself_is_asked_of_nobody() -> None:
    document = Document(id="x", text="It is important for Poland to open its market to Kenya.", source="Office of the President of Poland")
    assert list(commitments(Context(analyse(document)))) == []


def test_an_assurance_is_a_promise() -> None:
    assert told("Norway gave Poland its assurance that the cable would be mended.") == [("pledge", {"NOR"}, "the cable would be mended")]


def test_a_sentence_that_carries_a_report_on_may_promise_too() -> None:
    found = told("The minister of Norway spoke of the storm in Kenya. Norway would provide 20 million euros to Kenya.")
    assert found == [("pledge", {"NOR"}, "provide 20 million euros to Kenya")]


def test_what_is_only_supposed_is_no_promise() -> None:
    assert told("Norway would provide 20 million euros to Kenya if the storm came.") == []


@pytest.mark.parametrize(("text", "expected"), [
    ("Norway is committed to deepening its ties with Latvia.", ("pledge", {"NOR"}, "deepening its ties with Latvia")),
    ("Norway and Latvia are committed to protecting the seabed.", ("pledge", {"NOR", "LVA"}, "protecting the seabed")),
    ("Latvia seeks to join the Norwegian cable project.", ("interest", {"LVA"}, "join the Norwegian cable project")),
    ("Latvia seeks closer cooperation with Norway.", ("interest", {"LVA"}, "closer cooperation with Norway")),
    ("Latvia sought more seats for its students in Norway.", ("request", {"NOR"}, "more seats for its students in Norway")),
    ("Latvia needs assistance from Norway.", ("request", {"NOR"}, "assistance")),
    ("Latvia looks forward to Norway's continued support.", ("request", {"NOR"}, "Norway's continued support")),
    ("It is important that Norway opens its market to Latvian fish.", ("request", {"NOR"}, "opens its market to Latvian fish")),
    ("The initiative of Norway to host a fishing school was praised in Latvia.", ("proposal", {"NOR"}, "host a fishing school")),
    ("Norway expressed support for continuing the joint patrols with Latvia.",
     ("proposal", {"NOR", "LVA"}, "continuing the joint patrols with Latvia")),
    ("Norway and Latvia praised their decision to share the cable.", ("agreed", {"NOR", "LVA"}, "share the cable")),
    ("The Norwegian minister invited his Latvian counterpart for a working visit.", ("invitation", {"LVA"}, "working visit")),
    ("The international community must help the fishermen of Latvia.",
     ("proposal", {"international community"}, "help the fishermen of Latvia")),
    ("A Norwegian airline will open a route to Riga.", ("pledge", {"NOR"}, "A Norwegian airline will open a route to Riga")),
    ("Hope was expressed that Latvia would open its market to Norway.", ("request", {"LVA"}, "open its market to Norway")),
    ("He spoke of the need for Norway and Latvia to clean the Baltic Sea.", ("proposal", {"NOR", "LVA"}, "clean the Baltic Sea")),
    ("Norway is interested in the assistance of Latvia.", ("request", {"LVA"}, "assistance of Latvia")),
    ("Norway announced the payment of a loan to Latvia.", ("pledge", {"NOR"}, "payment of a loan to Latvia")),
    ("Norway will speak out about the Latvian fishing rules.", ("pledge", {"NOR"}, "speak out about the Latvian fishing rules")),
])
def test_more_ways_to_say_what_is_to_be_done(text: str, expected: tuple[str, set[str], str]) -> None:
    assert told(text) == [expected]


def test_a_meeting_one_looks_forward_to_is_no_commitment() -> None:
    assert told("Latvia looks forward to talks with Norway.") == []


def test_verbs_joined_under_one_will_are_acts_of_their_own_where_each_has_an_object() -> None:
    assert [act for _, _, act in told("Norway will widen the quay at Riga and train twenty Latvian pilots.")] == [
        "widen the quay at Riga", "train twenty Latvian pilots"]
    assert [act for _, _, act in told("Norway will widen and deepen the harbour of Riga.")] == ["widen and deepen the harbour of Riga"]


def test_a_clause_without_which_an_act_says_little_belongs_to_it() -> None:
    assert told("Norway agreed with Latvia to remove the rules that hinder the trade in herring.")[0][2] == (
        "remove the rules that hinder the trade in herring")


def test_a_long_act_ends_before_the_phrases_that_it_can_do_without() -> None:
    text = ("Norway promised to rebuild the old lighthouse on the northern cape of the island with new lamps from the workshop "
            "of the harbour in the town of Liepaja.")
    assert told(text)[0][2] == "rebuild the old lighthouse on the northern cape of the island"
    text = "Norway asked Latvia to pay an extra five million euros to help meet the deficit, caused by soaring spending on farms."
    assert told(text)[0][2] == "pay an extra five million euros to help meet the deficit"


def test_the_company_is_the_one_in_whose_name_somebody_speaks() -> None:
    text = ("Norway and Latvia held talks. The Norwegian company Fjordkraft Nord makes nets. Its head Olaf Berg said the company is ready "
            "to open an office in Latvia.")
    assert told(text) == [("intention", {"NOR"}, "open an office in Latvia")]


@pytest.mark.parametrize("text", [
    "Norway expects Latvian shares to fluctuate.",
    "Norway will agree to share the cable with Latvia.",
    "Norway and Latvia are expected to agree to share the cable.",
    "Latvia studied a Norwegian proposal that would ban the nets.",
    "Norway would save money in Latvia.",
    "Norway and Latvia agreed that their ports open a new way to the north.",
])
def test_what_only_may_come_is_no_commitment(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", [
    "Under the agreement Norway will lease three cranes to Latvia.",
    "Norway will, under the deal, lease three cranes to Latvia.",
])
def test_what_is_to_be_done_under_an_agreement_is_agreed(text: str) -> None:
    assert [(stance, actor) for stance, actor, _ in told(text)] == [("agreed", {"NOR"})]


def test_what_is_to_be_announced_is_announced_once() -> None:
    assert told("Norway plans to announce a loan for the port of Latvia.") == [
        ("intention", {"NOR"}, "announce a loan for the port of Latvia")]
