"""What one must know before a visit: the visit itself, what came of the last meeting, what is due, and what is on the table."""
from __future__ import annotations

from collections.abc import Iterator

from dragoman.brief.model import Group, Line, Part, Section
from dragoman.brief.scope import Scope, merged
from dragoman.brief.sections.agreements import agreement_line
from dragoman.brief.sections.commitments import commitment_line
from dragoman.brief.sections.institutions import body_line
from dragoman.brief.sections.meetings import meeting_line


def visit_sections(scope: Scope) -> list[Section]:
    """The sections of a visit that have something to tell."""
    sections = [
        Section("The visit", tuple(_group(None, [meeting_line(scope, fact) for fact in scope.of("visit")]))),
        Section("Since the last meeting", (
            *_group("The last meeting", [meeting_line(scope, fact) for fact in scope.of("last")]),
            *_group("Signed then and since", [agreement_line(scope, fact) for fact in scope.of("signed")]),
            *_group("Promised then and since", [_with_state(scope, line) for line in _commitments(scope, "promised")]))),
        Section("Due before the visit", tuple(_group(None, [_with_state(scope, line) for line in _commitments(scope, "due")]))),
        Section("On the table", tuple(_group(None, [
            agreement_line(scope, fact) if fact.type == "agreement" else body_line(scope, fact) for fact in scope.of("coming")]))),
    ]
    return [section for section in sections if section.groups]


def _commitments(scope: Scope, key: str) -> list[Line]:
    return [commitment_line(scope, fact) for fact in scope.of(key)]


def _with_state(scope: Scope, line: Line) -> Line:
    """A line on a commitment that also says in which state it is, as it stands under no heading that does."""
    state = scope.states[line.facts[0]]
    return Line((line.parts[0], Part(f" ({state})", "note"), *line.parts[1:]), line.facts)


def _group(heading: str | None, lines: list[Line]) -> Iterator[Group]:
    if lines:
        yield Group(heading, merged(lines))
