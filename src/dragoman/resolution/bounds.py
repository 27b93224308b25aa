"""How exact a number is said to be: "more than", "about", "up to", "or so"."""
from __future__ import annotations

import re

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.units import quantity_words

_LONGEST = 40  # characters before a number in which the words of its bound begin
_LIMIT = re.compile(r"\blimit(?:ed|ing|s)?\s[^.;\n]{1,60}\sto\s$", re.IGNORECASE)  # "limiting payments to 10 pct"
_PARTICLE = re.compile(r"\b(?:hand|turn|took|tak|carr|gave|give|giv)\w{0,3}\s$")  # "handed over 1,389 suspects"


def bound_before(text: str, start: int) -> tuple[int, str | None]:
    """Where the words of a bound that end right before `start` begin, and the bound; `start` and None where there are none."""
    match = _before().search(text, max(start - _LONGEST, 0), start)
    if match and not _PARTICLE.search(text, max(match.start() - 12, 0), match.start()):
        return match.start(), match.lastgroup
    return start, "up_to" if _LIMIT.search(text, max(start - 80, 0), start) else None


def bound_after(text: str, end: int) -> tuple[int, str | None]:
    """Where the words of a bound that begin at `end` end, and the bound; `end` and None where there are none."""
    match = _after().match(text, end)
    return (match.end(), match.lastgroup) if match else (end, None)


@per_codebook
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_classes(quantity_words().bounds)})\s(?:an? |another |an additional |additional )?$", re.IGNORECASE)


@per_codebook
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_classes(quantity_words().bounds_after)})(?!\w)", re.IGNORECASE)


def _classes(bounds: dict[str, tuple[str, ...]]) -> str:
    """An expression with one named group for each bound."""
    return "|".join(f"(?P<{bound}>{'|'.join(map(_word, sorted(words, key=len, reverse=True)))})" for bound, words in bounds.items())


def _word(words: str) -> str:
    return re.escape(words).replace(r"\*", r"\w*").replace(r"\ ", r"\s")
