"""How sure the program is of a record: the probability that a careful reader would have written it down too.

A logistic regression over plain signs of a record ("gesture word thank", "meeting parties inherited"), fitted to annotated documents by
`training/confidence.py`. Its weights are the file `weights/confidence.tsv`: sign, weight, how many records of the training documents had
the sign, and how many of those were right.
"""
from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.extraction.context import Context
from dragoman.extraction.provenance import ACTORS, Provenance
from dragoman.records import Record

WEIGHTS = files("dragoman.extraction").joinpath("weights", "confidence.tsv")
_KINDS = ("kind", "stance", "event_type", "measure", "mode", "status", "nature", "bound", "rank")
_WORDS = ("content", "action", "about", "subject", "name")
_TRACED = ACTORS | {"people", "speaker", "date", "place", "period"}
_LONG, _VERY_LONG = 30, 50  # tokens of a sentence
_LATE = 3  # the paragraph, from 0, from which on all count alike
_MANY = 4  # actors, and more
_LENGTHS = ((2, "up to 2"), (5, "up to 5"), (10, "up to 10"), (20, "up to 20"))


class Weight(NamedTuple):
    """What a sign adds to the log odds, and its own record: how many training records had it, and how many of them were right."""

    weight: float
    records: int
    right: int


class Factor(NamedTuple):
    """A sign that a record has, and what it adds to the log odds that the record is right."""

    sign: str
    weight: float


def probability(signs: Iterable[str]) -> float:
    """The probability, from 0 to 1 and rounded to hundredths, that a record with these signs is right."""
    odds = sum(factor.weight for factor in factors(signs))
    return round(1 / (1 + math.exp(-odds)), 2)


def factors(signs: Iterable[str]) -> tuple[Factor, ...]:
    """Those of the signs that the weights know, in their order."""
    known = weights()
    return tuple(Factor(sign, known[sign].weight) for sign in signs if sign in known)


@cache
def weights() -> dict[str, Weight]:
    """Every sign with its weight."""
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines)
    return {sign: Weight(float(weight), int(records), int(right)) for sign, weight, records, right in cells}


def signs(c: Context, record: Record, provenance: Provenance) -> tuple[str, ...]:
    """The signs of a record, each once: first the one that all have, then its type."""
    kind = record.type
    traced = (f"{source.field} {source.how}" for source in provenance.sources(record, only=_TRACED))
    own = (f"{kind} {sign}" for sign in (*_of_fields(record), *traced, *_of_place(c, record)))
    return tuple(dict.fromkeys(("all", kind, *own, *_of_sentence(c, record))))


def _of_fields(record: Record) -> Iterator[str]:
    """What the fields themselves say: kinds, what is missing, how many, how long."""
    for attribute, name in type(record).fields():
        value = getattr(record, attribute)
        if value is None:
            yield f"without {name}"
        elif name in _KINDS:
            yield f"{name} {value}"
        elif name in _WORDS:
            count = len(value.split())
            yield f"{name} of {next((words for most, words in _LENGTHS if count <= most), 'over 20')} words"
        elif isinstance(value, tuple) and name in ACTORS:
            yield f"{name}: {min(len(value), _MANY)}"


def _of_place(c: Context, record: Record) -> Iterator[str]:
    """The word by which the record was found, and where it stands."""
    a, piece = c.a, record.evidence[0]
    token = c.token_at(piece.cue.start if piece.cue else piece.start)
    if piece.cue:
        yield f"word {a.lemma[token].lower()}"
        yield f"found by {a.upos[token]}"
        if token in c.cast.quoted:
            yield "quoted"
    if len(record.evidence) > 1:
        yield "told more than once"
    yield f"in {'a press release' if c.cast.publisher else 'the news'}"
    yield f"in paragraph {min(a.paragraph[token], _LATE)}"


def _of_sentence(c: Context, record: Record) -> Iterator[str]:
    """Whether the sentence is so long that its tree is likely to be wrong."""
    length = len(c.a.sentences[c.a.sentence[c.token_at(record.evidence[0].start)]])
    if length > _LONG:
        yield "long sentence" if length <= _VERY_LONG else "very long sentence"
