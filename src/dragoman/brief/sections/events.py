"""Whatever else one side did to the other, in PLOVER's types."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, Told, merged
from dragoman.brief.wording import capital, flat, listing, name, when
from dragoman.records import Event

_NOUNS = {"AGREE": "agreement", "CONSULT": "consultation", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation",
          "AID": "aid", "RETREAT": "withdrawal or release", "REQUEST": "demand", "ACCUSE": "accusation", "REJECT": "rejection",
          "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "mobilisation", "COERCE": "coercion",
          "ASSAULT": "assault"}
_QUOTE_LENGTH = 240


def events(scope: Scope) -> list[Group]:
    """One line for each event in order of time, with the words that tell of it."""
    lines = merged(map(_line, scope.of(Event)))
    return [Group(None, lines)] if lines else []


def _line(told: Told[Event]) -> Line:
    record = told.record
    dated = when(record.date) if record.date else f"reported {when(told.published)}" if told.published else "undated"
    noun = f"{_NOUNS[record.event_type]} ({flat(record.mode)})" if record.mode else _NOUNS[record.event_type]
    place = f", {flat(record.place)}" if record.place else ""
    toward = f" towards {_names(record.target)}" if record.target else ""
    quote = flat(record.evidence[0].quote, _QUOTE_LENGTH)
    what = f": {noun} by {_names(record.source)}{toward}{place}: "
    return Line((Part(capital(dated), "lead"), Part(what), Part(quote, "quote", told.citations)))


def _names(codes: Iterable[str]) -> str:
    return listing(name(code) for code in codes)
