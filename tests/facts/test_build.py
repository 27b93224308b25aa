"""What holds of facts whatever the reports are."""
from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.facts import Fact, Report, Rulings
from dragoman.facts.build import block_of, build
from dragoman.facts.identity import IDENTITIES, figures
from tests.facts.gold import gold_reports
from tests.questions.support import report
from tests.strategies import record_data

DAYS = ("2024-06-14", "2024-06-15", "2024-07", "2031-13-45", None)
TRADE: dict[str, Any] = {"type": "figure", "measure": "trade", "unit": "USD", "between": ["EST", "FIN"], "period": "2023"}


@st.composite
def blocks(draw: st.DrawFn) -> list[Report]:
    """Reports of a few documents, all in one block, some of them told again under the same id by a twin of their document."""
    found: dict[str, list[Report]] = defaultdict(list)
    for place, fields in enumerate(draw(st.lists(record_data(), min_size=1, max_size=12))):
        data = {**fields, "evidence": [{"quote": draw(st.sampled_from(["a port for Narva", "the ferry", "in May"]))}]}
        document = draw(st.sampled_from("abcd"))
        one = Report(f"r-{place}", document, place, data, draw(st.sampled_from(DAYS)), None, draw(st.booleans()), ("KAZ", "KOR"),
                     draw(st.sampled_from(["read", "corrected"])))
        found[block_of(one)] += [one, replace(one, document=f"{document}-twin")] if draw(st.booleans()) else [one]
    return max(found.values(), key=len)


def canonical(facts: list[Fact]) -> list[str]:
    return [fact.canonical() for fact in facts]


@given(blocks(), st.randoms())
def test_order_does_not_matter(reports: list[Report], chance: random.Random) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert canonical(build(shuffled)) == canonical(build(reports))


@given(blocks())
def test_every_report_is_in_one_fact_and_building_again_changes_nothing(reports: list[Report]) -> None:
    facts = build(reports)
    told = [(one.document, one.position) for fact in facts for one in fact.reports]
    assert sorted(told) == sorted((one.document, one.position) for one in reports)
    assert canonical(build(one for fact in facts for one in fact.reports)) == canonical(facts)


@given(blocks())
def test_fields_are_json_and_of_the_type(reports: list[Report]) -> None:
    for fact in build(reports):
        assert json.loads(json.dumps(fact.fields)) == fact.fields
        assert set(fact.fields) <= {name for one in fact.reports for name in one.data} - {"type", "evidence", "confidence"}


@given(blocks())
def test_people_have_the_last_word(reports: list[Report]) -> None:
    ids = sorted({one.record for one in reports})
    joined = Rulings(joined=frozenset(pairwise(ids)))
    parted = Rulings(parted=frozenset((one, other) for one in ids for other in ids if one < other))
    assert len(build(reports, joined)) == len({one.type for one in reports})
    assert len(build(reports, parted)) == len(ids)


def test_the_same_text_twice_is_one_fact() -> None:
    one = report("a", "trade", **TRADE, value=10)
    assert len(build([one, replace(one, document="b")])) == 1


def test_people_join_facts_of_two_blocks_and_what_follows_joins_too() -> None:
    loan = report("a", "a loan", **{**TRADE, "measure": "loan"}, value=10)
    grant = report("b", "a grant", **{**TRADE, "measure": "grant"}, value=10)
    again = report("c", "the grant", **{**TRADE, "measure": "grant"}, value=10)
    assert block_of(loan) != block_of(grant)
    assert len(build([loan, grant, again], Rulings(joined=frozenset({(loan.record, grant.record)})))) == 1


def test_who_was_parted_from_a_fact_stays_out_of_it() -> None:
    reports = [report(name, "trade", **TRADE, value=10) for name in "abc"]
    facts = build(reports, Rulings(parted=frozenset({("r-a-0", "r-b-0")})))
    assert sorted(len(fact.reports) for fact in facts) == [1, 2]


def test_the_id_is_that_of_the_first_report() -> None:
    late, early = (report(name, "trade", **TRADE, value=10, published=day) for name, day in (("a", "2024-06-14"), ("b", "2024-01-01")))
    assert [fact.id for fact in build([late, early])] == ["f-b-0"]


def test_the_work_grows_with_the_number_of_reports_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted(one: Any, other: Any) -> Any:
        nonlocal asked
        asked += 1
        return figures.IDENTITY.likeness(one, other)

    monkeypatch.setitem(IDENTITIES, "figure", replace(figures.IDENTITY, likeness=counted))
    reports = [report(f"d{n}", "trade", **TRADE, value=1000 + n) for n in range(1000)]
    told = [told.record for fact in build(reports) for told in fact.reports]  # some are one fact: 1,000 is 1,001 rounded
    assert sorted(told) == sorted(report.record for report in reports)
    assert asked <= 50 * len(reports)


def test_facts_of_the_series_do_not_depend_on_the_order(shared: Path) -> None:
    reports = list(gold_reports(shared / "corpus", "dispatch-3"))
    found = []
    for seed in range(3):
        random.Random(seed).shuffle(reports)  # noqa: S311 - no secret
        own: dict[str, list[Report]] = defaultdict(list)
        for one in reports:
            own[block_of(one)].append(one)
        found.append(sorted(line for told in own.values() for line in canonical(build(told))))
    assert found[0] == found[1] == found[2]
