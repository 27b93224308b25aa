"""Facts that nearly became one."""
from __future__ import annotations

from typing import Any

import pytest

from dragoman.facts import Report, Rulings
from dragoman.facts.build import build
from dragoman.facts.suggestions import suggestions


def report(n: int, published: str = "2031-05-04", **data: Any) -> Report:
    return Report(f"r-{n}", f"d{n}", 0, {"evidence": [{"quote": f"words {n}", "start": 0, "end": 7}], **data}, published, None, False,
                  ("EST", "FIN"))


def memorandum(n: int, subject: str | None, **more: Any) -> Report:
    fields = {"type": "agreement", "kind": "memorandum", "parties": ["EST", "FIN"], "status": "signed", "date": "2031-05-04", **more}
    return report(n, **({"subject": subject} if subject else {}), **fields)


def pairs_of(reports: list[Report], rulings: Rulings = Rulings()) -> list[tuple[str, str, str]]:  # noqa: B008 - it is frozen
    return [(pair.one, pair.other, pair.reason) for pair in suggestions(build(reports, rulings), rulings)]


def test_one_that_is_akin_to_two_is_suggested_with_both() -> None:
    told = [memorandum(1, "fish"), memorandum(2, "ferries"), memorandum(3, None)]
    assert pairs_of(told) == pairs_of(told[::-1]) == [("f-1", "f-3", "akin"), ("f-2", "f-3", "akin")]


def test_what_people_keep_apart_is_not_suggested() -> None:
    parted = Rulings(parted=frozenset({("r-1", "r-3"), ("r-2", "r-3")}))
    assert pairs_of([memorandum(1, "fish"), memorandum(2, "ferries"), memorandum(3, None)], parted) == []


def test_among_many_alike_none_is_suggested() -> None:
    told = [memorandum(n, subject) for n, subject in enumerate(["fish", "ferries", "milk", "steel", "wine"])]
    assert pairs_of([*told, memorandum(9, None)]) == []


def test_what_one_document_tells_apart_is_two() -> None:
    told = [memorandum(1, "fish"), memorandum(2, "ferries"), memorandum(3, None)]
    one = [Report(one.record, "d", n, one.data, one.published, None, False, one.circle) for n, one in enumerate(told)]
    assert pairs_of(one) == []


@pytest.mark.parametrize(("date", "found"), [("2031-05-04", 1), ("2031-05-06", 0), ("2032-05-04", 0)])
def test_facts_of_a_day_that_differ_in_one_field_of_words_are_suggested(date: str, found: int) -> None:
    meeting = {"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "status": "held"}
    told = [report(1, **meeting, place="House of Estonia, Tallinn", people=["Mari Maasikas"], date="2031-05-04"),
            report(2, **meeting, place="House of Estonia, Narva", people=["Mari Maasikas"], date=date)]
    assert len(build(told)) == 2
    assert len(pairs_of(told)) == found


def test_what_somebody_said_twice_is_two() -> None:
    said = {"type": "statement", "speaker": "Mari Maasikas", "affiliation": "EST", "mode": "direct"}
    assert pairs_of([report(1, **said, content="We will open the border next year"),
                     report(2, **said, content="We will open an embassy and talk of the border")]) == []
