"""Text → paragraphs. A line is one, unless its block (lines without a blank one between them) is prose that was wrapped at some width."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Range = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_NARROWEST, _WIDEST = 40, 120  # characters: what people and programs wrap prose at
_APART = re.compile(  # how the lines begin that never go on with the line before: items of a list, quoted mail, rules, indented openings
    r"\s|[-–—*•·▪◦>|#+=_~]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s")
_CELLS = re.compile(r"\t|\S {3,}\S|\|")  # inside a line of a table


def paragraphs(text: str) -> list[Range]:
    """The (start, end) of each paragraph of a text, in code points and in order; every character but white space is in one.

    A line break is soft, that is inside a paragraph, where wrapping explains it: the first word of the next line would not have fitted
    into the width of its block, its longest line. Blocks are taken for wrapped where that holds for half of their breaks and some line
    goes on in lower case; once there are such, the widest of them tells for the short blocks of the same text too.
    """
    blocks = list(_blocks(text))
    widths = [_width(text, block) for block in blocks]
    widest = max(widths, default=0)
    found: list[Range] = []
    for block, own in zip(blocks, widths, strict=True):
        width = own or (widest if _longest(block) <= widest else 0)
        first = block[0]
        for line, after in pairwise(block):
            if not (width and _is_soft(text, line, after, width)):
                found.append((first[0], line[1]))
                first = after
        found.append((first[0], block[-1][1]))
    return found


def _blocks(text: str) -> Iterator[list[Range]]:
    """The lines of each block, without the white space at their ends."""
    block: list[Range] = []
    before = 0
    for match in _LINE.finditer(text):
        line = match.start(), match.start() + len(match.group().rstrip())
        if line[0] == line[1]:
            continue
        if block and line[0] > before + 1:
            yield block
            block = []
        block.append(line)
        before = match.end()
    if block:
        yield block


def _longest(block: Sequence[Range]) -> int:
    return max(end - start for start, end in block)


def _width(text: str, block: Sequence[Range]) -> int:
    """The width that a block was wrapped at, 0 where it was not."""
    width = _longest(block)
    if len(block) < 2 or not _NARROWEST <= width <= _WIDEST:
        return 0
    soft = [after for line, after in pairwise(block) if _is_soft(text, line, after, width)]
    return width if 2 * len(soft) >= len(block) - 1 and any(text[start].islower() for start, _ in soft) else 0


def _is_soft(text: str, line: Range, after: Range, width: int) -> bool:
    """Whether the next line's first word would not have fitted behind the line, and nothing else sets the two apart."""
    following = text[after[0]:after[1]]
    if _APART.match(following) or _CELLS.search(following) or _CELLS.search(text, *line):
        return False
    return line[1] - line[0] + 1 + len(following.split(None, 1)[0]) > width
