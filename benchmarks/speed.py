"""Measure how fast Dragoman starts and reads: `python -m benchmarks.speed CORPUS`, or `make bench`.

Prints one table. Times are of whole processes, as a user meets them.
"""
from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.accuracy import documents
from benchmarks.report import publish

HEAD = """# Speed

Whole processes, start and end included, as a user meets them: medians of five, and the many documents once.
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


class Cost(NamedTuple):
    """What a process takes, with those that it starts: seconds of the clock, and of all cores together."""

    clock: float
    cores: float


def cost(*arguments: str) -> Cost:
    """That of a fresh interpreter with these arguments."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def measure(corpus: Path) -> dict[str, str]:
    """What was measured → how long it took, or how fast it was."""
    bare = seconds("-c", "pass")
    reading = ("-m", "dragoman", "read", "--format", "jsonl")
    seed = seconds(*reading, "--no-store", str(corpus / "seed.text.jsonl"))
    texts = sorted(map(str, corpus.glob("*.text.jsonl")))
    found = [document for path in texts for document in documents(Path(path).read_text(encoding="utf-8"))]
    words = sum(len(document["text"].split()) for document in found)
    alone = cost(*reading, "--no-store", "--workers", "1", *texts)
    many = cost(*reading, "--no-store", *texts)
    with TemporaryDirectory() as folder:
        kept = cost(*reading, "--register", f"{folder}/register.db", *texts)
    return {
        "`import dragoman`": f"{seconds('-c', 'import dragoman') - bare:.2f} s",
        "`dragoman --version`": f"{seconds('-m', 'dragoman', '--version'):.2f} s",
        "one article of 380 words, all in": f"{seed:.2f} s",
        f"{len(found)} documents, read by one process": f"{words / alone.clock:,.0f} words a second",
        "read by a process on each core": f"{words / many.clock:,.0f} words a second",
        "and kept in a register, with their facts": f"{words / kept.clock:,.0f} words a second",
        "what keeping them adds to the time of the cores": f"{100 * (kept.cores / many.cores - 1):.0f} %",
        "what a core reads": f"{words / many.cores:,.0f} words a second",
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
