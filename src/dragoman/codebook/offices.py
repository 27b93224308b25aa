"""Nouns of office ("president", "minister of foreign affairs") and of institution ("ministry", "side"), by class: `offices.yaml`."""
from __future__ import annotations

from functools import cache

from dragoman.codebook.loading import read_yaml
from dragoman.errors import CodebookError


def office_class(noun: str) -> str | None:
    """The class of an office ("head_of_state", "minister", "spokesperson"…), None for any other noun.

    `noun` is a whole title or its head noun, singular, in any letter case: "prime minister" is a head_of_government, "minister" a minister.
    """
    return _classes()["offices"].get(noun.lower())


def institution_class(noun: str) -> str | None:
    """The class of an institution or of a side ("government", "ministry", "parliament", "side"…), None for any other noun."""
    return _classes()["institutions"].get(noun.lower())


def is_collective(noun: str) -> bool:
    """Whether the noun is an institution or a side, something that speaks for a state with the state's name beside it."""
    return institution_class(noun) is not None


@cache
def _classes() -> dict[str, dict[str, str]]:
    """"offices" and "institutions" → noun → class. Where a noun stands under two classes, the first counts."""
    data = read_yaml("offices.yaml")
    tables: dict[str, dict[str, str]] = {}
    for part in ("offices", "institutions"):
        table = tables[part] = {}
        if not isinstance(data.get(part), dict):
            raise CodebookError(f"offices.yaml: {part!r} must be a mapping of classes to lists of nouns")
        for name, nouns in data[part].items():
            if not isinstance(nouns, list) or not all(isinstance(noun, str) for noun in nouns):
                raise CodebookError(f"offices.yaml: {part}, {name!r} must be a list of nouns in text form")
            for noun in nouns:
                table.setdefault(noun.lower(), name)
    return tables
