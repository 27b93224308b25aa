"""The records of a register as a source of kin (facts.kin): found by their keys, which the table `traits` holds, and read only then."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select

from dragoman.facts.kin import Sketch
from dragoman.register.database import chunks, insert_missing, selected
from dragoman.register.rows import REPORT, report_of
from dragoman.register.schema import documents, records, traits

_TOLD = select(*REPORT).join(documents, documents.c.key == records.c.document).where(records.c.block.is_not(None))


class Place(NamedTuple):
    """Where a report is stored: the keys of its record and its document, its block, and the key of the fact that it belonged to."""

    key: int
    document: int
    block: int
    fact: int | None


class Stored:
    """The records of a register that tell facts, as a source of kin. What was read once is not read again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.places: dict[tuple[str, int], Place] = {}  # where each report that was read is stored, by its document and position
        self._sketches: dict[str, list[Sketch]] = defaultdict(list)
        self._holders: dict[int, frozenset[str]] = {}

    def place_of(self, sketch: Sketch) -> Place:
        """Where a report is stored."""
        return self.places[sketch.report.document, sketch.report.position]

    def ids(self, keys: Iterable[int]) -> set[str]:
        """The ids of the records with these keys that tell facts."""
        query = select(records.c.id).where(records.c.block.is_not(None))
        return {row.id for row in selected(self._connection, query, records.c.key, keys)}

    def sketches(self, records_: Collection[str]) -> Mapping[str, list[Sketch]]:
        """See facts.kin.Source."""
        missing = [record for record in records_ if record not in self._sketches]
        for row in selected(self._connection, _TOLD, records.c.id, missing):
            self._sketches[row.id].append(Sketch(report_of(row)))
            self.places[row.document_id, row.position] = Place(row.key, row.document, row.block, row.fact)
        return self._sketches

    def holders(self, keys: Collection[int]) -> Mapping[int, Collection[str]]:
        """See facts.kin.Source."""
        missing = [key for key in keys if key not in self._holders]
        self._holders.update((key, frozenset()) for key in missing)
        ids = func.aggregate_strings(records.c.id, " ").label("ids")  # one row a key: there are many records to one
        query = select(traits.c.trait, ids).join(records, records.c.key == traits.c.record).group_by(traits.c.trait)
        for row in selected(self._connection, query, traits.c.trait, missing):
            self._holders[row.trait] = frozenset(row.ids.split(" "))
        return self._holders

    def enrol(self, records_: Collection[str]) -> None:
        """Let records be found by their keys; before any are looked for."""
        found = self.sketches(records_)
        rows = sorted({(key, self.place_of(sketch).key) for record in records_ for sketch in found[record] for key in sketch.keys})
        insert_missing(self._connection, traits, [{"trait": trait, "record": record} for trait, record in rows])

    def forget(self, sketches: Iterable[Sketch]) -> None:
        """Let reports no longer be found by their keys."""
        for sketch in sketches:
            for keys in chunks(sorted(sketch.keys)):
                self._connection.execute(delete(traits).where(traits.c.trait.in_(keys), traits.c.record == self.place_of(sketch).key))
