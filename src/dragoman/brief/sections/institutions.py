"""Standing joint bodies, and organisations of one side that work in the other."""
from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, Told, cite, gather, headed
from dragoman.brief.wording import capital, flat, listing, name, when
from dragoman.records import Body, Presence

_KINDS = {"working_group": "working group", "mission": "diplomatic mission", "other": ""}


def institutions(scope: Scope) -> list[Group]:
    """One line for each body and for each presence; presences under the direction they go."""
    bodies = scope.of(Body)
    lines = [("Joint bodies and missions", _body(scope, same))
             for same in gather(bodies, ((flat(one.record.name).casefold(), frozenset(one.record.parties)) for one in bodies))]
    presences = scope.of(Presence)
    groups = gather(presences, ((flat(one.record.name).casefold(), one.record.home, one.record.host) for one in presences))
    return headed([*lines, *((_direction(same[0].record), _presence(same)) for same in groups)])


def _body(scope: Scope, reports: Sequence[Told[Body]]) -> Line:
    first = reports[0].record
    kinds = (_KINDS.get(one.record.kind or "", one.record.kind) for one in reports)
    kind = next((f", {kind}" for kind in kinds if kind and kind not in first.name.casefold()), "")
    parts = [Part(capital(flat(first.name)), "lead"), Part(f"{kind}{scope.beside(first.parties)}")]
    for same in gather(reports, (one.record.status for one in reports)):
        status = same[0].record.status
        day = f" as of {when(same[0].published)}" if same[0].published else ""
        parts.append(Part(f"{': ' if len(parts) == 2 else '; '}{status}{day}" if status else "", "plain", cite(same)))
    return Line(tuple(parts))


def _presence(reports: Sequence[Told[Presence]]) -> Line:
    activities = dict.fromkeys(flat(one.record.activity) for one in reports if one.record.activity)
    what = f": {listing(activities)}" if activities else ""
    return Line((Part(capital(flat(reports[0].record.name)), "lead"), Part(what, "plain", cite(reports))))


def _direction(record: Presence) -> str:
    return "From " + " in ".join(name(code) for code in (record.home, record.host) if code)
