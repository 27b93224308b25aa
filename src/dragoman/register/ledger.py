"""The ledger of people: accept, correct, reject, merge, split, add by hand, "cannot be verified"; undoing one is an entry of its own."""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import product
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from dragoman.document import Document
from dragoman.errors import ConflictError, DecisionError, EvidenceError, RegisterError, UnknownError
from dragoman.records import Evidence, Record, ValidationError, load_records, record_id
from dragoman.register import database
from dragoman.register.decisions import Action, Decision, decisions_on, rulings_in_force, undoings, undone
from dragoman.register.keeping import kept_of, store
from dragoman.register.reconciling import anchored, judged
from dragoman.register.rows import document_of
from dragoman.register.schema import decisions, documents, facts, records
from dragoman.register.settling import mark_facts, mark_records, settle

Targets = str | Sequence[str]  # ids of records and facts

_UNSEEN: Any = object()
_HUGE = 1e300
_NOTHING: Mapping[str, Any] = {}
# What is wrong with a value, where the library that checks it says so in a programmer's terms.
_SAID = {
    "tuple_type": 'it holds a list, such as ["EST", "FIN"]',
    "string_type": "it holds words",
    "string_pattern_mismatch": "it is not of the form that it has to have: days are 2031, 2031-05, 2031-05-04 or 2031-05-03/2031-05-04, "
                               "states three capitals, organisations IGO: and a code",
    "extra_forbidden": "this type of record has no such field",
    "missing": "it has to be there",
}


class Ledger:
    """What one person decides. Each decision is one transaction: the entry, the records it changes, and the facts made of them.

    A decision on a fact's id is one on each of its records. An UnknownError where there is no such record, fact or entry.
    """

    def __init__(self, engine: Engine, who: str) -> None:
        if not who.strip():
            raise RegisterError("a decision needs the name of whoever makes it; give one")
        self._engine, self._who = engine, who.strip()

    def accept(self, target: Targets, why: str | None = None, *, seen: int | None = None) -> list[Decision]:
        """The record is right as it is."""
        return self._judge("accept", target, why, seen)

    def reject(self, target: Targets, why: str | None = None, *, seen: int | None = None) -> list[Decision]:
        """The record is wrong, and counts for nothing."""
        return self._judge("reject", target, why, seen)

    def unverifiable(self, target: Targets, why: str | None = None, *, seen: int | None = None) -> list[Decision]:
        """The text says so, but what it says cannot be verified."""
        return self._judge("unverifiable", target, why, seen)

    def correct(self, target: str, field: str, value: Any, why: str | None = None, *, was: Any = _UNSEEN) -> list[Decision]:
        """A field has another value; None takes it away. `was` is the value that the person saw.

        A DecisionError where the record type has no such field or value; a ConflictError where the field is no longer what the person saw:
        somebody else has corrected it meanwhile.
        """
        return self.amend(target, {field: value}, why, was={} if was is _UNSEEN else {field: was})

    def amend(self, target: str, values: Mapping[str, Any], why: str | None = None, *, was: Mapping[str, Any] = _NOTHING,
              seen: int | None = None) -> list[Decision]:
        """Several fields have other values: a correction of each, all of them or none. `was`: the values that the person saw."""
        with database.writing(self._engine) as connection:
            return _done(connection, self._corrections(connection, _records_of(connection, target), values, why, (was, seen)))

    def choose(self, fact: str, field: str, value: Any, why: str | None = None, *, seen: int | None = None) -> list[Decision]:
        """Of the values that the reports of a fact give for a field, this one is right: the reports of the others are corrected.

        A ConflictError where the reports do not differ on it, or no longer.
        """
        with database.writing(self._engine) as connection:
            told = _disputed(connection, fact, field)
            if value not in [one for one, _ in told]:
                raise ConflictError(f"{fact}: its reports do not differ on {field}, or not so any more; look at it again")
            wrong = [(one, record) for one, own in told if one != value for record in own]
            made = [entry for one, record in wrong
                    for entry in self._corrections(connection, [record], {field: value}, why, ({field: one}, seen))]
            return _done(connection, made)

    def add(self, document_id: str, record: Mapping[str, Any], why: str | None = None) -> list[Decision]:
        """A record that the program did not read, in the codebook's JSON shape; a piece of evidence may be the bare words of the text."""
        with database.writing(self._engine) as connection:
            document = _document(connection, document_id)
            told = record.get("evidence")
            pieces = [_piece(piece, document) for piece in (told if isinstance(told, list | tuple) else [told] if told else [])]
            bare = {name: value for name, value in record.items() if name not in ("id", "confidence")}
            made = _checked(document, {**bare, "evidence": pieces}, f"{document_id}: no such record can be added")
            id_ = record_id(document, made)
            if connection.execute(select(records.c.key).where(records.c.id == id_)).first():
                raise ConflictError(f"{document_id}: the record {id_} is there already; accept it or correct it")
            return _done(connection, [self._enter(connection, "add", document=document_id, record=id_, new=made.to_dict(), why=why)])

    def merge(self, one: str, other: str, why: str | None = None) -> list[Decision]:
        """Two facts are one."""
        with database.writing(self._engine) as connection:
            sides = _two(connection, one, other)
            return _done(connection, [self._enter(connection, "merge", old=sides[0], new=sides[1], why=why)])

    def split(self, fact: str, away: Sequence[str], why: str | None = None) -> list[Decision]:
        """Some records of a fact tell of another one."""
        with database.writing(self._engine) as connection:
            whole = _records_of(connection, fact)
            strange = sorted(set(away) - set(whole))
            if strange:
                raise UnknownError(f"{fact}: {', '.join(strange)} is none of its records; it has {', '.join(whole)}")
            stay = [record for record in whole if record not in set(away)]
            if not stay or not away:
                raise DecisionError(f"{fact}: name some of its records, not {'all' if away else 'none'}; it has {', '.join(whole)}")
            return _done(connection, [self._enter(connection, "split", old=stay, new=sorted(set(away)), why=why)])

    def part(self, one: str, other: str, why: str | None = None) -> list[Decision]:
        """Two facts are two, however alike they are, and stay so: an entry like that of a split."""
        with database.writing(self._engine) as connection:
            sides = _two(connection, one, other)
            rulings = rulings_in_force(connection)
            if all((min(pair), max(pair)) in rulings.parted for pair in product(*sides)):
                raise ConflictError(f"{one} and {other} have been kept apart already")
            return _done(connection, [self._enter(connection, "split", old=sides[0], new=sides[1], why=why)])

    def undo(self, number: int, why: str | None = None) -> list[Decision]:
        """An entry no longer holds; the undoing can itself be undone."""
        return self.undo_all([number], why)

    def undo_all(self, numbers: Sequence[int], why: str | None = None) -> list[Decision]:
        """Several entries no longer hold, the last of them first: all that one decision on a fact had entered."""
        with database.writing(self._engine) as connection:
            made = []
            for number in sorted(set(numbers), reverse=True):
                row = connection.execute(select(decisions).where(decisions.c.number == number)).mappings().first()
                if row is None:
                    count = connection.execute(select(func.count()).select_from(decisions)).scalar_one()
                    raise UnknownError(f"{number}: no such entry in the ledger; it has {count}")
                if number in undone(undoings(connection)):
                    raise ConflictError(f"{number}: is undone already; undo the entry that did it")
                same = {name: row[name] for name in ("document", "record", "field", "old", "new")}
                made.append(self._enter(connection, "undo", **same, why=why, undoes=number))
            return _done(connection, made)

    def _judge(self, action: Action, target: Targets, why: str | None, seen: int | None) -> list[Decision]:
        targets = (target,) if isinstance(target, str) else target
        with database.writing(self._engine) as connection:
            found = list(dict.fromkeys(record for one in targets for record in _records_of(connection, one)))
            if not found:
                raise DecisionError("nothing to decide on: name a record or a fact")
            _check_seen(connection, found, seen)
            made = []
            for record in found:
                document, _ = _first(connection, record)
                made.append(self._enter(connection, action, document=document.id, record=record, why=why))
            return _done(connection, made)

    def _corrections(self, connection: Connection, found: Sequence[str], values: Mapping[str, Any], why: str | None,
                     known: tuple[Mapping[str, Any], int | None]) -> list[Decision]:
        """An entry for each field of each record. `known`: the values that the person saw, and the last entry of the ledger that he saw."""
        was, seen = known
        if fixed := sorted({"id", "type"}.intersection(values)):
            raise DecisionError(f"{fixed[0]}: cannot be corrected; reject the record, and add another one")
        told = [(record, *_first(connection, record)) for record in found]
        for record, _, data in told:
            for field, value in was.items():
                if data.get(field) != value:
                    raise ConflictError(f"{record}: {_meanwhile(connection, record, field, data.get(field))}; look at it again")
        _check_seen(connection, found, seen)
        made = []
        for record, document, data in told:
            said = ", ".join(f"{field} cannot be {json.dumps(value, ensure_ascii=False)}" for field, value in values.items())
            _checked(document, {**data, **values}, f"{record}: {said}")
            made += [self._enter(connection, "correct", document=document.id, record=record, why=why,
                                 field=field, old=data.get(field), new=value) for field, value in values.items()]
        return made

    def _enter(self, connection: Connection, action: Action, **entry: Any) -> Decision:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        number = (connection.execute(select(func.max(decisions.c.number))).scalar() or 0) + 1
        made = Decision(number, at, self._who, action, **entry)
        connection.execute(insert(decisions).values(asdict(made)))
        return made


def _done(connection: Connection, made: list[Decision]) -> list[Decision]:
    """Let the records be what the ledger says now, and make their facts anew."""
    for entry in made:
        if entry.record is not None:
            _apply(connection, entry.record, str(entry.document))
        else:
            ids = {*entry.old, *entry.new}
            mark_records(connection, ids)
            mark_facts(connection, [row.fact for row in database.selected(connection, select(records.c.fact), records.c.id, ids)])
    settle(connection)
    return made


def _apply(connection: Connection, record: str, home: str) -> None:
    """Make a record what the decisions on it say, in each document that holds it; `home` is where it belongs that a person added."""
    entries = decisions_on(connection, [record])[record]
    holding = select(documents).join(records).where(records.c.id == record).order_by(documents.c.id)
    rows = connection.execute(holding).all() or connection.execute(select(documents).where(documents.c.id == home)).all()
    for row in rows:
        kept = kept_of(connection, row.key)
        place = next((n for n, one in enumerate(kept) if one.id == record), len(kept))
        now = judged(record, kept[place] if place < len(kept) else None, entries)
        store(connection, row.key, [*kept[:place], *([anchored(now, document_of(row))] if now else []), *kept[place + 1:]])


def _records_of(connection: Connection, target: str) -> list[str]:
    """The ids of the records that a target names: itself, or those of a fact."""
    if target.startswith("f-"):
        own = select(records.c.id).join(facts).where(facts.c.id == target)
        found = sorted(set(connection.execute(own).scalars()))
    else:
        found = sorted(set(connection.execute(select(records.c.id).where(records.c.id == target)).scalars()))
    if not found:
        raise UnknownError(f"{target}: no such record or fact in the register; it may have gone when its document was read anew")
    return found


def _two(connection: Connection, one: str, other: str) -> list[list[str]]:
    """The records of two facts of one type."""
    if one == other:
        raise DecisionError(f"{one} with itself: name two facts")
    sides = [_records_of(connection, target) for target in (one, other)]
    rows = list(database.selected(connection, select(records.c.type, records.c.fact), records.c.id, {*sides[0], *sides[1]}))
    if len({row.fact for row in rows}) == 1:
        raise ConflictError(f"{one} and {other} are one fact already; name two")
    kinds = sorted({row.type for row in rows})
    if len(kinds) > 1:
        raise DecisionError(f"{one} and {other} are of different types ({', '.join(kinds)}); only facts of one type can be one")
    return sides


def _disputed(connection: Connection, fact: str, field: str) -> list[tuple[Any, list[str]]]:
    """The values that the reports of a fact differ on in a field, each with the ids of the records that give it."""
    data = connection.execute(select(facts.c.data).where(facts.c.id == fact)).scalar()
    if data is None:
        raise UnknownError(f"{fact}: no such fact in the register; it may have become part of another one")
    return next(([(value, told) for value, told in values] for name, values in data["conflicts"] if name == field), [])


def _check_seen(connection: Connection, found: Sequence[str], seen: int | None) -> None:
    """A ConflictError where there is an entry on one of the records that is later than the last one that the person saw."""
    if seen is None:
        return
    later = database.selected(connection, select(decisions).where(decisions.c.number > seen), decisions.c.record, set(found))
    last = max(later, key=lambda row: row.number, default=None)
    if last is not None:
        raise ConflictError(f"{last.record}: {last.who} has decided on it meanwhile ({last.action}, {last.at}); look at it again")


def _first(connection: Connection, record: str) -> tuple[Document, dict[str, Any]]:
    """The first document by id that holds the record, and the record's data."""
    row = connection.execute(select(documents, records.c.data).join(records).where(records.c.id == record).order_by(documents.c.id)).first()
    if row is None:
        raise UnknownError(f"{record}: no such record in the register")
    return document_of(row), row.data


def _document(connection: Connection, document: str) -> Document:
    row = connection.execute(select(documents).where(documents.c.id == document)).first()
    if row is None:
        raise UnknownError(f"{document}: no such document in the register; read it first")
    return document_of(row)


def _checked(document: Document, data: Mapping[str, Any], refusal: str) -> Record:
    """The record that the data are; a RegisterError that begins with the refusal where they are none."""
    if any(isinstance(value, int | float) and not abs(value) < _HUGE for value in data.values()):
        raise DecisionError(f"{refusal} (it holds a number that is none, or that is too large); see the codebook for what it may be")
    try:
        return load_records([{name: value for name, value in data.items() if value is not None}], document.text)[0]
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"][2:])
        said = _SAID.get(fault["type"], fault["msg"])
        raise DecisionError(f"{refusal} ({where + ': ' if where else ''}{said}); see the codebook for what it may be") from error
    except EvidenceError as error:
        raise DecisionError(f"{refusal} ({error}); quote the text word for word") from error


def _piece(piece: Any, document: Document) -> Any:
    """A piece of evidence with its place, where it is the bare words of the text."""
    if not isinstance(piece, str):
        return piece
    start = document.text.find(piece)
    if not piece or start < 0:
        raise DecisionError(f"{document.id}: the text has no {piece[:60]!r}; quote it word for word")
    return Evidence.cut(document, start, start + len(piece)).model_dump()


def _meanwhile(connection: Connection, record: str, field: str, value: Any) -> str:
    """Who has changed a field, for a message."""
    last = next((entry for entry in reversed(decisions_on(connection, [record])[record]) if entry.field == field), None)
    by = f" (by {last.who}, {last.at})" if last else ""
    return f"{field} is now {json.dumps(value, ensure_ascii=False)}{by}"
