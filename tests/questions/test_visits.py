"""The log of visits."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.facts import Fact, Stage
from dragoman.questions import visits
from tests.questions.support import fact, report, view_of


def visit(date: str | None, place: str | None = "Helsinki", **more: Any) -> Fact:
    """A visit of Estonia's president to Finland."""
    data = {"type": "meeting", "kind": "visit", "rank": "state", "parties": ["EST", "FIN"], "people": ["Alar Karis"], "date": date,
            "place": place, "status": "held", **more}
    return fact(report("v", "paid a state visit", **{name: value for name, value in data.items() if value is not None}))


def talks(date: str, **more: Any) -> Fact:
    """Talks of both presidents."""
    data = {"kind": "talks", "people": ["Alar Karis", "Alexander Stubb"], "status": "held", **more}
    return fact(report("t", "held talks", 1, type="meeting", parties=["EST", "FIN"], date=date, **data))


def signed(date: str | None, parties: tuple[str, ...] = ("EST", "FIN"), status: str = "signed") -> Fact:
    """A memorandum on ports."""
    told = report("a", "signed a memorandum", 2, type="agreement", kind="memorandum", subject="ports", parties=list(parties), status=status)
    return fact(told, history=[Stage(status, date, None, (told.record,))])


def test_a_visit_has_who_went_from_where_to_where_for_how_long() -> None:
    (row,) = visits(view_of(visit("2024-06-12/2024-06-14")), "FIN")
    assert (row.who, row.home, row.host, row.place, row.rank) == (("Alar Karis",), ("EST",), "FIN", "Helsinki", "state")
    assert (row.start, row.end, row.days, row.status) == ("2024-06-12", "2024-06-14", 3, "held")


@pytest.mark.parametrize(("date", "start", "end", "days"), [
    ("2024-06-12", "2024-06-12", "2024-06-12", 1), ("2024-06", "2024-06", None, None), ("2024-06-12/", "2024-06-12", None, None),
    ("2024-06/2024-07", "2024-06", "2024-07", None), ("2024-02-28/2024-03-01", "2024-02-28", "2024-03-01", 3), (None, None, None, None),
    ("2024-06-14/2024-06-12", "2024-06-14", "2024-06-12", None), ("2031-13-45", "2031-13-45", "2031-13-45", None)])
def test_days_are_counted_where_both_ends_are_full_dates(date: str | None, start: str | None, end: str | None, days: int | None) -> None:
    (row,) = visits(view_of(visit(date)))
    assert (row.start, row.end, row.days) == (start, end, days)


@pytest.mark.parametrize(("place", "host"), [
    ("Tampere", "FIN"), ("Finland", "FIN"), ("the old castle", None), (None, None), ("Oslo", None)])
def test_the_host_is_the_party_in_whose_country_the_place_is(place: str | None, host: str | None) -> None:
    (row,) = visits(view_of(visit("2024-06-12", place)))
    assert row.host == host
    assert row.home == (("EST",) if host else ())


def test_whom_the_visitors_met_and_what_was_signed_is_taken_from_facts_of_its_days() -> None:
    (row,) = visits(view_of(visit("2024-06-12/2024-06-14"), talks("2024-06-13"), signed("2024-06-14")))
    assert (row.met_host, row.met) == (True, ("Alexander Stubb",))
    assert (row.signed, row.agreements) == (("memorandum on ports",), ("f-a-2",))


def test_office_holders_are_told_apart_where_the_visit_names_nobody_and_others_are_not() -> None:
    unnamed = visit("2024-06-12/2024-06-14", people=None)
    (row,) = visits(view_of(unnamed, talks("2024-06-13", people=["Alar Karis", "Alexander Stubb", "Somebody Else"])))
    assert (row.who, row.met, row.met_host) == (("Alar Karis",), ("Alexander Stubb",), True)
    (row,) = visits(view_of(unnamed, talks("2024-06-13", people=["Eero Lahti", "Kersti Tamm"])))
    assert (row.who, row.met, row.met_host) == ((), (), True)


def test_hosts_whom_the_visit_itself_names_are_no_visitors() -> None:
    (row,) = visits(view_of(visit("2024-06-12", people=["Alexander Stubb", "Alar Karis"])))
    assert (row.who, row.met) == (("Alar Karis",), ("Alexander Stubb",))


@pytest.mark.parametrize("other", [
    talks("2024-06-15"), talks("2024-06"), talks("2024-06-13", status="planned"), talks("2024-06-13", kind="call"), signed("2024-06-15"),
    signed("2024-06"), signed(None), signed("2024-06-13", status="proposed"), signed("2024-06-13", parties=("EST", "NOR"))])
def test_nothing_is_concluded_from_other_days_or_other_parties_or_silence(other: Fact) -> None:
    (row,) = visits(view_of(visit("2024-06-12/2024-06-14"), other))
    assert (row.met_host, row.met, row.signed, row.agreements) == (None, (), (), ())


def test_visits_come_in_order_of_time_and_within_the_period() -> None:
    other = fact(report("w", "will visit", type="meeting", kind="visit", parties=["EST", "NOR"], date="2023-01-05"))
    view = view_of(visit("2024-06-12"), other)
    assert [row.start for row in visits(view, "Estonia")] == ["2023-01-05", "2024-06-12"]
    assert [row.start for row in visits(view, since="2024")] == ["2024-06-12"]
    assert visits(view, "ITA").notes == ("The register holds nothing of Italy; read documents that speak of it.",)
