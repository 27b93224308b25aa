"""Which pronoun goes with a title or a given name, from `pronouns.yaml`."""
from __future__ import annotations

from typing import Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_table
from dragoman.codebook.shapes import ByKind, Shape

Pronoun = Literal["he", "she"]


class Table(Shape):
    """What `pronouns.yaml` holds."""

    titles: ByKind[Pronoun]
    given: ByKind[Pronoun]


def pronoun_of_title(title: str) -> Pronoun | None:
    """The pronoun of whoever bears a title or an office, in any letter case: "Spokeswoman" → she; None where it tells none."""
    return _titles().get(title.lower().rstrip("."))


def pronoun_of_name(given: str) -> Pronoun | None:
    """The pronoun of nearly everybody with this given name, in any letter case; None for any other name."""
    return _given().get(given.lower())


@per_codebook
def _titles() -> dict[str, Pronoun]:
    return _by_word(read_table("pronouns.yaml", Table).titles)


@per_codebook
def _given() -> dict[str, Pronoun]:
    return _by_word(read_table("pronouns.yaml", Table).given)


def _by_word(words: ByKind[Pronoun]) -> dict[str, Pronoun]:
    return {word: pronoun for pronoun, listed in words.items() for word in listed}
