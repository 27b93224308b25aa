"""Measure how far confidence can be trusted: `python -m benchmarks.confidence CORPUS`, or `make bench`.

CORPUS is as for `benchmarks/accuracy.py`. A record is right when the scorer pairs it with one written by hand. Prints a reliability table
(how many were right of the records given about so much confidence), and puts it and the numbers behind it where `report.py` says.
"""
from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.accuracy import SETS, documents, module_at
from benchmarks.report import RESULTS, publish
from dragoman.analysis import Analysis, analyse
from dragoman.errors import InputError
from dragoman.extraction import records_of
from dragoman.extraction.confidence import signs
from dragoman.extraction.context import Context
from dragoman.extraction.provenance import Provenance
from dragoman.readers import read_documents

BINS = 10
HEAD = """# Confidence

Of the records to which Dragoman gave about so much confidence, how many were right: the scorer paired them with a record written by hand.
Measured on the documents that the weights were not fitted to.
"""


class Judged(NamedTuple):
    """A record that was read: the signs it has, the confidence it was given, and whether it is right."""

    signs: tuple[str, ...]
    confidence: float
    right: bool


def analyses(paths: Iterable[Path]) -> Iterator[Analysis]:
    """The documents of some JSONL files, analysed; those that cannot be read are left out."""
    for path in paths:
        for document in read_documents(path.read_bytes(), name=path.name):
            if not isinstance(document, InputError):
                yield analyse(document)


def gold(paths: Iterable[Path]) -> dict[str, list[dict[str, Any]]]:
    """The records written by hand, by document, for the JSONL files of texts."""
    files = (path.with_name(path.name.replace(".text.", ".gold.")).read_text(encoding="utf-8") for path in paths)
    return {document["id"]: document["records"] for file in files for document in documents(file)}


def judged(found: Analysis, by_hand: list[dict[str, Any]], scorer: Any) -> list[Judged]:
    """The records of a document, each with whether one of those written by hand was paired with it."""
    c = Context(found)
    records, provenance = records_of(c), Provenance(c)
    ours = [record.to_dict() for record in records]
    right: set[int] = set()
    for kind in scorer.TYPES:
        pairs = scorer.pair(kind, [r for r in by_hand if r["type"] == kind], [r for r in ours if r["type"] == kind])
        right.update(id(record) for _, record in pairs)
    return [Judged(signs(c, record, provenance), record.confidence or 0.0, id(data) in right)
            for record, data in zip(records, ours, strict=True)]


def reliability(records: list[Judged]) -> dict[str, Any]:
    """The reliability table: for each tenth of confidence that holds records, its range, mean confidence, share right, and count.

    With it the expected calibration error (the mean distance of the two, weighted by count: Naeini, Cooper and Hauskrecht 2015), the Brier
    score, and the area under the ROC curve: how often a right record has more confidence than a wrong one.
    """
    bins = []
    for number in range(BINS):
        inside = [r for r in records if min(int(r.confidence * BINS), BINS - 1) == number]
        if inside:
            bins.append({"from": number / BINS, "to": (number + 1) / BINS, "confidence": _mean(r.confidence for r in inside),
                         "right": _mean(r.right for r in inside), "records": len(inside)})
    error = sum(b["records"] * abs(b["confidence"] - b["right"]) for b in bins) / len(records)
    brier = _mean((r.confidence - r.right) ** 2 for r in records)
    return {"records": len(records), "right": _mean(r.right for r in records), "calibration_error": error, "brier": brier,
            "auc": _auc(records), "bins": bins}


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _auc(records: list[Judged]) -> float:
    """By the ranks of the right records, equal confidences sharing theirs."""
    order = sorted(records, key=lambda r: r.confidence)
    ranks: dict[float, list[int]] = {}
    for rank, record in enumerate(order, 1):
        ranks.setdefault(record.confidence, []).append(rank)
    right = sum(r.right for r in records)
    wrong = len(records) - right
    total = sum(_mean(ranks[r.confidence]) for r in records if r.right)
    return (total - right * (right + 1) / 2) / (right * wrong) if right and wrong else 0.5


def measure(corpus: Path) -> dict[str, Any]:
    """The reliability on each set, and on all of them together."""
    scorer = module_at(corpus.parent / "bench" / "score.py")
    found = {}
    for name, pattern in SETS.items():
        paths = sorted(corpus.glob(f"{pattern}.text.jsonl"))
        by_hand = gold(paths)
        found[name] = [r for a in analyses(paths) for r in judged(a, by_hand[a.document.id], scorer)]
    whole = reliability([r for records in found.values() for r in records])
    return {**whole, "sets": {name: {k: v for k, v in reliability(records).items() if k != "bins"} for name, records in found.items()}}


def table(result: dict[str, Any]) -> str:
    """The reliability table in Markdown, and the figures under it."""
    rows = [["confidence", "mean", "right", "records"], ["---", "---:", "---:", "---:"]]
    rows += [[f"{b['from']:.1f} to {b['to']:.1f}", *(f"{b[name]:.2f}" for name in ("confidence", "right")), str(b["records"])]
             for b in result["bins"]]
    sets = ", ".join(f"{name} {one['calibration_error']:.3f}" for name, one in result["sets"].items())
    figures = (f"Expected calibration error {result['calibration_error']:.3f}, Brier score {result['brier']:.3f}, area under the ROC curve "
               f"{result['auc']:.2f}, over {result['records']} records.\nCalibration error by set: {sets}.")
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + f"\n{figures}\n"


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    result = measure(parser.parse_args().corpus)
    publish("confidence", HEAD, table(result))
    RESULTS.joinpath("confidence.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
