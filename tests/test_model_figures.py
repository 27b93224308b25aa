"""How well the shipped model reads may rise, but not fall."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.report import RESULTS
from dragoman.analysis import shipped
from training.evaluate import Rows, evaluate

MOST_LOST = 0.5  # points below the committed figure
HELD = [
    *((f"{bank} gold", name) for bank in ("EWT", "GUM") for name in ("UPOS", "lemma", "LAS")),
    ("EWT raw", "sentences"), ("GUM raw", "sentences"), ("names", "all"),
    *(("speech exact", role) for role in ("source", "cue", "content")), ("speech linked", "overlap"),
]


@pytest.fixture(scope="module")
def measured(shared: Path) -> Rows:
    """The figures as they are now: a minute or two of work."""
    return evaluate(shared / "data", shipped())


@pytest.mark.parametrize(("row", "name"), HELD)
def test_no_figure_falls_by_more_than_half_a_point(measured: Rows, row: str, name: str) -> None:
    committed = json.loads((RESULTS / "model.json").read_text(encoding="utf-8"))
    assert measured[row][name] >= committed[row][name] - MOST_LOST, "a worse model or decoding; where that is meant, run make evaluate"
