"""Where a list goes on: words without a meaning to whoever asks, as good after documents were added as before.

A cursor names the last thing that was given, not how many were: what is added before it is not given twice.
"""
from __future__ import annotations

import base64
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from dragoman.errors import QuestionError

T = TypeVar("T")
Place = tuple[Any, ...]


def cursor_at(*place: str | int) -> str:
    """The cursor of what comes after this place."""
    return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")


def place_of(cursor: str, *kinds: type) -> Place:
    """The place that a cursor was made of, whose parts are of these kinds; a QuestionError where it is none of such a list."""
    try:
        place = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or [type(part) for part in place] != list(kinds) or cursor_at(*place) != cursor:
        raise QuestionError(f"{cursor[:40]}: not a cursor of this list; give one as the answer before this gave it, as `next`")
    return tuple(place)


def part(items: Iterable[T], place: Callable[[T], Place], limit: int, cursor: str | None) -> tuple[list[T], str | None]:
    """At most so many of some things, in the order of their places (strings), from a cursor on; and the cursor of those that follow."""
    ordered = sorted(items, key=place)
    begin = 0
    if cursor:
        after = place_of(cursor, *(str,) * len(place(ordered[0]))) if ordered else ()
        begin = bisect_right(ordered, after, key=place)
    shown = ordered[begin:begin + limit]
    return shown, cursor_at(*place(shown[-1])) if begin + limit < len(ordered) else None
