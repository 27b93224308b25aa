"""What a person sees of a record or a fact before deciding on it: its words in their sentence, its fields, and what is asked."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from dragoman.brief.context import passage
from dragoman.errors import QuestionError
from dragoman.facts import Fact, Report
from dragoman.facts.suggestions import Reason
from dragoman.questions.asked import actor
from dragoman.questions.describing import describe, describe_record
from dragoman.questions.timeline import TYPES
from dragoman.records import Evidence
from dragoman.register import DocumentRow, Filter, View
from dragoman.register.queue import Clash, Waiting
from dragoman.register.suggesting import Pair
from dragoman.web.editing import FieldSpec, fields_of, held
from dragoman.web.listing import Actor
from dragoman.web.site import Site

_PIECES = 3  # pieces of evidence that are shown of one record
_TOLD = 4  # reports that are shown of one side of a conflict or a merge
ASKED = "Do these words say so?"
_ALIKE: dict[Reason, str] = {
    "partly": "Some of their reports fit each other, others do not.", "akin": "They are told in other words, of the same sides and time.",
    "alike": "They agree on all fields but one."}


class Sought(BaseModel):
    """What is asked for of the queue: one of its lists, of a type, of an actor."""

    list: Annotated[Literal["records", "conflicts", "merges"], Field(description="Which list.")] = "records"
    type: Annotated[str | None, Field(description="A type of record.", examples=["meeting"])] = None
    actor: Actor = None

    def filter(self, view: View) -> Filter:
        """As the register is asked; a QuestionError where there is no such type, an UnknownError where there is no such actor."""
        if self.type and self.type not in TYPES:
            raise QuestionError(f"{self.type}: no type of record; give one of {', '.join(TYPES)}")
        return Filter(self.type or None, actor(view, self.actor) if self.actor else None)


@dataclass(frozen=True)
class Quote:
    """A piece of evidence, and what stands before and after it in its paragraph."""

    before: str
    after: str
    piece: Evidence


@dataclass(frozen=True)
class Shown:
    """A record with its words. `held`: what its fields hold, as a form brings it back."""

    id: str
    type: str
    what: str
    document: DocumentRow
    quotes: tuple[Quote, ...]
    fields: tuple[tuple[FieldSpec, str], ...]
    held: str
    confidence: float | None
    standing: str
    fact: str | None


@dataclass(frozen=True)
class Side:
    """One of the things between which a person chooses: a value with the records that give it, or a fact. `told`: some of its reports."""

    title: str
    value: Any
    records: tuple[str, ...]
    fact: Fact
    told: tuple[Report, ...]


@dataclass(frozen=True)
class Matter:
    """A conflict or a suggested merge. `field`: the one on which reports of one fact differ; None where two facts are set side by side."""

    type: str
    asked: str
    why: str
    field: str | None
    sides: tuple[Side, ...]


def shown_records(view: View, waiting: Sequence[Waiting]) -> list[Shown]:
    """The records of the queue, with their words."""
    return list(_shown(view, [(one.id, one.document, one.data, "read", one.fact) for one in waiting]))


def shown_record(view: View, id_: str) -> Shown:
    """A record with its words; an UnknownError where there is none of that id, or where it was rejected."""
    reading, _ = view.record(id_)
    fact = view.fact(id_)
    report = next(report for report in fact.reports if (report.record, report.document) == (id_, reading.id))
    return next(_shown(view, [_of_report(report, fact.id)]))


def shown_reports(view: View, fact: Fact, some: Iterable[Report]) -> list[Shown]:
    """Reports of a fact as records, with their words."""
    return list(_shown(view, [_of_report(report, fact.id) for report in some]))


def find_matters(site: Site, asked: Sought, limit: int, cursor: str | None) -> tuple[list[Matter], str | None]:
    """Conflicts or suggested merges, and the cursor of those that follow."""
    if asked.list == "conflicts":
        clashes, more = site.queue.clashes(asked.filter(site.view), limit, cursor)
        return [_of_clash(clash) for clash in clashes], more
    pairs, more = site.suggested.part(asked.filter(site.view), limit, cursor)
    return [_of_pair(pair) for pair in pairs], more


def words_of(view: View, matters: Iterable[Matter]) -> dict[tuple[str, str], Shown]:
    """The reports that matters show, with their words, by record and document."""
    told = {(one.record, one.document): (one, side.fact.id) for matter in matters for side in matter.sides for one in side.told}
    return {(one.id, one.document.id): one for one in _shown(view, [_of_report(report, fact) for report, fact in told.values()])}


def _of_clash(clash: Clash) -> Matter:
    fact = clash.fact
    if clash.rival is not None:
        return Matter(fact.type, "Which of these numbers is right?", clash.why or "", None, tuple(map(_fact_side, (fact, clash.rival))))
    conflict = fact.conflicts[0]
    name = conflict.field.replace("_", " ")
    sides = tuple(Side(_words(value), value, told, fact, _told(fact, told)) for value, told in conflict.values)
    return Matter(fact.type, f"Reports of one fact give different values. Which {name} is right?", describe(fact), conflict.field, sides)


def _of_pair(pair: Pair) -> Matter:
    sides = tuple(map(_fact_side, (pair.one, pair.other)))
    return Matter(pair.one.type, "Is this one fact, or are they two?", _ALIKE[pair.reason], None, sides)


def _fact_side(fact: Fact) -> Side:
    records = tuple(dict.fromkeys(report.record for report in fact.reports))
    return Side(describe(fact), None, records, fact, _told(fact, records))


def _told(fact: Fact, records: Collection[str]) -> tuple[Report, ...]:
    return tuple(report for report in fact.reports if report.record in records)[:_TOLD]


_Told = tuple[str, str, Mapping[str, Any], str, str | None]  # record, document, data, standing, fact


def _of_report(report: Report, fact: str) -> _Told:
    return report.record, report.document, report.data, report.standing, fact


def _shown(view: View, told: Sequence[_Told]) -> Iterator[Shown]:
    ids = {document for _, document, *_ in told}
    texts, rows = view.texts(ids), view.sources(ids)
    for id_, document, data, standing, fact in told:
        type_ = str(data["type"])
        quotes = tuple(_quote(texts[document], piece) for piece in data["evidence"][:_PIECES])
        fields = tuple((spec, spec.shown(data.get(spec.name))) for spec in fields_of(type_))
        yield Shown(id_, type_, describe_record(type_, data), rows[document], quotes, fields, held(type_, data), data.get("confidence"),
                    standing, fact)


def _quote(text: str, piece: Mapping[str, Any]) -> Quote:
    return Quote(*passage(text, piece["start"], piece["end"]), Evidence.model_validate(piece, context={"text": text}))


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
