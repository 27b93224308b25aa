"""Nouns of office ("president", "minister of foreign affairs") and of institution ("ministry", "side"), by class: `offices.yaml`."""
from __future__ import annotations

import re
from typing import Any, Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import ByKind, ByWord, Shape, Words

Office = Literal["head_of_state", "monarch", "head_of_government", "foreign_minister", "vice_head", "minister", "ambassador",
                 "spokesperson", "organisation_head", "legislator", "military", "official", "spouse", "company", "clergy"]
Institution = Literal["government", "ministry", "parliament", "bank", "mission", "court", "forces", "side"]


class Table(Shape):
    """What `offices.yaml` holds."""

    offices: ByKind[Office]
    institutions: ByKind[Institution]
    peculiar: ByWord
    agencies: ByKind[str]
    media: Words
    firms: Words
    heading: Words


def office_class(noun: str) -> str | None:
    """The class of an office ("head_of_state", "minister", "spokesperson"…), None for any other noun.

    `noun` is a whole title or its head noun, singular, in any letter case: "prime minister" is a head_of_government, "minister" a minister.
    """
    return _classes()["offices"].get(noun.lower())


@per_codebook
def office_beginnings() -> frozenset[str]:
    """The words that names of offices begin with, in lower case; of "vice-president" both "vice" and the whole."""
    return frozenset(word for noun in _classes()["offices"] for word in (noun.split(" ")[0], re.split("[ -]", noun)[0]))


def institution_class(noun: str) -> str | None:
    """The class of an institution or of a side ("government", "ministry", "parliament", "side"…), None for any other noun."""
    return _classes()["institutions"].get(noun.lower())


def is_collective(noun: str) -> bool:
    """Whether the noun is an institution or a side, something that speaks for a state with the state's name beside it."""
    return institution_class(noun) is not None


def is_peculiar(office: str, code: str) -> bool:
    """Whether an office goes under a name that only this state uses: "assistant secretary" in the United States."""
    return office.lower() in _data()["peculiar"].get(code, ())


def agency_of(name: str) -> str | None:
    """The code of the state whose news agency bears this name, in any letter case; None for any other name."""
    return _agencies().get(name.lower())


def is_medium(noun: str) -> bool:
    """Whether a noun ends the name of a newspaper or broadcaster: "the Baltic Times"."""
    return noun.lower() in _data()["media"]


def is_firm(noun: str) -> bool:
    """Whether the name of a firm follows a noun: "the carmaker Volta"."""
    return noun.lower() in _data()["firms"]


def is_heading(verb: str) -> bool:
    """Whether a verb, by its lemma, tells that its subject holds an office: "who heads the delegation"."""
    return verb in _data()["heading"]


@per_codebook
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("offices.yaml", Table)
    return data


@per_codebook
def _agencies() -> dict[str, str]:
    return {name: code for code, names in _data()["agencies"].items() for name in names}


@per_codebook
def _classes() -> dict[str, dict[str, str]]:
    """"offices" and "institutions" → noun → class. Where a noun stands under two classes, the first counts."""
    data = _data()
    tables: dict[str, dict[str, str]] = {}
    for part in ("offices", "institutions"):
        table = tables[part] = {}
        for name, nouns in data[part].items():
            for noun in nouns:
                table.setdefault(noun.lower(), name)
    return tables
