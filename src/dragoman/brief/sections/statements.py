"""What was said, by speaker."""
from __future__ import annotations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, Told, headed
from dragoman.brief.wording import capital, flat, name, when
from dragoman.records import Statement


def statements(scope: Scope) -> list[Group]:
    """One line for each statement under its speaker; only direct speech stands in quotation marks."""
    return headed((_speaker(told.record), _line(told)) for told in scope.of(Statement))


def _speaker(record: Statement) -> str:
    speaker = capital(flat(record.speaker))
    side = name(record.affiliation) if record.affiliation else ""
    return f"{speaker} ({side})" if side and side.casefold() not in speaker.casefold() else speaker


def _line(told: Told[Statement]) -> Line:
    day = when(told.published) if told.published else "Undated"
    content = flat(told.record.content)
    if told.record.mode == "direct":
        return Line((Part(day, "lead"), Part(": "), Part(content, "quote", told.citations)))
    excerpt = f"… {content}" if content[:1].islower() else content
    return Line((Part(day, "lead"), Part(" (reported)", "note"), Part(f": {excerpt}", "plain", told.citations)))
