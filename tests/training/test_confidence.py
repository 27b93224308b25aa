"""The fit of confidence."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.confidence import Judged, reliability, table
from dragoman.extraction.confidence import Weight
from training.confidence import fit, matrix, newton, write


def record(*signs: str, right: bool, confidence: float = 0.5) -> Judged:
    return Judged(signs, confidence, right)


def test_matrix_has_a_row_for_each_record_and_a_column_for_each_sign() -> None:
    assert matrix([record("a", "b", right=True), record("b", "c", right=True)], ["a", "b"]).tolist() == [[1, 1], [0, 1]]


def test_weights_without_a_penalty_are_the_log_odds() -> None:
    x, y = np.ones((8, 1)), np.array([1, 1, 1, 1, 1, 1, 0, 0], dtype=np.float64)
    assert newton(x, y, 1e-9)[0] == pytest.approx(np.log(3), abs=1e-6)
    assert 0 < newton(x, y, 10.0)[0] < 0.5


def test_newton_finds_where_the_penalised_likelihood_is_flat() -> None:
    random = np.random.default_rng(1)
    x, y = random.integers(0, 2, (50, 4)).astype(np.float64), random.integers(0, 2, 50).astype(np.float64)
    weights = newton(x, y, 2.0)
    assert x.T @ (y - 1 / (1 + np.exp(-x @ weights))) == pytest.approx(2.0 * weights, abs=1e-5)


def test_a_telling_sign_gets_a_weight_and_a_rare_one_none() -> None:
    one = [record("all", "gesture", "gesture good", right=True), record("all", "gesture", "gesture bad", right=False)]
    documents = [list(one) for _ in range(20)]
    documents[0].append(record("all", "gesture", "gesture rare", right=True))
    weights = fit(documents)
    assert weights["gesture good"].weight > 0.3 > -0.3 > weights["gesture bad"].weight
    assert weights["gesture good"][1:] == (20, 20)
    assert "gesture rare" not in weights


def test_weights_are_written_as_a_table(tmp_path: Path) -> None:
    write({"all": Weight(0.5, 10, 7)}, tmp_path / "w.tsv")
    assert (tmp_path / "w.tsv").read_text(encoding="utf-8") == "sign\tweight\trecords\tright\nall\t0.500\t10\t7\n"


def test_reliability_compares_confidence_with_what_was_right() -> None:
    sure = [record(right=True, confidence=0.95)] * 9 + [record(right=False, confidence=0.95)]
    unsure = [record(right=True, confidence=0.25)] * 5 + [record(right=False, confidence=0.25)] * 5
    found = reliability([*sure, *unsure])
    assert [(b["from"], b["records"], b["right"]) for b in found["bins"]] == [(0.2, 10, 0.5), (0.9, 10, 0.9)]
    assert found["calibration_error"] == pytest.approx((0.25 + 0.05) / 2)
    assert found["brier"] == pytest.approx((9 * 0.05**2 + 0.95**2 + 5 * 0.75**2 + 5 * 0.25**2) / 20)
    assert found["auc"] == pytest.approx((9 * 5 + 0.5 * (9 * 1 + 5 * 5)) / (14 * 6))
    assert "| 0.9 to 1.0 | 0.95 | 0.90 | 10 |" in table({**found, "sets": {"news": found}})


def test_confidence_that_tells_right_from_wrong_has_the_whole_area() -> None:
    assert reliability([record(right=True, confidence=1.0), record(right=False, confidence=0.0)])["auc"] == 1.0
