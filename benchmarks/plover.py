"""Measure the exported events against sentences coded by hand: `python -m benchmarks.plover EVENTS`, or `make bench`.

EVENTS is a folder with plv_train.jsonl (sentences with the type of one event) and gsr_dev.jsonl (with type and actors). They are read as
anybody's documents would be, each sentence by itself and without a date; the actors that the files mark are not shown to the program.

Counted as the field counts: a sentence's type is right where an exported event has it, every other type exported for the sentence is wrong,
and a sentence without any event is a miss. CONCEDE and RETREAT count as one, as in the published tables. For type + dyad each pair of a
source's and a target's state counts with its type, in its direction; organisations and actors without a state are nobody. Rules were made
with two thirds of plv_train in sight; the third sentence of each three was kept out of it, and is reported by itself.
"""
from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.report import RESULTS, publish
from dragoman.document import Document, normalise
from dragoman.exports.events import events
from dragoman.pipeline import extract

HEAD = """# PLOVER events

F1 of the exported events against sentences coded by hand; precision and recall are over all types together. What counts as right,
`benchmarks/plover.py` says.
"""
THIRD = 3
_CODE = 3  # letters of a state's code
_STATELESS = ("IGO", "NGO", "INT", "---")

Event = dict[str, Any]
Told = set[tuple[str, ...]]


def types(found: Iterable[Event]) -> Told:
    """The types of some events, exported or of the gold."""
    names = (event.get("event_type") or event.get("plover") or event["plover_any"][0] for event in found)
    return {("CONCEDE/RETREAT" if name in ("CONCEDE", "RETREAT") else name,) for name in names}


def dyads(found: Iterable[Event]) -> Told:
    """Type, state of a source and state of a target, "" for none, of some events."""
    pairs: Told = set()
    for event in found:
        (kind,) = types([event])
        sources, targets = (_states(event.get(side) or ()) for side in ("source", "target"))
        pairs.update((*kind, s, t) for s in sources for t in targets if s or t)
    return pairs


def _states(codes: Iterable[str]) -> set[str]:
    states = {code[:_CODE] for code in codes if code[:_CODE].isupper() and not code.startswith(_STATELESS)}
    return states or {""}


def measure(gold: Sequence[Event], found: dict[str, list[Event]], what: Callable[[Iterable[Event]], Told]) -> dict[str, Any]:
    """Precision, recall and F1 of all together (micro), the mean F1 over types (macro), and F1 by type."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in gold:
        wanted, told = what(sentence["events"]), what(found[sentence["id"]])
        for fact in wanted | told:
            counts[fact[0]].update(right=fact in wanted and fact in told, told=fact in told, wanted=fact in wanted)
    by_type = {kind: _scores(n)["f1"] for kind, n in sorted(counts.items()) if n["wanted"]}
    whole = sum(counts.values(), Counter[str]())
    return {"sentences": len(gold), **_scores(whole), "macro f1": round(sum(by_type.values()) / len(by_type), 3), "by type": by_type}


def _scores(n: Counter[str]) -> dict[str, float]:
    precision, recall = (n["right"] / n[of] if n[of] else 0.0 for of in ("told", "wanted"))
    f1 = 2 * n["right"] / (n["told"] + n["wanted"])
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def read(sentences: Iterable[Event]) -> dict[str, list[Event]]:
    """The events that are exported for each sentence."""
    documents = (Document(id=sentence["id"], text=normalise(sentence["text"])) for sentence in sentences)
    return {document.id: [dict(event) for event in events(extract(document))] for document in documents}


def results(folder: Path) -> dict[str, dict[str, Any]]:
    """The measures by what is measured."""
    plv, gsr = ([json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
                for name in ("plv_train", "gsr_dev"))
    found = read([*plv, *gsr])
    hidden = plv[THIRD - 1::THIRD]
    return {
        "plv_train, types": measure(plv, found, types),
        "plv_train, types, in sight": measure([sentence for sentence in plv if sentence not in hidden], found, types),
        "plv_train, types, not in sight": measure(hidden, found, types),
        "gsr_dev, types": measure(gsr, found, types),
        "gsr_dev, type + dyad": measure(gsr, found, dyads),
    }


def table(measured: dict[str, dict[str, Any]]) -> str:
    """The results in Markdown, a row for each."""
    columns = ("sentences", "precision", "recall", "f1", "macro f1")
    rows = [["", *columns], ["---", *["---:"] * len(columns)], *([name, *(str(row[c]) for c in columns)] for name, row in measured.items())]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    measured = results(parser.parse_args().events)
    publish("plover", HEAD, table(measured))
    RESULTS.joinpath("plover.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
