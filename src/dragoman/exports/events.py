"""Records as PLOVER events. Which record is which event: `codebook/plover.yaml`."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict

from dragoman.codebook.plover import context_of, rule_for
from dragoman.records import Event, Reading, Record


class PloverEvent(TypedDict):
    """One event. `mode` and `date` are None where the text gives none; `evidence` holds pieces as {quote, start, end}, in code points.

    An event that its actors do together has them all in `source` and nobody in `target`.
    """

    document: str
    event_type: str
    mode: str | None
    context: list[str]
    source: list[str]
    target: list[str]
    date: str | None
    evidence: list[dict[str, Any]]


def events(reading: Reading) -> Iterator[PloverEvent]:
    """The PLOVER events of a reading, in the order of its records. Records that are no event to PLOVER give none."""
    for record in reading.records:
        event = _event(reading.id, record)
        if event is not None:
            yield event


def _event(document: str, record: Record) -> PloverEvent | None:
    fields = record.to_dict()
    if isinstance(record, Event):
        source, target = fields["source"], fields.get("target")
        head: tuple[str, str | None, list[str]] = record.event_type, record.mode, list(record.context or ())
    else:
        rule = rule_for(record.type, fields)
        if rule is None or rule.event is None:
            return None
        source, target = fields.get(rule.source), fields.get(rule.target)
        context = context_of(getattr(record, "sector", None))
        head = rule.event, rule.mode, list(dict.fromkeys([*rule.context, *([context] if context else [])]))
    if not source:
        return None
    return {
        "document": document,
        "event_type": head[0],
        "mode": head[1],
        "context": head[2],
        "source": _actors(source),
        "target": _actors(target),
        "date": fields.get("date"),
        "evidence": [{"quote": piece.quote, "start": piece.start, "end": piece.end} for piece in record.evidence],
    }


def _actors(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
