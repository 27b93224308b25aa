"""Measure how fast Dragoman starts and reads: `python -m benchmarks.speed CORPUS`, or `make bench`.

Prints one table. Times are medians of whole processes, as a user meets them.
"""
from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.accuracy import documents
from benchmarks.report import publish

HEAD = """# Speed

Medians of whole processes, start and end included, as a user meets them.
"""
REPEATS = 5


def seconds(*arguments: str) -> float:
    """Median wall time of a fresh interpreter with these arguments."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measure(corpus: Path) -> dict[str, str]:
    """What was measured → how long it took, or how fast it was."""
    bare = seconds("-c", "pass")
    reading = ("-m", "dragoman", "read", "--no-store", "--format", "jsonl")
    seed = seconds(*reading, str(corpus / "seed.text.jsonl"))
    texts = sorted(map(str, corpus.glob("dispatch-*.text.jsonl")))
    words = sum(len(document["text"].split()) for path in texts for document in documents(Path(path).read_text(encoding="utf-8")))
    began = time.perf_counter()
    subprocess.run([sys.executable, *reading, *texts], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {
        "`import dragoman`": f"{seconds('-c', 'import dragoman') - bare:.2f} s",
        "`dragoman --version`": f"{seconds('-m', 'dragoman', '--version'):.2f} s",
        "one article of 380 words, all in": f"{seed:.2f} s",
        "ninety articles, one process": f"{words / (time.perf_counter() - began):,.0f} words a second",
    }


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    rows = measure(parser.parse_args().corpus)
    table = f"| | on {os.cpu_count()} cores |\n| --- | ---: |\n" + "".join(f"| {what} | {value} |\n" for what, value in rows.items())
    publish("speed", HEAD, table)


if __name__ == "__main__":
    main()
