"""Bytes → readings: the one way that a document goes, from its file to its records. Pure: no disk, no network, no clock, no register."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.metadata import version
from typing import NamedTuple, TypeVar

from dragoman.analysis import Analysis, analyse, shipped
from dragoman.codebook.layers import SHIPPED, Codebook, in_use
from dragoman.document import Document, normalise, stable_id
from dragoman.errors import CodebookError, EmptyError, InputError, ModelError, UnreadableError
from dragoman.extraction import extract_all
from dragoman.extraction.explanation import Explanation, explain_in
from dragoman.readers import DEFAULT_LIMITS, Limits, read_documents
from dragoman.readers.conllu import Sentence, Tokenised, is_conllu, read_conllu
from dragoman.readers.draft import Source
from dragoman.records import Reading, Record
from dragoman.resolution.gazetteer import find_places

T = TypeVar("T")


class Analysed(NamedTuple):
    """An analysis, and what a CoNLL-U file had said of its sentences; None where they were found in running text."""

    analysis: Analysis
    given: tuple[Sentence, ...] | None


def extract(document: Document, codebook: Codebook = SHIPPED) -> Reading:
    """The document with the records that its text holds, type by type and each in the order of its evidence.

    The result follows from the document, the model and the codebook alone: the same each time, whatever else is read in the same call.
    """
    with in_use(codebook):
        return Reading.of(document, *extract_all(analyse(document)))


def explain(document: Document, record: Record, codebook: Codebook = SHIPPED) -> Explanation:
    """Why a record of the document was written down: the words that told, where each field comes from, how sure the program is of it.

    The document is analysed again for it: what was read with another codebook is explained by that one.
    """
    with in_use(codebook):
        return explain_in(analyse(document), record)


@cache
def read_with(codebook: Codebook = SHIPPED) -> str:
    """The program, the model and the codebook that read here, such as "dragoman 0.1.0, model 2.3000.5ab0c1d2, codebook 5f2a09c1d3e4".

    What has the same name reads a text alike. The shipped codebook is part of the program; one laid over it has a name of its own.
    """
    own = f", codebook {codebook.fingerprint}" if codebook.fingerprint else ""
    return f"dragoman {version('dragoman')}, model {shipped().version}{own}"


def read_all(
    data: bytes, *, name: str, media_type: str | None = None, limits: Limits = DEFAULT_LIMITS, codebook: Codebook = SHIPPED,
) -> Iterator[Reading | InputError]:
    """Read every document that the bytes of one file hold, in their order (a JSONL file holds one a line, most others one in all).

    `name` is what errors call the file. What cannot be read is yielded as the InputError that says why, so that the rest is still read; a
    text that names neither a state nor an international organisation is such.
    """
    for found in read_documents(data, name=name, media_type=media_type, limits=limits):
        yield found if isinstance(found, InputError) else attempt(found, name, codebook)


def analyse_all(data: bytes, *, name: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Analysed | InputError]:
    """Analyse every document that the bytes of one file hold, in their order; what cannot be is yielded as the InputError that says why.

    Tokens and sentences of CoNLL-U (`readers.conllu.is_conllu` tells it) are kept; those of anything else are found.
    """
    if not is_conllu(data, name):
        for found in read_documents(data, name=name, limits=limits):
            yield found if isinstance(found, InputError) else _guarded(found, name, partial(_analysed, found))
        return
    try:
        documents = read_conllu(Source(data, name, limits=limits))
    except InputError as error:
        yield error
        return
    for one in documents:
        yield _guarded(one.document, name, partial(_analysed, one.document, one))


def _analysed(document: Document, given: Tokenised | None = None) -> Analysed:
    if given is None:
        return Analysed(analyse(document), None)
    return Analysed(analyse(document, given=given.tokens), given.sentences)


def attempt(document: Document, file: str, codebook: Codebook = SHIPPED) -> Reading | InputError:
    """The document with its records, or the InputError that says why it cannot be read; `file` is what it was found in."""
    with in_use(codebook):
        named = bool(find_places(document.text))
    if not named:
        reason = "names no state and no international organisation"
        return InputError(_named(document, file), reason, "give it a report on relations between states")
    return _guarded(document, file, partial(extract, document, codebook))


def _guarded(document: Document, file: str, work: Callable[[], T]) -> T | InputError:
    """What comes of the work on the document, or the InputError that says why nothing comes of it."""
    try:
        return work()
    except InputError as error:
        return error
    except (CodebookError, ModelError):
        raise  # no document can be read
    except Exception as error:  # noqa: BLE001 - one document that meets a fault of ours must not stop the thousands after it
        fault = f"reading it met a fault ({type(error).__name__}: {error})"
        failed = UnreadableError(_named(document, file), fault, "please report it, with the document")
        failed.__cause__ = error
        return failed


def _named(document: Document, file: str) -> str:
    return file if document.id == stable_id(document.text) else f"{file}, document {document.id}"


def read(source: str | bytes, *, name: str = "-", codebook: Codebook = SHIPPED) -> Reading:
    """Read one document: a text, or the bytes of a file of any kind that Dragoman reads.

    `codebook` is that of `dragoman.load_codebook`, for words, names and codes of your own.

    Raises the InputError that says why it cannot be read. Use `read_all` for files of many documents.
    """
    if isinstance(source, str):
        found = list(read_all(normalise(source).encode("utf-8"), name=name, media_type="text/plain", codebook=codebook))
    else:
        found = list(read_all(source, name=name, codebook=codebook))
    if not found:
        raise EmptyError(name, "no document in it", "give a document with text")
    if len(found) > 1:
        raise UnreadableError(name, f"{len(found)} documents in one", "read them with dragoman.read_all")
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]
