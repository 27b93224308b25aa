"""Answers: typed rows, each with the words of the documents that bear it out, and the numbered list of those documents."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, get_type_hints, overload

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from dragoman.questions.chart import Chart


@dataclass(frozen=True, slots=True)
class Citation:
    """A piece of a document: `quote` is its text[start:end], in code points; `page` is that of a PDF, from 1.

    `official`: whether a government or an international organisation published the document. `record` is the id of the record that rests
    on it; None for a passage that was found by its words.
    """

    document: str
    title: str | None
    published: str | None
    source: str | None
    url: str | None
    official: bool
    record: str | None
    quote: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text: `marked` where it is what was looked for, or what differs."""

    text: str
    marked: bool


Citations = tuple[Citation, ...]
Marked = tuple[Run, ...]
Cell = str | Marked | Citations


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the tables that people read: its heading, and a row → what stands in it. `number`: it is set to the right."""

    header: str
    cell: Callable[[Any], Cell]
    number: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """What all rows have. The fields are the data, as codes and ISO dates; `columns` say how people read them."""

    columns: ClassVar[tuple[Column, ...]]

    def to_dict(self) -> dict[str, Any]:
        """The row as plain lists, dicts and values, by the names of its fields."""
        found: dict[str, Any] = _plain(self)
        return found

    @classmethod
    @cache
    def evidence_fields(cls) -> tuple[str, ...]:
        """The names of the fields that hold citations."""
        kinds = get_type_hints(cls)
        return tuple(field.name for field in fields(cls) if kinds[field.name] == Citations)

    @property
    def cited(self) -> Citations:
        """All evidence of the row."""
        return tuple(one for name in self.evidence_fields() for one in getattr(self, name))


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered quote of a source, and the ids of the records that rest on it."""

    number: int
    quote: str
    start: int
    end: int
    page: int | None
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that an answer cites, and what it cites of it in the order of the text."""

    document: str
    title: str | None
    published: str | None
    source: str | None
    url: str | None
    official: bool
    passages: tuple[Passage, ...]


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Answer(Sequence[R], Generic[R]):
    """A sequence of rows with a title. `notes` say what one should know of them, and of an empty answer why it is empty.

    `question` is the name of the function that gave it, `kind` the class of its rows.
    """

    question: str
    title: str
    kind: type[R]
    rows: tuple[R, ...]
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> R: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[R, ...]: ...

    def __getitem__(self, index: int | slice) -> R | tuple[R, ...]:
        return self.rows[index]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What the rows cite; see `sources_of`."""
        return sources_of(one for row in self.rows for one in row.cited)

    @cached_property
    def _numbers(self) -> dict[tuple[str, int, int], int]:
        return {(source.document, one.start, one.end): one.number for source in self.sources for one in source.passages}

    def numbers(self, citations: Citations) -> tuple[int, ...]:
        """The numbers of some citations among the sources, in rising order."""
        return tuple(sorted({self._numbers[one.document, one.start, one.end] for one in citations}))

    @cached_property
    def table(self) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
        """What people read: the columns in which something stands, and the cells of each row."""
        cells = [tuple(column.cell(row) for column in self.kind.columns) for row in self.rows]
        filled = [n for n in range(len(self.kind.columns)) if any(row[n] for row in cells)]
        return tuple(self.kind.columns[n] for n in filled), tuple(tuple(row[n] for n in filled) for row in cells)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain lists, dicts and values."""
        return [row.to_dict() for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame, one column a field; a DragomanError where pandas is not installed."""
        made: pd.DataFrame = _library("pandas").DataFrame(self.to_dicts(), columns=self.names)
        return made

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars DataFrame, one column a field; a DragomanError where polars is not installed."""
        made: pl.DataFrame = _library("polars").DataFrame(
            self.to_dicts(), schema=None if self.rows else self.names, infer_schema_length=None, strict=False)
        return made

    @property
    def names(self) -> list[str]:
        """The names of the rows' fields."""
        return [_name(field.name) for field in fields(self.kind)]

    def _repr_html_(self) -> str:
        from dragoman.questions.formats.html import fragment

        return fragment(self)


def sources_of(citations: Iterable[Citation]) -> tuple[Source, ...]:
    """The documents by date (undated ones last), their quotes in the order of the text and numbered from 1 through all of them."""
    quotes: dict[str, dict[tuple[int, int], list[Citation]]] = defaultdict(lambda: defaultdict(list))
    for one in citations:
        quotes[one.document][one.start, one.end].append(one)
    documents = [(id_, [told for _, told in sorted(places.items())]) for id_, places in quotes.items()]
    documents.sort(key=lambda pair: (pair[1][0][0].published or "9999", pair[0]))
    sources, number = [], 0
    for id_, places in documents:
        passages = []
        for told in places:
            number += 1
            one = told[0]
            records = tuple(dict.fromkeys(each.record for each in told if each.record))
            passages.append(Passage(number, one.quote, one.start, one.end, one.page, records))
        head = places[0][0]
        sources.append(Source(id_, head.title, head.published, head.source, head.url, head.official, tuple(passages)))
    return tuple(sources)


def _name(field: str) -> str:
    """A field as it is called outside of Python: "from_" is "from"."""
    return field.rstrip("_")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {_name(field.name): _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise DragomanError(f"{name} is not installed; pip install 'dragoman[{name}]'") from error
