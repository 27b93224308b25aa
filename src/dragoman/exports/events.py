"""Readings as PLOVER events: the acts that sentences tell of, and the records that are events. Which is which: `codebook/plover.yaml`."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from dragoman.codebook.layers import SHIPPED, Codebook, in_use
from dragoman.codebook.plover import context_of, rule_for
from dragoman.records import Act, Event, Evidence, Reading, Record

_CODE = 3  # letters of a state's code
_MOST = 50  # acts that are compared with a piece of evidence


class PloverEvent(TypedDict):
    """One event. `mode` and `date` are None where the text gives none; `evidence` holds pieces as {quote, start, end}, in code points.

    `auxiliary` are PLOVER's auxiliary modes (historical, future, hypothetical, negated). Actors are codes, or names where none is known;
    sectors (GOV, MIL, REB…) are those of all actors of a side together, none where no word tells them. An event that its actors do
    together has them all in `source` and nobody in `target`.
    """

    document: str
    event_type: str
    mode: str | None
    auxiliary: list[str]
    context: list[str]
    source: list[str]
    source_sectors: list[str]
    target: list[str]
    target_sectors: list[str]
    date: str | None
    evidence: list[dict[str, Any]]


def events(reading: Reading, codebook: Codebook = SHIPPED) -> list[PloverEvent]:
    """The PLOVER events of a reading: those of its records, in their order, then the acts that no record tells of, each once.

    What a record and an act tell in the same words is one event. Where both are of one type it is the record's, with the sides that the
    sentence names; otherwise it is the act's, which knows better what is only promised, asked or refused. Records that are no event to
    PLOVER give none. The rules are those of the codebook.
    """
    with in_use(codebook):
        return list(_events(reading))


def _events(reading: Reading) -> Iterator[PloverEvent]:
    acts, told = _Acts(reading.acts), set[int]()
    for record in reading.records:
        event = _of_record(reading.id, record)
        if event is None:
            continue
        near = acts.beside(record.evidence)
        same = [act for act in near if act.event_type == event["event_type"]]
        told.update(map(id, same))
        if same or not near:
            yield _dated(_with_sides(event, same[0]) if same else event, reading.published)
    others = {(act.event_type, act.source, act.target, act.date): act for act in reversed(reading.acts) if id(act) not in told}
    yield from (_dated(_of_act(reading.id, act), reading.published) for act in reversed(others.values()))


class _Acts:
    """Acts by where they stand in the text."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._acts = sorted(acts, key=lambda act: act.evidence.start)
        self._starts = [act.evidence.start for act in self._acts]

    def beside(self, pieces: Iterable[Evidence]) -> list[Act]:
        """The acts whose words overlap with one of the pieces; of many that begin before a piece's end the last few are looked at."""
        found: dict[int, Act] = {}
        for piece in pieces:
            last = bisect_left(self._starts, piece.end)
            found.update((id(act), act) for act in self._acts[max(last - _MOST, 0):last] if act.evidence.end > piece.start)
        return list(found.values())


def _dated(event: PloverEvent, published: str | None) -> PloverEvent:
    """The event as historical, where it happened in a year before that of the text."""
    date = event["date"]
    until = date.rpartition("/")[2][:4] if date else ""
    past = published and until and until < published[:4]
    return {**event, "auxiliary": ["historical", *event["auxiliary"]]} if past else event


def _with_sides(event: PloverEvent, act: Act) -> PloverEvent:
    """The event of a record with what its sentence says of both sides, where that is known of both."""
    told = _of_act(event["document"], act)
    event = {**event, "auxiliary": told["auxiliary"] or event["auxiliary"], "mode": event["mode"] or told["mode"]}
    if all(map(_is_code, (*act.source, *act.target))) and (act.target or len(act.source) > 1):
        event = {**event, "source": told["source"], "target": told["target"]}
    if (event["source"], event["target"]) == (told["source"], told["target"]):
        event = {**event, "source_sectors": told["source_sectors"], "target_sectors": told["target_sectors"]}
    return event


def _is_code(actor: str) -> bool:
    return actor.startswith("IGO:") or (len(actor) == _CODE and actor.isupper())


def _of_record(document: str, record: Record) -> PloverEvent | None:
    fields = record.to_dict()
    told: PloverEvent = {
        "document": document, "event_type": "", "mode": None, "auxiliary": [], "context": [],
        "source": [], "source_sectors": [], "target": [], "target_sectors": [],
        "date": fields.get("date"), "evidence": [_piece(piece) for piece in record.evidence],
    }
    if isinstance(record, Event):
        source, target = list(record.source), list(record.target or ())
        target = [] if set(source) == set(target) else target  # done by all of them together
        return {**told, "event_type": record.event_type, "mode": record.mode, "context": list(record.context or ()), "source": source,
                "target": target} if source else None
    rule = rule_for(record.type, fields)
    if rule is None or rule.event is None or not fields.get(rule.source):
        return None
    context = context_of(getattr(record, "sector", None))
    return {**told, "event_type": rule.event, "mode": rule.mode, "auxiliary": list(rule.auxiliary),
            "context": list(dict.fromkeys([*rule.context, *([context] if context else [])])),
            "source": _actors(fields[rule.source]), "target": _actors(fields.get(rule.target))}


def _of_act(document: str, act: Act) -> PloverEvent:
    return {
        "document": document, "event_type": act.event_type, "mode": act.mode,
        "auxiliary": list(act.auxiliary), "context": list(act.context),
        "source": list(act.source), "source_sectors": list(act.source_sectors),
        "target": list(act.target), "target_sectors": list(act.target_sectors),
        "date": act.date, "evidence": [_piece(act.evidence)],
    }


def _piece(piece: Evidence) -> dict[str, Any]:
    return {"quote": piece.quote, "start": piece.start, "end": piece.end}


def _actors(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
