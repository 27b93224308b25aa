"""CoNLL-U → documents whose tokens and sentences are known (https://universaldependencies.org/format.html).

Of each sentence its comments, words, multiword tokens and spacing are kept; what its other columns say is not looked at, and empty nodes
are left out.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.document import Document, normalise, stable_id
from dragoman.errors import EmptyError, TooLargeError, UnreadableError
from dragoman.readers.draft import Source
from dragoman.readers.encoding import decode
from dragoman.readers.language import check_language

COLUMNS = 10
_ID = re.compile(r"([0-9]{1,9})(?:([-.])([0-9]{1,9}))?")
_FIRST_ROW = re.compile(rb"[0-9]+(?:[-.][0-9]+)?(?:\t[^\t\n]*){9}")
_NEWDOC = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(.*))?\s*")
_NEWPAR = re.compile(r"#\s*newpar\b")
_HEAD = 65_536  # bytes that are looked at to tell what a file is
_SHAPE = "give it CoNLL-U: ten columns with a tab between them, a blank line after each sentence"


class MultiWord(NamedTuple):
    """A token of several words: the numbers, from 1, of its first and last word in the sentence, and how it is written."""

    first: int
    last: int
    form: str


@dataclass(frozen=True)
class Sentence:
    """What CoNLL-U says of a sentence before anybody analyses it. `joined`: after which words no white space stands."""

    comments: tuple[str, ...]
    forms: tuple[str, ...]
    joined: tuple[bool, ...]
    multiwords: tuple[MultiWord, ...]


@dataclass(frozen=True)
class Tokenised:
    """A document and its sentences; `tokens` holds each sentence's words as (start, end) code-point offsets into the document's text.

    The text is the words with a space between them unless they are joined, each paragraph a line. Words of a multiword token are joined.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    tokens: list[list[tuple[int, int]]]


def is_conllu(data: bytes, name: str) -> bool:
    """Whether the file is called so, or the first line that is neither blank nor a comment is a word in ten columns."""
    if name.lower().endswith(".conllu"):
        return True
    lines = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").split(b"\n")
    first = next((line for line in lines if line.strip() and not line.startswith(b"#")), b"")
    return bool(_FIRST_ROW.fullmatch(first.rstrip(b"\r")))


def read_conllu(source: Source) -> list[Tokenised]:
    """The documents of a CoNLL-U file; it is one document where no `# newdoc` divides it.

    Raises an InputError that names file and line where the file breaks the format: what is to be scored should be read whole or not at all.
    """
    most = source.limits.file_bytes
    if len(source.data) > most:
        raise TooLargeError(source.name, f"{len(source.data):,} bytes, more than {most:,}", "split it, or raise the limit on bytes")
    text = decode(source.data, source.name, source.charset).removeprefix("\ufeff")
    groups: list[list[Sentence]] = []
    for block in _blocks(text):
        sentence = _sentence(block, source.name)
        if not groups or any(map(_NEWDOC.fullmatch, sentence.comments)):
            groups.append([])
        groups[-1].append(sentence)
    if not groups:
        raise EmptyError(source.name, "is empty", _SHAPE)
    documents = [_document(group, source) for group in groups]
    check_language("\n".join(d.document.text for d in documents), source.name)
    return documents


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """The numbered lines of each sentence."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            block.append((number, line.removesuffix("\r")))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _sentence(block: Sequence[tuple[int, str]], name: str) -> Sentence:
    comments = tuple(line for _, line in block if line.startswith("#"))
    forms: list[str] = []
    joined: list[bool] = []
    multiwords: list[MultiWord] = []
    inside, glued = 0, False  # the last word of the present multiword token, and whether white space is missing after it
    for number, line in block:
        if line.startswith("#"):
            continue
        first, mark, last, form, misc = _row(line, f"{name}:{number}")
        due, apart = len(forms) + 1, "SpaceAfter=No" not in misc.split("|")
        if mark == ".":
            continue
        if first != due or (mark and (last <= first or first <= inside)):
            raise UnreadableError(f"{name}:{number}", f"its ID is {line.split(chr(9))[0]} where word {due} was due", _SHAPE)
        if mark:
            multiwords.append(MultiWord(first, last, form))
            inside, glued = last, not apart
        else:
            forms.append(form)
            joined.append(glued if due == inside else due < inside or not apart)
    if not forms or len(forms) < inside:
        missing = f"multiword token {multiwords[-1].form!r} lacks words" if multiwords else "comments without a word"
        raise UnreadableError(f"{name}:{block[-1][0]}", missing, _SHAPE)
    return Sentence(comments, tuple(forms), tuple(joined), tuple(multiwords))


def _row(line: str, place: str) -> tuple[int, str, int, str, str]:
    """ID (its number, "-" or "." or nothing, its second number or 0), FORM and MISC of a line."""
    columns = line.split("\t")
    if len(columns) != COLUMNS:
        raise UnreadableError(place, f"has {len(columns)} columns, not {COLUMNS}", _SHAPE)
    id_ = _ID.fullmatch(columns[0])
    if not id_:
        raise UnreadableError(place, f"its ID is {columns[0][:40]!r}", _SHAPE)
    if not columns[1].strip():
        raise UnreadableError(place, "its FORM is empty", _SHAPE)
    return int(id_[1]), id_[2] or "", int(id_[3] or 0), columns[1], columns[9]


def _document(sentences: Sequence[Sentence], source: Source) -> Tokenised:
    """The document of some sentences; its id is that of `# newdoc id`, else one that follows from the text."""
    parts: list[str] = []
    tokens: list[list[tuple[int, int]]] = []
    at, gap = 0, ""
    for sentence in sentences:
        if parts and any(map(_NEWPAR.match, sentence.comments)):
            gap = "\n"
        tokens.append([])
        for form, joined in zip(sentence.forms, sentence.joined, strict=True):
            word = _frozen(form)
            parts += gap, word
            tokens[-1].append((at + len(gap), at + len(gap) + len(word)))
            at, gap = tokens[-1][-1][1], "" if joined else " "
    text, most = "".join(parts), source.limits.characters
    given = next((found[1] for found in map(_NEWDOC.fullmatch, sentences[0].comments) if found and found[1]), "")
    if at > most:
        mend = "divide it by # newdoc, or raise the limit on characters"
        raise TooLargeError(source.name, f"a document of {at:,} characters, more than {most:,}", mend)
    return Tokenised(Document(id=given.strip() or stable_id(text), text=text), tuple(sentences), tokens)


def _frozen(form: str) -> str:
    """A word as a document keeps it, letter for letter: nothing in it may move the offsets of what follows."""
    return normalise(f".{form}")[1:].replace("\n", " ").replace("\ufeff", "\u2060")
