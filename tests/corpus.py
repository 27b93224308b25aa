"""The hand-annotated documents that lie beside a developer's checkout, for tests that hold a share of them."""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple


class GoldDocument(NamedTuple):
    """A text and what was written down about it by hand."""

    text: str
    gold: dict[str, Any]


def gold_documents(shared: Path) -> Iterator[GoldDocument]:
    """All annotated documents of the corpus, set by set."""
    for path in sorted((shared / "corpus").glob("*.gold.jsonl")):
        lines = path.with_name(path.name.replace(".gold.", ".text.")).read_text(encoding="utf-8").splitlines()
        texts = {document["id"]: document["text"] for document in map(json.loads, lines)}
        for gold in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield GoldDocument(texts[gold["id"]], gold)


def evidence_spans(text: str, record: dict[str, Any], *, paragraphs: bool = False) -> Iterator[tuple[int, int]]:
    """Where the evidence of a record stands in the text, or the paragraphs that hold it; evidence from the headline is left out."""
    for quote in record["evidence"]:
        start = text.find(quote)
        if start < 0:
            continue
        end = start + len(quote)
        if paragraphs:
            after = text.find("\n", end)
            start, end = text.rfind("\n", 0, start) + 1, after if after >= 0 else len(text)
        yield start, end
