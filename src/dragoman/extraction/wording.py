"""Words of a field → the places of the text that hold them."""
from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.document import Span

_MOST_PIECES = 12
_MOST_TRIED = 40  # places where the first word stands
_SPACE = re.compile(r"\s+")


def find_words(text: str, start: int, end: int, words: str) -> tuple[Span, ...]:
    """Where `text[start:end]` holds the words: in one piece, whatever spaces and line breaks part them, else in several, in their order.

    () where a word is missing, or where they are scattered over more than a dozen pieces.
    """
    at = text.find(words, start, end) if words else -1
    if at >= 0 and _is_whole(text, at, at + len(words)):
        return (Span(at, at + len(words)),)
    spans: list[Span] = []
    wanted = words.split()
    while wanted:
        runs = [_run(text, begin, end, wanted) for begin in _places(text, start, end, wanted[0])]
        if not runs or len(spans) == _MOST_PIECES:
            return ()
        span, count = max(runs, key=lambda run: run[1])
        spans.append(span)
        start, wanted = span.end, wanted[count:]
    return tuple(spans)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word of the text is cut at the edges."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return not cut_before and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def _places(text: str, start: int, end: int, word: str) -> Iterator[int]:
    at = text.find(word, start, end)
    tried = 0
    while at >= 0 and tried < _MOST_TRIED:
        tried += 1
        if _is_whole(text, at, at + len(word)):
            yield at
        at = text.find(word, at + 1, end)


def _run(text: str, begin: int, end: int, wanted: list[str]) -> tuple[Span, int]:
    """How far the text goes on with the words from one place: the span, and how many words it holds."""
    at = begin + len(wanted[0])
    for done in range(1, len(wanted)):
        gap = _SPACE.match(text, at, end)
        after = gap.end() + len(wanted[done]) if gap else -1
        if gap is None or not text.startswith(wanted[done], gap.end(), end) or not _is_whole(text, gap.end(), after):
            return Span(begin, at), done
        at = after
    return Span(begin, at), len(wanted)
