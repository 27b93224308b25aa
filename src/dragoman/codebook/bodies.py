"""Names of joint institutions and what shows them to be joint, from `bodies.yaml`."""
from __future__ import annotations

from functools import cache
from typing import Any

from dragoman.codebook.loading import read_yaml
from dragoman.errors import CodebookError

_KINDS = ("commission", "council", "committee", "working_group", "fund", "centre", "forum", "mission", "organisation", "other")
_MOST_WORDS = 4  # of an entry


@cache
def _data() -> dict[str, Any]:
    return read_yaml("bodies.yaml")


@cache
def _entries(part: str) -> dict[str, str]:
    """Entry → kind, of "kinds" or of "formats"."""
    unknown = set(_data()[part]) - set(_KINDS)
    if unknown:
        raise CodebookError(f"bodies.yaml, {part}: {', '.join(sorted(unknown))} is no kind of body; kinds are {', '.join(_KINDS)}")
    return {entry: kind for kind, entries in _data()[part].items() for entry in entries}


def body_kind(words: list[str]) -> tuple[str, int] | None:
    """The kind of body that a phrase names whose last words these are (lower case, singular), and how many of them the entry takes."""
    return _longest(_entries("kinds"), words)


def format_kind(words: list[str]) -> tuple[str, int] | None:
    """The same for well-known formats of several states."""
    return _longest(_entries("formats"), words)


def _longest(entries: dict[str, str], words: list[str]) -> tuple[str, int] | None:
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        kind = entries.get(" ".join(words[-length:]))
        if kind:
            return kind, length
    return None


@cache
def joint_words(part: str) -> frozenset[str]:
    """Words that show a body to be a joint one, "plainly" or "often"."""
    return frozenset(_data()["joint"][part])


@cache
def status_words(part: str) -> frozenset[str]:
    """Lemmas of what happens to a body: "founding", "closing", "proposing", "foundation", "agreeing"."""
    return frozenset(_data()["status"][part])
