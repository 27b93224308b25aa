"""Words of quotations and phrases in them, as follow-up compares them: without inflection."""
from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from dragoman.codebook.follow_up import follow_up_words
from dragoman.codebook.layers import per_codebook
from dragoman.codebook.places import countries, organisations

K = TypeVar("K", bound=Hashable)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
# Endings of regular forms, longest first: what is cut off, and what is put there.
_ENDINGS = (("greed", "gree"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("ying", "y"), ("ies", "y"), ("ied", "y"), ("xes", "x"),
            ("ing", ""), ("ed", ""), ("s", ""))
_UNINFLECTED = re.compile(r"(?:ss|us|is|^[^aeiouy]*(?:ed|ing))$")
_DOUBLED = re.compile(r"(?<=..)([bdgmnprt])\1$")


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in lower case; "1,5" and "1.5" are one number, and so are "18,000" and "18000"."""
    found = []
    for token in _TOKEN.findall(text.replace("n't", " not").replace("n’t", " not")):
        if token[0].isdigit():
            found.append(_THOUSANDS.sub("", token).replace(",", "."))
        else:
            found.append(token.lower().replace("’", "'").removesuffix("'s"))
    return tuple(found)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the regular forms of a word have in common: "allotted" and "allot", "vessels" and "vessel"; no word of the language itself."""
    if len(word) < 4 or word[0].isdigit():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            if len(word) - len(ending) + len(instead) >= 3 and not _UNINFLECTED.search(word):
                word = _DOUBLED.sub(r"\1", word[:-len(ending)] + instead)
            break
    word = word.removesuffix("e")
    return f"{word[:-1]}i" if word.endswith("y") else word


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, single letters aside."""
    return tuple([stem(word) for word in tokens(text) if len(word) > 1 or word.isdigit()])


def matter_stem(word: str) -> str:
    """The stem of a word, or that of the word that stands for all by which texts call the same thing."""
    return _alike().get(stem(word), stem(word))


def matter_stems(text: str) -> frozenset[str]:
    """The stems of the words that tell what a text is about, without those that fit any matter."""
    alike = _alike()
    return frozenset([alike.get(stem, stem) for stem in stems(text)]) - empty_stems()


class Phrases:
    """Words and phrases to be found in the tokens of a text; of those that begin at one word the longest counts."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def first(self, words: tuple[str, ...]) -> str | None:
        """The first phrase that stands in the words, whole and in order."""
        found = self.after(words)
        return found[0] if found else None

    def after(self, words: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
        """The first phrase that stands in the words, and the words that follow it."""
        if self._by_first.keys().isdisjoint(words):  # most texts hold none
            return None
        for n, word in enumerate(words):
            for phrase in self._by_first.get(word, ()):
                if words[n:n + len(phrase)] == phrase:
                    return " ".join(phrase), words[n + len(phrase):]
        return None


class Kinds(Generic[K]):
    """Phrases of several kinds, to be found in the tokens of a text all at once."""

    def __init__(self, phrases: Mapping[K, Iterable[tuple[str, ...]]]) -> None:
        self._by_first: dict[str, list[tuple[K, tuple[str, ...]]]] = {}
        for kind, some in phrases.items():
            for phrase in some:
                self._by_first.setdefault(phrase[0], []).append((kind, phrase))

    def of(self, words: tuple[str, ...]) -> frozenset[K]:
        """The kinds of which a phrase stands in the words, whole and in order."""
        return frozenset([kind for n, word in enumerate(words) for kind, phrase in self._by_first.get(word, ())
                          if words[n:n + len(phrase)] == phrase])


@per_codebook
def empty_stems() -> frozenset[str]:
    """Stems of words that tie no promise to a later text."""
    table = follow_up_words()
    return frozenset(stem for phrase in (*table.function, *table.common) for stem in stems(phrase))


@per_codebook
def _alike() -> dict[str, str]:
    """Stem of a word → that of the word that stands for it."""
    return {stem(other): stem(word) for word, others in follow_up_words().alike.items() for other in others}


@per_codebook
def _names() -> dict[str, frozenset[str]]:
    """Code → the stems of its names."""
    names = {c.code: (c.name, *c.aliases, *c.demonyms) for c in countries()} | {o.code: (o.name, *o.aliases) for o in organisations()}
    return {code: frozenset(stems(" ".join(of_one))) - empty_stems() for code, of_one in names.items()}


def name_stems(codes: Iterable[str]) -> frozenset[str]:
    """Stems of the words in the names of actors, their demonyms included; a name that is no code stands for itself."""
    names = _names()
    return _together(tuple([names.get(code) or stems(code) for code in codes]))


@lru_cache(maxsize=20_000)
def _together(some: tuple[Collection[str], ...]) -> frozenset[str]:
    return frozenset().union(*some)
