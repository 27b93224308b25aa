"""Gists: what facts speak of in a few bytes each, by which those are found, among thousands, that may show what became of a promise.

Words are told apart by numbers of 32 bits. Two words of one number only let a fact be looked at that shows nothing: what a gist lets
through, follow_up reads.
"""
from __future__ import annotations

import hashlib
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.facts.matters import words_of
from dragoman.facts.model import Fact
from dragoman.facts.promises import promise_of

YEARS = 6  # that follow_up looks on from a promise or its term, and one more for partial dates and for days that no calendar has


class Asks(NamedTuple):
    """What a promise asks for: a fact may show something of it that shares so many (`fewest`) of its `words`.

    Without any, each visit may where a `visit` is promised; and of an `instrument` that the promise gives no name ("the Agreement"), each
    agreement that was told of in its time.
    """

    fewest: int
    visit: bool
    instrument: bool
    words: frozenset[int]


class Gist(NamedTuple):
    """A fact in gist. `first` and `last`: the days on which a document told it; "" where none is dated. `due`: of a promise, its term.
    `kind`: that of a meeting. `reports`: how many documents tell it. `asks`: None where it is no promise, or no dated one.
    """

    key: int
    type: str
    kind: str | None
    first: str
    last: str
    due: str | None
    reports: int
    words: frozenset[int]
    asks: Asks | None


def packed(fact: Fact) -> tuple[bytes, bytes | None]:
    """The words of a fact, and what it asks for, as `words_in` and `asks_in` read them."""
    promise = promise_of(fact) if fact.type == "commitment" else None
    if promise is None:
        return _numbers(words_of(fact)), None
    instrument = promise.stage is not None and not promise.matter
    head = struct.pack("<BBB", min(promise.fewest, 255), "visit" in promise.acts, instrument)
    return _numbers(words_of(fact)), head + _numbers(promise.matter)


def words_in(blob: bytes) -> frozenset[int]:
    """The words of a fact."""
    return frozenset(struct.unpack(f"<{len(blob) // 4}I", blob))


def asks_in(blob: bytes) -> Asks:
    """What a promise asks for."""
    fewest, visit, instrument = struct.unpack_from("<BBB", blob)
    return Asks(fewest, bool(visit), bool(instrument), words_in(blob[3:]))


def candidates(promises: Iterable[Gist], others: Sequence[Gist]) -> Iterator[tuple[int, int]]:
    """Of each promise among these its key, with that of each other fact that may show something of it."""
    asked = [(promise, promise.asks) for promise in promises if promise.asks]
    wanted = frozenset().union(*(asks.words for _, asks in asked))
    by_word: dict[int, list[int]] = defaultdict(list)
    for n, other in enumerate(others if asked else ()):
        for word in wanted & other.words:
            by_word[word].append(n)
    visits = [n for n, other in enumerate(others) if other.kind == "visit"]
    agreements = [n for n, other in enumerate(others) if other.type == "agreement"]
    for promise, asks in asked:
        shared = Counter(n for word in asks.words for n in by_word.get(word, ()))
        found = {n for n, words in shared.items() if words >= asks.fewest}
        found.update(visits if asks.visit else ())
        if asks.instrument:
            found.update(n for n in agreements if others[n].first <= promise.last and promise.first <= others[n].last)
        until = years_on(promise.due or promise.last, YEARS)
        for n in found:
            if others[n].last >= promise.first and others[n].first <= until and others[n].key != promise.key:
                yield promise.key, others[n].key


def years_on(day: str, years: int) -> str:
    """A day (ISO date) so many years later; it is only compared, so that no calendar need have it."""
    return f"{max(1, min(9999, int(day[:4]) + years)):04d}{day[4:]}"


def _numbers(stems: Iterable[str]) -> bytes:
    numbers = sorted(set(map(_number, stems)))
    return struct.pack(f"<{len(numbers)}I", *numbers)


@lru_cache(maxsize=50_000)
def _number(stem: str) -> int:
    return int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=4).digest(), "little")
