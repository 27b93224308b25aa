"""Bytes → readings: the one way that a document goes, from its file to its records. Pure: no disk, no network, no clock, no register."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from dragoman.analysis import analyse, shipped
from dragoman.document import Document, normalise, stable_id
from dragoman.errors import CodebookError, EmptyError, InputError, ModelError, UnreadableError
from dragoman.extraction import extract_records
from dragoman.readers import DEFAULT_LIMITS, Limits, read_documents
from dragoman.records import Reading
from dragoman.resolution.gazetteer import find_places


def extract(document: Document) -> Reading:
    """The document with the records that its text holds, type by type and each in the order of its evidence.

    The result follows from the document, the model and the codebook alone: the same each time, whatever else is read in the same call.
    """
    return Reading.of(document, extract_records(analyse(document)))


@cache
def read_with() -> str:
    """The program and the model that read here, such as "dragoman 0.1.0, model 1.4000": what has the same name reads a text alike."""
    return f"dragoman {version('dragoman')}, model {shipped().version}"


def read_all(data: bytes, *, name: str, media_type: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Iterator[Reading | InputError]:
    """Read every document that the bytes of one file hold, in their order (a JSONL file holds one a line, most others one in all).

    `name` is what errors call the file. What cannot be read is yielded as the InputError that says why, so that the rest is still read; a
    text that names neither a state nor an international organisation is such.
    """
    for found in read_documents(data, name=name, media_type=media_type, limits=limits):
        yield found if isinstance(found, InputError) else _attempt(found, name)


def _attempt(document: Document, file: str) -> Reading | InputError:
    name = file if document.id == stable_id(document.text) else f"{file}, document {document.id}"
    if not find_places(document.text):
        return InputError(name, "names no state and no international organisation", "give it a report on relations between states")
    try:
        return extract(document)
    except InputError as error:
        return error
    except (CodebookError, ModelError):
        raise  # no document can be read
    except Exception as error:  # noqa: BLE001 - one document that meets a fault of ours must not stop the thousands after it
        fault = f"reading it met a fault ({type(error).__name__}: {error})"
        failed = UnreadableError(name, fault, "please report it, with the document")
        failed.__cause__ = error
        return failed


def read(source: str | bytes, *, name: str = "-") -> Reading:
    """Read one document: a text, or the bytes of a file of any kind that Dragoman reads.

    Raises the InputError that says why it cannot be read. Use `read_all` for files of many documents.
    """
    if isinstance(source, str):
        found = list(read_all(normalise(source).encode("utf-8"), name=name, media_type="text/plain"))
    else:
        found = list(read_all(source, name=name))
    if not found:
        raise EmptyError(name, "no document in it", "give a document with text")
    if len(found) > 1:
        raise UnreadableError(name, f"{len(found)} documents in one", "read them with dragoman.read_all")
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]
