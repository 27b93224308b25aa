"""The API's JSON → the types of the rest of the program. A KeyError, TypeError or ValueError where it is of another form."""
from __future__ import annotations

from dataclasses import fields
from typing import Any

from dragoman.document import Document, text_hash
from dragoman.facts import Fact, Link, Report
from dragoman.facts.model import Conflict, Stage
from dragoman.records import Reading, load_records
from dragoman.register.counting import Counts
from dragoman.register.decisions import Decision
from dragoman.register.outlining import Outline, Publisher, Tally
from dragoman.register.searching import Hit
from dragoman.register.view import DocumentRow, Imprint


def row_of(data: Any) -> DocumentRow:
    """A document as lists show it."""
    return DocumentRow(**_own(DocumentRow, data))


def imprint_of(data: Any) -> Imprint:
    """The imprint of a document."""
    return Imprint(**_own(Imprint, data))


def annotated_of(data: Any) -> tuple[Reading, list[str], dict[str, str]]:
    """A document with its records, their ids, and the fact that each tells; a ValueError where a quote or the text is not what it was."""
    document = Document.model_validate({name: data[name] for name in Document.model_fields})
    text_of(data)
    records = [{name: value for name, value in one.items() if name not in ("id", "fact")} for one in data["records"]]
    facts = {one["id"]: one["fact"] for one in data["records"] if one["fact"] is not None}
    return Reading.of(document, load_records(records, document.text)), [one["id"] for one in data["records"]], facts


def text_of(data: Any) -> str:
    """A text; a ValueError where it has another checksum than it should have."""
    text: str = data["text"]
    if text_hash(text) != data["sha256"]:
        raise ValueError(f"the text of {data['id']} has another checksum")
    return text


def fact_of(data: Any) -> Fact:
    """A fact with everything that is known of it."""
    reports = tuple(
        Report(one["record"], one["document"], one["position"], one["data"], one["published"], one["source"], one["official"],
               tuple(one["circle"]), one["standing"])
        for one in data["told"])
    return Fact(
        data["id"], data["type"], data["fields"], reports,
        tuple(Conflict(one["field"], tuple((told["value"], tuple(told["records"])) for told in one["values"]))
              for one in data["conflicts"]),
        tuple(Stage(one["status"], one["date"], one["party"], tuple(one["records"])) for one in data["history"]), data["due"])


def link_of(data: Any) -> Link:
    """What ties two facts together."""
    return Link(data["kind"], data["of"], data["by"], data["why"])


def outline_of(data: Any) -> Outline:
    """A fact in outline."""
    return Outline(**{**{name: data[name] for name in Outline._fields}, "links": frozenset(data["links"])})


def tally_of(data: Any) -> list[Tally]:
    """How many facts there are."""
    return [Tally(**_own(Tally, one)) for one in data["items"]]


def publisher_of(data: Any) -> Publisher:
    """Who published documents."""
    return Publisher(**_own(Publisher, data))


def hit_of(data: Any) -> Hit:
    """A document that holds some words."""
    return Hit(**{**_own(Hit, data), "marks": tuple((start, end) for start, end in data["marks"])})


def counts_of(data: Any) -> Counts:
    """How much there is."""
    return Counts(**{**_own(Counts, data), "pairs": tuple((one["a"], one["b"], one["facts"]) for one in data["pairs"])})


def decision_of(data: Any) -> Decision:
    """An entry of the ledger."""
    return Decision(**_own(Decision, data))


def _own(kind: Any, data: Any) -> dict[str, Any]:
    """The values of a dataclass's fields, whatever else is told."""
    return {field.name: data[field.name] for field in fields(kind)}
