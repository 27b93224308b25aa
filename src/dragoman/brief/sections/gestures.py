"""Thanks, praise, criticism and the like, by direction."""
from __future__ import annotations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, Told, headed
from dragoman.brief.wording import capital, flat, name, when
from dragoman.records import Gesture


def gestures(scope: Scope) -> list[Group]:
    """One line for each gesture, under the direction it goes."""
    return headed((f"{capital(name(told.record.from_))} to {name(told.record.to)}", _line(told)) for told in scope.of(Gesture))


def _line(told: Told[Gesture]) -> Line:
    day = f", {when(told.published)}" if told.published else ""
    about = f": {flat(told.record.about)}" if told.record.about else ""
    return Line((Part(f"{capital(told.record.kind)}{day}", "lead"), Part(about, "plain", told.citations)))
