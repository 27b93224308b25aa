"""Accuracy may rise, but not fall."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import SETS, measure, table
from benchmarks.report import README, RESULTS

MOST_LOST = 0.01  # of micro F1 below the committed result, for what another processor rounds otherwise
FEWEST_LOST = 2  # records that a small set may lose so


@pytest.fixture(scope="module")
def measured(shared: Path) -> dict[str, dict[str, Any]]:
    """Results on all sets, as they are now."""
    return measure(shared / "corpus")


def test_readme_shows_the_committed_result() -> None:
    committed = json.loads((RESULTS / "accuracy.json").read_text(encoding="utf-8"))
    assert table(committed) in README.read_text(encoding="utf-8"), "run make bench"


@pytest.mark.parametrize("name", SETS)
def test_no_set_is_read_worse_than_before(measured: dict[str, dict[str, Any]], name: str) -> None:
    committed = json.loads((RESULTS / "accuracy.json").read_text(encoding="utf-8"))
    lost = max(MOST_LOST, FEWEST_LOST / committed[name]["records"])
    assert measured[name]["micro"] >= committed[name]["micro"] - lost


@pytest.mark.parametrize("name", SETS)
def test_all_evidence_is_in_the_text_and_all_records_keep_to_the_codebook(measured: dict[str, dict[str, Any]], name: str) -> None:
    assert (measured[name]["not_in_text"], measured[name]["faults"]) == (0, 0)
