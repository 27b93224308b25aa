"""What numbers measure, told by the words around them: `figures.yaml`."""
from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, get_args

from dragoman.codebook.loading import read_yaml
from dragoman.errors import CodebookError
from dragoman.records import Figure

_MEASURES = (*get_args(Figure.model_fields["measure"].annotation), "none")


@cache
def _data() -> dict[str, Any]:
    return read_yaml("figures.yaml")


@cache
def _cues(part: str) -> dict[str, tuple[str, str]]:
    """Lemma → the word that must stand behind it ("" for none) and the measure, for "nouns" or for "verbs"."""
    unknown = set(_data()["sums"]) - set(_MEASURES)
    if unknown:
        raise CodebookError(f"figures.yaml, sums: {', '.join(sorted(unknown))} is no measure; measures are {', '.join(_MEASURES)}")
    pairs = ((entry.partition(" "), measure) for measure, entries in _data()["sums"].items() for entry in entries[part])
    return {lemma: (behind, measure) for (lemma, _, behind), measure in pairs}


@cache
def _counted() -> dict[str, str]:
    return {lemma: measure for measure, lemmas in _data()["counted"].items() for lemma in lemmas}


def sum_measure(lemma: str, upos: str, behind: Collection[str] = ()) -> str | None:
    """What a sum of money near this word measures; "none" for what is no figure of a relation; None for a word that tells nothing.

    `behind` are the particles and prepositions that follow a verb.
    """
    needed, measure = _cues("verbs" if upos in ("VERB", "AUX") else "nouns").get(lemma, ("", None))
    return measure if not needed or needed in behind else None


def counted_class(lemma: str) -> str | None:
    """What sort of things these are: "people", "companies", "projects", "flights", "scholarships", "works", "goods"."""
    return _counted().get(lemma)


@cache
def words(part: str) -> frozenset[str]:
    """The lemmas of one list of the file: "carriers", "giving", "rising"…"""
    return frozenset(_data()[part])
