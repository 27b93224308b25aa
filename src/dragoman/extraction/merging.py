"""Records that tell of one fact → one record with all their evidence."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from dragoman.records import RecordBase

Kind = TypeVar("Kind", bound=RecordBase)


def with_evidence_of(known: Kind, new: Kind) -> Kind:
    """The known record, borne out by the new one's evidence too."""
    return known.model_copy(update={"evidence": tuple(dict.fromkeys((*known.evidence, *new.evidence)))})


def told_once(records: Iterable[Kind], is_same: Callable[[Kind, Kind], bool],
              merge: Callable[[Kind, Kind], Kind] = with_evidence_of) -> list[Kind]:
    """One record for each fact, where it was first told; `is_same` says whether two tell of one, `merge` makes one of them."""
    found: list[Kind] = []
    for new in records:
        same = next((k for k, old in enumerate(found) if is_same(old, new)), None)
        if same is None:
            found.append(new)
        else:
            found[same] = merge(found[same], new)
    return found
