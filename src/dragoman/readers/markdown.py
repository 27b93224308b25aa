"""Markdown: the text without its markup, and what a front matter says about it."""
from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dragoman.document import normalise
from dragoman.readers.credits import person_credits
from dragoman.readers.draft import Draft, Source
from dragoman.readers.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HTML = re.compile(r"<!--(?:(?!-->|<!--).)*-->|<[/!?a-zA-Z][^<>]*>", re.DOTALL)


def read(source: Source) -> Iterator[Draft]:
    """One draft: paragraphs, headings, list items and table cells as paragraphs; the title from the front matter or the first H1."""
    from markdown_it import MarkdownIt

    text = normalise(decode(source.data, source.name, source.charset))
    meta, body = _front_matter(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = [block for block in map(_plain, tokens) if block]
    headings = (_plain(inline) for opening, inline in pairwise(tokens) if (opening.type, opening.tag) == ("heading_open", "h1"))
    yield Draft(
        "\n\n".join(blocks), source.name,
        title=_word(meta, "title") or next(headings, None),
        published=_word(meta, "date", "published"),
        source=_word(meta, "source", "publisher"),
        url=_word(meta, "url", "source_url", "link"),
        language=_word(meta, "lang", "language"),
        credits=person_credits(";".join(_words(meta, "author", "authors"))),
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields of a YAML block before the text, and the text after it. A block that is no YAML mapping is text."""
    import yaml

    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        meta = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    return (meta, text[match.end():]) if isinstance(meta, dict) else ({}, text)


def _word(meta: dict[str, Any], *keys: str) -> str | None:
    return next(iter(_words(meta, *keys)), None)


def _words(meta: dict[str, Any], *keys: str) -> list[str]:
    """The values of the first of the keys that has any, as text."""
    for key in keys:
        value = meta.get(key)
        values = value if isinstance(value, list) else [value]
        words = [str(v).strip() for v in values if isinstance(v, str | int | datetime.date) and str(v).strip()]
        if words:
            return words
    return []


def _plain(token: Token) -> str:
    """The text of one block; empty where the token holds none. A hard line break is a line end, a soft one a space."""
    if token.type == "inline":
        text = "".join(_pieces(token.children or ()))
        return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))
    if token.type in {"fence", "code_block"}:
        return token.content.strip("\n")
    if token.type == "html_block":
        return "\n".join(line.strip() for line in html.unescape(_HTML.sub("", token.content)).split("\n") if line.strip())
    return ""


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            yield "\n"
