"""Measure the records against hand-written ones: `python -m benchmarks.accuracy CORPUS`, or `make bench`.

CORPUS is a folder with pairs NAME.text.jsonl (documents) and NAME.gold.jsonl (their records); the folder `bench` beside it holds the scorer
and the checker. Prints one table, and puts it and the numbers behind it where `benchmarks/report.py` says.
"""
from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.report import RESULTS, publish

SETS = {"seed": "seed", "dispatch": "dispatch-*", "readouts-dev": "readouts-dev*", "reuters-dev": "reuters-dev*"}
HEAD = """# Accuracy

F1 of each type of record, of all records together (micro) and the mean over types (macro), against records written by hand; then pieces of
evidence that the text does not hold word for word, and records that break the codebook. A second person who annotated ten other articles
agreed with the first at micro F1 0.90: that is the ceiling. "Out of sight": micro F1 on every third document of each file, by id, which
nobody who wrote patterns has looked at.
"""


def measure(corpus: Path) -> dict[str, dict[str, Any]]:
    """By name of a set: `f1` by type, `micro`, `unseen`, `macro`, `documents`, `records`, `not_in_text`, `faults`."""
    return {name: _measure_set(corpus, sorted(corpus.glob(f"{pattern}.text.jsonl"))) for name, pattern in SETS.items()}


def _measure_set(corpus: Path, texts: list[Path]) -> dict[str, Any]:
    scorer, checker = (module_at(corpus.parent / "bench" / f"{name}.py") for name in ("score", "check"))
    gold = _by_id(path.with_name(path.name.replace(".text.", ".gold.")).read_text(encoding="utf-8") for path in texts)
    text = _by_id(path.read_text(encoding="utf-8") for path in texts)
    found = _by_id([read(texts)])
    scores = scorer.score(gold, found, text)
    unseen = [key for path in texts for key in sorted(_by_id([path.read_text(encoding="utf-8")]))[2::3]]
    hidden = scorer.score(*({key: part[key] for key in unseen if key in part} for part in (gold, found, text))) if unseen else None
    validators = _validators(checker)
    return {
        "documents": len(found),
        "records": sum(len(document["records"]) for document in found.values()),
        "f1": {kind: score["f1"] for kind, score in scores["types"].items() if score["gold"]},
        "micro": scores["micro_f1"],
        "unseen": hidden and hidden["micro_f1"],
        "macro": scores["macro_f1"],
        "not_in_text": scores["evidence"]["not_in_text"],
        "faults": sum(1 for key, document in found.items() for _ in checker.faults(document, text[key]["text"], validators)),
    }


def read(paths: Iterable[Path]) -> str:
    """What the command prints for these files, as anybody would run it. Documents that it refuses (exit code 1) are missing in it."""
    command = [sys.executable, "-m", "dragoman", "read", "--no-store", "--format", "jsonl", *map(str, paths)]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode > 1:
        done.check_returncode()
    return done.stdout


def table(results: dict[str, dict[str, Any]]) -> str:
    """The results in Markdown, a row for each set."""
    kinds = list(dict.fromkeys(kind for result in results.values() for kind in result["f1"]))
    head = ["", "documents", *kinds, "**micro**", "out of sight", "macro", "not in text", "faults"]
    rows = [[name, str(r["documents"]), *(f"{r['f1'][k]:.2f}" if k in r["f1"] else "" for k in kinds), f"**{r['micro']:.3f}**",
             f"{r['unseen']:.3f}" if r["unseen"] else "", f"{r['macro']:.3f}", str(r["not_in_text"]), str(r["faults"])]
            for name, r in results.items()]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in [head, ["---", *["---:"] * (len(head) - 1)], *rows])


def documents(jsonl: str) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file."""
    return [json.loads(line) for line in jsonl.split("\n") if line]


def _by_id(files: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {document["id"]: document for file in files for document in documents(file)}


def module_at(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _validators(checker: ModuleType) -> dict[str, Any]:
    from jsonschema import Draft202012Validator

    kinds = checker.schema()["properties"]["records"]["items"]["oneOf"]
    return {kind["properties"]["type"]["const"]: Draft202012Validator(kind) for kind in kinds}


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    results = measure(parser.parse_args().corpus)
    publish("accuracy", HEAD, table(results))
    RESULTS.joinpath("accuracy.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
