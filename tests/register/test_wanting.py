"""The latest so many facts are the last ones of all that are wanted, however they are asked for; and a view of one time stays as it is."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from dragoman.facts import Fact
from dragoman.facts.periods import bounds
from dragoman.pipeline import read_all
from dragoman.records import Reading
from dragoman.register import Register, View
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with Register.open(tmp_path_factory.mktemp("wanting") / "register.db") as made:
        for path in sorted((ROOT / "examples" / "dispatches").glob("*.jsonl")):
            made.add_all(one for one in read_all(path.read_bytes(), name=path.name) if isinstance(one, Reading))
        made.settle()
        yield made


@pytest.fixture(scope="module")
def view(register: Register) -> View:
    return register.view()


def place(fact: Fact) -> tuple[str, str, str]:
    return (*bounds(fact.when), fact.id)


WHOM: list[dict[str, Any]] = [{}, {"actor": "KAZ"}, {"pair": ("KOR", "KAZ")}, {"actor": "ZZZ"}]
WHICH: list[dict[str, Any]] = [
    {}, {"type": "meeting"}, {"status": "signed"}, {"status": "planned"}, {"status": "no such one"}, {"since": "2026-11"},
    {"until": "2024"}, {"since": "2024", "until": "2026-11-17"}, {"type": "agreement", "status": "signed", "since": "2024"}]


@pytest.mark.parametrize(("whom", "which"), list(product(WHOM, WHICH)))
def test_the_latest_are_the_last_of_all(view: View, whom: dict[str, Any], which: dict[str, Any]) -> None:
    every = view.facts(**whom, **which)
    assert view.facts(**whom, **which, limit=7) == every[-7:]
    assert [place(fact) for fact in every] == sorted(place(fact) for fact in every)
    before: tuple[str, str, str] | None = None
    found: list[Fact] = []
    while some := view.facts(**whom, **which, limit=9, before=before):
        found[:0] = some
        before = place(some[0])
    assert found == every


def test_a_view_of_one_time_does_not_see_what_is_added_meanwhile(tmp_path_factory: pytest.TempPathFactory, view: View) -> None:
    with Register.open(tmp_path_factory.mktemp("one") / "register.db") as made:
        first, second = (view.reading(row.id) for row in view.documents()[:2])
        made.add(first)
        with made.view().at_one_time() as then:
            assert then.counts().documents == 1
            made.add(second)
            assert then.counts().documents == 1
            assert [row.id for row in then.documents()] == [first.id]
        assert made.view().counts().documents == 2
