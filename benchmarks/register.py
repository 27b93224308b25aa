"""Measure the register: `python -m benchmarks.register FOLDER`, or `make bench-register`.

Fills a register in FOLDER with made-up documents of ten records each, then times the questions that people ask most; one that is filled
already is asked as it is. FOLDER needs some gigabytes for each database, and the full size takes an hour and more.
"""
from __future__ import annotations

import argparse
import gc
import json
import math
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random

from sqlalchemy import create_engine, text

from benchmarks.register_data import RECORDS, Generator
from benchmarks.report import RESULTS
from dragoman.brief import make_brief
from dragoman.cli import RARELY
from dragoman.errors import UnknownError
from dragoman.register import Asked, Register, View

FULL = 200_000  # documents
BATCH = 200  # documents that are stored at a time
DAILY = 5  # batches at the end, each of which is settled at once
CORES = 2
WORDS_A_CORE = 3_000  # that Dragoman reads on one of them in a second: results/speed.md
DRAWS = 200
DATABASES = ("SQLite", "PostgreSQL")
PHRASES = ('"looked at the"', '"lost ground to the"', '"said that the"', '"worth more to us"')
Figures = dict[str, float]


def seconds(do: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long it takes, by this clock."""
    began = clock()
    do()
    return clock() - began


def fill(register: Register, generator: Generator) -> Figures:
    """Store all documents, and make facts as often as `dragoman read` does; milliseconds of a core, and what part of reading that is.

    Of a file it is the processor's time, which what else runs on the machine changes little; of a server, which works beside this process,
    the clock's. The clock that `read` goes by is made up: it counts the time that reading the documents would take on `CORES` cores.
    """
    core = time.process_time if isinstance(register.location, Path) else time.perf_counter
    documents, clock, again, words = iter(generator), 0.0, 0.0, 0
    spent = {"add": 0.0, "settle": 0.0, "last add": 0.0, "last settle": 0.0}
    bulk = generator.total - DAILY * BATCH
    for stored in range(BATCH, generator.total + 1, BATCH):
        batch = list(islice(documents, BATCH))
        new = sum(reading.text.count(" ") + 1 for reading in batch)
        last = "last " if stored > bulk else ""
        added = seconds(lambda batch=batch: register.add_all(batch), core)  # type: ignore[misc]
        clock, words = clock + added + new / WORDS_A_CORE / CORES, words + new
        spent[f"{last}add"] += added
        if clock >= again or stored >= bulk:
            took = seconds(register.settle, core)
            spent[f"{last}settle"] += took
            clock += took
            again = clock + RARELY * took
    reading = words / WORDS_A_CORE * 1000 / generator.total
    figures = {"add": spent["add"] * 1000 / bulk, "settle": spent["settle"] * 1000 / bulk, "reading": reading,
               "last add": spent["last add"] * 1000 / (DAILY * BATCH), "last settle": spent["last settle"] * 1000 / (DAILY * BATCH)}
    return {**figures, "share of add": 100 * figures["add"] / reading, "share of settle": 100 * figures["settle"] / reading}


def percentiles(name: str, questions: Sequence[Callable[[], object]]) -> Figures:
    """The median and the 95th percentile of the time that questions take, in milliseconds; each is asked once."""
    times = sorted(1000 * seconds(question) for question in questions)
    return {f"{name}, p50": statistics.median(times), f"{name}, p95": times[math.ceil(0.95 * len(times)) - 1]}


def dossiers(view: View, generator: Generator) -> Figures:
    """The brief of pairs, drawn by how often they are written about."""
    random = Random(1)  # noqa: S311 - nothing is kept secret
    pairs = [generator.draw_pair(random) for _ in range(DRAWS)]

    def ask(a: str, b: str) -> None:
        with suppress(UnknownError):  # no document of a small register speaks of both
            make_brief(view, a, b)

    ask(*pairs[0])
    return {**percentiles("dossier", [lambda pair=pair: ask(*pair) for pair in pairs]),  # type: ignore[misc]
            **percentiles("dossier of the first pair", [lambda: ask(*generator.pairs[0])] * 5)}


def searches(view: View, generator: Generator) -> Figures:
    """Full text: words as often as they are written, the commonest, rare ones, phrases; alone and narrowed."""
    random = Random(2)  # noqa: S311
    words = [generator.draw_word(random) for _ in range(DRAWS)]
    actors = [generator.draw_pair(random)[0] for _ in range(DRAWS)]
    pairs = list(zip(words, words[1:] + words[:1], strict=True))
    kinds = {
        "a word": [Asked(word) for word in words],
        "a common word": [Asked(word) for word in generator.words[:40]],
        "a rare word": [Asked(word) for word in random.sample(generator.words[5000:], DRAWS)],
        "two words": [Asked(f"{one} {other}") for one, other in pairs],
        "a word without another": [Asked(f"{one} -{other}") for one, other in pairs],
        "a phrase": [Asked(phrase) for phrase in PHRASES] + [Asked(f'"{one} and the {other}"') for one, other in pairs[:40]],
        "a word, an actor": [Asked(word, actor=actor) for word, actor in zip(words, actors, strict=True)],
        "a word, a type": [Asked(word, type="agreement") for word in words],
        "a word, a type and an actor": [Asked(word, type="agreement", actor=actor) for word, actor in zip(words, actors, strict=True)],
        "a word, a period": [Asked(word, since="2008", until="2010") for word in words],
        "a word, a source": [Asked(word, source="courier") for word in words],
    }
    found: Figures = {}
    for kind, asked in kinds.items():
        view.search(asked[0])
        found |= percentiles(f"search: {kind}", [lambda one=one: view.search(one) for one in asked])  # type: ignore[misc]
    return found | percentiles("search: all of these", [
        lambda one=one: view.search(one) for one in random.sample([one for asked in kinds.values() for one in asked], DRAWS)])  # type: ignore[misc]


def size(location: str) -> int:
    """Bytes on disk."""
    if not location.startswith("postgresql"):
        return Path(location).stat().st_size
    engine = create_engine(location)
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def measure(location: str, documents: int, *, whole: bool) -> Figures:
    """Fill a register and measure it. `whole`: time the rebuilding and verifying of all of it too."""
    generator = Generator(documents)
    with Register.open(location) as register:
        figures = {"documents": float(documents), "records": float(documents * RECORDS)}
        if register.view().counts().documents < documents:
            figures |= fill(register, generator)
        view = register.view()
        gc.collect()
        gc.freeze()  # as `dragoman serve` does; what the generator is made of would be looked through for garbage in each dossier's time
        figures |= dossiers(view, generator) | searches(view, generator)
        if whole:
            figures |= {"rebuild": seconds(register.rebuild), "verify": seconds(register.verify)}
    return figures | {"bytes a record": size(location) / (documents * RECORDS)}


def locations(folder: Path, only: str | None) -> Iterator[tuple[str, str]]:
    """Database → where an empty register of it may be made."""
    if only != "PostgreSQL":
        yield "SQLite", str(folder / "register.db")
    if only != "SQLite":
        import pgserver

        server = pgserver.get_server(folder / "postgresql")  # type: ignore[attr-defined] # it names no exports
        yield "PostgreSQL", server.get_uri().replace("postgresql://", "postgresql+psycopg://")


UNITS = {"documents": "{:,.0f}", "records": "{:,.0f}", "share of add": "{:.1f} %", "share of settle": "{:.1f} %",
         "rebuild": "{:,.0f} s", "verify": "{:,.0f} s",
         "bytes a record": "{:,.0f}"}
TITLES = {"add": "storing a document", "settle": "making its facts, as `read` does", "reading": "reading it, on one core",
          "last add": "storing a document of the last thousand", "last settle": "making its facts, two hundred documents at a time",
          "share of add": "storing, as a part of reading", "share of settle": "making facts, as a part of reading",
          "rebuild": "making all facts anew", "verify": "verifying everything"}


def table(results: dict[str, Figures]) -> str:
    """The results as a Markdown table, a column for each database."""
    names = list(dict.fromkeys(name for figures in results.values() for name in figures))
    rows = [[TITLES.get(name, name), *(UNITS.get(name, "{:,.1f} ms").format(figures[name]) if name in figures else "–"
                                       for figures in results.values())] for name in names]
    head = ["| | " + " | ".join(results) + " |", "| --- |" + " ---: |" * len(results)]
    return "\n".join([*head, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=FULL)
    parser.add_argument("--only", choices=DATABASES)
    parser.add_argument("--whole", action="store_true", help="time rebuild and verify too")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path = RESULTS / "register.json"
    for name, location in locations(options.folder, options.only):
        figures = measure(location, options.documents, whole=options.whole)
        results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        column = name if options.documents == FULL else f"{name}, {options.documents:,} documents"
        results[column] = results.get(column, {}) | figures
        path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    made = "Made by `make bench-register`; a column of another size by `python -m benchmarks.register FOLDER --documents N`."
    head = (f"# The register\n\nOn {os.cpu_count()} cores; milliseconds of the clock, of storing and of making facts in SQLite of a "
            f"processor. {made}\n\n")
    RESULTS.joinpath("register.md").write_text(head + table(results), encoding="utf-8")
    print(table(results), end="")


if __name__ == "__main__":
    main()
