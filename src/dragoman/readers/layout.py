"""Lines on a page → columns in reading order → paragraphs. Pure geometry: what draws the page may draw it in any order.

Coordinates are points with y upwards, as the page is seen. A gutter is a vertical strip between two groups of prose lines that stand side
by side; lines that cross it (headlines, full-width boxes) divide the page into bands, and each band is read column by column.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dragoman.readers.paragraphs import ends_sentence, join, starts_item

_FEWEST_LINES = 3  # on either side of a gutter
_LONG_COLUMN = 8  # lines of a column beside which the next may be shorter than that
_FEWEST_WORDS = 3  # in the median line of a column; table cells have fewer
_MOST_CROSSING = 0.4  # share of lines that may cross a gutter
_SAME_SIZE = 1.25  # ratio of two lines' heights up to which they are one paragraph's
_WIDE_GAP = 1.25  # ratio of a line's distance to the usual one from which on it opens a paragraph
_WIDEST_GAP = 2.3  # ratio of a line's distance to its height in the widest text, which is set at double distance
_SPACE = 0.2  # of a line's height: the width of a space
_WORD = 2.0  # of a line's height: the width of a short word
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+|p\.\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.I)


class Line(NamedTuple):
    """One line of text, the box around it, and how wide its first word is."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    first_word: float

    @property
    def height(self) -> float:
        """Height of the line's box, which grows with its font."""
        return self.top - self.bottom


class Paragraph(NamedTuple):
    """A paragraph, or what of it stands in one column. `filled`: its last line goes to the margin, so that it may go on elsewhere."""

    text: str
    filled: bool

    def runs_on(self, following: Paragraph) -> bool:
        """Whether the next column's first paragraph is the rest of this one."""
        return not ends_sentence(self.text) and (self.filled or following.text[0].islower())


def page_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of one page in reading order; what runs on from one column to the next is put together."""
    whole: list[Paragraph] = []
    for column in reading_order(lines):
        first, *rest = _paragraphs(column)
        if whole and whole[-1].runs_on(first):
            whole[-1] = Paragraph(join([whole[-1].text, first.text], keep_hyphens=False), first.filled)
        else:
            whole.append(first)
        whole += rest
    return whole


def reading_order(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The page's columns in the order of reading, each a list of lines from top to bottom and, in one row, from left to right."""
    gutter = _gutter(lines)
    if gutter is None:
        if lines:
            yield [line for row in _rows(lines) for line in row]
        return
    band: list[Line] = []
    for row in _rows(lines):
        crossing = [line for line in row if line.left < gutter < line.right]
        if crossing:
            yield from _split(band, gutter)
            yield row
            band = []
        else:
            band += row
    yield from _split(band, gutter)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without what the first or last row of most of them repeats.

    A repeated head stays on the page where it is first: it may be a letterhead.
    """
    edges = [(rows[0], rows[-1]) if (rows := _rows(page)) else ([], []) for page in pages]
    heads, feet = (Counter(_mask(line) for edge in edges for line in edge[end]) for end in (0, 1))
    enough = max(3, len(pages) / 2)
    seen: set[str] = set()
    cleaned = []
    for page, (first, last) in zip(pages, edges, strict=True):
        dropped = {line for line in (*first, *last) if _PAGE_NUMBER.fullmatch(line.text)}
        dropped |= {line for line in last if feet[_mask(line)] >= enough}
        dropped |= {line for line in first if heads[_mask(line)] >= enough and _mask(line) in seen}
        seen |= {_mask(line) for line in first}
        cleaned.append([line for line in page if line not in dropped])
    return cleaned


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped by the height at which they stand, from the top; in a row from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.top - line.bottom, line.left)):
        middle = (line.top + line.bottom) / 2
        if rows and rows[-1][0].bottom < middle < rows[-1][0].top:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _split(band: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    for side in ([line for line in band if line.right <= gutter], [line for line in band if line.left >= gutter]):
        yield from reading_order(side)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a page, or a column of it, falls in two; None where it does not. The right column's left edge tells."""
    best, fewest = None, _MOST_CROSSING * len(lines)
    for edge in sorted({round(line.left) for line in lines}):
        gutter = edge - 1.0
        left, right = [line for line in lines if line.right <= gutter], [line for line in lines if line.left >= gutter]
        crossing = len(lines) - len(left) - len(right)
        tail = crossing == 0 and len(right) < _FEWEST_LINES and len(left) >= _LONG_COLUMN and _is_prose(left)
        if crossing < fewest and (tail or _side_by_side(left, right)):
            best, fewest = gutter, crossing
    return best


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether both are columns of prose, and stand next to each other rather than one below the other."""
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    low, high = max(min(s.bottom for s in side) for side in (left, right)), min(max(s.top for s in side) for side in (left, right))
    return all(
        sum(low <= line.bottom and line.top <= high for line in side) >= _FEWEST_LINES and _is_prose(side) for side in (left, right))


def _is_prose(side: Sequence[Line]) -> bool:
    return median(len(line.text.split()) for line in side) >= _FEWEST_WORDS


def _paragraphs(column: Sequence[Line]) -> Iterator[Paragraph]:
    """The lines of one column put together to paragraphs."""
    right = sorted(line.right for line in column)[int(0.95 * (len(column) - 1))]
    left = min(line.left for line in column)
    column = [line for row in _rows(column) for line in _justified(row, left, right)]
    distances = sorted(above.bottom - below.bottom for above, below in pairwise(column) if above.bottom - below.bottom > below.height / 2)
    usual = distances[len(distances) // 5] if distances else 0.0  # not the median: short paragraphs make most distances wide
    lines = [column[0].text]
    for above, below, after in zip(column, column[1:], (*column[2:], None), strict=False):
        indent = below.left - min(above.left, after.left if after else above.left)
        indented = indent > below.height / 2 and ends_sentence(above.text)
        if indented or not _continues(above, below, usual, right):
            yield Paragraph(join(lines, keep_hyphens=False), filled=False)
            lines = []
        lines.append(below.text)
    filled = len(column) > 1 and is_full(column[-1], _WORD * column[-1].height, right)
    yield Paragraph(join(lines, keep_hyphens=False), filled)


def _justified(row: Sequence[Line], left: float, right: float) -> Sequence[Line]:
    """The pieces of a row as one line where they are words of a justified one: from margin (or indent) to margin, with equal gaps."""
    gaps = [after.left - before.right for before, after in pairwise(row)]
    if not gaps or row[0].left > left + 3 * row[0].height or abs(row[-1].right - right) > 1 or max(gaps) - min(gaps) > 2:
        return row
    text = " ".join(line.text for line in row)
    return [Line(text, row[0].left, right, min(line.bottom for line in row), max(line.top for line in row), row[0].first_word)]


def is_full(line: Line, next_word: float, right: float) -> bool:
    """Whether a word of that width, and a space before it, would not have fitted between a line and the right margin."""
    return line.right + _SPACE * line.height + next_word > right


def _continues(above: Line, below: Line, usual: float, right: float) -> bool:
    """Whether `below` goes on with the paragraph of `above`: same size, usual distance, and no room left for its first word above."""
    if max(above.height, below.height) > _SAME_SIZE * min(above.height, below.height) or starts_item(below.text):
        return False
    distance = above.bottom - below.bottom
    if distance < below.height / 2 or distance > min(_WIDE_GAP * usual + 1, _WIDEST_GAP * above.height):
        return False
    return is_full(above, below.first_word, right)
