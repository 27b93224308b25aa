"""Records as PLOVER events."""
from __future__ import annotations

from typing import Any, get_args

import pytest
import yaml
from hypothesis import given

from dragoman.codebook import plover
from dragoman.codebook.plover import Mode, PloverContext
from dragoman.document import Document
from dragoman.errors import CodebookError
from dragoman.exports.events import events
from dragoman.records import RECORD_TYPES, EventType, Reading, load_records
from tests.strategies import readings

TEXT = "Estonia and Finland met."
EVIDENCE = [{"quote": TEXT, "start": 0, "end": len(TEXT)}]
MODES, CONTEXTS = {None, *get_args(Mode)}, {*get_args(PloverContext)}


def told(**fields: Any) -> list[dict[str, Any]]:
    """The events of a document with one record."""
    document = Document(id="doc", text=TEXT)
    return [dict(event) for event in events(Reading.of(document, load_records([{**fields, "evidence": EVIDENCE}], TEXT)))]


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
    assert told(type="event", **record) == [{"document": "doc", **record, "evidence": EVIDENCE}]


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


def test_table_that_breaks_its_own_rules_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "safe_load", lambda _: {"meeting": [{"event": "DINE"}]})
    plover._table.cache_clear()
    with pytest.raises(CodebookError, match=r"plover\.yaml"):
        told(type="meeting", kind="talks", parties=BOTH)
    plover._table.cache_clear()
