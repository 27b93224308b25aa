"""Documents of a register are read again, with a newer model or another codebook; what people decided stays."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from dragoman.codebook.layers import SHIPPED, Codebook
from dragoman.document import Document
from dragoman.engines import in_order
from dragoman.errors import DamagedError, InputError, UnreadableError
from dragoman.pipeline import extract, read_with
from dragoman.records import Reading
from dragoman.register import Reconciled, Register, View


class Change(NamedTuple):
    """What reading a document again does, or would do, to its records; or the error that says why it cannot be read."""

    document: str
    records: Reconciled | InputError | DamagedError


class _Kept(NamedTuple):
    """A document of the register, by its id, or why it cannot be had."""

    id: str
    document: Document | DamagedError

    @property
    def size(self) -> int:
        """In characters."""
        return len(self.document.text) if isinstance(self.document, Document) else 0


_Read = Reading | InputError | DamagedError


def reread(
    register: Register, documents: Iterable[str] | None = None, *, dry_run: bool = False, codebook: Codebook = SHIPPED, workers: int = 1,
) -> Iterator[Change]:
    """Read the documents of these ids again, or all; each change is yielded when it is stored, or only told in a dry run.

    The text is that of the register, so that the files are not needed. `workers`: how many processes read; 0: one on each core, 16 at most.
    An UnknownError for an id that is not there.
    """
    view = register.view()
    ids = [row.id for row in view.documents()] if documents is None else documents
    for id_, read in in_order(partial(_read, codebook=codebook), (_kept(view, id_) for id_ in ids), workers=workers, lost=_lost):
        if not isinstance(read, Reading):
            yield Change(id_, read)
            continue
        change = register.reread(read)
        if not dry_run:
            register.add(read, read_with=read_with(codebook))
        yield Change(id_, change)
    if not dry_run:
        register.settle()


def _kept(view: View, id_: str) -> _Kept:
    try:
        return _Kept(id_, view.reading(id_))
    except DamagedError as error:
        return _Kept(id_, error)


def _read(kept: _Kept, codebook: Codebook) -> tuple[str, _Read]:
    if isinstance(kept.document, DamagedError):
        return kept.id, kept.document
    try:
        return kept.id, extract(kept.document, codebook)
    except InputError as error:
        return kept.id, error


def _lost(kept: _Kept) -> tuple[str, _Read]:
    return kept.id, UnreadableError(kept.id, "ended the program that read it", "it stays as it is; please report it, with the document")
