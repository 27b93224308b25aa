"""JSON Lines: one document a line, an object with `text` and whatever is known about it."""
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

from dragoman.document import Credit, CreditRole, normalise
from dragoman.errors import EmptyError, InputError, TooLargeError, UnreadableError
from dragoman.readers.dateline import iso_date
from dragoman.readers.draft import Draft, Source
from dragoman.readers.encoding import decode, marked_encoding, unmarked_wide_encoding

_WORDS = ("title", "source", "url", "language", "dateline")
_ROLES = get_args(CreditRole)
_SHAPE = 'write one object a line: {"id": "…", "text": "…", "published": "2031-05-04"}'


def read(source: Source) -> Iterator[Draft | InputError]:
    """A draft for each line; for each that cannot be read an InputError that names file and line. Unknown fields are ignored."""
    seen: dict[str, int] = {}
    for number, line in _lines(source):
        name = f"{source.name}:{number}"
        try:
            draft = _draft(line, name, source)
            if draft is None:
                continue
            if draft.id is not None and seen.setdefault(draft.id, number) != number:
                reason = f"the id {draft.id!r} was that of line {seen[draft.id]}"
                raise UnreadableError(name, reason, "give every document an id of its own")
            yield draft
        except InputError as error:
            yield error


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers from 1, cut from the bytes one at a time."""
    data = source.data
    wide = marked_encoding(data) or unmarked_wide_encoding(data)
    if wide and wide != "utf-8-sig":
        data = decode(data, source.name).encode("utf-8", errors="surrogatepass")
    start, number, most = 0, 0, source.limits.document_bytes
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield number, data[start:min(end, start + most + 1)]
        start = end + 1


def _draft(line: bytes, name: str, source: Source) -> Draft | None:
    """One line's document; None for a blank line."""
    most = source.limits.document_bytes
    if len(line) > most:
        raise TooLargeError(name, f"the line is longer than {most:,} bytes", "split the document, or raise the limit on bytes")
    text = decode(line, name, source.charset).strip("\ufeff \t\r\n\0")
    if not text:
        return None
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(name, f"not valid JSON ({error})", _SHAPE) from None
    if not isinstance(fields, dict):
        raise UnreadableError(name, f"a JSON {_kind(fields)}, not an object", _SHAPE)
    body = fields.get("text")
    if body is None or (isinstance(body, str) and not body.strip()):
        raise EmptyError(name, "has no text", 'put the document\'s text into the field "text"')
    if not isinstance(body, str):
        raise UnreadableError(name, f'its "text" is a {_kind(body)}', "make it a string")
    words = {key: _word(fields.get(key), key, name) for key in _WORDS}
    return Draft(body, name, id=_id(fields.get("id"), name), published=_published(fields.get("published"), name),
                 title=words["title"], source=words["source"], url=words["url"], language=words["language"], dateline=words["dateline"],
                 credits=_credits(fields.get("credits"), name))


def _kind(value: object) -> str:
    kinds: dict[type, str] = {dict: "object", list: "list", str: "string", bool: "truth value", int: "number", float: "number"}
    return kinds.get(type(value), "null")


def _id(value: Any, name: str) -> str | None:
    """The given id as text. It stands in file names, addresses and messages, so white space in it becomes single spaces."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise UnreadableError(name, f'its "id" is a {_kind(value)}', "make it a string")
    return " ".join(normalise(str(value)).split()) or None


def _word(value: Any, key: str, name: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise UnreadableError(name, f'its "{key}" is a {_kind(value)}', "make it a string or leave it out")


def _published(value: Any, name: str) -> str | None:
    word = _word(value, "published", name)
    if word is None or not word.strip():
        return None
    date = iso_date(word)
    if date is None:
        raise UnreadableError(name, f'its "published" is {word[:40]!r}, which is no date', "write it like 2031-05-04, or leave it out")
    return date


def _credits(value: Any, name: str) -> tuple[Credit, ...]:
    if value is None:
        return ()
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        if not isinstance(entry, dict) or entry.get("role") not in _ROLES or not isinstance(entry.get("name"), str):
            raise UnreadableError(name, 'its "credits" are not a list of {"role", "name"}', f"use the roles {', '.join(_ROLES)}")
    return tuple(Credit(role=entry["role"], name=normalise(entry["name"]).strip()) for entry in entries)
