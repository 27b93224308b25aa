"""Which codebook is in use: the shipped one alone, or with somebody's own files laid over it.

The functions that load the codebook take no codebook: they answer for the one in use in this thread or task, and remember their answers for
each by itself. So a reading follows from the document, the model and the codebook alone, in whatever order codebooks are used.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_REMEMBERED = 128  # answers of one function, for all codebooks and arguments together


@dataclass(frozen=True)
class Codebook:
    """Files that are laid over the shipped codebook: pairs of name and text, in the order of their names. None for the shipped one alone.

    Make one with `dragoman.load_codebook`, which checks the files. It can be sent to another process.
    """

    files: tuple[tuple[str, str], ...] = ()
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        whole = "\0".join(part for file in self.files for part in file)
        object.__setattr__(self, "fingerprint", hashlib.sha256(whole.encode("utf-8")).hexdigest()[:12] if self.files else "")

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Codebook:
        """The codebook with these files, name → text; they are not checked."""
        return cls(tuple(sorted(texts.items())))

    def text(self, name: str) -> str | None:
        """What is laid over the shipped file of that name; None where nothing is."""
        return dict(self.files).get(name)


SHIPPED = Codebook()
_IN_USE: ContextVar[Codebook] = ContextVar("codebook", default=SHIPPED)


@contextmanager
def in_use(codebook: Codebook) -> Iterator[None]:
    """Within it, this thread or task uses that codebook. Not around a `yield`: it would hold for whoever asks for the next item too."""
    before = _IN_USE.set(codebook)
    try:
        yield
    finally:
        _IN_USE.reset(before)


def added(name: str) -> str | None:
    """What the codebook in use lays over the shipped file of that name; None where it lays nothing."""
    return _IN_USE.get().text(name)


def per_codebook(function: Callable[P, T]) -> Callable[P, T]:
    """Remember the function's answers, for each codebook by itself. Its arguments must be hashable, and few in kind."""
    remembered: Callable[..., T] = lru_cache(_REMEMBERED)(lambda _fingerprint, *args, **kwargs: function(*args, **kwargs))

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        return remembered(_IN_USE.get().fingerprint, *args, **kwargs)

    return answer
