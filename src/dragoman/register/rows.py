"""Between the tables' rows and the types of the rest of the program."""
from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row

from dragoman.document import Document, text_hash
from dragoman.errors import DamagedError
from dragoman.facts import Fact, Report, actors_of, pairs_of
from dragoman.facts.build import block_of
from dragoman.facts.gists import packed
from dragoman.facts.model import Conflict, Stage, is_code
from dragoman.facts.periods import bounds
from dragoman.register.schema import documents, facts, records

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")
# The field that tells facts of one type apart, by its name in the JSON: each type has one of them, a presence none.
_LABELS = ("stance", "measure", "affiliation", "event_type", "kind")
_CIRCLE = 12  # a document's states beyond this many are its background
REPORT = (*(records.c[name] for name in ("key", "id", "document", "position", "data", "standing", "block", "fact")),
          documents.c.id.label("document_id"), documents.c.published, documents.c.source, documents.c.official, documents.c.circle)
FACT = (facts.c.key, facts.c.id, facts.c.type, facts.c.due, facts.c.data)


def report_of(row: Row[*tuple[Any, ...]]) -> Report:
    """The report that a row of the columns `REPORT` holds."""
    published, circle = dated(row.published), tuple(row.circle)
    return Report(row.id, row.document_id, row.position, row.data, published, row.source, row.official, circle, row.standing)


def dated(published: str | None) -> str | None:
    """The date or partial date with which a document's day of publication begins; None where it is none: its maker may say anything."""
    found = _DATE.match(published or "")
    return found[0] if found else None


def document_of(row: Row[*tuple[Any, ...]]) -> Document:
    """The document of a row of the table `documents`; a DamagedError where its text is no longer what was stored."""
    text_of(row)
    return Document.model_validate({name: getattr(row, name) for name in Document.model_fields})


def text_of(row: Row[*tuple[Any, ...]]) -> str:
    """The text of a row with the columns id, text and sha256; a DamagedError where it is no longer what was stored."""
    text: str = row.text
    if text_hash(text) != row.sha256:
        raise DamagedError(f"the text of document {row.id} is damaged; restore a backup or read the document again")
    return text


def circle_of(data: Iterable[Mapping[str, Any]]) -> list[str]:
    """The codes of the states and organisations that figure in a document's records, most often first, those alike by the alphabet."""
    count = Counter(code for record in data for code in actors_of(record) if is_code(code))
    return [code for code, _ in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:_CIRCLE]]


def block_number(report: Report) -> int:
    """The block of a report as a signed number of 64 bits: what databases look up fastest. Two blocks of one number would only be one."""
    return int.from_bytes(hashlib.blake2b(block_of(report).encode(), digest_size=8).digest(), "big", signed=True)


def fact_row(fact: Fact, block: int, print_: str) -> dict[str, Any]:
    """The row of a fact in the table `facts`, without its key. `block`: that of its founding record; `print_`: what `print_of` gives."""
    told = [bounds(report.published) for report in fact.reports if report.published]
    stems, asks = packed(fact)
    return {
        **_outline_row(fact), "block": block, "print": print_,
        "first": min((first for first, _ in told), default=None), "last": max((last for _, last in told), default=None),
        "reports": fact.n_reports, "sources": fact.n_sources, "confidence": fact.confidence,
        "stems": stems, "asks": asks,
        "data": {"fields": dict(fact.fields), "conflicts": [[c.field, c.values] for c in fact.conflicts],
                 "history": [[s.status, s.date, s.party, s.records] for s in fact.history]}}


def print_of(fact: Fact) -> str:
    """A fingerprint of everything that a fact's rows and links follow from: its canonical form, and all that its reports bring to it."""
    reports = [(report.published, report.source, report.official, report.standing, report.circle, report.data) for report in fact.reports]
    whole = f"{fact.canonical()}{json.dumps(reports, ensure_ascii=False, sort_keys=True)}"
    return hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()


def side_rows(fact: Fact, key: int) -> list[dict[str, Any]]:
    """The rows of a fact in the table `sides`."""
    return [{"code": code, "type": fact.type, "begins": bounds(fact.when)[0], "fact": key} for code in sorted(fact.actors)]


def pair_rows(fact: Fact, key: int, told_in: Iterable[int]) -> list[dict[str, Any]]:
    """The rows of a fact in the table `pairs`. `told_in`: the keys of the documents of its reports."""
    outline = {**_outline_row(fact), "fact": key, "documents": sorted(set(told_in))}
    return [{"a": a, "b": b, **outline} for a, b in sorted(pairs_of(fact))]


def _outline_row(fact: Fact) -> dict[str, Any]:
    """What the tables `facts` and `pairs` both hold of a fact: see register.outlining.Outline."""
    begins, ends = bounds(fact.when)
    return {
        "type": fact.type, "begins": begins, "ends": ends, "id": fact.id,
        "label": next((fact.fields[name] for name in _LABELS if name in fact.fields), None), "status": fact.fields.get("status"),
        "due": fact.due, "dated": "date" in fact.fields or "period" in fact.fields, "disputed": bool(fact.conflicts)}


def fact_of(row: Row[*tuple[Any, ...]], reports: Iterable[Report]) -> Fact:
    """The fact that a row of the columns `FACT` holds, with its reports."""
    data = row.data
    return Fact(
        row.id, row.type, data["fields"], tuple(sorted(reports, key=lambda report: report.order)),
        tuple(Conflict(name, tuple((value, tuple(told)) for value, told in values)) for name, values in data["conflicts"]),
        tuple(Stage(status, date, party, tuple(told)) for status, date, party, told in data["history"]), row.due)
