"""Measure the server: `python -m benchmarks.web FOLDER`, or `make bench-web`.

Serves a copy of the register in FOLDER (filled by `make bench-register`, two hundred thousand documents) as `dragoman serve` does, while
another process adds documents to it and settles them, batch after batch. Meanwhile twenty readers ask for pages, drawn by use; each reads
its page for two seconds on average (`--pause`) before it asks for the next one.
"""
from __future__ import annotations

import argparse
import http.client
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode, urlsplit

from benchmarks.register_data import Generator
from benchmarks.report import RESULTS
from dragoman.document import Document
from dragoman.records import Reading
from dragoman.register import Register, View

READERS = 20
ARRIVING = 50  # documents of a batch
LIMIT_MS, LIMIT_BYTES = 300, 250_000
SAMPLE = 400  # documents whose facts are asked for
TYPES = ("meeting", "agreement", "figure", "commitment", "statement", "event")
Draw = Callable[[Random], str]


@dataclass
class Asked:
    """What came of asking for a page: milliseconds each time, and the most bytes that one weighed."""

    times: list[float] = field(default_factory=list)
    bytes: int = 0
    failed: int = 0


def pages(view: View, generator: Generator) -> dict[str, tuple[int, Draw]]:
    """Page → how often it is asked for, and what draws its address; pairs, words and documents as often as they are written about."""
    rows = view.recent(5_000)
    documents = [row.id for row in Random(3).sample(rows, min(SAMPLE, len(rows)))]  # noqa: S311 - nothing is kept secret
    facts = [fact.id for id_ in documents for fact in view.facts_of(id_)]
    records = [fact.replace("f-", "r-") for fact in facts]

    def pair(random: Random) -> tuple[str, str]:
        a, b = sorted(generator.draw_pair(random))
        return a, b

    def of(*names: str) -> Draw:
        def draw(random: Random) -> str:
            made: dict[str, Callable[[], str]] = {
                "a": lambda: pair(random)[0], "actor": lambda: pair(random)[1], "type": lambda: random.choice(TYPES),
                "q": lambda: generator.draw_word(random), "since": lambda: "2012", "until": lambda: "2016"}
            return "?" + urlencode({name: made[name]() for name in names})
        return draw

    return {
        "home": (10, lambda _: "/"),
        "documents": (4, lambda _: "/documents"),
        "a document": (22, lambda random: f"/documents/{quote(random.choice(documents), safe='')}"),
        "a fact": (14, lambda random: f"/facts/{random.choice(facts)}"),
        "facts of an actor and a type": (4, lambda random: f"/facts{of('a', 'type')(random)}"),
        "facts of a type": (2, lambda random: f"/facts{of('type')(random)}"),
        "a pair": (14, lambda random: "/pairs/{}/{}".format(*pair(random))),
        "a pair in five years": (4, lambda random: "/pairs/{}/{}?since=2012&until=2016".format(*pair(random))),
        "two countries": (2, lambda _: "/pairs"),
        "a country": (5, lambda random: f"/countries/{pair(random)[0]}"),
        "search: a word": (6, lambda random: f"/search{of('q')(random)}"),
        "search: a word, a type, an actor": (4, lambda random: f"/search{of('q', 'type', 'actor')(random)}"),
        "network": (2, lambda _: "/network"),
        "network of an actor, a type, some years": (2, lambda random: f"/network{of('actor', 'type', 'since', 'until')(random)}"),
        "compare": (3, lambda random: f"/compare?{urlencode(dict(zip(('first', 'second'), random.sample(documents, 2), strict=True)))}"),
        "about": (2, lambda _: "/about"),
        "all facts": (1, lambda _: "/facts"),
        "review: records": (3, lambda random: f"/review{of('type')(random)}"),
        "review: conflicts": (1, lambda _: "/review?list=conflicts"),
        "review: merges": (1, lambda _: "/review?list=merges"),
        "a record": (2, lambda random: f"/records/{random.choice(records)}"),
        "decisions": (1, lambda _: "/decisions"),
        "read in": (1, lambda _: "/read"),
    }


def readings(seed: int, prefix: str) -> Iterator[Reading]:
    """Documents that no register has."""
    for n, reading in enumerate(Generator(20_000, seed)):
        held = {name: getattr(reading, name) for name in Document.model_fields}
        yield Reading.of(Document.model_validate({**held, "id": f"{prefix}-{n:06d}"}), reading.records)


def write(location: Path, seed: int) -> None:
    """Add documents and settle them until the parent ends this, telling of each batch on a line."""
    arriving = readings(seed, f"w{seed}")
    with Register.open(location) as register:
        while True:
            batch = list(islice(arriving, ARRIVING))
            began = time.perf_counter()
            register.add_all(batch)
            register.settle()
            print(f"{len(batch)} {time.perf_counter() - began:.3f}", flush=True)


@contextmanager
def running(command: list[str], **how: object) -> Iterator[subprocess.Popen[str]]:
    """A process that ends with the block."""
    process = subprocess.Popen(command, text=True, **how)  # type: ignore[call-overload] # pipes, as asked for
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def serving(location: Path) -> Iterator[tuple[str, int]]:
    """Host and port of `dragoman serve`."""
    command = [sys.executable, "-m", "dragoman", "serve", "--register", str(location), "--port", "0"]
    with running(command, stderr=subprocess.PIPE) as process:
        said = iter(process.stderr.readline, "")  # type: ignore[union-attr] # a pipe, as asked for
        address = urlsplit(next(word for line in said for word in line.split() if word.startswith("http")))
        threading.Thread(target=sys.stderr.writelines, args=(said,), daemon=True).start()
        yield address.hostname or "", address.port or 0


def get(connection: http.client.HTTPConnection, path: str) -> http.client.HTTPResponse:
    """The answer to a request; over a new connection, as browsers do, where the server has closed one that was idle for long."""
    try:
        connection.request("GET", path)
        return connection.getresponse()
    except http.client.RemoteDisconnected:
        connection.close()
        connection.request("GET", path)
        return connection.getresponse()


def read(address: tuple[str, int], wanted: dict[str, tuple[int, Draw]], how: tuple[int, float, float], results: dict[str, Asked]) -> None:
    """One reader: asks for pages until the time is over. `how`: its seed, when it ends (monotonic), and seconds that it reads a page."""
    seed, until, pause = how
    random, connection = Random(seed), http.client.HTTPConnection(*address, timeout=60)  # noqa: S311
    names = list(wanted)
    weights = [wanted[name][0] for name in names]
    time.sleep(random.random() * pause)
    while time.monotonic() < until:
        name = random.choices(names, weights)[0]
        path = wanted[name][1](random)
        began = time.perf_counter()
        answer = get(connection, path)
        weight = len(answer.read())
        asked = results[name]
        asked.times.append(1000 * (time.perf_counter() - began))
        asked.bytes = max(asked.bytes, weight)
        if answer.status != 200:
            asked.failed += 1
            print(f"{answer.status} {path}", file=sys.stderr)
        time.sleep(random.expovariate(1 / pause) if pause else 0)


def measure(location: Path, wanted: dict[str, tuple[int, Draw]], seconds: float, pause: float) -> tuple[dict[str, Asked], float]:
    """What twenty readers see while documents arrive; and how many documents arrived in a second."""
    with serving(location) as address:
        for name, one in wanted.items():  # whoever comes first waits for what is counted once
            read(address, {name: one}, (0, time.monotonic() + 0.001, 0), defaultdict(Asked))
        with running([sys.executable, "-m", "benchmarks.web", str(location), "--write"], stdout=subprocess.PIPE) as writer:
            lines: list[str] = []
            listening = threading.Thread(target=lambda: lines.extend(iter(writer.stdout.readline, "")), daemon=True)  # type: ignore[union-attr]
            listening.start()
            until = time.monotonic() + seconds
            found = [defaultdict[str, Asked](Asked) for _ in range(READERS)]
            readers = [threading.Thread(target=read, args=(address, wanted, (n + 1, until, pause), found[n])) for n in range(READERS)]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            arrived = sum(int(line.split()[0]) for line in lines)
    results: dict[str, Asked] = {}
    for name in wanted:
        all_ = [one[name] for one in found]
        results[name] = Asked(sorted(time_ for one in all_ for time_ in one.times), max(one.bytes for one in all_),
                              sum(one.failed for one in all_))
    return results, arrived / seconds


def figures(results: dict[str, Asked]) -> dict[str, dict[str, float]]:
    """Page → how often it was asked for, p50 and p95 in milliseconds, kilobytes."""
    return {name: {"asked": len(one.times), "p50": round(statistics.median(one.times), 1),
                   "p95": round(one.times[math.ceil(0.95 * len(one.times)) - 1], 1), "kB": round(one.bytes / 1000, 1), "failed": one.failed}
            for name, one in results.items() if one.times}


def table(rows: dict[str, dict[str, float]]) -> str:
    """The figures as a Markdown table."""
    head = "| page | asked for | p50 | p95 | largest |\n| --- | ---: | ---: | ---: | ---: |\n"
    return head + "".join(f"| {name} | {row['asked']:,} | {row['p50']:,.0f} ms | {row['p95']:,.0f} ms | {row['kB']:,.0f} kB |\n"
                          for name, row in rows.items())


def publish(results: dict[str, Asked], arriving: float, options: argparse.Namespace) -> str | int:
    """Write the results and print them; what is said where they miss what they must reach, else 0."""
    rows, asked = figures(results), sum(len(one.times) for one in results.values()) / options.seconds
    head = (f"# The server\n\nOn {os.cpu_count()} cores, a register of {options.documents:,} documents: {READERS} readers, each of whom "
            f"reads a page for {options.pause:g} s on average before asking for the next one ({asked:.0f} pages a second in all), while "
            f"{arriving:.0f} documents a second are added and settled. Milliseconds until the whole page is there, by the reader's clock. "
            f"Made by `make bench-web`.\n\n")
    RESULTS.joinpath("web.md").write_text(head + table(rows), encoding="utf-8")
    whole = {"documents a second": round(arriving, 1), "pages a second": round(asked, 1), "pages": rows}
    RESULTS.joinpath("web.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    print(table(rows), end="")
    missed = [name for name, row in rows.items() if row["p95"] > LIMIT_MS or row["kB"] * 1000 > LIMIT_BYTES or row["failed"]]
    return f"missed: {', '.join(missed)}" if missed else 0


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where register.db is; three gigabytes more are needed there")
    parser.add_argument("--documents", type=int, default=200_000, help="as many as the register was filled with")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=2, help="seconds that a reader reads a page, on average")
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.folder, seed=os.getpid())
    copy = options.folder / "web.db"
    shutil.copyfile(options.folder / "register.db", copy)
    try:
        with Register.open(copy) as register:
            wanted = pages(register.view(), Generator(options.documents))
        results, arriving = measure(copy, wanted, options.seconds, options.pause)
    finally:
        for made in options.folder.glob("web.db*"):
            made.unlink()
    sys.exit(publish(results, arriving, options))


if __name__ == "__main__":
    main()
