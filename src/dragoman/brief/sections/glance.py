"""Where relations stand, at a glance: what there is of everything, the last meeting and the next, and the latest figures."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.brief.level import level
from dragoman.brief.model import Line, Part, Section
from dragoman.brief.scope import Scope
from dragoman.brief.sections.agreements import STATUSES
from dragoman.brief.sections.contradictions import quantity_named
from dragoman.brief.sections.figures import when_told
from dragoman.brief.sections.meetings import meeting_line
from dragoman.facts import Fact
from dragoman.facts.follow_up import PROMISES, STATES
from dragoman.facts.periods import FIRST, bounds
from dragoman.questions.answer import Citations
from dragoman.questions.describing import describe, status_words
from dragoman.questions.wording import counted, listing, name, when

_LATEST = ("trade", "investment")  # measures whose latest value is told
_NAMED = 4  # contradictions that are named


def glance(scope: Scope, sections: Sequence[Section]) -> Iterator[Line]:
    """The lines of the overview; `sections`: what it is an overview of."""
    yield _documents(scope, sections)
    for key, title in (("last meeting", "Last meeting"), ("next meeting", "Next planned meeting")):
        for fact in scope.of(key):
            yield _meeting(scope, fact, title)
    yield from _counted(scope, "agreement", "Agreements")
    yield from _promises(scope)
    yield from _money(scope)
    yield from _contradictions(scope)


def _documents(scope: Scope, sections: Sequence[Section]) -> Line:
    """How many there are, of when, by whom; with the first and the last quote of the brief."""
    days = sorted(day for one in scope.publishers for day in (one.first, one.last) if day)
    period = f": {when(f'{days[0]}/{days[-1]}')}" if days else ""
    number = sum(one.documents for one in scope.publishers)
    official = Counter({side: sum(one.documents for one in scope.publishers if one.official and scope.sides.get(one.source) == side)
                        for side in (scope.a, scope.b)})
    own = listing(f"{count:,} of {name(side)}" for side, count in official.items() if count)
    cited = sorted((one for section in sections for group in section.groups for line in group.lines for one in line.cited),
                   key=lambda one: (one.published or "9999", one.document, one.start))
    words = f" ({number:,}){period}; {counted(len(scope.publishers), 'source')}" + (f"; official ones: {own}" if own else "")
    return Line((Part("Documents", "lead"), Part(words, "plain", tuple(dict.fromkeys((cited[0], cited[-1]))))))


def _meeting(scope: Scope, fact: Fact, title: str) -> Line:
    line = meeting_line(scope, fact)
    office = level(fact)
    named = Part(f"; highest office named: {office}" if office else "", "note")
    return Line((Part(title, "lead"), Part(": "), *line.parts, named), line.facts)


def _counted(scope: Scope, type_: str, title: str) -> Iterator[Line]:
    """How many there are of each status, with the evidence of the latest one."""
    count = Counter[str]()
    for one in scope.tallies:
        if one.type == type_ and one.status:
            count[one.status] += one.number
    latest = {fact.fields["status"]: fact for fact in scope.of("agreements")}
    parts = [Part(f"{', ' if n else ': '}{status_words(status)} {count[status]:,}", "plain", _of(scope, latest.get(status)))
             for n, status in enumerate(status for status in STATUSES if count[status])]
    if any(part.citations for part in parts):
        yield Line((Part(title, "lead"), Part(f" ({count.total():,})"), *parts))


def _promises(scope: Scope) -> Iterator[Line]:
    """How many promises there are in each state, with the evidence of the first that the brief tells of."""
    count = Counter[str]()
    for one in scope.tallies:
        if one.state and one.stance in PROMISES:
            count[one.state] += one.number
    told = [fact for fact in scope.of("commitments") if fact.fields["stance"] in PROMISES]
    first = {scope.states[fact.id]: fact for fact in reversed(told)}
    parts = [Part(f"{', ' if n else ': '}{state} {count[state]:,}", "plain", _of(scope, first.get(state)))
             for n, state in enumerate(state for state in STATES if count[state])]
    if any(part.citations for part in parts):
        yield Line((Part("Promises", "lead"), Part(f" ({count.total():,})"), *parts))


def _money(scope: Scope) -> Iterator[Line]:
    """The latest level of trade and of investment."""
    for measure in _LATEST:
        rows = [row for row in scope.ledger if row.measure == measure and row.nature == "level"]
        if rows:
            row = max(rows, key=lambda row: (bounds(row.period or row.told or FIRST)[1], row.n_reports, row.fact))
            differ = " (other values are told)" if row.others else ""
            time = when_told(row)
            yield Line((Part(row.series, "lead"), Part(f"{f', {time}' if time else ''}: {row.words}", "plain",
                                                       _of(scope, scope.facts[row.fact])), Part(differ, "note")), (row.fact,))


def _contradictions(scope: Scope) -> Iterator[Line]:
    """How many there are, the first few by name."""
    named = [(quantity_named(some[0]), some) for some in scope.disputes]
    named += [(describe(fact), [fact]) for fact in scope.of("contradictions") if fact.conflicts]
    parts = [Part(f"{'; ' if n else ': '}{words}", "plain", scope.cite([report for fact in facts for report in fact.reports]))
             for n, (words, facts) in enumerate(named[:_NAMED])]
    if parts:
        yield Line((Part("Contradictions", "lead"), Part(f" ({len(named) + scope.left_out['contradictions']:,})"), *parts))


def _of(scope: Scope, fact: Fact | None) -> Citations:
    return scope.cite(fact.reports) if fact else ()
