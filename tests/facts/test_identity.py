"""Which records tell of one fact: pairs that do, and near misses that do not."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.facts import Report
from dragoman.facts.build import block_of, build
from tests.questions.support import report

Told = dict[str, Any]

VISIT: Told = {"type": "meeting", "kind": "visit", "parties": ["EST", "FIN"]}
TALKS: Told = {"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"]}
PACT: Told = {"type": "agreement", "kind": "agreement", "parties": ["EST", "FIN"], "status": "signed", "sector": "transport"}
TRADE: Told = {"type": "figure", "measure": "trade", "unit": "USD", "nature": "level", "between": ["EST", "FIN"]}
GRANT: Told = {"type": "figure", "measure": "grant", "unit": "EUR", "nature": "level", "from_": "FIN", "to": "EST"}
BODY: Told = {"type": "body", "parties": ["EST", "FIN"]}
MISSION: Told = {**BODY, "kind": "mission"}
FIRM: Told = {"type": "presence", "home": "FIN", "host": "EST"}
SAID: Told = {"type": "statement", "speaker": "Aino Laine", "affiliation": "FIN", "mode": "indirect"}
PLEDGE: Told = {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "pledge", "sector": "transport"}
THANKS: Told = {"type": "gesture", "kind": "thanks", "from_": "EST", "to": "FIN"}
AID: Told = {"type": "event", "event_type": "AID", "source": ["FIN"], "target": ["EST"]}


def told(document: str, common: Told, own: Told) -> Report:
    """A report of a document of the day that `published` says."""
    fields = {**common, **own}
    return report(document, fields.pop("quote", f"as {document} has it"), **fields)


def facts(common: Told, *each: Told) -> int:
    """How many facts some reports of one type tell, each in a document of its own."""
    reports = [told(f"d{n}", common, own) for n, own in enumerate(each)]
    blocks = {block_of(one) for one in reports}
    return sum(len(build([one for one in reports if block_of(one) == block])) for block in blocks)


@pytest.mark.parametrize(("common", "one", "other"), [
    # meetings
    (VISIT, {"date": "2024-06-12/2024-06-14", "status": "planned"}, {"date": "2024-06-12/2024-06-13"}),
    (VISIT, {"date": "2024-06", "rank": "state"}, {"date": "2024-06-12"}),
    (VISIT, {"date": "2024-02-18", "status": "postponed", "place": "Tallinn"}, {"date": "2024-05-03", "place": "Tallinn"}),
    (VISIT, {"people": ["Aino Laine"], "date": "2024-06-12"}, {"people": ["A. Laine"]}),
    (VISIT, {"people": ["Aino Laine"], "date": "2023-11-12", "published": "2023-11-12"}, {"people": ["Laine"], "published": "2024-05-01"}),
    (TALKS, {"people": ["Aino Laine", "Jaan Tamm"], "date": "2024-06-14"},
     {"kind": "session", "people": ["Aino Laine"], "date": "2024-06-14"}),
    (TALKS, {"date": "2024-06-14", "people": ["Haider Abdul Ameer Al-Jubouri"]},
     {"date": "2024-06-14", "people": ["Hayder Abdul-Amir Al-Jubouri"]}),
    (TALKS, {"parties": ["EST", "FIN", "LVA", "LTU"], "date": "2024-06-14"}, {"parties": ["FIN", "EST", "LVA"], "date": "2024-06-14"}),
    # agreements
    (PACT, {"subject": "high-speed rail", "status": "negotiating"}, {"subject": "high-speed railways", "date": "2024-06-01"}),
    (PACT, {"subject": "professional mobility", "date": "2024-06-01"}, {"subject": "mobility", "status": "in_force", "date": "2024-06-10"}),
    (PACT, {"subject": "wheat", "kind": "contract", "parties": ["Balti Vili", "FIN"]}, {"subject": "milling wheat", "kind": "contract"}),
    (PACT, {"subject": "waiver of passports and visas", "status": "negotiating", "published": "2024-01-01"},
     {"subject": "visa-free travel"}),
    (PACT, {"subject": "aviation", "date": "2024-06-14"}, {"subject": "air services", "date": "2024-06-14"}),
    (PACT, {"kind": "document", "count": 14, "date": "2024-06-14"}, {"kind": "document", "count": 14}),
    # figures
    (TRADE, {"value": 4380000000, "period": "2023"}, {"value": 4400000000, "period": "2023"}),
    (TRADE, {"value": 4380000000, "period": "2023"}, {"value": 4000000000, "period": "2023", "bound": "more_than"}),
    (TRADE, {"value": 61000000, "period": "2023"}, {"value": 61000000}),
    (GRANT, {"value": 5000000}, {"value": 5000000, "from_": "Pohjola Fund"}),
    (GRANT, {"value": 5000000, "quote": "five million for the port"}, {"value": 5000000, "quote": "the 5 million for its port"}),
    ({**TRADE, "between": None, "from_": "FIN", "to": "EST"}, {"measure": "export", "value": 19, "period": "2023"},
     {"measure": "import", "value": 19, "period": "2023"}),
    # bodies and presences
    (MISSION, {"name": "consulate general in Narva"}, {"name": "Finnish consulate general"}),
    (MISSION, {"name": "embassy in Tallinn", "status": "planned"}, {"name": "Finnish embassy", "status": "established"}),
    (BODY, {"kind": "commission", "name": "Intergovernmental Commission on Trade"},
     {"kind": "commission", "name": "intergovernmental commission"}),
    (BODY, {"kind": "fund", "name": "Baltic Climate Fund"}, {"kind": "fund", "name": "joint climate fund"}),
    (FIRM, {"name": "Saaristo Marine Ltd"}, {"name": "Saaristo Marine", "home": None}),
    # statements and gestures
    (SAID, {"content": "the harbour will open to all before the ice"},
     {"content": "The harbour would open before the ice", "mode": "direct"}),
    (THANKS, {"about": "its help after the storm"}, {"about": "help with the storm of March"}),
    # commitments
    (PLEDGE, {"action": "allot land for a ferry terminal", "deadline": "by May 2025"}, {"action": "allotted land for the ferry terminal"}),
    (PLEDGE, {"action": "present a new calendar", "stance": "agreed", "deadline": "by March 2025"},
     {"action": "a calendar", "deadline": "by March 2025"}),
    (PLEDGE, {"action": "open a direct flight between Oulu and Tartu"}, {"action": "launch an air route between Tartu and Oulu"}),
    (PLEDGE, {"action": "visit Tallinn", "stance": "invitation"}, {"action": "pay a return visit to Tallinn", "stance": "invitation"}),
    (PLEDGE, {"action": "build the bridge", "deadline": "by May", "published": "2024-11-17"},
     {"action": "have built the bridge", "deadline": "by May", "published": "2025-07-09"}),
    # events
    (AID, {"date": "2024-06-12", "place": "Narva", "quote": "tents reached Narva"}, {"date": "2024-06-12", "quote": "help came"}),
    (AID, {"place": "Surkhandarya", "quote": "after the floods"}, {"place": "Surxondaryo region", "quote": "the floods of spring"}),
])
def test_one_fact_told_twice(common: Told, one: Told, other: Told) -> None:
    assert facts(common, one, other) == 1


@pytest.mark.parametrize(("common", "one", "other"), [
    # meetings
    (VISIT, {"date": "2024-05-14"}, {"date": "2024-06-14"}),
    (VISIT, {"date": "2024-05-14", "status": "planned"}, {"date": "2024-06-14"}),
    (VISIT, {"date": "2024-06-14", "place": "Tallinn"}, {"date": "2024-06-14", "place": "Helsinki"}),
    (VISIT, {"date": "2024-06-14", "people": ["Aino Laine"]}, {"date": "2024-06-14", "people": ["Jaan Tamm"]}),
    (VISIT, {"date": "2024-06-14"}, {"date": "2024-06-14", "kind": "talks"}),
    (TALKS, {"date": "2024-06-14"}, {"date": "2024-06-14", "kind": "call"}),
    (TALKS, {"kind": "call", "people": ["Aino Laine"]}, {"kind": "call", "people": ["Aino Laine"], "published": "2024-06-24"}),
    (TALKS, {"date": "2024-06-14", "people": ["Aino Laine", "Jaan Tamm"]}, {"date": "2024-06-14", "people": ["Eero Salo", "Tiit Kask"]}),
    (TALKS, {"date": "2024-06-14", "place": "Tallinn"}, {"date": "2024-06-14", "place": "Tartu"}),
    (VISIT, {"date": "2024-06-14"}, {"date": "2024-06-14", "parties": ["EST", "LVA"]}),
    # agreements
    (PACT, {"subject": "water", "kind": "memorandum"}, {"subject": "archives", "kind": "memorandum", "sector": "archives"}),
    (PACT, {"subject": "ferry safety", "date": "2024-06-14"}, {"subject": "ferry tickets", "date": "2024-06-02"}),
    (PACT, {"subject": "rail", "kind": "memorandum"}, {"subject": "rail"}),
    (PACT, {"subject": "rail", "date": "2024-06-01"}, {"subject": "rail", "status": "negotiating", "published": "2024-12-01"}),
    (PACT, {"subject": "culture 2024-2026"}, {"subject": "culture 2027-2029", "published": "2027-01-01"}),
    (PACT, {"subject": "wheat", "parties": ["Balti Vili", "FIN"]}, {"subject": "wheat", "parties": ["Eesti Tera", "FIN"]}),
    (PACT, {"subject": "mutual defence", "kind": "treaty", "status": "in_force"}, {"subject": "enhanced defence", "status": "in_force"}),
    (PACT, {"kind": "document", "count": 3, "date": "2024-06-14"}, {"kind": "document", "count": 17, "date": "2024-06-14"}),
    # figures
    (TRADE, {"value": 4380000000, "period": "2023"}, {"value": 4380000000, "period": "2022"}),
    (TRADE, {"value": 4380000000, "period": "2023"}, {"value": 4300000000, "period": "2023"}),
    (TRADE, {"value": 4380000000, "period": "2023"}, {"value": 4380000000, "period": "2023-01/2023-06"}),
    (TRADE, {"value": 10}, {"value": 10, "nature": "target"}),
    (TRADE, {"value": 10, "between": None, "from_": "EST", "to": "FIN"}, {"value": 10, "between": None, "from_": "FIN", "to": "EST"}),
    (GRANT, {"value": 5000000, "quote": "five million for the port"}, {"value": 5000000, "quote": "five million for a hospital"}),
    (GRANT, {"value": 5000000}, {"value": 5000000, "unit": "USD"}),
    # bodies and presences
    (MISSION, {"name": "consulate general in Narva"}, {"name": "consulate general in Tartu"}),
    (MISSION, {"name": "Finnish embassy"}, {"name": "Estonian embassy"}),
    (MISSION, {"name": "consulate general in Narva"}, {"name": "honorary consulate in Narva"}),
    (BODY, {"kind": "commission", "name": "commission on trade"}, {"kind": "commission", "name": "commission on the border"}),
    (FIRM, {"name": "Saaristo Marine"}, {"name": "Saaristo Marine", "host": "LVA"}),
    # statements and gestures
    (SAID, {"content": "the harbour will open to all before the ice"}, {"content": "the road to the harbour is too narrow"}),
    (SAID, {"content": "the harbour will open before the ice"},
     {"content": "the harbour will open before the ice", "speaker": "Jaan Tamm"}),
    (SAID, {"content": "Thank you."}, {"content": "Thank you."}),
    (THANKS, {"about": "its help after the storm"}, {"about": "the books for the library of Narva"}),
    (THANKS, {"about": "its help after the storm"}, {"about": "its help after the storm", "published": "2025-06-14"}),
    # commitments
    (PLEDGE, {"action": "open a school in Narva"}, {"action": "open a school in Tartu"}),
    (PLEDGE, {"action": "build the bridge", "deadline": "by 2025"}, {"action": "build the bridge", "deadline": "by 2028"}),
    (PLEDGE, {"action": "deepen cooperation"}, {"action": "deepen cooperation", "published": "2024-08-14"}),
    (PLEDGE, {"action": "build the bridge"}, {"action": "build the bridge", "stance": "request"}),
    (PLEDGE, {"action": "build the bridge"}, {"action": "build the bridge", "actor": ["EST"], "toward": ["FIN"]}),
    # events
    (AID, {"date": "2024-06-12"}, {"date": "2024-06-20"}),
    (AID, {"date": "2024-06-12", "place": "Narva"}, {"date": "2024-06-12", "place": "Tartu"}),
])
def test_near_misses_stay_two(common: Told, one: Told, other: Told) -> None:
    assert facts(common, one, other) == 2


def test_one_document_tells_a_fact_once() -> None:
    one, other = ({**TRADE, "value": 10, "period": "2023"} for _ in range(2))
    assert len(build([report("d", "ten", 0, **one), report("d", "ten again", 1, **other)])) == 2


def test_stages_in_one_document_are_one_agreement() -> None:
    signed, ratified = ({**PACT, "subject": "rail", "status": status} for status in ("signed", "ratified"))
    again = {**PACT, "subject": "rail", "status": "signed", "date": "2010-01-01"}
    assert len(build([report("d", "signed", 0, **signed), report("d", "ratified", 1, **ratified)])) == 1
    assert len(build([report("d", "signed", 0, date="2024-06-14", **signed), report("d", "the one of 2010", 1, **again)])) == 2


def test_an_undated_meeting_goes_with_the_nearest() -> None:
    early, late = (told(day, VISIT, {"date": day, "published": day, "people": ["Aino Laine"]}) for day in ("2023-09-01", "2024-05-01"))
    vague = told("vague", VISIT, {"published": "2024-06-14", "people": ["Aino Laine"]})
    assert [[one.document for one in fact.reports] for fact in build([vague, early, late])] == [["2023-09-01"], ["2024-05-01", "vague"]]


def test_akin_records_are_one_only_without_another_candidate() -> None:
    aviation = told("a", PACT, {"subject": "aviation", "date": "2024-06-14"})
    air = told("b", PACT, {"subject": "air services", "date": "2024-06-14"})
    ferries = report("b", "ferries", 1, **PACT, subject="ferries", date="2024-06-14")
    assert len(build([aviation, air])) == 1
    assert len(build([aviation, air, ferries])) == 3
