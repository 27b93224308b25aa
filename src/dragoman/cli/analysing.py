"""What the user named on the command line → analyses, and those → the text of one format."""
from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.cli.sources import sources
from dragoman.errors import DragomanError, InputError
from dragoman.exports.analysis.conllu import to_conllu
from dragoman.exports.analysis.html import to_html
from dragoman.exports.analysis.json import to_dict
from dragoman.pipeline import Analysed, analyse_all
from dragoman.readers import Limits


def analyses(paths: Iterable[str], limits: Limits) -> Iterator[Analysed | InputError]:
    """Analyse every document of the paths, in order: files as named, folders with all that is in them, "-" for standard input."""
    for source in sources(paths, limits.file_bytes):
        if isinstance(source, InputError):
            yield source
        else:
            yield from analyse_all(source.data, name=source.name, limits=limits)


def conllu(found: Iterable[Analysed]) -> Iterator[str]:
    """One document after another."""
    return (to_conllu(*one) for one in found)


def json_array(found: Iterable[Analysed]) -> Iterator[str]:
    """All documents as one JSON array, one a line."""
    before = "["
    for one in found:
        yield before + json.dumps(to_dict(one.analysis), ensure_ascii=False)
        before = ",\n"
    yield "]\n" if before != "[" else "[]\n"


def html(found: Iterable[Analysed]) -> Iterator[str]:
    """All documents on one page."""
    yield from to_html(one.analysis for one in found)
    yield "\n"


WRITERS = {"conllu": conllu, "json": json_array, "html": html}


def write(parts: Iterable[str], path: Path) -> None:
    """Write to a file once all parts are there, so that it may be one of those that are read, and an interruption leaves it as it was."""
    try:
        path.open("a").close()  # before the work is done, not after
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as whole:
            whole.writelines(parts)
            whole.seek(0)
            with path.open("w", encoding="utf-8", newline="") as file:
                shutil.copyfileobj(whole, file)
    except OSError as error:
        raise DragomanError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()}); name another file") from error
