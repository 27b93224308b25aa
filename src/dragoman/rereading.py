"""Documents of a register are read again, with a newer model or another codebook; what people decided stays."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.codebook.layers import SHIPPED, Codebook
from dragoman.errors import DamagedError, InputError
from dragoman.pipeline import extract, read_with
from dragoman.register import Reconciled, Register


class Change(NamedTuple):
    """What reading a document again does, or would do, to its records; or the error that says why it cannot be read."""

    document: str
    records: Reconciled | InputError | DamagedError


def reread(
    register: Register, documents: Iterable[str] | None = None, *, dry_run: bool = False, codebook: Codebook = SHIPPED,
) -> Iterator[Change]:
    """Read the documents of these ids again, or all; each change is yielded when it is stored, or only told in a dry run.

    The text is that of the register, so that the files are not needed. An UnknownError for an id that is not there.
    """
    view = register.view()
    for id_ in [row.id for row in view.documents()] if documents is None else documents:
        try:
            reading = extract(view.reading(id_), codebook)
        except (InputError, DamagedError) as error:
            yield Change(id_, error)
            continue
        change = register.reread(reading)
        if not dry_run:
            register.add(reading, read_with=read_with(codebook))
        yield Change(id_, change)
    if not dry_run:
        register.settle()
