"""The codebook as types: nine kinds of record, each with its evidence. Field names and values are the public data model (docs/codebook.md).

Actors are ISO 3166-1 alpha-3 codes, `IGO:` codes, or plain names where neither exists. Dates are ISO 8601, partial dates or intervals.
A field that the text does not give is None and is left out of the JSON.
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from dragoman.document import Document, Span
from dragoman.errors import EvidenceError

Actor = Annotated[str, Field(min_length=2)]
Actors = Annotated[tuple[Actor, ...], Field(json_schema_extra={"uniqueItems": True})]
Text = Annotated[str, Field(min_length=1)]
Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?(/(\d{4}(-\d{2}(-\d{2})?)?)?)?$")]
Sector = Literal[
    "politics", "security", "defence", "border", "justice", "consular", "human_rights", "trade", "investment", "finance", "industry",
    "energy", "nuclear", "mining", "agriculture", "water", "environment", "transport", "space", "digital", "science", "education",
    "health", "culture", "archives", "media", "tourism", "sport", "labour", "migration", "humanitarian", "development", "regional", "other"]
SECTORS: tuple[str, ...] = get_args(Sector)
EventType = Literal["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
                    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
Auxiliary = Literal["historical", "future", "hypothetical", "negated"]

_LARGEST = 10**30  # more than anybody measures, and no more than can be told in words


def _measurable(value: int | float) -> int | float:
    if abs(value) <= _LARGEST:  # which "not a number" is not
        return value
    raise ValueError(f"it is a number of at most {_LARGEST:.0e}")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Evidence(_Frozen):
    """A verbatim piece of a document's text: `text[start:end] == quote`, in code points. Make one with `Evidence.cut`.

    It cannot be had without the text it quotes: the quote is checked when it is made, and again when it is loaded from a store.
    """

    quote: Text
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    page: int | None = None
    _cue: Span | None = PrivateAttr(default=None)

    @property
    def cue(self) -> Span | None:
        """The word by which the record was found, where whoever made the evidence said it; not stored, and no part of what it is."""
        return self._cue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence) and (self.start, self.end, self.quote) == (other.start, other.end, other.quote)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.quote))

    @model_validator(mode="wrap")
    @classmethod
    def _holds(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if isinstance(data, cls):
            return data  # was checked when it was made, and cannot have changed since
        text = (info.context or {}).get("text")
        if text is None:
            raise EvidenceError("evidence cannot be checked without its text; make it with Evidence.cut(document, start, end)")
        made = handler(data)
        if text[made.start:made.end] != made.quote:
            raise EvidenceError(f"evidence {made.quote[:60]!r} is not what the text holds at {made.start}:{made.end}")
        return made

    @classmethod
    def cut(cls, document: Document, start: int, end: int, cue: Span | None = None) -> Self:
        """The piece of the document's text from `start` to `end`; an EvidenceError where that is no piece of it."""
        if not 0 <= start < end <= len(document.text):
            raise EvidenceError(f"{start}:{end} is no piece of a text of {len(document.text)} characters")
        data = {"quote": document.text[start:end], "start": start, "end": end, "page": document.page_of(start)}
        made = cls.model_validate(data, context={"text": document.text})
        made._cue = cue
        return made


class RecordBase(_Frozen):
    """What all nine types of record have: their evidence, how sure the program is of them, and how they are written as JSON.

    `confidence` is the probability, from 0 to 1, that a careful reader would have written the record down too.
    """

    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None

    @classmethod
    @cache
    def fields(cls) -> tuple[tuple[str, str], ...]:
        """The fields of this type of record beside type, evidence and confidence: pairs of attribute and name in the JSON."""
        own = ((name, field.alias or name) for name, field in cls.model_fields.items())
        return tuple(pair for pair in own if pair[0] not in ("type", "evidence", "confidence"))

    def to_dict(self) -> dict[str, Any]:
        """The codebook's JSON shape: only the fields that the text gives."""
        fields = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        evidence = fields.pop("evidence")
        return {"type": fields.pop("type"), **fields, "evidence": evidence}


class Meeting(RecordBase):
    """Representatives meet, travel or speak to each other."""

    type: Literal["meeting"] = "meeting"
    kind: Literal["visit", "talks", "call", "summit", "conference", "session", "ceremony"]
    rank: Literal["state", "official", "working", "private"] | None = None
    parties: Actors
    people: tuple[Text, ...] | None = None
    place: Text | None = None
    date: Date | None = None
    status: Literal["held", "planned", "postponed", "cancelled"] | None = None


class Agreement(RecordBase):
    """An instrument between parties, and how far it has got."""

    type: Literal["agreement"] = "agreement"
    kind: Literal["treaty", "agreement", "memorandum", "declaration", "statement", "communique", "protocol", "plan", "contract",
                  "letter_of_intent", "exchange_of_notes", "document"]
    subject: Text | None = None
    sector: Sector | None = None
    parties: Actors
    status: Literal["signed", "ratified", "in_force", "extended", "negotiating", "planned", "proposed", "suspended", "terminated"]
    date: Date | None = None
    place: Text | None = None
    count: Annotated[int, Field(ge=2)] | None = None


class Figure(RecordBase):
    """A number that measures the relation. `value` is in `unit`: an ISO 4217 code, `percent`, `count` or a unit of measure."""

    type: Literal["figure"] = "figure"
    measure: Literal["investment", "trade", "export", "import", "loan", "grant", "contract", "companies", "projects", "people", "goods",
                     "flights", "share", "other"]
    value: Annotated[int | float, AfterValidator(_measurable)]
    unit: Text
    bound: Literal["exact", "about", "more_than", "less_than", "up_to"] | None = None
    nature: Literal["level", "change", "target"] | None = None
    from_: Actor | None = Field(default=None, alias="from")
    to: Actor | None = None
    between: Actors | None = None
    period: Date | None = None


class Body(RecordBase):
    """A standing joint institution."""

    type: Literal["body"] = "body"
    name: Text
    kind: Literal["commission", "council", "committee", "working_group", "fund", "centre", "forum", "mission", "organisation",
                  "other"] | None = None
    parties: Actors
    status: Literal["operating", "established", "planned", "proposed", "closed"] | None = None


class Presence(RecordBase):
    """An organisation of one side that works in the other."""

    type: Literal["presence"] = "presence"
    name: Text
    home: Actor | None = None
    host: Actor | None = None
    activity: Text | None = None


class Statement(RecordBase):
    """Somebody is quoted or paraphrased."""

    type: Literal["statement"] = "statement"
    speaker: Text
    affiliation: Actor | None = None
    mode: Literal["direct", "indirect"]
    content: Text


class Commitment(RecordBase):
    """Somebody says or agrees what is to be done."""

    type: Literal["commitment"] = "commitment"
    actor: Actors
    toward: Actors | None = None
    stance: Literal["pledge", "agreed", "intention", "interest", "proposal", "request", "invitation"]
    action: Text
    sector: Sector | None = None
    deadline: Text | None = None


class Gesture(RecordBase):
    """One side shows the other what it thinks of it."""

    type: Literal["gesture"] = "gesture"
    kind: Literal["thanks", "congratulation", "condolence", "praise", "welcome", "support", "apology", "recognition", "criticism",
                  "accusation", "protest", "rejection", "warning", "threat"]
    from_: Actor = Field(alias="from")
    to: Actor
    about: Text | None = None


class Event(RecordBase):
    """Anything else that one actor does to another, in PLOVER's terms."""

    type: Literal["event"] = "event"
    event_type: EventType
    mode: Text | None = None
    context: tuple[Text, ...] | None = None
    source: Actors
    target: Actors | None = None
    date: Date | None = None
    place: Text | None = None


Record = Annotated[Meeting | Agreement | Figure | Body | Presence | Statement | Commitment | Gesture | Event, Field(discriminator="type")]
RECORD_TYPES = (Meeting, Agreement, Figure, Body, Presence, Statement, Commitment, Gesture, Event)
_RECORDS: TypeAdapter[tuple[Record, ...]] = TypeAdapter(tuple[Record, ...])


class Act(_Frozen):
    """One PLOVER event as a sentence tells it. Not a record: it may be between unnamed or domestic actors, and is only exported.

    `source` and `target` are codes, or names where none is known; what two do together has both in `source` and nobody in `target`.
    """

    event_type: EventType
    mode: Text | None = None
    context: tuple[Text, ...] = ()
    auxiliary: tuple[Auxiliary, ...] = ()
    source: Actors
    source_sectors: tuple[Text, ...] = ()
    target: Actors = ()
    target_sectors: tuple[Text, ...] = ()
    date: Date | None = None
    evidence: Evidence


def load_records(data: Iterable[Mapping[str, Any]], text: str) -> tuple[Record, ...]:
    """Records from their JSON shape; every quote is checked against `text`. `id` fields are ignored: they follow from the content."""
    bare = [{k: v for k, v in record.items() if k != "id"} for record in data]
    return _RECORDS.validate_python(bare, context={"text": text})


def record_id(document: Document, record: Record) -> str:
    """A stable id: the same record of the same text has the same id on every machine, however sure the program is of it."""
    fields = {name: value for name, value in record.to_dict().items() if name != "confidence"}
    whole = json.dumps([document.sha256, fields], ensure_ascii=False, sort_keys=True)
    return f"r-{hashlib.sha256(whole.encode('utf-8')).hexdigest()[:12]}"


class Reading(Document):
    """A document with the records that were read in it, and the acts that its sentences tell of; a register keeps the records alone."""

    records: tuple[Record, ...] = ()
    acts: tuple[Act, ...] = ()

    @classmethod
    def of(cls, document: Document, records: Iterable[Record], acts: Iterable[Act] = ()) -> Reading:
        """The document with its records and acts."""
        fields = {name: getattr(document, name) for name in Document.model_fields}
        return cls.model_construct(**fields, records=tuple(records), acts=tuple(acts))

    def to_dict(self) -> dict[str, Any]:
        """The codebook's JSON shape of a document: metadata that is known, then the records with their ids."""
        head = {"id": self.id, "title": self.title, "published": self.published, "source": self.source, "url": self.url,
                "language": self.language, "credits": [c.model_dump() for c in self.credits] or None}
        known = {k: v for k, v in head.items() if v is not None}
        return {**known, "records": [{"id": record_id(self, r), **r.to_dict()} for r in self.records]}


__all__ = ["RECORD_TYPES", "SECTORS", "Agreement", "Body", "Commitment", "Event", "Evidence", "Figure", "Gesture", "Meeting", "Presence",
           "Reading", "Record", "Statement", "ValidationError", "load_records", "record_id"]
