"""Which records may be one fact, directly or through others."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.facts import Report
from dragoman.facts.build import build
from dragoman.facts.identity import IDENTITIES
from dragoman.facts.identity.commitments import IDENTITY as COMMITMENT
from dragoman.facts.identity.rule import Identity, within
from dragoman.facts.kin import Told, families, near
from tests.facts.test_build import TRADE, blocks
from tests.questions.support import report


def of(reports: list[Report], joined: frozenset[tuple[str, str]] = frozenset()) -> list[list[Report]]:
    """The families of some reports."""
    told = Told(reports)
    return [[sketch.report for sketch in family] for family in families(told.records, told, joined)]


def promise(document: str, action: str, published: str | None = "2024-06-14") -> Report:
    return report(document, action, type="commitment", actor=["EST"], toward=["FIN"], stance="pledge", action=action, published=published)


@given(blocks())
def test_every_report_is_in_one_family(reports: list[Report]) -> None:
    found = [(one.document, one.position) for family in of(reports) for one in family]
    assert sorted(found) == sorted((one.document, one.position) for one in reports)


@given(blocks())
def test_what_reports_tell_does_not_change_with_others_that_are_no_kin(reports: list[Report]) -> None:
    alone = [fact.canonical() for family in of(reports) for fact in build(family)]
    assert sorted(alone) == sorted(fact.canonical() for fact in build(reports))


@given(blocks(), st.data())
def test_kin_are_the_same_from_whichever_record_one_starts(reports: list[Report], data: st.DataObject) -> None:
    told = Told(reports)
    first = data.draw(st.sampled_from(sorted(told.records)))
    whole = next(family for family in of(reports) if first in {one.record for one in family})
    (found,) = families([first], told, ())
    assert {sketch.report.record for sketch in found} == {one.record for one in whole}


def test_what_people_have_joined_is_kin() -> None:
    loan, grant = (report(name, f"a {name}", **{**TRADE, "measure": name}, value=10) for name in ("loan", "grant"))
    assert len(of([loan, grant])) == 2
    assert len(of([loan, grant], frozenset({(grant.record, loan.record)}))) == 1


def test_of_what_people_have_joined_some_may_be_gone() -> None:
    loan = report("loan", "a loan", **{**TRADE, "measure": "loan"}, value=10)
    assert len(of([loan], frozenset({(loan.record, "r-gone-0")}))) == 1


def test_near_are_those_that_fit_by_themselves() -> None:
    told = Told([promise("a", "build a school in Narva"), promise("b", "build a school in Narva"), promise("c", "lower the duty on fish")])
    assert near(["r-a-0"], told, ()) == {"r-b-0"}


def test_a_crowd_is_one_family_without_being_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counted(one: Any, other: Any) -> Any:
        nonlocal compared
        compared += 1
        return COMMITMENT.likeness(one, other)

    names = {**{name: getattr(COMMITMENT, name) for name in Identity.__slots__}, "likeness": counted}
    monkeypatch.setitem(IDENTITIES, "commitment", Identity(**names))
    crowd = [promise(f"d{n}", f"build school number {n}") for n in range(300)]
    assert len(of(crowd)) == 1
    assert compared < 300


@pytest.mark.parametrize("apart", [0, 1, 30, 31])
@pytest.mark.parametrize("day", [0, 15, 30, 738_000])
def test_days_so_near_have_a_key_in_common(day: int, apart: int) -> None:
    one, other = (within("port", day_, 31) for day_ in (day, day + apart))
    assert one.what == other.what
    assert abs(one.when - other.when) <= one.around


def test_days_far_apart_have_none() -> None:
    one, other = within("port", 0, 31), within("port", 100, 31)
    assert abs(one.when - other.when) > one.around


def test_what_has_no_day_is_kin_of_what_has_none_alone() -> None:
    undated = [promise(name, "open a clinic", None) for name in "ab"]
    assert len(of([*undated, promise("c", "open a clinic")])) == 2
