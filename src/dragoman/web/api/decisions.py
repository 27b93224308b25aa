"""What people decide, what they have decided, and what waits for a decision."""
from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from dragoman.register import Decision, Entry, Ledger
from dragoman.register.decisions import Action
from dragoman.register.queue import Waiting
from dragoman.web.access import Reviewer, tell_decisions
from dragoman.web.api.asking import MOST, Parts
from dragoman.web.api.problems import CHANGING, PROBLEMS
from dragoman.web.deciding import check_sound
from dragoman.web.reviewing import ASKED, Matter, Sought, find_matters
from dragoman.web.site import Shown

router = APIRouter(tags=["decisions"], responses=PROBLEMS)
Id = Annotated[str, Field(min_length=1, max_length=1000)]
Why = Annotated[str | None, Field(max_length=2000, description="The reason, for those who read the ledger.")]
_ENTRY: dict[str, Any] = {
    "number": 12, "at": "2031-05-04T12:00:00+00:00", "who": "Mari", "action": "correct", "document": "dispatch-1-01",
    "record": "r-4e1c7a90b2d3", "field": "place", "old": "Akorda", "new": "Astana", "why": "the palace is in Astana", "undoes": None,
    "undone": False}


class DecisionShape(BaseModel):
    """An entry of the ledger. `old` and `new`: values of `field` for a correction, the record for an addition; for a merge or a split the
    ids of the records on either side. `undoes`: the number of the entry that this one takes back; `undone`: whether another takes it back.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_ENTRY]})
    number: int
    at: str
    who: str
    action: Action
    document: str | None
    record: str | None
    field: str | None
    old: Any
    new: Any
    why: str | None
    undoes: int | None
    undone: bool

    @classmethod
    def of(cls, entry: Entry) -> DecisionShape:
        """From the ledger."""
        return cls(**asdict(entry.decision), undone=entry.undone)


class DecisionList(BaseModel):
    """Some entries, the last one first, and the cursor of those that follow (null: these were the first of all)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_ENTRY], "next": None}]})
    items: list[DecisionShape]
    next: str | None


class Made(BaseModel):
    """The entries that a decision has made: one for each record that it is on."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_ENTRY]}]})
    items: list[DecisionShape]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")
    why: Why = None


class _Seen(_Asked):
    seen: Annotated[int | None, Field(
        ge=0, lt=2**31, description="The last entry of the ledger that whoever decides has seen, as `GET /review` gives it: where there is "
                                    "a later one on the record, the answer is 409.")] = None


class Judge(_Seen):
    """Records are right, wrong, or not to be verified; of a fact, all its records."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"action": "accept", "target": ["r-4e1c7a90b2d3"], "seen": 11}]})
    action: Literal["accept", "reject", "unverifiable"]
    target: Annotated[list[Id], Field(min_length=1, max_length=MOST, description="Ids of records or facts.")]


class Correct(_Seen):
    """Fields of a record, or of each record of a fact, have other values; null takes one away. `was`: the values that the person saw."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "action": "correct", "target": "r-4e1c7a90b2d3", "values": {"place": "Astana"}, "was": {"place": "Akorda"}}]})
    action: Literal["correct"]
    target: Id
    values: Annotated[dict[str, Any], Field(min_length=1, max_length=20)]
    was: Annotated[dict[str, Any], Field(default_factory=dict, max_length=20)]


class Choose(_Seen):
    """Of the values that reports of a fact give for a field, this one is right: the others are corrected to it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "action": "choose", "target": "f-4e1c7a90b2d3", "field": "date", "value": "2024-06-13"}]})
    action: Literal["choose"]
    target: Id
    field: Annotated[str, Field(max_length=40)]
    value: Any


class Add(_Asked):
    """A record that was not read, in the codebook's JSON shape; its evidence may be the bare words of the text."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "action": "add", "document": "dispatch-1-01", "record": {
            "type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"], "evidence": ["held talks in the Akorda"]}}]})
    action: Literal["add"]
    document: Id
    record: Annotated[dict[str, Any], Field(max_length=30)]


class Two(_Asked):
    """Two facts are one (merge), or two however alike they are (part)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"action": "merge", "target": "f-4e1c7a90b2d3", "other": "f-90b2d34e1c7a"}]})
    action: Literal["merge", "part"]
    target: Id
    other: Id


class Split(_Asked):
    """Some records of a fact tell of another one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"action": "split", "target": "f-4e1c7a90b2d3", "away": ["r-90b2d34e1c7a"]}]})
    action: Literal["split"]
    target: Id
    away: Annotated[list[Id], Field(min_length=1, max_length=MOST, description="Ids of the records.")]


class Undo(_Asked):
    """Entries no longer hold."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"action": "undo", "numbers": [12]}]})
    action: Literal["undo"]
    numbers: Annotated[list[Annotated[int, Field(ge=1, lt=2**31)]], Field(min_length=1, max_length=MOST)]


Deed = Annotated[Judge | Correct | Choose | Add | Two | Split | Undo, Field(discriminator="action")]


class _Entries(Parts):
    """Which entries."""

    who: Annotated[str | None, Field(max_length=300, description="Whoever decided, by name.", examples=["Mari"])] = None
    record: Annotated[str | None, Field(max_length=100, description="About this record.", examples=["r-4e1c7a90b2d3"])] = None


class _Asking(Sought):
    """Which part of the queue."""

    limit: Annotated[int, Field(ge=1, le=50, description="At most so many; of suggested merges about so many.")] = 10
    cursor: Annotated[str | None, Field(max_length=200, description="`next` of the part before.")] = None


class Told(BaseModel):
    """A record in the codebook's shape, with the document that holds it, and the fact that it tells (null: none is made yet)."""

    record: str
    document: str
    fact: str | None
    data: dict[str, Any]


class Side(BaseModel):
    """What can be chosen: a value of a conflict with the records that give it, or a fact; `records` are their ids, `told` some of them."""

    fact: str | None
    value: Any = None
    records: list[str]
    told: list[Told]


class Item(BaseModel):
    """What waits for a decision: a record (one side), values of a field on which reports of a fact differ, or two facts."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "type": "meeting", "asked": "Do these words say so?", "why": None, "field": None, "sides": [{
            "fact": "f-4e1c7a90b2d3", "value": None, "records": ["r-4e1c7a90b2d3"], "told": [{
                "record": "r-4e1c7a90b2d3", "document": "dispatch-1-01", "fact": "f-4e1c7a90b2d3",
                "data": {"type": "meeting", "kind": "talks", "parties": ["KAZ", "KOR"], "confidence": 0.51}}]}]}]})
    type: str
    asked: str
    why: str | None
    field: str | None
    sides: list[Side]

    @classmethod
    def of_record(cls, one: Waiting) -> Item:
        """A record of which the program is not certain."""
        told = Told(record=one.id, document=one.document, fact=one.fact, data=one.data)
        return cls(type=one.type, asked=ASKED, why=None, field=None, sides=[Side(fact=one.fact, records=[one.id], told=[told])])

    @classmethod
    def of(cls, matter: Matter) -> Item:
        """A conflict or a suggested merge."""
        return cls(type=matter.type, asked=matter.asked, why=matter.why, field=matter.field, sides=[
            Side(fact=side.fact.id, value=side.value, records=list(side.records), told=[
                Told(record=one.record, document=one.document, fact=side.fact.id, data=dict(one.data)) for one in side.told])
            for side in matter.sides])


class Waits(BaseModel):
    """Some of what waits for a decision, the cursor of what follows (null: nothing), and the number of the last entry of the ledger."""

    items: list[Item]
    next: str | None
    seen: int


@router.get("/review", summary="What waits for a decision")
def review(site: Shown, asked: Annotated[_Asking, Query()]) -> Waits:
    """Records that nobody has decided on, the least certain first; facts whose reports conflict; or facts that may be one.

    A part of the suggested merges may be empty though others follow: what is looked at for one part is bounded.
    """
    seen = site.queue.last()
    if asked.list == "records":
        waiting, more = site.queue.uncertain(asked.filter(site.view), asked.limit, asked.cursor)
        items = [Item.of_record(one) for one in waiting]
    else:
        matters, more = find_matters(site, asked, asked.limit, asked.cursor)
        items = [Item.of(matter) for matter in matters]
    return Waits(items=items, next=more, seen=seen)


@router.get("/decisions", summary="The ledger: what people decided, the last first")
def entries(site: Shown, asked: Annotated[_Entries, Query()]) -> DecisionList:
    about = {asked.record} if asked.record else None
    found, more = site.queue.history(asked.limit, asked.cursor, who=asked.who or None, about=about)
    return DecisionList(items=[DecisionShape.of(entry) for entry in found], next=more)


@router.post("/decisions", summary="Decide", status_code=201, responses=CHANGING)
def decide(site: Shown, me: Reviewer, deed: Deed) -> Made:
    """All of it is done, or nothing. 409 where somebody else has decided meanwhile on what is decided on, or has done the same."""
    check_sound(deed.model_dump())
    made = _done(site.register.ledger(me.name), deed)
    tell_decisions(made)
    return Made(items=[DecisionShape.of(Entry(one, undone=False)) for one in made])


def _done(ledger: Ledger, deed: Deed) -> list[Decision]:
    match deed:
        case Judge():
            return {"accept": ledger.accept, "reject": ledger.reject, "unverifiable": ledger.unverifiable}[deed.action](
                deed.target, deed.why, seen=deed.seen)
        case Correct():
            return ledger.amend(deed.target, deed.values, deed.why, was=deed.was, seen=deed.seen)
        case Choose():
            return ledger.choose(deed.target, deed.field, deed.value, deed.why, seen=deed.seen)
        case Add():
            return ledger.add(deed.document, deed.record, deed.why)
        case Two():
            return (ledger.merge if deed.action == "merge" else ledger.part)(deed.target, deed.other, deed.why)
        case Split():
            return ledger.split(deed.target, deed.away, deed.why)
        case Undo():
            return ledger.undo_all(deed.numbers, deed.why)
