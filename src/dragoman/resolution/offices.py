"""Offices in a text: which token heads the name of which class of office."""
from __future__ import annotations

from dragoman.analysis import Analysis
from dragoman.codebook.offices import office_beginnings, office_class

_MOST_WORDS = 8  # of the name of an office


def find_offices(a: Analysis) -> dict[int, str]:
    """Token → class, for every token of every office's name; the longest name wins ("prime minister" is no "minister").

    Plurals count: they are matched by lemma. A hyphen may stand for a space ("vice-president").
    """
    found: dict[int, str] = {}
    lemmas = [lemma.lower() for lemma in a.lemma]
    words = [word.lower() for word in a.word]
    beginnings = office_beginnings()
    i, n = 0, len(a)
    while i < n:
        begins = lemmas[i] in beginnings or words[i] in beginnings
        for length in range(min(_MOST_WORDS, n - i) if begins else 0, 0, -1):
            office = _class_of(lemmas[i:i + length], words[i:i + length]) if a.sentence[i] == a.sentence[i + length - 1] else None
            if office:
                found.update(dict.fromkeys(range(i, i + length), office))
                i += length - 1
                break
        i += 1
    return found


def _class_of(lemmas: list[str], words: list[str]) -> str | None:
    return office_class(" ".join(lemmas).replace(" - ", "-")) or office_class(" ".join(words).replace(" - ", "-"))
