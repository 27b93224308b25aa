"""Lines → paragraphs, where lines were broken only to fit a page or a screen.

The analysis takes a line break for the end of a paragraph, so a sentence that was wrapped has to be put together again. Lines are joined
only where they clearly were wrapped: filled to a common width, so that the next line's first word would not have fitted.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_BULLET = re.compile(r"(?:[-*•‣▪–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
_COMPOUNDING = frozenset(  # words that are oftener joined by a hyphen to the next than they are the first half of a broken word
    "two three four five six seven eight nine self half third long short high low well full cross year".split())
_NARROWEST, _WIDEST = 40, 100  # columns of a hand- or machine-wrapped text
_MIN_LINES = 3  # so many lines have to be full before they count as wrapped
_FULL_SHARE = 0.7  # of the lines inside paragraphs


def unwrap(text: str) -> str:
    """The text with hard-wrapped lines joined to paragraphs, one a line; unchanged where its lines were not clearly wrapped."""
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    inner = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip() and not starts_item(b) and not _is_indented(a, b)]
    full = sum(is_full(a, b, width) for a, b in inner)
    if full < _MIN_LINES or full < _FULL_SHARE * len(inner):
        return text
    paragraphs = [[lines[0]]]
    for previous, line in pairwise(lines):
        opens = ends_sentence(previous) and (starts_item(line) or _is_indented(previous, line))
        if is_full(previous, line, width) and not opens:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return "\n".join(join(paragraph, keep_hyphens=True) for paragraph in paragraphs)


def is_full(line: str, following: str, width: float) -> bool:
    """Whether a line was broken because the next one's first word did not fit into `width` columns."""
    word = following.strip().split(" ", 1)[0]
    return bool(line.strip()) and bool(word) and len(line.rstrip()) + 1 + len(word) > width


def starts_item(line: str) -> bool:
    """Whether a line begins with the mark of a list item or a numbered paragraph."""
    return bool(_BULLET.match(line.lstrip()))


def ends_sentence(line: str) -> bool:
    """Whether a line ends with a mark that ends a sentence or announces a list."""
    return bool(_SENTENCE_END.search(line.rstrip()[-8:]))


def join(pieces: Sequence[str], *, keep_hyphens: bool) -> str:
    """The pieces of one paragraph put together, with a space between two of them unless a word is broken there by a hyphen.

    That hyphen is the word's own where a text was wrapped, and so stays; in print it mostly is not, and goes before a small letter.
    """
    joined = [pieces[0].rstrip()]
    for piece in pieces[1:]:
        head, tail = joined[-1], piece.strip()
        broken = _BROKEN_WORD.search(head[-60:])
        if not broken or not tail[:1].isalpha():
            tail = f" {tail}"
        elif not keep_hyphens and tail[0].islower() and broken[1].lower() not in _COMPOUNDING:
            joined[-1] = head[:-1]
        joined.append(tail)
    return "".join(joined)


def _is_indented(previous: str, line: str) -> bool:
    """Whether a line begins deeper than the one before it."""
    return len(line) - len(line.lstrip()) > len(previous) - len(previous.lstrip())
