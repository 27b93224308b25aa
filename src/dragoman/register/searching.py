"""Full text: SQLite's FTS5 and PostgreSQL's tsvector, asked in one language and answering in one form.

Words are searched for by their stems, all of them; "words in quotation marks" stand side by side; a minus before a word excludes it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    TextClause,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
    text,
)

from dragoman.errors import RegisterError
from dragoman.facts.periods import bounds
from dragoman.register.schema import documents, mentions, records

MOST = 50
NEWEST = 500  # of the documents that hold the words, so many are ranked: the newest; ranking a hundred thousand would take a second
RECENT = 10_000  # documents, the last ones, among which they are looked for first: common words need no look at any others
# What PostgreSQL's planner does not know, by whether an actor is asked for: a document's words are dear to look at, as they often lie
# apart from its key, so that none are looked at in the order of documents; and of what is looked up, most is in memory. A plan made for any
# words at all takes seconds where that for these takes milliseconds.
_ALWAYS = {"plan_cache_mode": "force_custom_plan", "enable_seqscan": "off"}
_PLANS = {False: {**_ALWAYS, "enable_indexscan": "off"}, True: {**_ALWAYS, "random_page_cost": "1.1"}}
_TERM = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_WORD = re.compile(r"\w+")
_BEGIN, _END = "\x02", "\x03"  # put around found words: two signs that no stored text has
_MARK = re.compile("([\x02\x03])")
_ROW: ColumnElement[int] = literal_column("words.rowid")  # of SQLite's full text: the document's key
_KEY = _ROW.label("key")
_INDEX = table("words", column("key"), column("published"), column("source"), column("words"))  # PostgreSQL's full text


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


def newest(connection: Connection, asked: Asked) -> list[int]:
    """The keys of the documents that `search` ranks: the newest ones that hold the words and are what is asked for, at most `NEWEST`."""
    found = terms(asked.words)
    if connection.dialect.name == "sqlite":
        return list(connection.execute(_found(found, asked, _start(connection, found, asked), _KEY)).scalars())
    return _held(connection, asked, found)


def _starts(last: int) -> Iterator[int]:
    """The keys beyond which documents are looked for until there are enough: of the last ones, more, all. `last`: the last key of all."""
    among = RECENT
    while among < last / 2:
        yield last - among
        among *= 4
    yield 0


def _published(asked: Asked, row: Any) -> list[ColumnElement[bool]]:
    """When the document was published; `row`: where that is kept."""
    wanted: list[ColumnElement[bool]] = []
    if asked.since is not None:
        first = bounds(asked.since)[0]  # and what is only known to be of its month or year
        wanted.append((row.published >= first) | row.published.in_((first[:7], first[:4])))
    if asked.until is not None:
        wanted.append(row.published <= bounds(asked.until)[1])
    return wanted


def _of_records(asked: Asked, key: ColumnElement[int], start: int = 0) -> list[ColumnElement[bool]]:
    """What the document of this key, which is beyond `start`, must tell.

    An actor is in few documents, which are looked up; a type in most, and each is asked.
    """
    if asked.actor is not None:
        told = select(mentions.c.document).where(mentions.c.code == asked.actor, *([mentions.c.document > start] if start else []))
        return [key.in_(told if asked.type is None else told.where(mentions.c.type == asked.type))]
    if asked.type is not None:
        return [exists().where(records.c.document == key, records.c.type == asked.type, records.c.block.is_not(None))]
    return []


def _sqlite(connection: Connection, found: list[Term], asked: Asked, which: slice) -> list[tuple[Row[Any], str]]:
    """First the keys of the best documents, then their texts: whatever else is in the first query makes SQLite ask word by word."""
    best = _found(found, asked, _start(connection, found, asked), _KEY, literal_column("words.rank").label("rank")).subquery()
    ranked = select(documents).join(best, best.c.key == documents.c.key).order_by(best.c.rank, documents.c.published.desc(), documents.c.id)
    rows = connection.execute(ranked.slice(which.start, which.stop)).all()
    marked: ColumnElement[str] = literal_column("highlight(words, 1, '\x02', '\x03')").label("marked")
    texts = select(_KEY, marked).select_from(text("words")).where(_matches(found), _ROW.in_([row.key for row in rows]))
    marked_of = {row.key: row.marked for row in connection.execute(texts)}
    return [(row, marked_of[row.key]) for row in rows]


def _start(connection: Connection, found: list[Term], asked: Asked) -> int:
    """The key beyond which there are enough documents. A source can have very many, and SQLite lists them before it looks for words."""
    if asked.source is None:
        return 0
    last = connection.execute(select(func.max(documents.c.key))).scalar() or 0
    return next(start for start in _starts(last)
                if start == 0 or len(connection.execute(_found(found, asked, start, _KEY)).all()) == NEWEST)


def _found(found: list[Term], asked: Asked, start: int, *columns: ColumnElement[Any]) -> Select[Any]:
    """These columns of the newest documents that are found beyond the key `start`.

    The plus before the key makes SQLite look up the documents that are wanted among those found.
    """
    own: ColumnElement[int] = literal_column("+words.rowid")
    query = select(*columns).select_from(text("words")).where(_matches(found), *_of_records(asked, own))
    wanted = _published(asked, documents.c)
    if asked.source is not None:
        wanted.append(documents.c.source.in_(_sources(asked.source)))
    if wanted:
        query = query.where(own.in_(select(documents.c.key).where(*wanted, *([documents.c.key > start] if start else []))))
    if start:
        query = query.where(start < _ROW)
    return query.order_by(_ROW.desc()).limit(NEWEST)


def _sources(part: str) -> Select[Any]:
    """The sources in whose name this stands. One after the other is looked up in the index: there are few, of very many documents."""
    first = select(func.min(documents.c.source).label("name")).cte("sources", recursive=True)
    after = select(func.min(documents.c.source)).where(documents.c.source > first.c.name).scalar_subquery()
    every = first.union_all(select(after).where(first.c.name.is_not(None)))
    return select(every.c.name).where(every.c.name.icontains(part, autoescape=True))


def _matches(found: list[Term]) -> TextClause:
    phrases = [(f'"{" ".join(term.words)}"', term.wanted) for term in found]
    match = " AND ".join(phrase for phrase, keep in phrases if keep)
    for phrase, keep in phrases:
        match = match if keep else f"({match}) NOT {phrase}"
    return text("words MATCH :match").bindparams(bindparam("match", match, unique=False))


def _postgresql(connection: Connection, found: list[Term], asked: Asked, which: slice) -> list[tuple[Row[Any], str]]:
    typed = _typed(found)
    options = f"HighlightAll=true, StartSel={_BEGIN}, StopSel={_END}"
    marked = func.ts_headline("english", func.dragoman_plain(documents.c.text), typed, options).label("marked")
    ranked = select(documents).join(_INDEX, _INDEX.c.key == documents.c.key).where(documents.c.key.in_(_held(connection, asked, found)))
    ranked = ranked.order_by(func.ts_rank(_INDEX.c.words, typed).desc(), documents.c.published.desc(), documents.c.id)
    rows = connection.execute(ranked.slice(which.start, which.stop)).all()
    texts = select(documents.c.key, marked).where(documents.c.key.in_([row.key for row in rows]))
    marked_of = {row.key: row.marked for row in connection.execute(texts)}
    return [(row, marked_of[row.key]) for row in rows]


def _held(connection: Connection, asked: Asked, found: list[Term]) -> list[int]:
    """The keys of the newest documents that are found, looked for among the last documents first, then among more of them, then all."""
    last = connection.execute(select(func.max(_INDEX.c.key))).scalar() or 0
    actor = asked.actor is not None
    for setting, value in _PLANS[actor].items():
        connection.exec_driver_sql(f"SET LOCAL {setting} = {value}")
    keys = list[int]()
    for start in _starts(last):
        keys = list(connection.execute(_recent(asked, found, start)).scalars())
        if len(keys) == NEWEST:
            break
    for setting in _PLANS[actor]:
        connection.exec_driver_sql(f"SET LOCAL {setting} TO DEFAULT")
    return keys


def _recent(asked: Asked, found: list[Term], start: int) -> Select[Any]:
    """The query for the keys of the newest documents that are found beyond the key `start`.

    Those with the words are found by the index alone, and by what else an index knows; the rest is asked of each, newest first, until there
    are enough. Of an actor there are few documents, which can be looked up one by one: in no order, or all would be gone through in it.
    """
    single = [Term((word,), term.wanted) for term in found if term.wanted or len(term.words) == 1 for word in term.words]
    matching = select(_INDEX).where(_INDEX.c.words.op("@@")(_typed(single)), *_published(asked, _INDEX.c))
    if asked.source is not None:
        matching = matching.where(_INDEX.c.source.icontains(asked.source, autoescape=True))
    if start:
        matching = matching.where(_INDEX.c.key > start)
    told = _of_records(asked, _INDEX.c.key, start)
    matching = matching.where(*told) if asked.actor is not None else matching.order_by(_INDEX.c.key.desc())
    rows = matching.offset(0).subquery()  # beyond which the planner moves nothing
    wanted = _of_records(asked, rows.c.key) if asked.actor is None else []
    if single != found:
        wanted.append(rows.c.words.op("@@")(_typed(found)))
    return select(rows.c.key).where(*wanted).order_by(rows.c.key.desc()).limit(NEWEST)


def _typed(found: list[Term]) -> ColumnElement[Any]:
    phrases = [func.phraseto_tsquery("english", func.dragoman_plain(" ".join(term.words))) for term in found]
    both = zip(phrases, found, strict=True)
    parts: list[ColumnElement[Any]] = [phrase if term.wanted else func.tsquery_not(phrase) for phrase, term in both]
    return reduce(lambda one, other: one.op("&&")(other), parts)


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
