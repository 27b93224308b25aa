"""Names: F1 of spans. A span is right where its boundaries and its type are (CoNLL 2003, Tjong Kim Sang and De Meulder)."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from training.measures.tally import Tally

TYPES = ("PER", "ORG", "LOC")
Name = tuple[int, int, str]  # first character, last + 1, type


def compare(gold: set[Name], predicted: set[Name], tally: Tally) -> None:
    """Add the counts of one document: each type, "all" types together, and "unlabelled", where the boundaries alone must agree."""
    for kind in TYPES:
        _add(kind, {n for n in gold if n[2] == kind}, {n for n in predicted if n[2] == kind}, tally)
    _add("all", gold, predicted, tally)
    _add("unlabelled", {n[:2] for n in gold}, {n[:2] for n in predicted}, tally)


def _add(name: str, gold: set[Name] | set[tuple[int, int]], predicted: set[Name] | set[tuple[int, int]], tally: Tally) -> None:
    tally.add(name, len(gold & predicted), len(predicted), len(gold))


def iob2(path: Path) -> dict[str, list[tuple[str, str]]]:
    """(word, tag) of each sentence of a Universal NER file, by the sentence's id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id = "):
            found[line[12:].strip()] = words = []
        elif line[:1].isdigit():
            _, word, tag, *_ = line.split("\t")
            words.append((word, tag))
    return found


def names_at(words: Iterable[tuple[str, str]], characters: list[int]) -> Iterator[Name]:
    """The names of tagged words. `characters`: where in the text each of their characters stands, word for word.

    By character, since a few words are cut otherwise in another release of the same treebank.
    """
    at = 0
    pieces: list[tuple[int, int, str]] = []
    for word, tag in words:
        pieces.append((at, at + len(word), tag))
        at += len(word)
    opened = 0
    numbered = []
    for begin, end, tag in pieces:
        opened += tag.startswith("B-")
        numbered.append((opened if tag != "O" else 0, begin, end, tag[2:]))
    for number, group in groupby(numbered, key=lambda piece: piece[0]):
        if number:
            name = list(group)
            yield characters[name[0][1]], characters[name[-1][2] - 1] + 1, name[0][3]
