"""View → brief: chooses the facts, fills the sections, and says first where things stand."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from dragoman.brief.choosing import KINDS, candidates, choose
from dragoman.brief.context import passage
from dragoman.brief.model import OVERVIEW, Brief, Group, Line, Section
from dragoman.brief.occasion import Occasion, choose_for, last_meeting, next_meeting, occasion
from dragoman.brief.scope import Scope
from dragoman.brief.sections import SECTIONS
from dragoman.brief.sections.glance import glance
from dragoman.brief.sections.visit import visit_sections
from dragoman.brief.sides import sides_of
from dragoman.errors import UnknownError
from dragoman.facts import Fact, Link
from dragoman.questions.asked import Sides, day, period
from dragoman.questions.citing import Citing
from dragoman.questions.figures import charts, ledger
from dragoman.questions.wording import when
from dragoman.register import Outline, Publisher, View
from dragoman.resolution.countries import name_of

_DATED = ("timeline", "figures")  # commands that take --since and --until
_CHARTED = 3  # values of a series, from which on it is drawn
_FIRST = ("statements", "contradictions")  # the sections that come right after those of a visit
_PROOFS = 2  # facts that show what became of a promise
_FOREVER = "9999-12-31"


def make_brief(  # noqa: PLR0913 - whom, and the four things that one may ask for
    view: View, a: str, b: str, *, since: str | None = None, until: str | None = None, visit: str | None = None, today: str | None = None,
) -> Brief:
    """What the register holds on two actors (names or codes), or on a period of theirs; the same register and day give the same brief.

    `visit` makes it a briefing for a visit of the two, past or to come, and `a` the reader's own side: a date, the id of a meeting, or
    "next". `today` (default: today, UTC) is the day as of which promises are overdue; dates are compared with it for nothing else but what
    is still to come. An UnknownError where the register holds nothing of the two, or no such visit; a QuestionError where a date is none or
    both actors are one.
    """
    sides, when_, today = Sides.of(a, b), period(since, until), day(today) or datetime.now(UTC).date().isoformat()
    a, b = sides.codes
    outline = view.outline(a, b, **when_)
    if not outline:
        asked = " in this period" if since or until else ""
        raise UnknownError(f"{sides.words}: no document of the register speaks of both{asked}; read some that do")
    if visit and visit.startswith(("f-", "r-")):
        visit = view.fact(visit).id  # any id that it ever had will do
    meant = occasion(visit, outline, (a, b), today) if visit else None
    scope = _scope(view, (a, b), outline, today, meant, view.publishers(a, b, **when_))
    sections = {key: section for key in SECTIONS if (section := _section(scope, key, when_))}
    overview = Section(OVERVIEW, (Group(None, tuple(glance(scope, list(sections.values())))),))
    first = [*visit_sections(scope), *(sections[key] for key in _FIRST if key in sections)] if meant else []
    rest = [section for section in sections.values() if section not in first]
    ordered = (*first, overview, *rest)
    return Brief(f"{name_of(a)} and {name_of(b)}", _about(when_, meant, today), ordered, _around(view, ordered))


def _scope(
    view: View, pair: tuple[str, str], outline: Sequence[Outline], today: str, meant: Occasion | None, publishers: Sequence[Publisher],
) -> Scope:
    """Loads what the sections tell of, all of it at once."""
    found = candidates(outline)
    number = {key: len(some) for key, some in found.items()}
    if meant:
        found["statements"] = [one for one in found["statements"] if one.begins <= meant.ends] or found["statements"]
    chosen = choose(found, pair[::-1] if meant else pair, today)
    for key, one in (("last meeting", last_meeting(outline, _FOREVER)), ("next meeting", next_meeting(outline, today))):
        chosen[key] = [one] if one else []
    if meant:
        chosen |= choose_for(meant, outline, today)
    facts = view.facts_by_id({one.id for some in chosen.values() for one in some})
    chosen = {key: [one for one in some if one.id in facts] for key, some in chosen.items()}  # others have changed since they were chosen
    links = view.links([fact for fact in facts.values() if fact.type in ("commitment", "figure")])
    shown = _shown(links, {one.id: one.begins for one in outline})
    quarrels = [link for link in links if link.kind == "conflict"]
    linked = {id_ for some in (quarrels, *shown.values()) for link in some for id_ in (link.of, link.by)}
    facts |= view.facts_by_id(linked - facts.keys())
    quarrels = [link for link in quarrels if link.of in facts and link.by in facts]
    return Scope(
        *pair, today=today, outline=outline, chosen=chosen, left_out={key: number[key] - len(chosen[key]) for key in number}, facts=facts,
        links=shown, ledger=ledger(view, [facts[one.id] for one in chosen.get("figures", ())]),
        disputes=_disputes(facts, {one.id for one in chosen.get("contradictions", ())}, quarrels), citing=Citing(view, facts.values()),
        publishers=publishers, sides=sides_of(publishers, pair),
        states={one.id: one.state(today) for one in outline if one.type == "commitment"})


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


def _shown(links: Iterable[Link], days: Mapping[str, str]) -> dict[str, list[Link]]:
    """Promise → the links that show what became of it, of each kind the first few in time. `days`: fact → when it was."""
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        if link.kind != "conflict":
            found[link.of, link.kind].append(link)
    first: dict[str, list[Link]] = defaultdict(list)
    for (promise, _), some in found.items():
        first[promise] += sorted(some, key=lambda link: (days.get(link.by, _FOREVER), link.by))[:_PROOFS]
    return first


def _disputes(facts: Mapping[str, Fact], chosen: set[str], links: Iterable[Link]) -> list[list[Fact]]:
    """The figures that give several values of one quantity, those of one quantity together, in order of time."""
    groups: list[set[str]] = []
    for link in links:
        if {link.of, link.by} & chosen:
            ends = {link.of, link.by}
            met = [group for group in groups if group & ends]
            groups = [*(group for group in groups if group not in met), ends.union(*met)]
    found = [sorted((facts[id_] for id_ in group), key=lambda fact: (fact.first_report or "9999", fact.id)) for group in groups]
    return sorted(found, key=lambda some: (some[0].when, some[0].id))


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
