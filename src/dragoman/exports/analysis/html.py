"""Analyses → one HTML page to look at: no scripts, no network, every text escaped. Names and speech in the running text, then each tree."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from dragoman.analysis import Analysis, Chunk
from dragoman.exports.analysis.drawing import Drawing, draw
from dragoman.pages import environment

_CHUNK = 200  # pieces of the template that are handed on together

Part = tuple[Chunk, int]  # a cue, source or content, and the number of its attribution, from 1


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph within one name or outside all. `sentence`: the number, from 1, of the one that begins here; else 0."""

    text: str
    name: str | None
    sentence: int


@dataclass(frozen=True)
class Stretch:
    """Pieces of a paragraph within one part of an attribution, or outside all (`role` is None). `begins`: this is where the part starts."""

    role: str | None
    number: int
    begins: bool
    pieces: list[Piece]


@dataclass(frozen=True)
class Tree:
    """A sentence: its number from 1, its tokens, and its drawing."""

    number: int
    tokens: range
    drawing: Drawing


class _Atom(NamedTuple):
    """A word (then `token` is its index) or the white space between two, with all that it lies in."""

    text: str
    token: int | None
    part: Part | None
    name: Chunk | None
    sentence: int


def to_html(analyses: Iterable[Analysis]) -> Iterator[str]:
    """The page, piece by piece, so that it need not be held in memory."""
    template = environment("dragoman.exports.analysis").get_template("analysis.html")
    stream = template.stream(analyses=list(analyses), paragraphs=paragraphs, trees=trees)
    stream.enable_buffering(_CHUNK)
    return stream


def paragraphs(analysis: Analysis) -> Iterator[list[Stretch]]:
    """The running text, paragraph by paragraph. Pieces put together are the text from a paragraph's first token to its last."""
    parts = {t: part for part in _parts(analysis) for t in range(part[0].first, part[0].last + 1)}
    names = {t: name for name in analysis.names for t in range(name.first, name.last + 1)}
    for _, tokens in groupby(range(len(analysis)), key=analysis.paragraph.__getitem__):
        atoms = _atoms(analysis, list(tokens), parts, names)
        yield [_stretch(analysis, part, list(inside)) for part, inside in groupby(atoms, key=attrgetter("part"))]


def _atoms(analysis: Analysis, tokens: list[int], parts: dict[int, Part], names: dict[int, Chunk]) -> Iterator[_Atom]:
    """The words of a paragraph and the white space between them, which belongs to whatever both its neighbours belong to."""
    for t in tokens:
        part, name = parts.get(t), names.get(t)
        if t > tokens[0]:
            gap = analysis.document.text[analysis.end[t - 1]:analysis.start[t]]
            yield _Atom(gap, None, part if part == parts.get(t - 1) else None, name if name == names.get(t - 1) else None,
                        analysis.sentence[t - 1])
        yield _Atom(analysis.word[t], t, part, name, analysis.sentence[t])


def _stretch(analysis: Analysis, part: Part | None, atoms: list[_Atom]) -> Stretch:
    pieces = []
    for (name, sentence), group in groupby(atoms, key=attrgetter("name", "sentence")):
        inside = list(group)
        begins = inside[0].token is not None and inside[0].token == analysis.sentences[sentence].start
        pieces.append(Piece("".join(a.text for a in inside), name.label if name else None, sentence + 1 if begins else 0))
    if part is None:
        return Stretch(None, 0, begins=False, pieces=pieces)
    chunk, number = part
    return Stretch(chunk.label, number, begins=atoms[0].token == chunk.first, pieces=pieces)


def trees(analysis: Analysis) -> Iterator[Tree]:
    """The sentences, drawn one after another."""
    names = _by_sentence(analysis, ((chunk, chunk.label) for chunk in analysis.names))
    parts = _by_sentence(analysis, ((chunk, f"{chunk.label} {number}") for chunk, number in _parts(analysis)))
    for n, tokens in enumerate(analysis.sentences):
        yield Tree(n + 1, tokens, draw(analysis, tokens, (names[n], parts[n])))


def _parts(analysis: Analysis) -> Iterator[Part]:
    for number, attribution in enumerate(analysis.attributions, 1):
        for chunk in (attribution.cue, *attribution.sources, *attribution.contents):
            yield chunk, number


def _by_sentence(analysis: Analysis, chunks: Iterable[tuple[Chunk, str]]) -> dict[int, list[tuple[Chunk, str]]]:
    """The chunks that have a token in each sentence."""
    found: dict[int, list[tuple[Chunk, str]]] = defaultdict(list)
    for chunk, label in chunks:
        for n in range(analysis.sentence[chunk.first], analysis.sentence[chunk.last] + 1):
            found[n].append((chunk, label))
    return found
