"""Meetings, visits, calls and ceremonies, in order of time."""
from __future__ import annotations

from collections.abc import Iterable

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, Told, cite, merged
from dragoman.brief.wording import capital, flat, listing, name, when, with_article
from dragoman.records import Meeting

_NOUNS = {"talks": "talks", "call": "call", "summit": "summit", "conference": "conference or forum",
          "session": "session of a joint body", "ceremony": "ceremony"}


def meetings(scope: Scope) -> list[Group]:
    """One line for each meeting, however many documents tell of it, in order of time."""
    gathered: list[list[Told[Meeting]]] = []
    for told in scope.of(Meeting):
        same = next((group for group in gathered if all(_same(told.record, other.record) for other in group)), None)
        if same is None:
            gathered.append([told])
        else:
            same.append(told)
    lines = merged(_line(scope, group) for group in gathered)
    return [Group(None, lines)] if lines else []


def _same(a: Meeting, b: Meeting) -> bool:
    """Whether two reports are of one meeting: of one kind, on the same day or days, of the same parties, and no detail against it."""
    if (a.kind, a.date, set(a.parties)) != (b.kind, b.date, set(b.parties)) or (a.date or "").count("-") < 2:
        return False
    if a.rank and b.rank and a.rank != b.rank:
        return False
    return not a.people or not b.people or bool(set(a.people) & set(b.people))


def _line(scope: Scope, group: list[Told[Meeting]]) -> Line:
    first, latest = group[0].record, max(group, key=lambda told: told.published).record
    status = f" ({latest.status})" if latest.status not in (None, "held") else ""
    what = _what(scope, [told.record for told in group])
    matter = Part(f": {what}{scope.beside(first.parties)}", "plain", cite(group))
    return Line((Part(capital(_dated(group[0])), "lead"), Part(status, "note"), matter))


def _dated(told: Told[Meeting]) -> str:
    if told.record.date:
        return when(told.record.date)
    return f"undated, told {when(told.published)}" if told.published else "undated"


def _what(scope: Scope, reports: list[Meeting]) -> str:
    """What meeting it was, whither or where, and of whom, from all that the reports of it give."""
    kind = reports[0].kind
    rank = next((f"{report.rank} " for report in reports if report.rank), "")
    people = _together(person for report in reports for person in report.people or ())
    place = " / ".join(dict.fromkeys(flat(report.place) for report in reports if report.place))
    if kind != "visit":
        return f"{_NOUNS[kind]}{_participants(scope, kind, people)}" + (f", {place}" if place else "")
    whither = f" to {with_article(place)}" if place else ""
    if len(people) == 1:
        return f"{rank}visit of {people[0]}{whither}"
    return f"{rank}visit{whither}" + (f", with {listing(people)}" if people else "")


def _participants(scope: Scope, kind: str, people: list[str]) -> str:
    link = "of" if kind == "session" and not people else "between" if kind in ("talks", "call") and len(people) != 1 else "with"
    return f" {link} {listing(people or (name(scope.a), name(scope.b)))}"


def _together(people: Iterable[str]) -> list[str]:
    """The people, each once, in the fullest form that is given of a name."""
    names = list(dict.fromkeys(flat(one) for one in people))
    return [one for one in names if not any(other != one and other.endswith(f" {one}") for other in names)]
