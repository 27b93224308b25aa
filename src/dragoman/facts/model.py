"""What is known, as types: a fact with every report that tells it, what they disagree on, how far it got, and what follows from it."""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

# The version of the rules by which facts and links are made; another one makes every register make its facts anew.
RULES = "2"

# How a report came to be there: read by the program; accepted, corrected or added by a person; or one that a person could not verify.
Standing = Literal["read", "accepted", "corrected", "added", "unverifiable"]
# kept, late, dropped: a commitment (`of`), and the fact that shows what became of it (`by`). conflict: two values of one quantity.
LinkKind = Literal["kept", "late", "dropped", "conflict"]

# The fields of a record that hold an actor or a list of them, by their names in the JSON.
ACTOR_FIELDS = ("parties", "from", "to", "between", "home", "host", "affiliation", "actor", "toward", "source", "target")


def is_code(actor: str) -> bool:
    """Whether an actor is a state or an organisation, and no plain name."""
    return actor.startswith("IGO:") or (len(actor) == 3 and actor.isascii() and actor.isupper())


def actors_of(data: Mapping[str, Any]) -> frozenset[str]:
    """All actors that figure in a record of the codebook's JSON shape, in whatever role."""
    found: set[str] = set()
    for name in ACTOR_FIELDS:
        if value := data.get(name):
            found.update((value,) if isinstance(value, str) else value)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Report:
    """One record of one document: what it says, and what is known of who says it.

    `data` is the record in the codebook's JSON shape, evidence included. `circle` are the codes of the states and organisations that figure
    in the document's records, most often first: a firm or an unnamed side belongs to one of them.
    """

    record: str
    document: str
    position: int
    data: Mapping[str, Any]
    published: str | None
    source: str | None
    official: bool
    circle: tuple[str, ...]
    standing: Standing = "read"

    @property
    def type(self) -> str:
        """The record's type."""
        return str(self.data["type"])

    @property
    def order(self) -> tuple[str, str, int]:
        """Reports are listed by the date of their document (undated ones last), its id, and their place in it."""
        return self.published or "9999", self.document, self.position

    @property
    def quote(self) -> str:
        """The evidence, its pieces joined by an ellipsis."""
        return " … ".join(piece["quote"] for piece in self.data["evidence"])


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which the reports of one fact give different values: each value with the ids of the records that give it."""

    field: str
    values: tuple[tuple[Any, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """How far something had got, when, for which party (None: for all), and the records that say so."""

    status: str
    date: str | None
    party: str | None
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is held to be known: the fields as the best reports give them, all reports, what they disagree on, and its history.

    `id` is "f-" and the digits of the id of its founding record, the first report in their order; so a fact can always be found again by
    any id it ever had. `fields` are those of the record type, in the codebook's JSON shape without type, evidence and confidence.
    """

    id: str
    type: str
    fields: Mapping[str, Any]
    reports: tuple[Report, ...]
    conflicts: tuple[Conflict, ...] = ()
    history: tuple[Stage, ...] = ()
    due: str | None = None

    @property
    def actors(self) -> frozenset[str]:
        """All actors of all its reports; a firm stands beside its state where the reports name both."""
        return frozenset().union(*(actors_of(report.data) for report in self.reports))

    @property
    def when(self) -> str:
        """Its own date or period, else the date of the first document that tells it, else "9999"; what facts are sorted by."""
        return self.fields.get("date") or self.fields.get("period") or self.first_report or "9999"

    @property
    def first_report(self) -> str | None:
        """The date of the earliest dated document that tells it."""
        return min((report.published for report in self.reports if report.published), default=None)

    @property
    def last_report(self) -> str | None:
        """The date of the latest dated document that tells it."""
        return max((report.published for report in self.reports if report.published), default=None)

    @property
    def n_reports(self) -> int:
        """How many documents tell it."""
        return len({report.document for report in self.reports})

    @property
    def n_sources(self) -> int:
        """How many publishers tell it; a document without a known one counts as one of its own."""
        return len({report.source or report.document for report in self.reports})

    @property
    def official(self) -> bool:
        """Whether a government or an international organisation tells it itself."""
        return any(report.official for report in self.reports)

    @property
    def confidence(self) -> float | None:
        """How sure the program is that at least one report says so: that of its surest record; 1 where a person has accepted one."""
        if any(report.standing in ("accepted", "corrected", "added") for report in self.reports):
            return 1.0
        return max((report.data["confidence"] for report in self.reports if "confidence" in report.data), default=None)

    def canonical(self) -> str:
        """The fact as one line of JSON, the same for the same reports: what `register rebuild` compares byte for byte."""
        whole = {"id": self.id, "type": self.type, "fields": self.fields, "due": self.due,
                 "reports": [[report.document, report.position, report.record] for report in self.reports],
                 "conflicts": [[c.field, c.values] for c in self.conflicts],
                 "history": [[s.status, s.date, s.party, s.records] for s in self.history]}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Link:
    """What ties two facts together, with the reason in words."""

    kind: LinkKind
    of: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people decided on which records are one fact: pairs of record ids that are, and pairs that are not."""

    joined: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[tuple[str, str]] = frozenset()


def pairs_of(fact: Fact) -> frozenset[tuple[str, str]]:
    """The pairs of actors that a fact belongs to, each sorted.

    A statement names only whom it is made for: it belongs to that actor with each other one of its document's circle, and where it is made
    for nobody that is known, to the first two of the circle. A fact of one actor belongs to the pair of it and the next of the circle, and
    so does one of firms and one actor: a firm has no code, and stands beside the state that it belongs to.
    """
    found: set[tuple[str, str]] = set()
    for report in fact.reports:
        own, circle = actors_of(report.data), report.circle
        if len(own) > 1:
            found.update(combinations(sorted(own), 2))
            own = frozenset(filter(is_code, own))
            if len(own) > 1:
                continue
        others = [code for code in circle if code not in own]
        sides = sorted(own) or list(circle[:1])
        partners = others if fact.type == "statement" and own else [code for code in others if code not in sides][:1]
        found.update(tuple(sorted((side, other))) for side in sides for other in partners)  # type: ignore[misc] # pairs
    return frozenset(found)
