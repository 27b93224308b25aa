"""Figures by what they measure; where documents give different values for one quantity, all of them."""
from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from dragoman.brief.model import Group, Line, Part
from dragoman.brief.scope import Scope, Told, cite, gather, headed
from dragoman.brief.wording import amount, flat, listing, name, when
from dragoman.records import Figure

HEADINGS = {"investment": "Investment", "trade": "Trade", "export": "Exports", "import": "Imports", "loan": "Loans and debt",
            "grant": "Grants and aid", "contract": "Contracts", "companies": "Companies", "projects": "Projects", "people": "People",
            "goods": "Goods", "flights": "Flights", "share": "Shares", "other": "Other figures"}
# Measures of which two sides may have many: only the words tell which one it is, so these are quoted and not compared.
_MANIFOLD = ("loan", "grant", "contract", "projects", "people", "goods", "share", "other")
_BOUNDS = {"about": "about ", "more_than": "more than ", "less_than": "less than ", "up_to": "up to "}
_QUOTE_LENGTH = 160


def figures(scope: Scope) -> list[Group]:
    """One line for each quantity, under a heading for what it measures."""
    quantities = _quantities(scope)
    quantities.sort(key=lambda reports: list(HEADINGS).index(reports[0].record.measure))
    return headed((HEADINGS[reports[0].record.measure], _line(reports)) for reports in quantities)


def disputed(scope: Scope) -> list[tuple[str, tuple[int, ...]]]:
    """The quantities that are given with different values, in words, and the citations of all values."""
    return [(_full_name(reports[0].record), cite(reports)) for reports in _quantities(scope) if _differ(reports)]


def _quantities(scope: Scope) -> list[list[Told[Figure]]]:
    told = scope.of(Figure)
    return gather(told, (_identity(one.record, number) for number, one in enumerate(told)))


def _identity(record: Figure, number: int) -> tuple[object, ...]:
    same = number if _quoted(record) else None
    between = frozenset(record.between or ())
    return record.measure, record.unit, record.nature or "level", record.from_, record.to, between, record.period, same


def _quoted(record: Figure) -> bool:
    return record.measure in _MANIFOLD or record.nature == "target"


def _line(reports: Sequence[Told[Figure]]) -> Line:
    first = reports[0]
    parts = [Part(_label(first.record), "lead")]
    if _quoted(first.record):
        quote = flat(first.record.evidence[0].quote, _QUOTE_LENGTH)
        return Line((*parts, Part(f": {_value(first.record)}: "), Part(quote, "quote", first.citations)))
    values = gather(reports, (_value(one.record) for one in reports))
    for same in values:
        parts.append(Part(f"{': ' if len(parts) == 1 else '; '}{_value(same[0].record)}", "plain", () if len(values) > 1 else cite(same)))
        if len(values) > 1:  # then it matters who says so
            parts.append(Part(f" ({_witnesses(same)})", "note", cite(same)))
    if _differ(reports):
        parts.insert(1, Part(" (values differ)", "note"))
    return Line(tuple(parts))


def _label(record: Figure) -> str:
    """Whose quantity it is, and of when: "From South Korea to Kazakhstan, 2025"."""
    if record.from_ and record.to:
        label = f"From {name(record.from_)} to {name(record.to)}"
    elif record.between and len(record.between) > 1:
        label = f"Between {listing(name(code) for code in record.between)}"
    else:
        label = listing(name(code) for code in (record.from_, record.to, *(record.between or ())) if code)
    period = f", {when(record.period)}" if record.period else ""
    return f"{label}{period}{', target' if record.nature == 'target' else ''}"


def _full_name(record: Figure) -> str:
    label = _label(record)
    return f"{HEADINGS[record.measure].lower()} {label[:1].lower()}{label[1:]}"


def _value(record: Figure) -> str:
    bound = _BOUNDS.get(record.bound or "", "")
    if record.nature == "change":
        return f"{'down' if record.value < 0 else 'up'} {bound}{amount(abs(record.value), record.unit)}"
    return bound + amount(record.value, record.unit)


def _witnesses(reports: Sequence[Told[Figure]]) -> str:
    """Who gives a value: the sources with the dates of their documents."""
    names = (flat(one.document.source or one.document.title or one.document.id, 80) for one in reports)
    dates = (f", {when(one.published)}" if one.published else "" for one in reports)
    return "; ".join(dict.fromkeys(f"{source}{day}" for source, day in zip(names, dates, strict=True)))


def _differ(reports: Sequence[Told[Figure]]) -> bool:
    return any(not _agree(a.record.value, b.record.value) for a, b in combinations(reports, 2))


def _agree(a: float, b: float) -> bool:
    """Whether one value is the other, or the other rounded to fewer digits."""
    x, y = (Decimal(str(value)).normalize() for value in (a, b))
    digits = min(len(x.as_tuple().digits), len(y.as_tuple().digits))
    return f"{x:.{digits - 1}e}" == f"{y:.{digits - 1}e}"
