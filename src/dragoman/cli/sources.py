"""What the user named on the command line → the bytes of each file, in order."""
from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.engines import File
from dragoman.errors import EmptyError, InputError, UnreadableError


def sources(paths: Iterable[str], limit: int) -> Iterator[File | InputError]:
    """The bytes of each file, in order: files as named, folders with all that is in them, "-" for standard input.

    Of a file over the limit one byte more than the limit is read: enough for the reader to refuse it.
    """
    for path in paths:
        if path == "-":
            yield File("-", sys.stdin.buffer.read(limit + 1))
        elif os.path.isdir(path):
            yield from _folder(path, limit)
        else:
            yield _file(path, limit)


def _folder(path: str, limit: int) -> Iterator[File | InputError]:
    """The files below a folder in the order of their paths; hidden ones, and what hidden folders hold, are skipped."""
    found: list[Path] = []
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if not name.startswith(".")]
    if not found:
        yield EmptyError(path, "no documents in this folder", "name a folder that holds some (hidden files are skipped)")
    for file in sorted(found):
        yield _file(str(file), limit)


def _file(path: str, limit: int) -> File | InputError:
    try:
        with open(path, "rb") as stream:
            return File(path, stream.read(limit + 1))
    except OSError as error:
        return UnreadableError(path, (error.strerror or str(error)).lower(), "check the path and its permissions")

