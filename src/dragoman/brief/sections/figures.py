"""Money and figures: series over time with their growth, and single figures in the words of the text."""
from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, gather, headed
from dragoman.questions.describing import direction
from dragoman.questions.figures import FigureRow
from dragoman.questions.wording import amount, capital, flat, when

HEADINGS = {"investment": "Investment", "trade": "Trade", "export": "Exports", "import": "Imports", "loan": "Loans and debt",
            "grant": "Grants and aid", "contract": "Contracts", "companies": "Companies", "projects": "Projects", "people": "People",
            "goods": "Goods", "flights": "Flights", "share": "Shares", "other": "Other figures"}
# Measures of which two sides may have many: only the words tell which one it is, so these are quoted.
_MANIFOLD = ("loan", "grant", "contract", "projects", "people", "goods", "share", "other")
_QUOTE_LENGTH = 160


def figures(scope: Scope) -> list[Group]:
    """One line for each series or single figure, under a heading for what it measures."""
    series = gather(scope.ledger, (_series(row) for row in scope.ledger))
    series.sort(key=lambda rows: list(HEADINGS).index(rows[0].measure))
    return headed((HEADINGS[rows[0].measure], _quoted(scope, rows[0]) if _is_single(rows[0]) else _line(scope, rows)) for rows in series)


def _is_single(row: FigureRow) -> bool:
    return row.measure in _MANIFOLD or row.nature == "target"


def _series(row: FigureRow) -> tuple[object, ...]:
    return row.series, row.unit, row.nature, row.fact if _is_single(row) else None


def _line(scope: Scope, rows: Sequence[FigureRow]) -> Line:
    """All values of a series in order of time, each with its growth, its evidence, and the others that are told for it."""
    parts = [Part(between(rows[0]), "lead")]
    for n, row in enumerate(rows):
        growth = f" ({row.growth:+,.1f}% since {when(row.since)})".replace("-", "−") if row.growth is not None and row.since else ""
        time = when_told(row)
        value = f"{time}, {row.words}" if time else row.words
        parts.append(Part(f"{'; ' if n else ': '}{value}{growth}", "plain", scope.cite(scope.facts[row.fact].reports)))
        if row.others:
            told = "; ".join(f"{amount(claim.value, row.unit)}, {listed(claim.sources)}" for claim in row.others)  # type: ignore[arg-type] # values
            parts.append(Part(f" (others: {told})", "note"))
    return Line(tuple(parts), tuple(row.fact for row in rows))


def _quoted(scope: Scope, row: FigureRow) -> Line:
    """A figure that only its words tell apart from others of its kind."""
    fact = scope.facts[row.fact]
    time = f", {when(row.period)}" if row.period else ""
    quote = flat(fact.reports[0].data["evidence"][0]["quote"], _QUOTE_LENGTH)
    lead = Part(f"{between(row)}{time}{', target' if row.nature == 'target' else ''}", "lead")
    return Line((lead, Part(f": {row.words}: "), Part(quote, "quote", scope.cite(fact.reports))), (row.fact,))


def between(row: FigureRow) -> str:
    """Whose quantity it is: "From South Korea to Kazakhstan"."""
    return capital(direction({"from": row.from_, "to": row.to, "between": row.between}))


def when_told(row: FigureRow) -> str:
    """The period of a value, else when it was told."""
    return when(row.period) if row.period else f"as of {when(row.told)}" if row.told else ""


def listed(sources: Sequence[str]) -> str:
    """The publishers of a value."""
    return ", ".join(flat(source, 60) for source in sources)
