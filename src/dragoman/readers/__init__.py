"""Bytes → documents. One kind, one module; which module reads what is the table `READERS`.

Documents that cannot be read are *yielded* as InputErrors, in their place, so that one bad line of a JSON Lines file does not stop the
others. Nothing here opens files, asks the network or looks at the clock.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dragoman.document import Document, normalise, stable_id
from dragoman.errors import EmptyError, InputError, TooLargeError, UnreadableError
from dragoman.readers import docx, html, jsonl, markdown, pdf, sniff, text
from dragoman.readers.credits import read_credits
from dragoman.readers.dateline import iso_date, read_dateline
from dragoman.readers.draft import DEFAULT_LIMITS, Draft, Limits, Source
from dragoman.readers.language import check_language

_SOMETHING = re.compile(rb"[^\s\0\xef\xbb\xbf\xfe\xff]")  # more than white space, NULs and byte-order marks

Reader = Callable[[Source], Iterator[Draft | InputError] | Iterator[Draft]]

READERS: dict[str, Reader] = {
    sniff.TEXT: text.read,
    sniff.MARKDOWN: markdown.read,
    sniff.HTML: html.read,
    sniff.PDF: pdf.read,
    sniff.DOCX: docx.read,
    sniff.JSONL: jsonl.read,
}


def read_documents(
    data: bytes, *, name: str, media_type: str | None = None, limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Document | InputError]:
    """The documents in some bytes, in order, and an InputError for each that cannot be read; nothing else is ever raised or yielded.

    `name` is what messages call the input: a path, "-". `media_type` is what its sender declares ("text/html; charset=utf-8"); the content
    outweighs it. A document that brings no id gets one that follows from its text.
    """
    declared, charset = _parse_media_type(media_type)
    source = Source(data, name, charset, limits)
    try:
        yield from _read(source, declared)
    except InputError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - parsers of other people's making may raise anything on damaged input; the run goes on
        reason = " ".join(f"its reader failed ({type(error).__name__}: {error})".split())[:300]
        yield UnreadableError(name, reason, "save it again in another format")


def has_lines(data: bytes, *, name: str, media_type: str | None = None) -> bool:
    """Whether some bytes hold one document a line, so that each can be read, or left out, by itself."""
    try:
        return bool(_SOMETHING.search(data)) and sniff.media_type_of(Source(data, name), _parse_media_type(media_type)[0]) == sniff.JSONL
    except InputError:
        return False


def _read(source: Source, declared: str | None) -> Iterator[Document | InputError]:
    if not _SOMETHING.search(source.data):
        raise EmptyError(source.name, "is empty", "give it a document with text")
    kind = sniff.media_type_of(source, declared)
    limit = source.limits.file_bytes if kind == sniff.JSONL else source.limits.document_bytes
    if len(source.data) > limit:
        raise TooLargeError(source.name, f"{len(source.data):,} bytes, more than {limit:,}", "split it, or raise the limit on bytes")
    for draft in READERS[kind](source):
        yield draft if isinstance(draft, InputError) else _finish(draft, source.limits)


def _finish(draft: Draft, limits: Limits) -> Document | InputError:
    """The document of a draft: text frozen, language checked, credits and dateline read where the draft does not bring them."""
    try:
        frozen = normalise(draft.text)
        if not frozen.strip():
            raise EmptyError(draft.name, "has no text", "give it a document with text")
        if len(frozen) > limits.characters:
            reason = f"{len(frozen):,} characters, more than {limits.characters:,}"
            raise TooLargeError(draft.name, reason, "split it, or raise the limit on characters")
        language = check_language(frozen, draft.name, _clean(draft.language))
        dateline = read_dateline(frozen)
        return Document(
            id=draft.id or stable_id(frozen), text=frozen, title=_clean(draft.title),
            published=(iso_date(draft.published) if draft.published else None) or dateline.published or draft.file_date,
            source=_clean(draft.source), url=_clean(draft.url), language=language,
            dateline=_clean(draft.dateline) or dateline.text,
            credits=draft.credits + tuple(c for c in read_credits(frozen) if c not in draft.credits), pages=draft.pages)
    except InputError as error:
        return error


def _clean(value: str | None) -> str | None:
    """A field of metadata in one line, without control characters; None where nothing is left."""
    return " ".join(normalise(value).split()) or None if value else None


def _parse_media_type(media_type: str | None) -> tuple[str | None, str | None]:
    """A media type and its charset parameter (RFC 9110, section 8.3.1)."""
    if not media_type:
        return None, None
    kind, *parameters = (part.strip() for part in media_type.split(";"))
    charsets = (value.strip().strip("\"'") for key, _, value in (p.partition("=") for p in parameters) if key.strip().lower() == "charset")
    return kind.lower() or None, next(charsets, None) or None


__all__ = ["DEFAULT_LIMITS", "READERS", "Limits", "has_lines", "read_documents"]
