"""Small readings for the tests of the register."""
from __future__ import annotations

from typing import Any

from dragoman.document import Document
from dragoman.records import Evidence, Reading, load_records

TEXT = "Ministers of Estonia and Finland met in Tallinn. Finland will send a doctor. “We are glad,” she said. Latvia was told."


def reading_of(*records: dict[str, Any], document_id: str = "d1", text: str = TEXT, **head: Any) -> Reading:
    """A document with records whose evidence is its first word."""
    document = Document(id=document_id, text=text, **head)
    piece = Evidence.cut(document, 0, text.index(" ")).model_dump()
    return Reading.of(document, load_records([{"evidence": [piece], **record} for record in records], text))


def meeting(*parties: str, date: str | None = None, **more: Any) -> dict[str, Any]:
    return {"type": "meeting", "kind": "talks", "parties": list(parties), "date": date, **more}


def agreement(subject: str, status: str = "signed", **more: Any) -> dict[str, Any]:
    return {"type": "agreement", "kind": "agreement", "subject": subject, "parties": ["EST", "FIN"], "status": status, **more}


def statement(affiliation: str) -> dict[str, Any]:
    return {"type": "statement", "speaker": "she", "affiliation": affiliation, "mode": "direct", "content": "We are glad"}
