"""Questions to a register that a server keeps: the methods of `View`, with the same answers."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NoReturn, TypeVar, Unpack

from sqlalchemy import Connection

from dragoman.errors import RegisterError, UnknownError
from dragoman.facts import Fact, Link
from dragoman.facts.follow_up import State
from dragoman.records import Reading, Record
from dragoman.register.counting import Counts
from dragoman.register.decisions import Decision
from dragoman.register.faceting import Facets
from dragoman.register.outlining import Narrowed, Outline, Publisher, Tally
from dragoman.register.remote import loading
from dragoman.register.remote.server import Server, bundles, segment
from dragoman.register.searching import MOST, Asked, Hit
from dragoman.register.urgency import by_urgency
from dragoman.register.view import DocumentRow, Imprint, View
from dragoman.register.wanting import Wanted

D = TypeVar("D", bound=Imprint)
_LINES = 1_000  # things of a line each that are asked for at a time


class RemoteView(View):
    """What a server's register holds, to be asked.

    Each answer is of the state in which the server finds the register; long lists are of several. Counts are as they were a moment ago. All
    errors are those of a register that is kept here, and a RegisterError where the server cannot be reached or refuses.
    """

    def __init__(self, server: Server) -> None:
        self._server = server

    @contextmanager
    def _state(self) -> Iterator[Connection]:
        self._refuse("this question")
        yield

    @contextmanager
    def at_one_time(self) -> Iterator[View]:
        """This view: a server is asked question by question, and others may write between them."""
        yield self

    def waiting(self) -> int:
        """See `View`; so all of them."""
        return self._server.get("/stats", lambda data: int(data["waiting"]))

    def documents(self) -> list[DocumentRow]:
        rows = self._server.walk("/documents", loading.row_of)
        return sorted(rows, key=lambda row: (row.published is None, row.published or "", row.id))

    def sources(self, ids: Iterable[str]) -> dict[str, DocumentRow]:
        return {row.id: row for row in self._documents(ids, loading.row_of)}

    def imprints(self, ids: Iterable[str]) -> dict[str, Imprint]:
        return {row.id: row for row in self._documents(ids, loading.imprint_of)}

    def recent(self, limit: int, before: str | None = None) -> list[DocumentRow]:
        if before is not None:
            self._refuse("what was read in before a document")
        return list(islice(self._server.walk("/documents", loading.row_of, limit=min(limit, 200)), limit))

    def reading(self, document_id: str) -> Reading:
        return self.annotated(document_id)[0]

    def record(self, record_id: str) -> tuple[Reading, Record]:
        document = self._server.get(f"/records/{segment(record_id)}", lambda data: str(data["document"]))
        reading, ids, _ = self.annotated(document)
        if record_id not in ids:
            raise UnknownError(f"{record_id}: has gone meanwhile; its document was read anew, or it was rejected")
        return reading, reading.records[ids.index(record_id)]

    def record_ids(self, document_id: str) -> list[str]:
        return self.annotated(document_id)[1]

    def annotated(self, document_id: str) -> tuple[Reading, list[str], dict[str, str]]:
        return self._server.get(f"/documents/{segment(document_id)}", loading.annotated_of)

    def facts(self, **wanted: Unpack[Wanted]) -> list[Fact]:
        pair, actor, limit = wanted.get("pair"), wanted.get("actor"), wanted.get("limit")
        if wanted.get("before") or (pair and actor):
            self._refuse("for facts so")
        a, b = sorted(pair) if pair else (actor, None)
        asked: dict[str, Any] = {name: wanted.get(name) or None for name in ("type", "since", "until", "status")}
        found = self._whole("/facts", a=a or None, b=b, **asked, limit=200 if limit is None else max(min(limit, 200), 1))
        return list(islice(found, limit))[::-1]

    def fact(self, id_: str) -> Fact:
        return self._server.get(f"/facts/{segment(id_)}", loading.fact_of)

    def facts_by_id(self, ids: Iterable[str]) -> dict[str, Fact]:
        return {fact.id: fact for some in bundles(sorted(set(ids))) for fact in self._whole("/facts", id=some)}

    def facts_of(self, document_id: str) -> list[Fact]:
        return list(self._whole("/facts", document=document_id))[::-1]

    def due(self, today: str, limit: int) -> list[Fact]:
        return list(islice(self._whole("/due", since=today, limit=max(min(limit, 200), 1)), limit))

    def disputed(self, limit: int) -> list[Fact]:
        return list(self._whole("/disputed", limit=limit))

    def partners(self, code: str, limit: int) -> list[tuple[str, int]]:
        return self._server.get(
            f"/countries/{segment(code)}", lambda data: [(one["code"], one["facts"]) for one in data["partners"]], limit=limit)

    def types_of(self, code: str) -> dict[str, int]:
        return self._server.get(f"/countries/{segment(code)}", lambda data: dict(data["facts"]))

    def links(self, some: Sequence[Fact]) -> list[Link]:
        ids = sorted({fact.id for fact in some})
        found = {link for few in bundles(ids) for link in self._server.walk("/links", loading.link_of, fact=few, limit=_LINES)}
        return sorted(found, key=lambda link: (link.of, link.by, link.kind))

    def outline(
        self, a: str, b: str, since: str | None = None, until: str | None = None, latest: int | None = None, **narrowed: Unpack[Narrowed],
    ) -> list[Outline]:
        asked = {"since": since, "until": until, "latest": latest, "limit": _LINES}
        found = (one for some in _narrowings(narrowed)
                 for one in self._server.walk(f"{_pair(a, b)}/outline", loading.outline_of, **asked, **some))
        ordered = sorted(found, key=lambda one: (one.begins, one.ends, one.id))
        return ordered if latest is None else ordered[-latest:]

    def urgent(  # noqa: PLR0913 - see `View`
        self, a: str, b: str, since: str | None = None, until: str | None = None, *, today: str, states: Collection[State], most: int,
    ) -> list[Outline]:
        ordered = by_urgency(self.outline(a, b, since, until, types=("commitment",)), today)
        return [one for one in ordered if one.state(today) in states][:most]

    def tally(self, a: str, b: str, since: str | None = None, until: str | None = None, *, today: str) -> list[Tally]:
        return self._server.get(f"{_pair(a, b)}/tally", loading.tally_of, since=since, until=until, as_of=today)

    def months(self, a: str, b: str, since: str | None = None, until: str | None = None) -> dict[tuple[str, str], int]:
        return Counter((one.type, one.begins[:7]) for one in self.outline(a, b, since, until))

    def publishers(self, a: str, b: str, since: str | None = None, until: str | None = None) -> list[Publisher]:
        return list(self._server.walk(f"{_pair(a, b)}/publishers", loading.publisher_of, since=since, until=until, limit=_LINES))

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for some in bundles(sorted(set(ids))):
            left = some
            while left:
                texts, left = self._server.get(
                    "/texts", lambda data: ({one["id"]: loading.text_of(one) for one in data["items"]}, list(data["left"])), id=left)
                found |= texts
        return found

    def search(self, asked: Asked, limit: int = 20, offset: int = 0) -> list[Hit]:
        found: list[Hit] = []
        wanted, more = min(limit, MOST), True
        while more and len(found) < wanted:
            hits, more = self._server.get(
                "/search/texts", lambda data: ([loading.hit_of(one) for one in data["items"]], bool(data["more"])), **_words(asked),
                limit=wanted - len(found), offset=offset + len(found))
            found += hits
        return found

    def facets(self, asked: Asked) -> Facets:
        return self._server.get("/search/facets", lambda data: Facets(**data), **_words(asked))

    def counts(self) -> Counts:
        return self._server.get("/stats", loading.counts_of)

    def decisions(self) -> list[Decision]:
        return sorted(self._server.walk("/decisions", loading.decision_of), key=lambda entry: entry.number)

    def _documents(self, ids: Iterable[str], load: Callable[[Any], D]) -> Iterator[D]:
        return (row for some in bundles(sorted(set(ids))) for row in self._server.walk("/documents", load, id=some))

    def _whole(self, path: str, **asked: Any) -> Iterator[Fact]:
        return self._server.walk(path, loading.fact_of, **asked, whole="true")

    def _refuse(self, what: str) -> NoReturn:
        raise RegisterError(f"{self._server.name}: a server is not asked {what}; ask on the machine that keeps the register")


def _words(asked: Asked) -> dict[str, str | None]:
    return {"q": asked.words, "type": asked.type, "actor": asked.actor, "since": asked.since, "until": asked.until, "source": asked.source}


def _narrowings(narrowed: Narrowed) -> Iterator[dict[str, Any]]:
    """What narrows the facts of a pair, by the names of the API: once for each bundle of ids, where some are named."""
    names = {"types": "type", "labels": "label", **{own: own for own in ("but", "begun", "lasting", "contradicted")}}
    asked = {name: narrowed.get(own) or None for own, name in names.items()}
    for ids in bundles(sorted(narrowed.get("ids", ()))) if narrowed.get("ids") else ((),):
        yield {**asked, "id": ids or None}


def _pair(a: str, b: str) -> str:
    return f"/pairs/{segment(a)}/{segment(b)}"
