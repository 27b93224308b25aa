"""Which instruments a text tells of: of what kind, about what, between whom, and how far they have got."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.codebook.agreements import instrument_kind, status_of_noun, status_of_verb
from dragoman.document import Document
from dragoman.extraction.agreements import agreements
from dragoman.extraction.context import Context
from dragoman.records import Agreement

NOR_LVA = {"NOR", "LVA"}


def read(text: str) -> list[Agreement]:
    return list(agreements(Context(analyse(Document(id="x", text=text, title="Norway and Latvia hold talks", published="2031-05-07")))))


def told(text: str) -> list[tuple[str, str | None, str]]:
    return [(r.kind, r.subject, r.status) for r in read(text)]


@pytest.mark.parametrize(("text", "kind", "subject"), [
    ("Norway and Latvia signed an agreement on fisheries.", "agreement", "fisheries"),
    ("Norway and Latvia signed a free trade agreement.", "agreement", "free trade"),
    ("Norway and Latvia signed an agreement on fisheries research on the sidelines of the summit.", "agreement", "fisheries research"),
    ("Norway and Latvia signed a treaty on extradition.", "treaty", "extradition"),
    ("Norway and Latvia signed a memorandum of understanding on cyber security.", "memorandum", "cyber security"),
    ("Norway and Latvia signed a memorandum on cooperation in the field of digital health.", "memorandum", "digital health"),
    ("Norway and Latvia signed a protocol on the exchange of customs data.", "protocol", "exchange of customs data"),
    ("Norway and Latvia signed a letter of intent on wind power.", "letter_of_intent", "wind power"),
    ("Norway and Latvia adopted a joint statement.", "statement", None),
    ("Norway and Latvia adopted an action plan on tourism.", "plan", "tourism"),
])
def test_kinds_and_subjects(text: str, kind: str, subject: str | None) -> None:
    [record] = read(text)
    assert (record.kind, record.subject, record.status, set(record.parties)) == (kind, subject, "signed", NOR_LVA)


@pytest.mark.parametrize(("text", "status"), [
    ("The agreement on fisheries between Norway and Latvia was signed on Monday.", "signed"),
    ("The agreement on fisheries between Norway and Latvia will be signed in May.", "planned"),
    ("Norway and Latvia are negotiating an agreement on fisheries.", "negotiating"),
    ("Norway and Latvia opened negotiations on an agreement on fisheries.", "negotiating"),
    ("Norway and Latvia are close to an agreement on fisheries.", "negotiating"),
    ("Norway completed the ratification of its agreement on fisheries with Latvia.", "ratified"),
    ("Norway's parliament approved the agreement on fisheries with Latvia.", "ratified"),
    ("Norway's parliament will approve the agreement on fisheries with Latvia in May.", "planned"),
    ("The agreement on fisheries with Latvia was approved by the Storting of Norway.", "ratified"),
    ("The agreement on fisheries between Norway and Latvia entered into force on Monday.", "in_force"),
    ("Norway and Latvia extended their agreement on fisheries.", "extended"),
    ("Norway suspended its agreement on fisheries with Latvia.", "suspended"),
    ("Norway terminated its agreement on fisheries with Latvia.", "terminated"),
    ("Norway has withdrawn from the agreement on fisheries with Latvia.", "terminated"),
    ("Norway proposed an agreement on fisheries to Latvia.", "proposed"),
])
def test_how_far_an_instrument_has_got(text: str, status: str) -> None:
    assert told(text) == [("agreement", "fisheries", status)]


def test_several_subjects_of_a_plural_are_several_instruments() -> None:
    text = "Norway and Latvia signed memoranda in the fields of port safety and fisheries."
    assert [s for _, s, _ in told(text)] == ["port safety", "fisheries"]
    assert [s for _, s, _ in told("Norway and Latvia signed MoUs on port safety and on fisheries.")] == ["port safety", "fisheries"]


def test_the_items_of_a_list_are_signed_with_what_introduces_them() -> None:
    text = ("The following documents were signed in Riga:\n\n1. Agreement on air services\n\n2. Memorandum on cooperation in tourism\n\n"
            "3. Protocol on fisheries")
    assert told(text) == [("agreement", "air services", "signed"), ("memorandum", "tourism", "signed"), ("protocol", "fisheries", "signed")]
    assert all(len(r.evidence) == 2 for r in read(text))


def test_documents_that_are_only_counted() -> None:
    [record] = read("Norway and Latvia signed seventeen documents.")
    assert (record.kind, record.count) == ("document", 17)


def test_one_signed_and_in_force_is_two_records() -> None:
    text = "The agreement on fisheries between Norway and Latvia was signed in 2029 and entered into force in 2030."
    assert {s for _, _, s in told(text)} == {"signed", "in_force"}


def test_the_accord_is_the_one_told_of_before() -> None:
    text = "Norway and Latvia signed an agreement on fisheries on Monday. The agreement was signed in Riga."
    [record] = read(text)
    assert len(record.evidence) == 2


def test_the_accord_signed_last_month_is_the_one_told_of_before() -> None:
    [record] = read("Norway and Latvia have violated the fisheries pact. The pact, signed in April, protects cod.")
    assert (record.subject, record.status, len(record.evidence)) == ("fisheries", "signed", 2)


def test_what_a_number_of_documents_covers_is_listed_beside_it() -> None:
    text = "The presidents of Norway and Latvia attended the signing ceremony of five documents, which cover mining and tourism."
    assert {(r.subject, r.count) for r in read(text)} == {(None, 5), ("mining", None), ("tourism", None)}


def test_each_day_that_is_listed_is_one_of_them() -> None:
    text = "The sides spoke of the agreements between Norway and Latvia of May 9, 2029, and June 11, 2030."
    assert {(r.status, r.date) for r in read(text)} == {("signed", "2029-05-09"), ("signed", "2030-06-11")}


@pytest.mark.parametrize(("text", "status"), [
    ("Norway and Latvia are near an agreement on fisheries.", "negotiating"),
    ("The prospects for an agreement on fisheries are good.", "negotiating"),
    ("The ministers discussed the agreements reached.", "signed"),
])
def test_how_far_it_has_got_without_a_verb_of_its_own(text: str, status: str) -> None:
    assert [s for _, _, s in told(text)] == [status]


def test_the_year_in_which_they_signed_may_stand_over_the_clause() -> None:
    [record] = read("Trade has doubled since 2029, when the two states signed an agreement on fisheries.")
    assert record.date == "2029"


@pytest.mark.parametrize(("text", "day"), [
    ("Norway and Latvia resumed negotiations on an agreement on fisheries on Thursday.", "2031-05-01"),
    ("Norway and Latvia will resume negotiations on an agreement on fisheries on Thursday.", "2031-05-08")])
def test_the_day_of_talks_lies_behind_or_ahead_as_the_verb_does(text: str, day: str) -> None:
    assert [record.date for record in read(text)] == [day]


def test_what_was_signed_was_not_signed_on_a_day_to_come() -> None:
    assert [r.date for r in read("Norway will meet Latvia on 12 May about a fishing deal that Oslo signed with Iceland.")] == [None]


def test_date_sector_and_company() -> None:
    [record] = read("Nordfisk AS and Baltic Seafood signed a contract on Monday for the delivery of four trawlers.")
    assert (record.kind, record.date, record.subject) == ("contract", "2031-05-05", "delivery of four trawlers")
    [record] = read("Norway and Latvia signed an agreement on fisheries.")
    assert record.sector == "agriculture"


@pytest.mark.parametrize("text", [
    "Norway and Latvia signed no agreement on fisheries.",
    "The visit was postponed by mutual agreement.",
    "Norway and Latvia did a great deal for peace.",
    "The minister made a statement in Riga.",
    "The two sides are in agreement.",
    "The ministers parted without agreement.",
    "An agreement was reached by Norway and Latvia to open a joint school in Riga.",
])
def test_consent_and_denial_are_no_instruments(text: str) -> None:
    assert told(text) == []


def test_the_codebook_knows_its_words() -> None:
    assert (instrument_kind("pact"), instrument_kind("potato")) == ("agreement", None)
    assert (status_of_verb("ratify"), status_of_verb("sing")) == ("ratified", None)
    assert (status_of_noun("signing"), status_of_noun("song")) == ("signed", None)


def test_a_subject_in_the_singular_is_that_in_the_plural() -> None:
    (found,) = read("Japan broke an accord on semiconductors with the United States, officials in Washington said. They added that "
                    "violations of the bilateral semiconductor accord had ended.")
    assert len(found.evidence) == 2


def test_the_firm_whose_agreement_it_is_is_a_party() -> None:
    (found,) = read("Tau Mining Corp's joint venture agreement with Japan was signed in Santiago on Monday.")
    assert set(found.parties) == {"Tau Mining Corp", "JPN"}


NEWS = "Norway and Latvia held talks in Riga on Monday.\n\nTrade rose.\n\nSo did prices.\n\nFish is dear.\n\nSo is wood.\n\n"


def test_what_is_signed_takes_day_and_city_of_the_only_meeting() -> None:
    [record] = read(f"{NEWS}Norway and Latvia signed an agreement on fisheries.")
    assert (record.date, record.place) == ("2031-05-05", "Riga")


def test_what_was_signed_another_day_takes_nothing_of_the_meeting() -> None:
    [record] = read(f"{NEWS}Norway and Latvia signed an agreement on fisheries in 1999.")
    assert (record.date, record.place) == ("1999", None)


def test_the_state_of_a_visit_is_no_place_of_signing() -> None:
    [record] = read("The Norwegian president visited Latvia on Monday. Norway and Latvia signed an agreement on fisheries.")
    assert (record.date, record.place) == ("2031-05-05", None)


def test_an_accord_may_go_by_the_city_where_it_was_made() -> None:
    [record] = read("Norway and Latvia keep to the Riga accord on fisheries.")
    assert record.place == "Riga"


def test_an_accord_named_after_a_place_needs_no_introduction() -> None:
    [record] = read("Latvia noted the breach of the Riga accords by Norway.")
    assert (record.subject, record.status, set(record.parties)) == (None, "in_force", NOR_LVA)


def test_who_keeps_or_breaks_it_is_a_party() -> None:
    [record] = read("The ministers spoke of Estonia's breach of the Riga accords.")
    assert record.parties == ("EST",)


def test_an_organisation_of_states_is_parties_enough() -> None:
    [record] = read("The Group of Seven signed an agreement on shipping.")
    assert record.parties == ("IGO:G7",)


def test_a_declaration_by_name_is_an_instrument() -> None:
    assert told("The ministers spoke under the Oslo Declaration on Migration.") == [("declaration", "Migration", "in_force")]


def test_entry_into_force_and_the_end_of_a_bilateral_one_are_stages() -> None:
    assert [s for _, _, s in told("Both sides noted the entry into force of two new treaties.")] == ["in_force"]
    assert [s for _, _, s in told("They spoke of the expiry of the bilateral agreement.")] == ["terminated"]


def test_an_agreement_of_which_nothing_is_told_is_none() -> None:
    assert told("Estonia and Finland share a bridge under an agreement that drew criticism in Tallinn.") == []
    assert len(told("Estonia and Finland share the bridge under an agreement of 1994.")) == 1


def test_an_agreement_inside_one_state_is_none() -> None:
    assert told("The Norwegian coalition agreement was signed on Monday.") == []


@pytest.mark.parametrize(("text", "expected"), [
    ("The fishing treaty between Norway and Latvia, signed in 2019, has been in force since 2021.",
     [("treaty", "fishing", "signed"), ("treaty", "fishing", "in_force")]),
    ("Norway and Latvia concluded an agreement on the use of the nets, which took effect on signature.",
     [("agreement", "use of the nets", "in_force"), ("agreement", "use of the nets", "signed")]),
    ("Latvia hopes to finalise a deal for twelve frigates with Norway.", [("contract", "twelve frigates", "negotiating")]),
    ("Norway and Latvia announced a plan to restore the herring stocks.", [("plan", "restore the herring stocks", "signed")]),
    ("Norway announced a plan to restore the herring stocks.", []),
    ("Norway and Latvia signed an agreement concerning the protection of cod.", [("agreement", "protection of cod", "signed")]),
    ("Norway and Latvia signed an agreement on the supply of nets, as well as of boats.", [("agreement", "supply of nets", "signed")]),
    ("Norway and Latvia discussed a ceasefire in Sarma.", []),
    ("Norway and Latvia exchanged notes concerning the loan for the pier.", [("exchange_of_notes", "loan for the pier", "signed")]),
])
def test_stages_wherever_the_sentence_tells_them(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert told(text) == expected


def test_a_party_that_is_no_state_goes_by_its_name() -> None:
    [record] = read("Norway ratified the treaty of friendship between Norway and the Sarma People's Republic.")
    assert set(record.parties) == {"NOR", "Sarma People's Republic"}


def test_a_deal_that_is_reached_to_do_something_is_one() -> None:
    assert told("Norway reached a deal with Latvia on Monday to import gas.") == [("agreement", "import gas", "signed")]
    assert told("Norway and Latvia reached an agreement to open the border.") == []


def test_a_dateline_is_no_party() -> None:
    text = "ADDIS ABABA, 18 February 2031 – The African Union Commission and the Government of Japan today signed an exchange of notes."
    document = Document(id="x", text=text, published="2031-02-18", source="African Union", dateline="ADDIS ABABA, 18 February 2031")
    [record] = agreements(Context(analyse(document)))  # one, though "exchange" and "notes" both mean it
    assert set(record.parties) == {"IGO:AU", "JPN"}


def test_what_a_resolution_demands_is_not_made_by_it() -> None:
    assert told("The Security Council on Monday adopted a resolution demanding an immediate ceasefire in Gaza.") == []
