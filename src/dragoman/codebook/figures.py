"""What numbers measure, told by the words around them: `figures.yaml`."""
from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal

from dragoman.codebook.layers import per_codebook
from dragoman.codebook.loading import read_yaml
from dragoman.codebook.shapes import ByKind, Codes, Rule, Shape, Words

Measure = Literal["investment", "trade", "export", "import", "loan", "grant", "contract", "companies", "projects", "people", "goods",
                  "flights", "share", "other", "none"]
Counted = Literal["people", "companies", "projects", "flights", "scholarships", "works", "goods"]


class Sums(Shape):
    """Words that tell what a sum measures. A verb may have a word behind it, which must be there: "put into"."""

    nouns: Words = ()
    verbs: Words = ()


class Table(Shape):
    """What `figures.yaml` holds."""

    sums: Annotated[dict[Measure, Sums], Rule.one_meaning]
    counted: ByKind[Counted]
    groups: Words
    carriers: Words
    giving: Words
    trading: Words
    wares: Words
    dealing: Words
    flying: Words
    building: Words
    abroad: Words
    moving: Words
    rising: Words
    falling: Words
    pieces: Words
    shares: Words
    whole_economy: Words
    targets: Words
    takers: Words
    senders: Words
    holding: Words
    thanking: Words
    forgiving: Words
    one_way: Words
    remitting: Words
    helping: Words
    concluding: Words
    lenders: Codes
    debts: Words
    stakes: Words
    harming: Words


@per_codebook
def _data() -> dict[str, Any]:
    return read_yaml("figures.yaml", Table)


@per_codebook
def _cues(part: str) -> dict[str, tuple[str, str]]:
    """Lemma → the word that must stand behind it ("" for none) and the measure, for "nouns" or for "verbs"."""
    pairs = ((entry.partition(" "), measure) for measure, entries in _data()["sums"].items() for entry in entries.get(part, ()))
    return {lemma: (behind, measure) for (lemma, _, behind), measure in pairs}


@per_codebook
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


@per_codebook
def words(part: str) -> frozenset[str]:
    """The lemmas of one list of the file: "carriers", "giving", "rising"…"""
    return frozenset(_data()[part])
