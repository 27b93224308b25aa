"""Records of the annotated series become the facts that people make of them."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.merging import truths, written

LEAST = 0.90  # F1 over pairs of records


@pytest.fixture(scope="module")
def measured(shared: Path) -> dict[str, dict[str, Any]]:
    """Results on all sets at hand, on records written by hand."""
    return {name: written(shared / "corpus", truth) for name, truth in truths(shared / "corpus").items()}


def test_records_are_merged_as_people_merge_them(measured: dict[str, dict[str, Any]]) -> None:
    assert {name: result["pairs"]["all"].f1 for name, result in measured.items() if result["pairs"]["all"].f1 < LEAST} == {}


def test_near_misses_are_kept_apart(measured: dict[str, dict[str, Any]]) -> None:
    for result in measured.values():
        kept, of_all = result["apart"]
        assert kept >= 0.95 * of_all
