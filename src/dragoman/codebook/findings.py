"""What is wrong with a file of the codebook, and where."""
from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

ADD_CODE = "mend the code, or add a row for it to a countries.csv or organisations.csv"


class Finding(NamedTuple):
    """A mistake: the file and the line (from 1) where it stands, what is wrong, and what mends it."""

    file: str
    line: int
    wrong: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.wrong}; {self.mend}"


def choice(wrong: str, known: Iterable[str]) -> str:
    """The mend for a word that is not one of those that are known."""
    names = list(known)
    alike = difflib.get_close_matches(wrong, names, n=1)
    return f"did you mean {alike[0]}?" if alike else f"choose from {', '.join(names)}"
