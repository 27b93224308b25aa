"""View → brief: chooses the facts, fills the sections, and says first where things stand."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from dragoman.brief.choosing import KINDS
from dragoman.brief.context import passage
from dragoman.brief.gathering import Asking, gather
from dragoman.brief.model import OVERVIEW, Brief, Group, Line, Section
from dragoman.brief.occasion import Occasion, occasion
from dragoman.brief.scope import Scope
from dragoman.brief.sections import SECTIONS
from dragoman.brief.sections.glance import glance
from dragoman.brief.sections.visit import visit_sections
from dragoman.errors import UnknownError
from dragoman.questions.asked import Sides, day, period
from dragoman.questions.figures import charts
from dragoman.questions.wording import when
from dragoman.register import View
from dragoman.resolution.countries import name_of

_DATED = ("timeline", "figures")  # commands that take --since and --until
_CHARTED = 3  # values of a series, from which on it is drawn
_FIRST = ("statements", "contradictions")  # the sections that come right after those of a visit


def make_brief(  # noqa: PLR0913 - whom, and the five things that one may ask for
    view: View, a: str, b: str, *, since: str | None = None, until: str | None = None, visit: str | None = None, today: str | None = None,
    around: bool = True,
) -> Brief:
    """What the register holds on two actors (names or codes), or on a period of theirs; the same register and day give the same brief.

    `visit` makes it a briefing for a visit of the two, past or to come, and `a` the reader's own side: a date, the id of a meeting, or
    "next". `today` (default: today, UTC) is the day as of which promises are overdue; dates are compared with it for nothing else but what
    is still to come. `around=False` leaves out what stands around each quote, where only the lines are shown: no text is loaded then. An
    UnknownError where the register holds nothing of the two, or no such visit; a QuestionError where a date is none or both actors are one.
    """
    sides, when_, today = Sides.of(view, a, b), period(since, until), day(today) or datetime.now(UTC).date().isoformat()
    with view.at_one_time() as then:
        asking = Asking(then, sides.codes[0], sides.codes[1], when_["since"], when_["until"], today)
        tallies = asking.tally()
        if not tallies:
            asked = " in this period" if since or until else ""
            raise UnknownError(f"{sides.words}: no document of the register speaks of both{asked}; read some that do")
        if visit and visit.startswith(("f-", "r-")):
            visit = then.fact(visit).id  # any id that it ever had will do
        meant = occasion(visit, asking.outline(types=("meeting",)), (asking.a, asking.b), today) if visit else None
        sections = _sections(gather(asking, tallies, meant), when_, meant)
        return Brief(f"{name_of(asking.a)} and {name_of(asking.b)}", _about(when_, meant, today), sections,
                     _around(then, sections) if around else {})


def _sections(scope: Scope, when_: Mapping[str, str | None], meant: Occasion | None) -> tuple[Section, ...]:
    """All sections in their order: in a briefing for a visit, what is told of it comes first."""
    sections = {key: section for key in SECTIONS if (section := _section(scope, key, when_))}
    overview = Section(OVERVIEW, (Group(None, tuple(glance(scope, list(sections.values())))),))
    first = [*visit_sections(scope), *(sections[key] for key in _FIRST if key in sections)] if meant else []
    rest = [section for section in sections.values() if section not in first]
    return (*first, overview, *rest)


def _section(scope: Scope, key: str, when_: Mapping[str, str | None]) -> Section | None:
    """A section with what it tells of, and what it leaves out; None where there is nothing to tell."""
    title, fill = SECTIONS[key]
    groups = tuple(group for group in fill(scope) if group.lines)
    if not groups:
        return None
    number, more = scope.left_out[key], None
    if number > 0:
        name, _, options = KINDS[key].command.partition(" ")
        dates = [f"--{end} {date}" for end, date in when_.items() if date and name in _DATED]
        more = f"{number:,} more: {' '.join(filter(None, ('dragoman', name, scope.a, scope.b, options, *dates)))}"
    return Section(title, groups, more, tuple(charts(scope.ledger, _CHARTED)) if key == "figures" else ())


def _about(when_: Mapping[str, str | None], meant: Occasion | None, today: str) -> str:
    since, until = when_["since"], when_["until"]
    visit = f"For the visit of {when(f'{meant.begins}/{meant.ends}')}. " if meant else ""
    span = f"From {when(since)} " if since else ""
    span += f"{'until' if since else 'Until'} {when(until)}" if until else "on" if since else ""
    return f"{visit}{f'{span}. ' if span else ''}As of {when(today)}."


def _around(view: View, sections: Iterable[Section]) -> dict[tuple[str, int, int], tuple[str, str]]:
    """What stands around each quote in its paragraph."""
    lines: list[Line] = [line for section in sections for group in section.groups for line in group.lines]
    places = {(one.document, one.start, one.end) for line in lines for one in line.cited}
    texts = view.texts({document for document, _, _ in places})
    return {place: passage(texts[place[0]], *place[1:]) for place in sorted(places)}
