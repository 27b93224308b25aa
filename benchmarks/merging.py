"""Measure how records become facts: `python -m benchmarks.merging CORPUS`, or `make bench`.

CORPUS is a folder with pairs NAME.text.jsonl and NAME.gold.jsonl and with dispatch-3.facts.json; the folder `merging` beside this file
holds further texts, records and facts (its README says how they are written). Groups whose documents are not at hand are left out.
Prints one table, and puts it and the numbers behind it where `benchmarks/report.py` says.
"""
from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.accuracy import documents, module_at, read
from benchmarks.report import RESULTS, publish
from dragoman.codebook.official import is_official
from dragoman.facts import Fact, Link, Report
from dragoman.facts.build import block_of, build
from dragoman.facts.disputes import disputes
from dragoman.facts.follow_up import follow_up, state_of
from dragoman.register.rows import circle_of

OWN = Path(__file__).parent / "merging"
LINKS = ("kept", "late", "dropped", "conflict")
HEAD = """# Merging

Whether two records of a series of documents are put into one fact exactly where a person did: precision, recall and F1 over pairs of
records. "Written" are records written by hand, "read" those that the program reads, as far as they match written ones; a pair of which one
was not read counts as missed, save under "F1 of read". Near misses: pairs that look alike and are two facts, and how many were kept apart.
Then what became of promises, and numbers that contradict each other: links found, and those made without reason; another record of the
document that shows it is a reason. A promise is late also where only its term had passed on the day of that document.
"""
Ref = tuple[str, int]  # a document and the place of a record in its list


@dataclass
class Truth:
    """What people say of a set: its series of documents, which records are one fact, which near misses are not, and what is linked."""

    series: dict[str, str] = field(default_factory=dict)  # document → name of its series
    same: list[list[Ref]] = field(default_factory=list)
    apart: list[list[Ref]] = field(default_factory=list)
    links: dict[str, list[list[Ref]]] = field(default_factory=dict)
    skipped: int = 0


@dataclass
class Score:
    """Pairs or links found that are right, found in all, and to be found in all."""

    right: int = 0
    found: int = 0
    all: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.all if self.all else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.all) if self.found + self.all else 1.0


# -- what people say

def truth_of(path: Path, known: Mapping[str, Any]) -> Truth:
    """The facts.json of a set, as far as its documents are known."""
    data = json.loads(path.read_text(encoding="utf-8"))
    series = data.get("series") or [{"name": name, "documents": ids} for name, ids in _series_of(data["same"])]
    truth = Truth()
    for one in series:
        if all(document in known for document in one["documents"]):
            truth.series |= dict.fromkeys(one["documents"], one["name"])
        else:
            truth.skipped += 1
    truth.same = [group for group in map(_refs, data["same"]) if all(document in truth.series for document, _ in group)]
    truth.apart = [refs for refs in (_refs(one["refs"]) for one in data.get("apart", ())) if all(document in known for document, _ in refs)]
    for kind, name in zip(LINKS, ("kept", "late", "dropped", "conflicts"), strict=True):
        entries = data.get(name) or (data.get("overdue") if kind == "late" else None) or ()
        truth.links[kind] = [refs for refs in map(_refs, entries) if all(document in truth.series for document, _ in refs)]
    return truth


def _refs(group: Iterable[list[Any]]) -> list[Ref]:
    return [(document, place) for document, place in group]


def _series_of(same: list[list[list[Any]]]) -> Iterator[tuple[str, list[str]]]:
    """Documents that share facts, directly or by way of others."""
    series: list[set[str]] = []
    for group in same:
        own = {document for document, _ in group}
        series = [one for one in series if one.isdisjoint(own)] + [own.union(*(one for one in series if not one.isdisjoint(own)))]
    yield from ((min(one), sorted(one)) for one in series)


# -- what the program makes of it

def reports_of(texts: Mapping[str, Any], records: Mapping[str, list[dict[str, Any]]]) -> dict[Ref, Report]:
    """Reports of records, by document and place, as a register makes them; `texts` hold what is known of the documents."""
    made: dict[Ref, Report] = {}
    for document, told in records.items():
        head, circle = texts[document], tuple(circle_of(told))
        for place, record in enumerate(told):
            data = {**record, "evidence": [piece if isinstance(piece, dict) else {"quote": piece} for piece in record["evidence"]]}
            source = head.get("source")
            made[document, place] = Report(f"r-{document}-{place}", document, place, data, head.get("published"), source,
                                           is_official(source, head.get("url")), circle)
    return made


def facts_of(reports: Iterable[Report]) -> list[Fact]:
    """All facts that reports tell."""
    blocks: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        blocks[block_of(report)].append(report)
    return [fact for block in blocks.values() for fact in build(block)]


def links_of(facts: Iterable[Fact]) -> list[Link]:
    """All links between facts."""
    of_type: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        of_type[fact.type].append(fact)
    return [*follow_up(of_type["commitment"], [fact for some in of_type.values() for fact in some]), *disputes(of_type["figure"])]


# -- how they compare

def measure(truth: Truth, reports: Mapping[Ref, Report], kinds: Mapping[Ref, str] | None = None) -> dict[str, Any]:
    """Scores of one set: `pairs` by type, "all", and "read" (both have a report), `apart` (kept apart, all), `links` by kind.

    `reports` are those of the set's documents, by the place of the written record that they stand for; others stand for none and have a
    negative place. `kinds` are the types of all written records, where not all have a report.
    """
    own = {ref: report for ref, report in reports.items() if ref[0] in truth.series or any(ref in refs for refs in truth.apart)}
    facts = facts_of(report for ref, report in reports.items() if ref[0] in truth.series or ref in own)
    fact_of = {(report.document, report.position): fact.id for fact in facts for report in fact.reports}
    at = {ref: fact_of[report.document, report.position] for ref, report in own.items() if ref[1] >= 0}
    kinds = kinds or {ref: report.type for ref, report in own.items()}
    apart = [pair for refs in truth.apart for pair in combinations(refs, 2)]
    return {"pairs": _pairs(truth, at, kinds), "links": _links(truth, at, facts), "facts": facts,
            "apart": (sum(at.get(one, one) != at.get(other, other) for one, other in apart), len(apart))}


def _pairs(truth: Truth, at: Mapping[Ref, str], kinds: Mapping[Ref, str]) -> dict[str, Score]:
    right = {tuple(sorted(pair)) for group in truth.same for pair in combinations(group, 2)}
    together: dict[str, list[Ref]] = defaultdict(list)
    for ref, fact in sorted(at.items()):
        together[fact].append(ref)
    found = {pair for refs in together.values() for pair in combinations(refs, 2) if len({truth.series.get(ref[0]) for ref in pair}) == 1}
    scores: dict[str, Score] = defaultdict(Score)
    for pair in right | found:
        for name in (kinds[pair[0]], "all", *(["read"] if all(ref in at for ref in pair) else [])):
            scores[name].all += pair in right
            scores[name].found += pair in found
            scores[name].right += pair in right and pair in found
    return dict(scores)


def _links(truth: Truth, at: Mapping[Ref, str], facts: list[Fact]) -> dict[str, Score]:
    made, by_id = links_of(facts), {fact.id: fact for fact in facts}
    scores = {}
    for kind in LINKS:
        found = {frozenset((link.of, link.by)): link for link in made if link.kind == kind}
        right, reasons, shown = 0, set(), set()
        for entry in truth.links[kind]:
            ties = {frozenset((at[one], at[other])) for one, other in _tied(kind, entry) if one in at and other in at}
            right += not ties.isdisjoint(found) or (kind == "late" and _is_overdue(entry, at, by_id, made))
            reasons |= ties
            shown |= {(at[entry[0]], document) for document, _ in entry[1:] if entry[0] in at}
        more = sum(tie not in reasons and not any((link.of, report.document) in shown for report in by_id[link.by].reports)
                   for tie, link in found.items())
        scores[kind] = Score(right, right + more, len(truth.links[kind]))
    return scores


def _is_overdue(entry: list[Ref], at: Mapping[Ref, str], by_id: Mapping[str, Fact], made: list[Link]) -> bool:
    """Whether the promise counts as overdue on the day of the document that shows it."""
    shows = entry[-1]
    days = [report.published for report in by_id[at[shows]].reports if report.document == shows[0]] if shows in at else []
    return entry[0] in at and any(day and state_of(by_id[at[entry[0]]], made, day) == "overdue" for day in days)


def _tied(kind: str, entry: list[Ref]) -> Iterator[tuple[Ref, Ref]]:
    """The pairs of which one must be linked: any two numbers of a conflict, a promise and what shows its end."""
    return combinations(entry, 2) if kind == "conflict" else ((entry[0], other) for other in entry[1:])


# -- the sets

@cache
def corpus_of(folder: Path) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """All documents and their written records, by id, of the corpus and of the set beside this file."""
    texts: dict[str, Any] = {}
    records: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((*folder.glob("*.text.jsonl"), *folder.glob("text.jsonl"), OWN / "text.jsonl")):
        gold = path.with_name(path.name.replace("text.", "gold."))
        if path.exists() and gold.exists():
            texts |= {one["id"]: one for one in documents(path.read_text(encoding="utf-8"))}
            records |= {one["id"]: one["records"] for one in documents(gold.read_text(encoding="utf-8"))}
    return texts, records


def truths(folder: Path) -> dict[str, Truth]:
    """The sets at hand, by name."""
    _, records = corpus_of(folder)
    paths = {"series": folder / "dispatch-3.facts.json", "groups": OWN / "facts.json"}
    return {name: truth_of(path, records) for name, path in paths.items() if path.exists()}


def written(folder: Path, truth: Truth) -> dict[str, Any]:
    """The scores of a set on records written by hand."""
    texts, records = corpus_of(folder)
    return measure(truth, reports_of(texts, {document: records[document] for document in _documents(truth)}))


def as_read(folder: Path, truth: Truth) -> dict[str, Any]:
    """The scores of a set on records that the program reads; one that matches no written record stands for none."""
    texts, records = corpus_of(folder)
    wanted = _documents(truth)
    with TemporaryDirectory() as temporary:
        path = Path(temporary) / "set.jsonl"
        path.write_text("".join(json.dumps(texts[document]) + "\n" for document in wanted), encoding="utf-8")
        found = {one["id"]: one["records"] for one in documents(read([path]))}
    reports = reports_of(texts, {document: found.get(document, []) for document in wanted})
    scorer = module_at(folder.parent / "bench" / "score.py")
    place_of: dict[Ref, Ref] = {}
    for document in wanted:
        for kind in {record["type"] for record in records[document]}:
            gold = [record for record in records[document] if record["type"] == kind]
            for one, other in scorer.pair(kind, gold, [record for record in found.get(document, ()) if record["type"] == kind]):
                at = next(n for n, record in enumerate(found[document]) if record is other)
                place_of[document, at] = document, next(n for n, record in enumerate(records[document]) if record is one)
    kinds = {(document, n): record["type"] for document in wanted for n, record in enumerate(records[document])}
    return measure(truth, {place_of.get(ref, (ref[0], -1 - ref[1])): report for ref, report in reports.items()}, kinds)


def _documents(truth: Truth) -> list[str]:
    return sorted({*truth.series, *(document for refs in truth.apart for document, _ in refs)})


def table(results: Mapping[str, Mapping[str, Any]]) -> str:
    """The results in Markdown, a row for each set and way of reading."""
    kinds = sorted({kind for result in results.values() for kind in result["pairs"]} - {"all", "read"})
    head = ["", "precision", "recall", "**F1**", "F1 of read", *kinds, "near misses", *LINKS]
    rows = []
    for name, result in results.items():
        pairs, links = result["pairs"], result["links"]
        whole = pairs.get("all", Score())
        rows.append([name, f"{whole.precision:.3f}", f"{whole.recall:.3f}", f"**{whole.f1:.3f}**", f"{pairs.get('read', Score()).f1:.3f}",
                     *(f"{pairs[kind].f1:.2f}" if kind in pairs else "" for kind in kinds), "{} of {}".format(*result["apart"]),
                     *(f"{s.right} of {s.all}, {s.found - s.right} more" for s in (links[kind] for kind in LINKS))])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in [head, ["---", *["---:"] * (len(head) - 1)], *rows])


def main() -> None:
    """Measure, print, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    folder = parser.parse_args().corpus
    results = {f"{name}, {way}": how(folder, truth) for name, truth in truths(folder).items()
               for way, how in (("written", written), ("read", as_read))}
    publish("merging", HEAD, table(results))
    numbers = {name: {part: {key: vars(score) for key, score in result[part].items()} for part in ("pairs", "links")} | {
        "apart": result["apart"]} for name, result in results.items()}
    RESULTS.joinpath("merging.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
