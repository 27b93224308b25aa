"""The shapes of what the API gives, with an example each: the OpenAPI document is made from them."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from dragoman.document import Credit
from dragoman.facts import Fact, Link
from dragoman.facts.follow_up import State, state_of
from dragoman.facts.model import LinkKind, Standing
from dragoman.register import DocumentRow

_DOCUMENT: dict[str, Any] = {
    "id": "dispatch-1-01", "title": "Presidents of Kazakhstan and Korea hold talks in Astana", "published": "2024-06-13",
    "source": "Dala Press", "official": False, "records": 21}


class DocumentHead(BaseModel):
    """A document as lists show it. `published`: an ISO date or partial date; `records`: how many were read in it."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_DOCUMENT]})
    id: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    official: bool
    records: int

    @classmethod
    def of(cls, row: DocumentRow) -> DocumentHead:
        """From a row of the register."""
        return cls.model_validate(row)


class DocumentList(BaseModel):
    """Some documents, and the cursor of those that follow (null: these were the last)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_DOCUMENT], "next": "WyJkaXNwYXRjaC0xLTAxIl0"}]})
    items: list[DocumentHead]
    next: str | None = None


class WholeDocument(DocumentHead):
    """A document with its text and its records in the codebook's shape, each with its id and the id of the `fact` that it tells.

    `start` and `end` of evidence are code points of `text`, whose SHA-256 (of its UTF-8 form) is `sha256`; `pages` are the places where the
    pages of a PDF begin; `dateline` is the place and date that an agency puts before its story, `credits` are those who made it.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{
        **_DOCUMENT, "sha256": "9f86d081…", "language": "en", "dateline": None, "credits": [], "pages": [], "text": "ASTANA. June 13. …",
        "records": [{
            "id": "r-4e1c7a90b2d3", "fact": "f-4e1c7a90b2d3", "type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"],
            "evidence": [{"quote": "held talks in the Akorda", "start": 68, "end": 92}], "confidence": 0.9}]}]})
    sha256: str
    language: str | None = None
    dateline: str | None = None
    credits: list[Credit]
    pages: list[int]
    text: str
    records: list[dict[str, Any]]  # type: ignore[assignment] # instead of their number


_FACT: dict[str, Any] = {
    "id": "f-4e1c7a90b2d3", "type": "meeting", "what": "Talks between Kazakhstan and South Korea, Akorda", "when": "2024-06-13",
    "fields": {"kind": "talks", "parties": ["KAZ", "KOR"], "place": "Akorda", "date": "2024-06-13", "status": "held"},
    "reports": 3, "sources": 2, "official": True, "confidence": 0.93, "disputed": False}


class FactHead(BaseModel):
    """A fact as lists show it. `when`: its own date or that of its first report (null: neither is known); `what` says it in words.

    `reports` and `sources`: how many documents and publishers tell it; `disputed`: whether its reports differ on a field.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_FACT]})
    id: str
    type: str
    what: str
    when: str | None = None
    fields: dict[str, Any]
    due: str | None = None
    reports: int
    sources: int
    official: bool
    confidence: float | None = None
    disputed: bool

    @classmethod
    def told_by(cls, fact: Fact) -> dict[str, Any]:
        """The values for a fact of the register."""
        from dragoman.questions.describing import describe

        return {"id": fact.id, "type": fact.type, "what": describe(fact), "when": None if fact.when == "9999" else fact.when,
                "fields": dict(fact.fields), "due": fact.due, "reports": fact.n_reports, "sources": fact.n_sources,
                "official": fact.official, "confidence": fact.confidence, "disputed": bool(fact.conflicts)}


class FactList(BaseModel):
    """Some facts, and the cursor of those that follow (null: these were the last)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_FACT], "next": "WyIyMDI0LTA2LTEzIiwgImYtMSJd"}]})
    items: list[FactHead]
    next: str | None = None


class ReportShape(BaseModel):
    """One record that tells the fact, in the codebook's shape, with its document, and its place among the document's records.

    `standing`: read (by the program); accepted, corrected or added (by a person); or unverifiable, as a person found. `circle`: the states
    and organisations that figure in the document, most often first.
    """

    record: str
    document: str
    position: int
    published: str | None = None
    source: str | None = None
    official: bool
    circle: list[str]
    standing: Standing
    data: dict[str, Any]


class ToldValue(BaseModel):
    """A value, and the ids of the records that give it."""

    value: Any
    records: list[str]


class ConflictShape(BaseModel):
    """A field that reports give with different values."""

    field: str
    values: list[ToldValue]


class StageShape(BaseModel):
    """How far it had got, when, for which party (null: for all), and the ids of the records that say so."""

    status: str
    date: str | None = None
    party: str | None = None
    records: list[str]


class LinkShape(BaseModel):
    """What ties two facts: `of` is kept, late or dropped as `by` shows; or the two give different values of one quantity (conflict)."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [{
        "kind": "kept", "of": "f-4e1c7a90b2d3", "by": "f-0b2d34e1c7a9", "why": "the road was opened"}]})
    kind: LinkKind
    of: str
    by: str
    why: str


class WholeFact(FactHead):
    """A fact with everything that is known of it; `state`: what has become of a commitment by today (null: it is none)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        **_FACT, "told": [{"record": "r-4e1c7a90b2d3", "document": "dispatch-1-01", "position": 0, "published": "2024-06-13",
                           "source": "Dala Press", "official": False, "circle": ["KAZ", "KOR"], "standing": "read",
                           "data": {"type": "meeting", "kind": "talks"}}],
        "conflicts": [], "history": [], "links": [], "state": None}]})
    told: list[ReportShape]
    conflicts: list[ConflictShape]
    history: list[StageShape]
    links: list[LinkShape]
    state: State | None

    @classmethod
    def of(cls, fact: Fact, links: Sequence[Link], today: str) -> WholeFact:
        """From a fact of the register and what links it with others."""
        own = [link for link in links if link.of == fact.id]
        told = [ReportShape(record=one.record, document=one.document, position=one.position, published=one.published, source=one.source,
                            official=one.official, circle=list(one.circle), standing=one.standing, data=dict(one.data))
                for one in fact.reports]
        return cls(
            **cls.told_by(fact), told=told,
            conflicts=[ConflictShape(field=one.field, values=[ToldValue(value=value, records=list(by)) for value, by in one.values])
                       for one in fact.conflicts],
            history=[StageShape(status=one.status, date=one.date, party=one.party, records=list(one.records)) for one in fact.history],
            links=[LinkShape.model_validate(one) for one in links],
            state=state_of(fact, own, today) if fact.type == "commitment" else None)


class WholeFactList(BaseModel):
    """Some facts with everything that is known of each, and the cursor of those that follow (null: these were the last)."""

    items: list[WholeFact]
    next: str | None = None


class LinkList(BaseModel):
    """Some links, and the cursor of those that follow (null: these were the last)."""

    items: list[LinkShape]
    next: str | None = None
