"""Documents: a text that never changes again, and what is known about it."""
from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, field_validator

CreditRole = Literal["author", "translator", "editor", "photographer", "spokesperson"]

# Control characters that no reader of text wants and that databases refuse: C0 without tab and line feed, DEL; and lone surrogates.
# The C1 range stays: what stands there is a letter or a dash that somebody's wrong encoding hides, and evidence quotes it as it stands.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")


class Span(NamedTuple):
    """A half-open range of a document's text, in Unicode code points: `text[start:end]`."""

    start: int
    end: int


class Credit(BaseModel):
    """Somebody who made the article, as its last lines say."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    role: CreditRole
    name: str


def normalise(text: str) -> str:
    """The text as it is stored: line ends are "\\n", no byte-order mark at the start, other control characters are spaces.

    A lone surrogate becomes U+FFFD. Everything else stays, letter by letter; `normalise` of its own result changes nothing.
    """
    text = _LINE_END.sub("\n", text).lstrip("\ufeff")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


class Document(BaseModel):
    """One document. All offsets anywhere in Dragoman are code points of `text`, which is normalised once, here, and then frozen.

    `published` is an ISO 8601 date or partial date; `dateline` the place and date an agency puts before its story; `pages` the offset at
    which each page of a PDF begins.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    dateline: str | None = None
    credits: tuple[Credit, ...] = ()
    pages: tuple[int, ...] = ()

    @field_validator("id", "text", "title", "source", "url", "dateline")
    @classmethod
    def _freeze(cls, value: str | None) -> str | None:
        return value if value is None else normalise(value)

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text's UTF-8 form: what makes two documents the same text."""
        return text_hash(self.text)

    def page_of(self, offset: int) -> int | None:
        """The 1-based page on which an offset lies; None where the document has no pages."""
        return bisect_right(self.pages, offset) or None if self.pages else None


def text_hash(text: str) -> str:
    """Hexadecimal SHA-256 of a text's UTF-8 form."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def stable_id(text: str) -> str:
    """The id of a document that brought none: the same for the same text, wherever it was found."""
    return f"d-{text_hash(normalise(text))[:12]}"
