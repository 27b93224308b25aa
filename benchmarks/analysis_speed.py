"""Measure how fast texts are analysed, against the bare encoder: `python -m benchmarks.analysis_speed DATA [FP32]`, or `make bench`.

Word pieces a second, padding not counted, of (a) the encoder without heads, (b) the whole network, both on the batches that the analysis
makes, (c) the analysis from text to columns, and (d) extraction and resolution, from columns to records; on one thread, as corpora are
read in many processes, and on all cores. They take turns on every document, and of each document the best of several rounds counts, so
that what else the machine does falls on none of them. FP32 is a folder that `training.export --fp32` wrote. Needs onnx (the extra `train`).
"""
from __future__ import annotations

import argparse
import json
import math
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.report import RESULTS
from dragoman.analysis import Model, analyse
from dragoman.analysis.batches import Batches, Inputs
from dragoman.analysis.model import SHIPPED, session
from dragoman.analysis.tokens import tokens_of
from dragoman.document import Document
from dragoman.extraction import extract_all

SEED, DOCUMENTS, ROUNDS = 7, 150, 5


def sample(folder: Path, count: int) -> list[Document]:
    """The same documents each time, of all files of the folder."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Document(id="x", text=json.loads(line)["text"]) for line in random.Random(SEED).sample(lines, count)]  # noqa: S311 - no secret


def batches(document: Document, model: Model) -> list[Inputs]:
    """What the network is fed for a document."""
    made = Batches(tokens_of(document.text), model.pieces)
    return [made.inputs(batch) for batch in made]


def encoder(graph: Path, threads: int) -> Callable[[Inputs], Any]:
    """The part of a graph up to the output of its last layer, as a function of a batch."""
    import onnx
    from onnx.utils import Extractor

    whole = onnx.load(str(graph))
    last = [node.output[0] for node in whole.graph.node if node.op_type == "LayerNormalization"][-1]
    with tempfile.TemporaryDirectory() as scratch:
        part = Path(scratch) / "encoder.onnx"
        onnx.save(Extractor(whole).extract_model(["ids", "shapes"], [last]), str(part))
        bare = session(part, threads)
    return lambda inputs: bare.run([last], {"ids": inputs[0], "shapes": inputs[1]})


def seconds(work: Callable[[int], Any], i: int) -> float:
    """How long something takes for one document."""
    began = time.perf_counter()
    work(i)
    return time.perf_counter() - began


def measure(documents: Sequence[Document], fp32: Path | None, rounds: int, threads: int) -> dict[str, Any]:
    """Pieces a second by kind of work, and the ratios that are promised."""
    model, bare = Model(threads=threads), encoder(SHIPPED / "encoder.onnx", threads)
    plain = Model(fp32, threads=threads) if fp32 else model
    fed = [batches(document, model) for document in documents]
    analysed = [analyse(document, model) for document in documents]
    work: dict[str, Callable[[int], Any]] = {
        "encoder": lambda i: [bare(inputs) for inputs in fed[i]],
        "network": lambda i: [model.run(*inputs) for inputs in fed[i]],
        "analysis": lambda i: analyse(documents[i], model),
        "extraction": lambda i: extract_all(analysed[i]),
        **({"analysis, fp32": lambda i: analyse(documents[i], plain)} if fp32 else {}),
    }
    best = {name: [math.inf] * len(documents) for name in work}
    for _ in range(rounds):
        for i in range(len(documents)):
            for name, function in work.items():
                best[name][i] = min(best[name][i], seconds(function, i))
    spent = {name: sum(times) for name, times in best.items()}
    pieces = sum(int((ids > 0).sum()) for inputs in fed for ids, _, _ in inputs)
    places = sum(ids.size for inputs in fed for ids, _, _ in inputs)
    return {
        "documents": len(documents), "pieces": pieces, "padding": round(1 - pieces / places, 3), "threads": threads,
        "pieces a second": {name: round(pieces / time_) for name, time_ in spent.items()},
        **{f"{faster} / {slower}": round(spent[slower] / spent[faster], 3) for faster, slower in (
            ("network", "encoder"), ("analysis", "encoder"), ("extraction", "analysis"), ("analysis", "analysis, fp32"))
           if slower in spent},
    }


def main() -> None:
    """Measure, print, and write benchmarks/results/analysis_speed.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of corpora, readouts/ among them")
    parser.add_argument("fp32", type=Path, nargs="?", help="a model folder in 32-bit floating point, to compare with")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    a = parser.parse_args()
    try:
        documents = sample(a.data / "readouts", a.documents)
        found = [measure(documents, a.fp32, a.rounds, threads) for threads in (1, os.cpu_count() or 1)]
    except ModuleNotFoundError as error:
        print(f"analysis speed: left out, for it needs {error.name} (the extra `train`)")
        return
    text = json.dumps(found, indent=1)
    print(text)
    RESULTS.mkdir(exist_ok=True)
    RESULTS.joinpath("analysis_speed.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
