"""The ledger of figures: what was measured, over time, by whom it is told, and where the values disagree."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.questions.answer import Answer, Citations, Column, Row
from dragoman.questions.asked import Sides, choice, period
from dragoman.questions.chart import Chart, Point
from dragoman.questions.citing import Citing, Claim
from dragoman.questions.describing import direction, quantity, what_is_measured
from dragoman.questions.wording import amount, capital, when
from dragoman.records import Figure

if TYPE_CHECKING:
    from dragoman.facts import Fact, Link
    from dragoman.register import View

# Measures of which two sides have one at a time, so that its values over time are a series. Of contracts, loans, goods and the like there
# are many at once, and only the words tell which one it is.
_SINGLE = frozenset(("investment", "trade", "export", "import", "companies", "flights"))
_COMPARABLE = (None, "exact", "about")  # bounds of values of which a growth can be told

Series = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class FigureRow(Row):
    """A value of a series (measure, unit, direction, nature), in the unit's own size.

    `period` is ISO 8601, None where it is not told; `told` is the date of the first document that tells the value.
    `growth` is the change in percent since `since`, the period before it in the series: only between levels of years, months or days
    that are told without a bound, and never where values of either period disagree. `others` are values that other reports give for it.
    """

    fact: str
    measure: str
    unit: str
    from_: str | None
    to: str | None
    between: tuple[str, ...]
    nature: str
    bound: str | None
    period: str | None
    told: str | None
    value: int | float
    growth: float | None
    since: str | None
    others: tuple[Claim, ...]
    n_reports: int
    n_sources: int
    official: bool
    series: str
    words: str
    citations: Citations

    columns = (
        Column("figure", lambda row: row.series),
        Column("period", lambda row: when(row.period) if row.period else f"told {when(row.told)}" if row.told else ""),
        Column("value", lambda row: row.words, number=True),
        Column("growth", lambda row: f"{row.growth:+,.1f}% since {when(row.since)}" if row.growth is not None else "", number=True),
        Column("other values told", lambda row: "\n".join(
            f"{amount(claim.value, row.unit)} ({'; '.join(claim.sources)})" for claim in row.others)),
        Column("told by", lambda row: str(row.n_sources), number=True),
        Column("sources", lambda row: row.citations),
    )


def figures(
    view: View, a: str | None = None, b: str | None = None, *, measure: str | None = None, since: str | None = None,
    until: str | None = None,
) -> Answer[FigureRow]:
    """The figures between two actors, of one, or of all, series by series in order of time; `measure` as in the codebook.

    Its charts show the series that have two levels or more. An UnknownError where there is no such actor, a QuestionError where a date
    or measure is none or both actors are one.
    """
    sides, when_, measure = Sides.of(view, a, b), period(since, until), choice(measure, Figure, "measure")
    found = [fact for fact in sides.facts(view, type="figure", **when_) if measure in (None, fact.fields["measure"])]
    links = [link for link in view.links(found) if link.kind == "conflict"]
    rivals = rivals_of(links, view.facts_by_id({id_ for link in links for id_ in (link.of, link.by)}))
    rows = ledger(found, rivals, Citing(view, [*found, *(fact for some in rivals.values() for fact in some)]))
    notes = () if rows else (sides.why_empty(view, "figures", type="figure"),)
    return Answer("figures", f"Figures{sides.named}", FigureRow, tuple(rows), notes, tuple(charts(rows)))


def ledger(facts: Iterable[Fact], rivals: Mapping[str, Sequence[Fact]], citing: Citing) -> list[FigureRow]:
    """The rows of some facts, series by series in order of time. `rivals`: see `rivals_of`; `citing` cites both."""
    series: dict[Series, list[Fact]] = defaultdict(list)
    for fact in facts:
        series[_series(fact)].append(fact)
    rows = [row for some in series.values() for row in _rows(some, rivals, citing)]
    return sorted(rows, key=lambda row: (row.series, row.unit, row.period or row.told or "9999"))


def rivals_of(conflicts: Iterable[Link], known: Mapping[str, Fact]) -> dict[str, list[Fact]]:
    """Fact → the facts that give another value of the same quantity. `known`: all that the links name, by id."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for link in conflicts:
        found[link.of].append(known[link.by])
        found[link.by].append(known[link.of])
    return found


def _series(fact: Fact) -> Series:
    fields = fact.fields
    own = None if fields["measure"] in _SINGLE else fact.id
    between = tuple(sorted(fields.get("between") or ()))
    return fields["measure"], fields["unit"], fields.get("nature") or "level", fields.get("from"), fields.get("to"), between, own


def _rows(facts: list[Fact], rivals: Mapping[str, Sequence[Fact]], citing: Citing) -> Iterator[FigureRow]:
    """The rows of one series, in order of time."""
    growths = _growths(facts, rivals)
    for fact in facts:
        fields = fact.fields
        growth, since = growths.get(fact.id, (None, None))
        yield FigureRow(
            fact=fact.id, measure=fields["measure"], unit=fields["unit"], from_=fields.get("from"), to=fields.get("to"),
            between=tuple(sorted(fields.get("between") or ())), nature=fields.get("nature") or "level", bound=fields.get("bound"),
            period=fields.get("period"), told=fact.first_report, value=fields["value"], growth=growth, since=since,
            others=_others(fact, rivals.get(fact.id, ()), citing), n_reports=fact.n_reports, n_sources=fact.n_sources,
            official=fact.official, series=capital(f"{what_is_measured(fields)} {direction(fields)}".strip()), words=quantity(fields),
            citations=citing.fact(fact))


def _others(fact: Fact, rivals: Sequence[Fact], citing: Citing) -> tuple[Claim, ...]:
    """The values beside the fact's own: those that its own reports disagree on, and those of other facts on the same quantity."""
    own = [citing.claim(fact, value, told) for conflict in fact.conflicts if conflict.field == "value"
           for value, told in conflict.values if value != fact.fields["value"]]
    return (*own, *(citing.claim(rival, rival.fields["value"], [report.record for report in rival.reports]) for rival in rivals))


def _growths(facts: Sequence[Fact], rivals: Mapping[str, Sequence[Fact]]) -> dict[str, tuple[float, str]]:
    """Fact → its growth in percent, and the period since when."""
    by_exactness: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        told = fact.fields.get("period")
        if told and "/" not in told and (fact.fields.get("nature") or "level") == "level":
            by_exactness[len(told)][told].append(fact)
    found: dict[str, tuple[float, str]] = {}
    for periods in by_exactness.values():
        for (before, base), (_, now) in pairwise(sorted(periods.items())):
            if all(_settled(some, rivals) for some in (base, now)) and base[0].fields["value"] > 0:
                ratio = Decimal(str(now[0].fields["value"])) / Decimal(str(base[0].fields["value"]))
                found[now[0].id] = round(float((ratio - 1) * 100), 1), before
    return found


def _settled(facts: Sequence[Fact], rivals: Mapping[str, Sequence[Fact]]) -> bool:
    """Whether a period has one value that nobody disputes and that is told without a bound."""
    fact = facts[0]
    disputed = rivals.get(fact.id) or any(conflict.field == "value" for conflict in fact.conflicts)
    return len(facts) == 1 and not disputed and fact.fields.get("bound") in _COMPARABLE


def charts(rows: Sequence[FigureRow], least: int = 2) -> Iterator[Chart]:
    """The series that have levels of `least` periods or more."""
    series: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in rows:
        if row.period and "/" not in row.period and row.nature == "level" and row.measure in _SINGLE:
            point = Point(row.period, row.value, f"{when(row.period)}: {row.words}", disputed=bool(row.others))
            series[row.series, row.unit].append(point)
    for (title, unit), points in series.items():
        if len({point.period for point in points}) >= least:
            yield Chart(title, unit, tuple(points))
