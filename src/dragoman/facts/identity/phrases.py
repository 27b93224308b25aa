"""How alike two phrases are that name a matter, a body or a deed."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from dragoman.codebook.follow_up import follow_up_words
from dragoman.codebook.identity import identity_words
from dragoman.codebook.layers import per_codebook
from dragoman.facts.words import name_stems, stems

HEAD = 3  # letters that words of one root have in common at least
_STEM = 4  # letters that the shorter of two words of one root has at least: rail, railway
_DERIVED = re.compile(r"(?:at)?ion|al|ic|er|or|ist|ing|ment|abl|ed")  # behind a shorter one too: tax, taxation


@per_codebook
def _empty(*, vague: bool) -> frozenset[str]:
    """Stems of words that tell no matter from another. `vague`: those of vague promises among them."""
    table = identity_words()
    words = (*follow_up_words().function, *table.wrappers, *(table.vague if vague else ()))
    return frozenset(stem for word in words for stem in stems(word))


def content(text: str | None, actors: Iterable[str] = (), *, vague: bool = False) -> frozenset[str]:
    """Stems of the words that tell what a phrase is about, without names of the actors; all its words where it has no others.

    `vague`: words of vague promises are left out too, and nothing stands in for them.
    """
    whole = frozenset(stems(_without_accents(text or "")))
    return whole - _empty(vague=vague) - name_stems(actors) or (frozenset() if vague else whole)


@lru_cache(maxsize=1_000)  # a rule asks of the same two again and again
def shared(one: frozenset[str], other: frozenset[str]) -> int:
    """How many words two phrases have in common; words of one root ("rail", "railway") are one."""
    mine, its = _by_head(one), _by_head(other)
    left = right = 0
    for head in mine.keys() & its.keys():
        words, more = ([word for word in some if word not in there] for some, there in ((mine[head], other), (its[head], one)))
        if words and more:
            left += sum(any(_of_one_root(word, another) for another in more) for word in words)
            right += sum(any(_of_one_root(word, another) for another in words) for word in more)
    return len(one & other) + min(left, right)


def most_shared(one: frozenset[str], other: frozenset[str]) -> int:
    """As many words as two phrases can have in common at most: a quick look before `shared`."""
    return len(_heads(one) & _heads(other))


@lru_cache(maxsize=50_000)
def _heads(words: frozenset[str]) -> frozenset[str]:
    """What the words begin with, the second one of a kind as another one."""
    return frozenset(f"{head}{n or ''}" for head, alike in _by_head(words).items() for n in range(len(alike)))


@lru_cache(maxsize=50_000)
def _by_head(words: frozenset[str]) -> dict[str, list[str]]:
    """The words by the letters that they begin with."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:HEAD], []).append(word)
    return found


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of the shorter phrase that the other one has too, from 0 to 1."""
    return shared(one, other) / min(len(one), len(other)) if one and other else 0.0


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """The words that both have, as a part of all, from 0 to 1."""
    both = shared(one, other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _without_accents(text: str) -> str:
    return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def _of_one_root(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short[0].isdigit() or not long.startswith(short):
        return False
    return len(short) >= _STEM or (len(short) == HEAD and _DERIVED.fullmatch(long, len(short)) is not None)
