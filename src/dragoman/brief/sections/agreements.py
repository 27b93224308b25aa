"""Agreements by how far they have got, each with the stages that the documents tell of."""
from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, Told, cite, gather, headed
from dragoman.brief.wording import at, capital, counted, flat, when
from dragoman.records import Agreement

_NOUNS = {"statement": "joint statement", "communique": "communiqué", "letter_of_intent": "letter of intent",
          "exchange_of_notes": "exchange of notes"}
# Status → the words for it, in the order of the groups.
_STATUS = {"in_force": "in force", "extended": "extended", "ratified": "ratified", "signed": "signed", "negotiating": "under negotiation",
           "planned": "planned", "proposed": "proposed", "suspended": "suspended", "terminated": "terminated"}
_LIFE = ["proposed", "planned", "negotiating", "signed", "ratified", "in_force", "extended", "suspended", "terminated"]


def agreements(scope: Scope) -> list[Group]:
    """One line for each instrument with all its stages, under the status of the latest one; those that have got furthest first."""
    told = scope.of(Agreement)
    instruments = gather(told, (_identity(one.record, number) for number, one in enumerate(told)))
    for stages in instruments:
        stages.sort(key=lambda one: (one.record.date or one.published, _LIFE.index(one.record.status)))
    instruments.sort(key=lambda stages: list(_STATUS).index(stages[-1].record.status))
    return headed((capital(_STATUS[stages[-1].record.status]), _line(scope, stages)) for stages in instruments)


def _identity(record: Agreement, number: int) -> tuple[object, ...]:
    """What makes two reports tell of one instrument: its kind, its subject and its parties. Without a subject it is by itself."""
    return (record.kind, flat(record.subject).casefold() if record.subject else number, frozenset(record.parties))


def _line(scope: Scope, stages: Sequence[Told[Agreement]]) -> Line:
    last = stages[-1].record
    parts = [Part(capital(_title(last)), "lead"), Part(scope.beside(last.parties))]
    for reports in gather(stages, ((one.record.status, one.record.date) for one in stages)):
        record = reports[0].record
        place = next((f", {flat(one.record.place)}" for one in reports if one.record.place), "")
        parts.append(Part(f"{': ' if len(parts) == 2 else '; '}{_stage(record)}{place}", "plain", cite(reports)))
    return Line(tuple(parts))


def _title(record: Agreement) -> str:
    noun, subject = _NOUNS.get(record.kind, record.kind), flat(record.subject or "")
    if noun in subject.casefold():  # the subject is the instrument's own name: "Paris Agreement"
        return subject
    if record.count:
        noun = counted(record.count, noun)
    link = "for" if record.kind in ("contract", "plan") else "on"
    return f"{noun} {link} {subject}" if subject else noun


def _stage(record: Agreement) -> str:
    words = _STATUS[record.status]
    if not record.date:
        return words
    if record.status == "in_force" and not record.date.endswith("/"):
        return f"{words} since {when(record.date)}"
    return f"{words} {at(record.date)}"
