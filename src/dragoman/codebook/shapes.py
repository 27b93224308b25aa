"""What the files of a codebook may hold, as types: each loader declares its file with these, and `checking` and `merging` go by them."""
from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict


class Rule(Enum):
    """What holds for the words of a section, beside their types."""

    one_meaning = "a word has one meaning here: whoever gives it another takes the first away"
    by_word = "each key is a word: what is said of it replaces what was said before"
    codes = "each word is the code of a country or organisation"


class Shape(BaseModel):
    """The sections of a YAML file, or the keys of an entry: a field for each. A new one needs its line there and nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Kind = TypeVar("Kind", bound=str)
Entry = TypeVar("Entry")
Words = tuple[str, ...]
Kinds = dict[Kind, Words]  # words by what they are; one may stand under several
ByKind = Annotated[dict[Kind, Words], Rule.one_meaning]
ByWord = Annotated[dict[str, Words], Rule.by_word]
OneEach = Annotated[list[Entry], Rule.one_meaning]  # entries with `words`, where no word stands in two
Codes = Annotated[Words, Rule.codes]

Column = Literal["text", "own_code", "code", "codes", "office", "year", "date", "names", "shared"]


class Rows(NamedTuple):
    """A CSV file: its columns in order, each with what its cells hold. Lists inside a cell are separated by "; ".

    `key` are the columns that tell rows apart, `needed` those that no row may leave empty. "names" are lists in which no item may stand in
    two rows, "shared" lists in which it may; "own_code" is the code that the row itself defines, "code" and "codes" are such as exist.
    """

    file: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    needed: tuple[str, ...]


LISTS: tuple[Column, ...] = ("codes", "names", "shared")


def listed(cell: str) -> tuple[str, ...]:
    """The items of a cell that is a list."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())
