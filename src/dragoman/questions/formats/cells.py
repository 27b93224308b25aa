"""What several formats need: cells as plain text, and the numbers of citations."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.questions.answer import Answer, Cell, Citation, Run, Source
from dragoman.questions.wording import when


def is_cited(cell: Cell) -> bool:
    """Whether a cell holds citations."""
    return not isinstance(cell, str) and any(isinstance(one, Citation) for one in cell)


def runs(cell: Cell) -> tuple[Run, ...]:
    """The text of a cell, piece by piece."""
    if isinstance(cell, str):
        return (Run(cell, marked=False),) if cell else ()
    return tuple(one for one in cell if isinstance(one, Run))


def numbers(answer: Answer[Any], cell: Cell) -> tuple[int, ...]:
    """The numbers of the citations in a cell, in rising order."""
    return answer.numbers(tuple(one for one in cell if isinstance(one, Citation)))


def spans(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in rising order as stretches of neighbours: 1, 2, 3, 7 are 1–3 and 7–7."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def span_words(span: tuple[int, int]) -> str:
    """A stretch of numbers: "7", "1–3"."""
    first, last = span
    return str(first) if first == last else f"{first}–{last}"


def ascription(source: Source) -> str:
    """What a source is, beside its title: publisher, date, whether it is official, id."""
    parts = (source.source, when(source.published) if source.published else None, "official" if source.official else None, source.document)
    return " · ".join(part for part in parts if part)
