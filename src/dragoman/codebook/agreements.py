"""Words for instruments between parties and for what is done with them, from `agreements.yaml`."""
from __future__ import annotations

from typing import Any, Literal, cast, get_args

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import ByKind, ByWord, Shape, Words

AgreementKind = Literal["treaty", "agreement", "memorandum", "declaration", "statement", "communique", "protocol", "plan", "contract",
                        "letter_of_intent", "exchange_of_notes", "document"]
AgreementStatus = Literal["signed", "ratified", "in_force", "extended", "negotiating", "planned", "proposed", "suspended", "terminated"]
Group = Literal["domestic", "plain_modifiers", "wrappers", "signed_anyway", "party_verbs", "in_force_prepositions"]


class Table(Shape):
    """What `agreements.yaml` holds."""

    nouns: ByKind[AgreementKind]
    only_with: ByWord
    signed_anyway: Words
    domestic: Words
    plain_modifiers: Words
    wrappers: Words
    verbs: ByKind[AgreementStatus]
    party_verbs: Words
    nouns_of_status: ByKind[AgreementStatus]
    in_force_prepositions: Words


def instrument_kind(noun: str) -> AgreementKind | None:
    """The kind of instrument that a noun names."""
    return cast("AgreementKind | None", _inverse("nouns").get(noun))


def needed_beside(noun: str) -> frozenset[str]:
    """The words of which one must stand beside the noun for it to be an instrument ("joint" for "statement"); empty if none need."""
    return frozenset(_data()["only_with"].get(noun, ()))


def status_of_verb(verb: str) -> AgreementStatus | None:
    """The status that a verb gives the instrument it is about."""
    return cast("AgreementStatus | None", _inverse("verbs").get(verb))


def status_of_noun(noun: str) -> AgreementStatus | None:
    """The status that a noun gives the instrument it is about: "the signing of the treaty"."""
    return cast("AgreementStatus | None", _inverse("nouns_of_status").get(noun))


def is_one_of(word: str, group: Group) -> bool:
    """Whether the word stands in one of the plain lists."""
    return word in _data()[group]


@per_codebook
def _data() -> dict[str, Any]:
    data = read_yaml("agreements.yaml", Table)
    return {**data, **{name: frozenset(data[name]) for name in get_args(Group)}}


@per_codebook
def _inverse(part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in _data()[part].items():
        for word in words:
            found.setdefault(word, name)
    return found
