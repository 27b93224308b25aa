"""Files → readings, on each core another document. What is read follows from each document alone: the same with any number of processes."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from dragoman.codebook.layers import SHIPPED, Codebook
from dragoman.document import Document
from dragoman.engines.processes import in_order
from dragoman.errors import InputError, UnreadableError
from dragoman.pipeline import attempt, read_all
from dragoman.readers import DEFAULT_LIMITS, Limits, has_lines, read_documents
from dragoman.records import Reading


class File(NamedTuple):
    """The bytes of one file, and what the user calls it."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.data)


class _Found(NamedTuple):
    """A document, or why there is none, and the name of the file in which it was found."""

    document: Document | InputError
    file: str

    @property
    def size(self) -> int:
        """In characters."""
        return len(self.document.text) if isinstance(self.document, Document) else 0


def read_files(
    files: Iterable[File | InputError], *, limits: Limits = DEFAULT_LIMITS, codebook: Codebook = SHIPPED, workers: int = 0,
) -> Iterator[Reading | InputError]:
    """Read every document of the files, in their order, by so many processes; 0: one on each core, 16 at most.

    A few documents need no other process. What cannot be read is yielded as the InputError that says why, in its place.
    """
    work = partial(_readings, limits=limits, codebook=codebook)
    return chain.from_iterable(in_order(work, _parts(files, limits), workers=workers, lost=_lost))


def _parts(files: Iterable[File | InputError], limits: Limits) -> Iterator[File | _Found]:
    """The documents of files that hold many, and other files whole: their parser runs where the document is read."""
    for file in files:
        if isinstance(file, InputError):
            yield _Found(file, file.name)
        elif has_lines(file.data, name=file.name):
            yield from (_Found(document, file.name) for document in read_documents(file.data, name=file.name, limits=limits))
        else:
            yield file


def _readings(part: File | _Found, limits: Limits, codebook: Codebook) -> list[Reading | InputError]:
    if isinstance(part, File):
        return list(read_all(part.data, name=part.name, limits=limits, codebook=codebook))
    return [part.document if isinstance(part.document, InputError) else attempt(part.document, part.file, codebook)]


def _lost(part: File | _Found) -> list[Reading | InputError]:
    name = part.name if isinstance(part, File) else part.file
    if isinstance(part, _Found) and isinstance(part.document, Document):
        name = f"{name}, document {part.document.id}"
    return [UnreadableError(name, "ended the program that read it", "leave it out, and please report it, with the document")]
