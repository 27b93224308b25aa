"""A document is read again: what a person has decided stays as it is, and the newer reading fills in the rest."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.document import Document
from dragoman.register.decisions import Decision, folded

_ALIKE = 0.5  # share of the fields that agree, from which on two records of one place are the same record, read differently
DETACHED = "detached"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it is kept: `data` as it holds now; `told` as the program read it, where that is another thing."""

    id: str
    type: str
    standing: str
    data: Mapping[str, Any]
    told: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The records that a document has after it was read again, and what that changes.

    `held`: records that a decision holds, each with what the newer reading has in its place (None: nothing). `detached`: those whose words
    the new text no longer has; they stay, but count for nothing until the words are back.
    """

    records: tuple[Kept, ...]
    added: tuple[Kept, ...] = ()
    removed: tuple[Kept, ...] = ()
    held: tuple[tuple[Kept, Kept | None], ...] = ()
    detached: tuple[Kept, ...] = ()


def reconcile(before: Sequence[Kept], decided: Collection[str], read: Sequence[Kept], document: Document) -> Reconciled:
    """Bring together the records that were kept and those that were read now. `decided`: ids of the records that a decision holds."""
    staying = [anchored(kept, document) for kept in before if kept.id in decided]
    twin_of = _twins(staying, read)
    instead = {twin: kept for kept, twin in zip(staying, twin_of, strict=True) if twin is not None}
    records = [instead.get(n, kept) for n, kept in enumerate(read)]
    records += [kept for kept, twin in zip(staying, twin_of, strict=True) if twin is None]
    ids, was = {kept.id for kept in records}, {kept.id for kept in before}
    return Reconciled(
        tuple(records),
        added=tuple(kept for n, kept in enumerate(read) if n not in instead and kept.id not in was),
        removed=tuple(kept for kept in before if kept.id not in ids),
        held=tuple((kept, None if twin is None else read[twin]) for kept, twin in zip(staying, twin_of, strict=True)),
        detached=tuple(kept for kept in staying if kept.standing == DETACHED))


def judged(record: str, kept: Kept | None, entries: Sequence[Decision]) -> Kept | None:
    """A record as the decisions in force on it leave it; None where there is none: nothing was read, and no addition holds.

    `kept` is what is there now. What a person added was told by nothing: it has another standing than "read", and no `told`.
    """
    added = any(entry.action == "add" for entry in entries)
    by_hand = kept is None or added or (kept.told is None and kept.standing not in ("read", DETACHED))
    told = None if kept is None or by_hand else kept.told or kept.data
    now = folded(told, entries)
    if now is None:
        return None
    standing, data = now
    return Kept(record, data["type"], standing, data, None if standing == "read" else told)


def anchored(kept: Kept, document: Document) -> Kept:
    """The record with its evidence where the text has it now; detached where it has not."""
    pieces = [_found(piece, document) for piece in kept.data["evidence"]]
    if None in pieces:
        return replace(kept, standing=DETACHED)
    return kept if pieces == list(kept.data["evidence"]) else replace(kept, data={**kept.data, "evidence": pieces})


def _found(piece: Mapping[str, Any], document: Document) -> Mapping[str, Any] | None:
    """A piece of evidence at the place nearest to its old one where the text has its words."""
    quote, start = piece["quote"], piece["start"]
    if document.text[start:piece["end"]] == quote:
        return piece
    before, after = document.text.rfind(quote, 0, start + len(quote)), document.text.find(quote, start)
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return None
    place = min(places, key=lambda found: abs(found - start))
    return {"quote": quote, "start": place, "end": place + len(quote), "page": document.page_of(place)}


def _twins(staying: Sequence[Kept], read: Sequence[Kept]) -> list[int | None]:
    """For each record that stays, the index of the one that was read in its place; the most alike first, each at most once."""
    scores = [(_likeness(kept, new), -n, -m) for n, kept in enumerate(staying) for m, new in enumerate(read) if kept.type == new.type]
    found: list[int | None] = [None] * len(staying)
    for score, n, m in sorted(scores, reverse=True):
        if score >= _ALIKE and found[-n] is None and -m not in found:
            found[-n] = -m
    return found


def _likeness(kept: Kept, new: Kept) -> float:
    """2 for the same record, else the share of fields on which two records agree that quote the same place; 0 for different places."""
    if kept.id == new.id:
        return 2.0
    if not any(one["start"] < other["end"] and other["start"] < one["end"]
               for one in kept.data["evidence"] for other in new.data["evidence"]):
        return 0.0
    own = kept.told or kept.data
    names = _fields(own) | _fields(new.data)
    return sum(own.get(name) == new.data.get(name) for name in names) / len(names) if names else 1.0


def _fields(data: Iterable[str]) -> set[str]:
    return set(data) - {"type", "evidence", "confidence"}
