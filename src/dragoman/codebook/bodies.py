"""Names of joint institutions and what shows them to be joint, from `bodies.yaml`."""
from __future__ import annotations

from typing import Any, Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import ByKind, Kinds, Shape

BodyKind = Literal["commission", "council", "committee", "working_group", "fund", "centre", "forum", "mission", "organisation", "other"]
_MOST_WORDS = 4  # of an entry


class Table(Shape):
    """What `bodies.yaml` holds."""

    kinds: ByKind[BodyKind]
    joint: Kinds[Literal["plainly", "often"]]
    formats: ByKind[BodyKind]
    status: Kinds[Literal["founding", "closing", "proposing", "foundation", "agreeing"]]


@per_codebook
def _data() -> dict[str, Any]:
    return read_yaml("bodies.yaml", Table)


@per_codebook
def _entries(part: str) -> dict[str, str]:
    """Entry → kind, of "kinds" or of "formats"."""
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


@per_codebook
def kind_words() -> frozenset[str]:
    """All entries that say what kind of body a name names, those of missions aside."""
    return frozenset(entry for entry, kind in _entries("kinds").items() if kind != "mission")


@per_codebook
def joint_words(part: str) -> frozenset[str]:
    """Words that show a body to be a joint one, "plainly" or "often"."""
    return frozenset(_data()["joint"][part])


@per_codebook
def status_words(part: str) -> frozenset[str]:
    """Lemmas of what happens to a body: "founding", "closing", "proposing", "foundation", "agreeing"."""
    return frozenset(_data()["status"][part])
