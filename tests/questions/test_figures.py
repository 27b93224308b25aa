"""The ledger of figures."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.errors import QuestionError
from dragoman.facts import Conflict, Fact, Link
from dragoman.questions import figures
from tests.questions.support import fact, report, view_of


def trade(period: str | None, value: float, conflicts: tuple[Conflict, ...] = (), **more: Any) -> Fact:
    """A figure of trade between Estonia and Finland."""
    data = {"measure": "trade", "unit": "EUR", "between": ["FIN", "EST"], "nature": "level", "period": period, "publisher": "ERR", **more}
    told = {name: one for name, one in data.items() if one is not None}
    return fact(report(f"d{period}{value}", f"trade was {value}", type="figure", value=value, **told), conflicts=conflicts)


def growths(*facts: Fact, **more: Any) -> dict[str | None, float | None]:
    """Period → growth."""
    return {row.period: row.growth for row in figures(view_of(*facts, **more))}


def test_growth_is_told_between_neighbouring_levels_of_a_series() -> None:
    answer = figures(view_of(trade("2022", 250), trade("2020", 100), trade("2021", 200)))
    assert [(row.period, row.growth, row.since) for row in answer] == [
        ("2020", None, None), ("2021", 100.0, "2020"), ("2022", 25.0, "2021")]
    assert answer[0].series == "Trade between Estonia and Finland"


@pytest.mark.parametrize("other", [
    trade("2021-05", 200), trade("2021/2022", 200), trade(None, 200), trade("2021", 200, nature="change"),
    trade("2021", 200, nature="target"), trade("2021", 200, unit="USD"), trade("2021", 200, measure="export"),
    trade("2021", 200, bound="more_than"), trade("2021", 200, between=None, from_="EST", to="FIN")])
def test_no_growth_is_told_of_what_cannot_be_compared(other: Fact) -> None:
    assert set(growths(trade("2020", 100), other).values()) == {None}


def test_no_growth_is_told_of_measures_of_which_there_are_many_at_once() -> None:
    assert set(growths(trade("2020", 100, measure="loan"), trade("2021", 200, measure="loan")).values()) == {None}


def test_no_growth_is_told_since_nothing() -> None:
    assert growths(trade("2020", 0), trade("2021", 200))["2021"] is None


def test_values_in_conflict_stand_side_by_side_and_give_no_growth() -> None:
    disputed = trade("2021", 200, (Conflict("value", ((200, ("r-d2021200-0",)), (220, ("r-x-0",)))),))
    answer = figures(view_of(trade("2020", 100), disputed, trade("2022", 300)))
    assert [row.growth for row in answer] == [None, None, None]
    assert [(claim.value, claim.records) for claim in answer[1].others] == [(220, ("r-x-0",))]


def test_values_of_facts_that_are_linked_as_a_conflict_stand_side_by_side() -> None:
    one, other = trade("2021", 200), trade("2021", 240, publisher="Yle")
    answer = figures(view_of(trade("2020", 100), one, other, tied=[Link("conflict", one.id, other.id, "other values")]))
    assert [(row.value, [(claim.value, claim.sources) for claim in row.others], row.growth) for row in answer] == [
        (100, [], None), (200, [(240, ("Yle",))], None), (240, [(200, ("ERR",))], None)]


def test_a_chart_shows_each_series_of_two_levels_or_more() -> None:
    answer = figures(view_of(trade("2020", 100), trade("2021", 200), trade("2021", 7, measure="export"), trade("2020/2022", 9)))
    assert [(chart.title, chart.unit, [point.value for point in chart.points]) for chart in answer.charts] == [
        ("Trade between Estonia and Finland", "EUR", [100, 200])]


def test_figures_are_filtered_by_measure_and_period() -> None:
    view = view_of(trade("2020", 100), trade("2021", 200), trade("2021", 7, measure="export"))
    assert [row.value for row in figures(view, "EST", "FIN", measure="export")] == [7]
    assert [row.value for row in figures(view, since="2021", measure="trade")] == [200]
    with pytest.raises(QuestionError, match="no measure of figures"):
        figures(view, measure="exports")
