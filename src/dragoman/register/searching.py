"""Full text: SQLite's FTS5 and PostgreSQL's tsvector, asked in one language and answering in one form.

Words are searched for by their stems, all of them; "words in quotation marks" stand side by side; a minus before a word excludes it.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, bindparam, exists, func, literal_column, select, text

from dragoman.errors import RegisterError
from dragoman.facts.periods import bounds
from dragoman.register.schema import documents, mentions, records

MOST = 50
_NEWEST = 500  # of the documents that hold the words, so many are ranked: the newest; ranking a hundred thousand would take a second
_TERM = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_WORD = re.compile(r"\w+")
_BEGIN, _END = "\x02", "\x03"  # put around found words: two signs that no stored text has
_MARK = re.compile("([\x02\x03])")


class Term(NamedTuple):
    """Words that stand side by side, and whether they are wanted or excluded."""

    words: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: words, and what the documents must be: of a source, a time, with facts of a type or an actor."""

    words: str
    type: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds the words; `marks` are the places in its text where one of them stands, half-open, in code points."""

    document: str
    title: str | None
    published: str | None
    source: str | None
    text: str
    marks: tuple[tuple[int, int], ...]


def terms(words: str) -> list[Term]:
    """What a person typed, as terms; a RegisterError where no word is wanted."""
    found = [Term(tuple(_WORD.findall(quoted or bare)), not minus) for minus, quoted, bare in _TERM.findall(words)]
    found = [term for term in found if term.words]
    if not any(term.wanted for term in found):
        raise RegisterError(f"{words!r}: there is no word in it to look for; give one")
    return found


def search(connection: Connection, asked: Asked, limit: int = 20, offset: int = 0) -> list[Hit]:
    """The documents that hold the words and are what is asked for, best first; at most `MOST` of them from `offset` on."""
    found = terms(asked.words)
    make = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    return [_hit(row, marked) for row, marked in make(connection, found, asked, slice(offset, offset + min(limit, MOST)))]


def _of_document(asked: Asked) -> list[ColumnElement[bool]]:
    """What the document's own columns must be."""
    wanted: list[ColumnElement[bool]] = []
    if asked.source is not None:
        wanted.append(documents.c.source.icontains(asked.source, autoescape=True))
    if asked.since is not None:
        wanted.append(documents.c.published >= bounds(asked.since)[0])
    if asked.until is not None:
        wanted.append(documents.c.published <= bounds(asked.until)[1])
    return wanted


def _of_records(asked: Asked, key: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """What the document of this key must tell. An actor is in few documents, which are looked up; a type in most, and each is asked."""
    if asked.actor is not None:
        told = select(mentions.c.document).where(mentions.c.code == asked.actor)
        return [key.in_(told if asked.type is None else told.where(mentions.c.type == asked.type))]
    if asked.type is not None:
        return [exists().where(records.c.document == key, records.c.type == asked.type, records.c.block.is_not(None))]
    return []


def _sqlite(connection: Connection, found: list[Term], asked: Asked, which: slice) -> list[tuple[Row[Any], str]]:
    """First the keys of the best documents, then their texts: whatever else is in the first query makes SQLite ask word by word.

    The plus before the key is there for the same reason: the documents that are wanted are looked up among those found.
    """
    phrases = [(f'"{" ".join(term.words)}"', term.wanted) for term in found]
    match = " AND ".join(phrase for phrase, keep in phrases if keep)
    for phrase, keep in phrases:
        match = match if keep else f"({match}) NOT {phrase}"
    key: ColumnElement[int] = literal_column("words.rowid")
    rank: ColumnElement[float] = literal_column("words.rank")
    marked: ColumnElement[str] = literal_column("highlight(words, 1, '\x02', '\x03')").label("marked")
    matches = text("words MATCH :match").bindparams(bindparam("match", match, unique=False))
    own: ColumnElement[int] = literal_column("+words.rowid")
    newest = select(key.label("key"), rank.label("rank")).select_from(text("words")).where(matches, *_of_records(asked, own))
    if wanted := _of_document(asked):
        newest = newest.where(own.in_(select(documents.c.key).where(*wanted)))
    best = newest.order_by(key.desc()).limit(_NEWEST).subquery()
    ranked = select(documents).join(best, best.c.key == documents.c.key).order_by(best.c.rank, documents.c.published.desc(), documents.c.id)
    rows = connection.execute(ranked.slice(which.start, which.stop)).all()
    texts = select(key.label("key"), marked).select_from(text("words")).where(matches, key.in_([row.key for row in rows]))
    marked_of = {row.key: row.marked for row in connection.execute(texts)}
    return [(row, marked_of[row.key]) for row in rows]


def _postgresql(connection: Connection, found: list[Term], asked: Asked, which: slice) -> list[tuple[Row[Any], str]]:
    phrases = [func.phraseto_tsquery("english", func.dragoman_plain(" ".join(term.words))) for term in found]
    both = zip(phrases, found, strict=True)
    parts: list[ColumnElement[Any]] = [phrase if term.wanted else func.tsquery_not(phrase) for phrase, term in both]
    typed = reduce(lambda one, other: one.op("&&")(other), parts)
    words: ColumnElement[Any] = literal_column("documents.words")
    newest = select(documents.c.key, func.ts_rank(words, typed).label("rank"))
    newest = newest.where(words.op("@@")(typed), *_of_document(asked), *_of_records(asked, documents.c.key))
    best = newest.order_by(documents.c.key.desc()).limit(_NEWEST).subquery()
    options = f"HighlightAll=true, StartSel={_BEGIN}, StopSel={_END}"
    marked = func.ts_headline("english", func.dragoman_plain(documents.c.text), typed, options).label("marked")
    ranked = select(documents).join(best, best.c.key == documents.c.key)
    ranked = ranked.order_by(best.c.rank.desc(), documents.c.published.desc(), documents.c.id).slice(which.start, which.stop)
    rows = connection.execute(ranked).all()
    texts = select(documents.c.key, marked).where(documents.c.key.in_([row.key for row in rows]))
    marked_of = {row.key: row.marked for row in connection.execute(texts)}
    return [(row, marked_of[row.key]) for row in rows]


def _hit(row: Row[*tuple[Any, ...]], marked: str) -> Hit:
    """A document with the marks taken out of its text again."""
    marks: list[tuple[int, int]] = []
    at = begin = 0
    for piece in _MARK.split(marked):
        if piece == _BEGIN:
            begin = at
        elif piece == _END:
            marks.append((begin, at))
        else:
            at += len(piece)
    return Hit(row.id, row.title, row.published, row.source, row.text, tuple(marks))
