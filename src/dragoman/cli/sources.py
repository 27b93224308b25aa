"""What the user named on the command line → the bytes of each file, in order; and those → readings."""
from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.codebook.layers import Codebook
from dragoman.errors import EmptyError, InputError, UnreadableError
from dragoman.pipeline import read_all
from dragoman.readers import Limits
from dragoman.records import Reading


class Source(NamedTuple):
    """The bytes of one file, and what the user calls it."""

    name: str
    data: bytes


def readings(paths: Iterable[str], limits: Limits, codebook: Codebook) -> Iterator[Reading | InputError]:
    """Read every document of the paths, in order: files as named, folders with all that is in them, "-" for standard input."""
    for source in sources(paths, limits.file_bytes):
        if isinstance(source, InputError):
            yield source
        else:
            yield from read_all(source.data, name=source.name, limits=limits, codebook=codebook)


def sources(paths: Iterable[str], limit: int) -> Iterator[Source | InputError]:
    """The bytes of each file. Of a file over the limit one byte more than the limit is read: enough for the reader to refuse it."""
    for path in paths:
        if path == "-":
            yield Source("-", sys.stdin.buffer.read(limit + 1))
        elif os.path.isdir(path):
            yield from _folder(path, limit)
        else:
            yield _file(path, limit)


def _folder(path: str, limit: int) -> Iterator[Source | InputError]:
    """The files below a folder in the order of their paths; hidden ones, and what hidden folders hold, are skipped."""
    found: list[Path] = []
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if not name.startswith(".")]
    if not found:
        yield EmptyError(path, "no documents in this folder", "name a folder that holds some (hidden files are skipped)")
    for file in sorted(found):
        yield _file(str(file), limit)


def _file(path: str, limit: int) -> Source | InputError:
    try:
        with open(path, "rb") as stream:
            return Source(path, stream.read(limit + 1))
    except OSError as error:
        return UnreadableError(path, (error.strerror or str(error)).lower(), "check the path and its permissions")

