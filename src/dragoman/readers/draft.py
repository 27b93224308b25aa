"""What every reader is given and what it hands back: a source of bytes with its limits, and a document before its text is frozen."""
from __future__ import annotations

from dataclasses import dataclass

from dragoman.document import Credit


@dataclass(frozen=True)
class Limits:
    """What is read at most. All sizes are of one document, except `file_bytes`: a whole JSON Lines file, which is read line by line."""

    document_bytes: int = 20_000_000
    file_bytes: int = 1_000_000_000
    unpacked_bytes: int = 200_000_000  # of a DOCX, which is a zip archive
    pages: int = 2_000
    characters: int = 2_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Source:
    """Bytes to be read. `name` is what the user calls them; `charset` the encoding that a media type declared with them, if one did."""

    data: bytes
    name: str
    charset: str | None = None
    limits: Limits = DEFAULT_LIMITS


@dataclass(frozen=True)
class Draft:
    """What a reader found. The text becomes a Document's text through `normalise`, which must not move `pages`.

    `published` is the publisher's word; `file_date` only says when the file was made, and counts where nothing better is known.
    """

    text: str
    name: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    file_date: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    dateline: str | None = None
    credits: tuple[Credit, ...] = ()
    pages: tuple[int, ...] = ()
