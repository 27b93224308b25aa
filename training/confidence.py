"""Annotated documents → the weights of confidence: `python -m training.confidence CORPUS`, or `make confidence`.

CORPUS is a folder with pairs train-N.text.jsonl (documents) and train-N.gold.jsonl (their records); the folder `bench` beside it holds the
scorer. Records are read as anybody would read them, and each is right when the scorer pairs it with one written by hand. A logistic
regression with an L2 penalty is fitted to them by Newton's method. Run it again when the extraction has changed: it takes minutes.
"""
from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy import module_at
from benchmarks.confidence import Judged, analyses, gold, judged
from dragoman.extraction.confidence import Weight

FEWEST = 5  # records that a sign must have to get a weight; a type of record has one in any case
PENALTIES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # of which one is taken that predicts documents left out well
TOLERANCE = 0.005  # of the least loss: of penalties that do about as well, the greatest misleads least
FOLDS = 6
STEPS = 30
OUTPUT = Path(__file__).parent.parent / "src" / "dragoman" / "extraction" / "weights" / "confidence.tsv"

Matrix = NDArray[np.float64]


def fit(documents: Sequence[Sequence[Judged]]) -> dict[str, Weight]:
    """The weight of every sign that is not too rare, for the records of some documents."""
    records = [r for document in documents for r in document]
    counts = Counter(sign for r in records for sign in r.signs)
    right = Counter(sign for r in records if r.right for sign in r.signs)
    names = sorted(sign for sign, count in counts.items() if count >= FEWEST or " " not in sign)
    x, y = matrix(records, names), np.array([r.right for r in records], dtype=np.float64)
    fold = np.array([n % FOLDS for n, document in enumerate(documents) for _ in document])
    losses = {penalty: loss_left_out(x, y, fold, penalty) for penalty in PENALTIES}
    penalty = max(p for p, loss in losses.items() if loss <= min(losses.values()) * (1 + TOLERANCE))
    print(f"{len(records)} records, {y.mean():.3f} right, {len(names)} signs, penalty {penalty}, log loss left out {losses[penalty]:.4f}")
    found = newton(x, y, penalty)
    return {name: Weight(round(float(w), 3), counts[name], right[name]) for name, w in zip(names, found, strict=True)}


def matrix(records: Iterable[Judged], names: Sequence[str]) -> Matrix:
    """[records, names]: 1 where a record has a sign."""
    return np.array([[name in have for name in names] for have in (set(r.signs) for r in records)], dtype=np.float64)


def newton(x: Matrix, y: Matrix, penalty: float) -> Matrix:
    """The weights w [n] that make y [m] likeliest given x [m, n], less ½ · penalty · ‖w‖²."""
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - penalty * weights
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty * np.eye(len(weights)), slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def loss_left_out(x: Matrix, y: Matrix, fold: NDArray[np.int64], penalty: float) -> float:
    """Mean log loss on the documents of each fold, with weights fitted to those of the others."""
    total = 0.0
    for one in range(FOLDS):
        out = fold == one
        odds = x[out] @ newton(x[~out], y[~out], penalty)
        total += float(np.logaddexp(0, np.where(y[out] > 0, -odds, odds)).sum())
    return total / len(y)


def write(weights: dict[str, Weight], path: Path) -> None:
    """The weights as a table, the signs in order."""
    lines = ["sign\tweight\trecords\tright", *(f"{name}\t{w.weight:.3f}\t{w.records}\t{w.right}" for name, w in weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    corpus: Path = parser.parse_args().corpus
    paths = sorted(corpus.glob("train-*.text.jsonl"))
    scorer, by_hand = module_at(corpus.parent / "bench" / "score.py"), gold(paths)
    write(fit([judged(a, by_hand[a.document.id], scorer) for a in analyses(paths)]), OUTPUT)


if __name__ == "__main__":
    main()
