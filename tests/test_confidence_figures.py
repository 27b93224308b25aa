"""What is said of confidence is what was measured."""
from __future__ import annotations

import json

from benchmarks.confidence import table
from benchmarks.report import README, RESULTS

COMMITTED = json.loads((RESULTS / "confidence.json").read_text(encoding="utf-8"))


def test_readme_shows_the_committed_result() -> None:
    assert table(COMMITTED) in README.read_text(encoding="utf-8"), "run make bench"


def test_confidence_is_close_to_what_was_right() -> None:
    assert COMMITTED["calibration_error"] < 0.1, "run make confidence, then make bench"
    assert COMMITTED["auc"] > 0.6
