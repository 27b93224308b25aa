"""The annotated documents as reports, and the facts that are made of them."""
from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.facts import Fact, Report
from dragoman.facts.build import block_of, build
from dragoman.register.rows import circle_of


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def gold_reports(corpus: Path, name: str) -> tuple[Report, ...]:
    """All records of a set of annotated documents; their ids are made of the document's and their place in its list."""
    texts = {document["id"]: document for document in lines(corpus / f"{name}.text.jsonl")}
    found = []
    for gold in lines(corpus / f"{name}.gold.jsonl"):
        document, circle = texts[gold["id"]], tuple(circle_of(gold["records"]))
        for place, record in enumerate(gold["records"]):
            evidence = [{"quote": quote, "start": 0, "end": len(quote)} for quote in record["evidence"]]
            found.append(Report(f"r-{gold['id']}-{place}", gold["id"], place, {**record, "evidence": evidence}, document.get("published"),
                                document.get("source"), False, circle))
    return tuple(found)


@cache
def gold_facts(corpus: Path, name: str) -> tuple[Fact, ...]:
    """The facts of a set of annotated documents."""
    blocks = defaultdict(list)
    for report in gold_reports(corpus, name):
        blocks[block_of(report)].append(report)
    return tuple(fact for block in sorted(blocks) for fact in build(blocks[block]))
