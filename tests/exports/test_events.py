"""Records as PLOVER events."""
from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given

from dragoman.codebook.layers import Codebook
from dragoman.codebook.plover import Mode, PloverContext
from dragoman.document import Document
from dragoman.errors import CodebookError
from dragoman.exports.events import events
from dragoman.records import RECORD_TYPES, Act, EventType, Evidence, Reading, load_records
from tests.strategies import readings

TEXT = "Estonia and Finland met."
DOCUMENT = Document(id="doc", text=TEXT)
EVIDENCE = [{"quote": TEXT, "start": 0, "end": len(TEXT)}]
MODES, CONTEXTS = {None, *get_args(Mode)}, {*get_args(PloverContext)}


def told(**fields: Any) -> list[dict[str, Any]]:
    """The events of a document with one record."""
    return [dict(event) for event in events(Reading.of(DOCUMENT, load_records([{**fields, "evidence": EVIDENCE}], TEXT)))]


def coded(**fields: Any) -> tuple[Any, ...] | None:
    """Type, mode, source and target of the only event of a record; None where it is none."""
    found = told(**fields)
    assert len(found) <= 1
    return tuple(found[0][key] for key in ("event_type", "mode", "source", "target")) if found else None


BOTH = ["EST", "FIN"]


@pytest.mark.parametrize(("kind", "mode"), [("visit", "visit"), ("call", "phone"), ("talks", None), ("summit", "multilateral")])
def test_meeting_that_was_held_is_a_consultation_of_all_its_parties(kind: str, mode: str | None) -> None:
    assert coded(type="meeting", kind=kind, parties=BOTH, status="held") == ("CONSULT", mode, BOTH, [])


def test_talks_of_three_are_multilateral() -> None:
    three = ["EST", "FIN", "LVA"]
    assert coded(type="meeting", kind="talks", parties=three, status="held") == ("CONSULT", "multilateral", three, [])


@pytest.mark.parametrize(("status", "event"), [("planned", ("AGREE", None)), ("cancelled", ("REJECT", "meet")), ("postponed", None)])
def test_meeting_that_was_not_held_is_what_became_of_it(status: str, event: tuple[str, str | None] | None) -> None:
    assert coded(type="meeting", kind="visit", parties=BOTH, status=status) == (event and (*event, BOTH, []))


@pytest.mark.parametrize(("status", "event"), [
    ("signed", ("SUPPORT", None)), ("ratified", ("SUPPORT", None)), ("negotiating", ("CONSULT", None)), ("planned", ("AGREE", None)),
    ("suspended", ("SANCTION", "discontinue")), ("terminated", ("SANCTION", "withdraw")), ("in_force", None)])
def test_agreement_is_told_by_its_status(status: str, event: tuple[str, str | None] | None) -> None:
    assert coded(type="agreement", kind="treaty", parties=BOTH, status=status) == (event and (*event, BOTH, []))


def test_whoever_asks_is_the_source_of_a_request_and_who_is_to_act_its_target() -> None:
    asked = coded(type="commitment", actor=["FIN"], toward=["EST"], stance="request", action="tax beer")
    assert asked == ("REQUEST", None, ["EST"], ["FIN"])


def test_whoever_pledges_is_the_source_of_a_pledge() -> None:
    assert coded(type="commitment", actor=["FIN"], toward=["EST"], stance="pledge", action="tax beer") == ("AGREE", None, ["FIN"], ["EST"])


def test_request_of_nobody_known_is_no_event() -> None:
    assert told(type="commitment", actor=["FIN"], stance="request", action="tax beer") == []


@pytest.mark.parametrize(("kind", "event"), [("thanks", "SUPPORT"), ("protest", "ACCUSE"), ("rejection", "REJECT"), ("threat", "THREATEN")])
def test_gesture_has_a_direction(kind: str, event: str) -> None:
    found = told(type="gesture", kind=kind, to="FIN", **{"from": "EST"})[0]
    assert (found["event_type"], found["source"], found["target"]) == (event, ["EST"], ["FIN"])


def test_sector_is_the_context() -> None:
    assert told(type="agreement", kind="treaty", parties=BOTH, status="signed", sector="defence")[0]["context"] == ["military"]


def test_event_record_is_told_as_it_is() -> None:
    record = {"event_type": "AID", "mode": "humanitarian", "context": ["disasters"], "source": ["EST"], "target": ["FIN"], "date": "2031"}
    rest = {"auxiliary": [], "source_sectors": [], "target_sectors": [], "evidence": EVIDENCE}
    assert told(type="event", **record) == [{"document": "doc", **record, **rest}]


def test_what_is_done_by_both_to_each_other_has_both_as_sources() -> None:
    assert coded(type="event", event_type="COOPERATE", source=BOTH, target=BOTH) == ("COOPERATE", None, BOTH, [])


def act(**fields: Any) -> Act:
    return Act(**{"event_type": "AID", "source": ("EST",), "target": ("FIN",), "evidence": Evidence.cut(DOCUMENT, 0, len(TEXT)), **fields})


def exported(records: list[dict[str, Any]], *acts: Act) -> list[dict[str, Any]]:
    loaded = load_records([{**record, "evidence": EVIDENCE} for record in records], TEXT)
    return [dict(event) for event in events(Reading.of(DOCUMENT, loaded, acts))]


def test_act_that_no_record_tells_of_is_an_event() -> None:
    (found,) = exported([], act(auxiliary=("future",), source=("rebels",), source_sectors=("REB",)))
    assert (found["auxiliary"], found["source"], found["source_sectors"]) == (["future"], ["rebels"], ["REB"])


def test_record_and_act_of_one_type_are_one_event_with_the_sides_of_the_act() -> None:
    (found,) = exported([{"type": "meeting", "kind": "visit", "parties": BOTH}], act(event_type="CONSULT", source_sectors=("GOV",)))
    assert (found["mode"], found["source"], found["target"], found["source_sectors"]) == ("visit", ["EST"], ["FIN"], ["GOV"])


def test_names_of_an_act_do_not_displace_the_codes_of_a_record() -> None:
    (found,) = exported([{"type": "meeting", "kind": "visit", "parties": BOTH}], act(event_type="CONSULT", source=("ministers",)))
    assert (found["source"], found["target"]) == (BOTH, [])


def test_of_a_record_and_an_act_of_two_types_in_the_same_words_the_act_is_told() -> None:
    (found,) = exported([{"type": "meeting", "kind": "visit", "parties": BOTH}], act(event_type="REJECT"))
    assert found["event_type"] == "REJECT"


@pytest.mark.parametrize(("date", "historical"), [
    ("2030-12-31", True), ("1998/2003", True), ("2031-01-01", False), ("1991/", False), (None, False)])
def test_what_happened_in_an_earlier_year_is_historical(date: str | None, historical: bool) -> None:
    document = Document(id="doc", text=TEXT, published="2031-05-04")
    (found,) = events(Reading.of(document, (), (act(date=date),)))
    assert found["auxiliary"] == (["historical"] if historical else [])


def test_what_is_planned_asked_or_refused_says_so() -> None:
    records = [{"type": "meeting", "kind": "talks", "parties": BOTH, "status": "planned"},
               {"type": "commitment", "actor": ["FIN"], "toward": ["EST"], "stance": "request", "action": "tax beer"},
               {"type": "gesture", "kind": "rejection", "to": "FIN", "from": "EST"}]
    assert [event["auxiliary"] for event in exported(records)] == [["future"], ["hypothetical"], ["negated"]]


def test_act_told_twice_is_one_event() -> None:
    assert len(exported([], act(), act())) == 1


@pytest.mark.parametrize("record", [
    {"type": "figure", "measure": "trade", "value": 1, "unit": "USD"}, {"type": "body", "name": "council", "parties": BOTH},
    {"type": "presence", "name": "Nokia"}, {"type": "statement", "speaker": "Tamm", "mode": "direct", "content": "Yes"}])
def test_what_plover_has_no_type_for_is_no_event(record: dict[str, Any]) -> None:
    assert told(**record) == []


@given(readings())
def test_every_event_is_in_plovers_terms_and_has_a_source_and_evidence(reading: Reading) -> None:
    free = {(r.mode, r.context) for r in reading.records if r.type == "event"}  # what a text's own event says is not checked here
    for event in events(reading):
        assert event["event_type"] in get_args(EventType)
        assert event["source"]
        assert event["evidence"]
        if not free:
            assert event["mode"] in MODES
            assert set(event["context"]) <= CONTEXTS


def test_every_value_of_a_kind_status_or_stance_has_a_rule() -> None:
    def values(record: str, field: str) -> tuple[str, ...]:
        return get_args(next(kind for kind in RECORD_TYPES if kind.__name__ == record).model_fields[field].annotation)

    for kind in values("Gesture", "kind"):
        assert coded(type="gesture", kind=kind, to="FIN", **{"from": "EST"}), kind
    for stance in values("Commitment", "stance"):
        assert coded(type="commitment", actor=["FIN"], toward=["EST"], stance=stance, action="tax beer"), stance
    for status in set(values("Agreement", "status")) - {"in_force"}:
        assert coded(type="agreement", kind="treaty", parties=BOTH, status=status), status


def talks() -> Reading:
    """A document with talks in it."""
    fields = {"type": "meeting", "kind": "talks", "parties": BOTH, "evidence": EVIDENCE}
    return Reading.of(Document(id="doc", text=TEXT), load_records([fields], TEXT))


def test_table_that_breaks_its_own_rules_is_refused() -> None:
    with pytest.raises(CodebookError, match=r"plover\.yaml"):
        events(talks(), Codebook.of({"plover.yaml": "meeting:\n  - {event: DINE}"}))


def test_rules_of_ones_own_come_before_the_shipped_ones() -> None:
    own = Codebook.of({"plover.yaml": "meeting:\n  - {when: {kind: [talks]}, event: COOPERATE, source: parties}"})
    assert [event["event_type"] for event in events(talks(), own)] == ["COOPERATE"]
    assert [event["event_type"] for event in events(talks())] == ["CONSULT"]
