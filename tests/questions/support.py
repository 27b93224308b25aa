"""Facts made by hand, and a view that holds them."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.errors import UnknownError
from dragoman.facts import Conflict, Fact, Link, Report, Stage, pairs_of
from dragoman.facts.periods import bounds
from dragoman.records import Reading
from dragoman.register import Asked, Hit, Imprint, View

_NAMES = {"from_": "from"}


def report(document: str, quote: str, position: int = 0, **data: Any) -> Report:
    """A report by a document; `published`, `publisher`, `official`, `circle`, `start` and `page` are not fields of the record."""
    published, publisher = data.pop("published", "2024-06-14"), data.pop("publisher", None)
    official, circle = data.pop("official", False), tuple(data.pop("circle", ("EST", "FIN")))
    start, page = data.pop("start", 10 * position), data.pop("page", None)
    evidence = [{"quote": quote, "start": start, "end": start + len(quote), "page": page}]
    fields = {_NAMES.get(name, name): value for name, value in data.items()}
    return Report(f"r-{document}-{position}", document, position, {**fields, "evidence": evidence, "confidence": 0.9}, published, publisher,
                  official, circle)


def fact(*reports: Report, conflicts: Sequence[Conflict] = (), history: Sequence[Stage] = (), due: str | None = None) -> Fact:
    """The fact of some reports, with the fields of the last one."""
    fields = {name: value for name, value in reports[-1].data.items() if name not in ("type", "evidence", "confidence")}
    return Fact(f"f-{reports[0].record[2:]}", reports[0].type, fields, reports, tuple(conflicts), tuple(history), due)


@dataclass
class FakeView:
    """Answers as a register's view does, from facts in memory."""

    held: Sequence[Fact]
    tied: Sequence[Link] = ()
    texts: Sequence[Reading] = ()
    titles: dict[str, str] = field(default_factory=dict)
    hits: Sequence[Hit] = ()

    def facts(self, **wanted: Any) -> list[Fact]:
        def fits(one: Fact) -> bool:
            begins, ends = bounds(one.when)
            return (wanted.get("type") in (None, one.type) and wanted.get("status") in (None, one.fields.get("status"))
                    and (not wanted.get("pair") or wanted["pair"] in pairs_of(one))
                    and (not wanted.get("actor") or wanted["actor"] in one.actors)
                    and (not wanted.get("since") or ends >= bounds(wanted["since"])[0])
                    and (not wanted.get("until") or begins <= bounds(wanted["until"])[1]))

        return sorted(filter(fits, self.held), key=lambda one: (one.when, one.id))[:wanted.get("limit")]

    def types_of(self, code: str) -> dict[str, int]:
        return dict(Counter(one.type for one in self.held if code in one.actors))

    def links(self, some: Sequence[Fact]) -> list[Link]:
        ids = {one.id for one in some}
        return [link for link in self.tied if link.of in ids or link.by in ids]

    def facts_by_id(self, ids: Iterable[str]) -> dict[str, Fact]:
        return {one.id: one for one in self.held if one.id in set(ids)}

    def facts_of(self, document: str) -> list[Fact]:
        return [one for one in self.facts() if any(told.document == document for told in one.reports)]

    def imprints(self, ids: Iterable[str]) -> dict[str, Imprint]:
        reports = {told.document: told for one in self.held for told in one.reports}
        return {id_: Imprint(id_, self.titles.get(id_), reports[id_].published, reports[id_].source, None, reports[id_].official)
                for id_ in ids}

    def reading(self, document: str) -> Reading:
        for text in self.texts:
            if text.id == document:
                return text
        raise UnknownError(f"{document}: no such document in the register; it is empty")

    def search(self, asked: Asked, limit: int = 20, offset: int = 0) -> list[Hit]:
        return list(self.hits[offset:offset + limit]) if asked.source is None else []


def view_of(*facts: Fact, **more: Any) -> View:
    """A view that holds these facts."""
    view: Any = FakeView(facts, **more)
    made: View = view
    return made
