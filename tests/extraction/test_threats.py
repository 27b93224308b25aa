"""Hostile acts that are still to come."""
from __future__ import annotations

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction.commitments import commitments
from dragoman.extraction.context import Context
from dragoman.extraction.gestures import gestures


def context(text: str) -> Context:
    return Context(analyse(Document(id="x", text=text)))


@pytest.mark.parametrize("text", [
    "Chile will impose tariffs on Peru.",
    "Chile plans to impose tariffs on Peru.",
    "Chile announced plans for tariffs on Peruvian fruit.",
    "Chile is preparing action against Peru.",
    "Chile's plan to impose sanctions on Peru alarmed the markets.",
])
def test_what_hurts_the_other_side_is_a_threat_once_it_is_held_out(text: str) -> None:
    assert ("threat", "CHL", "PER") in [(r.kind, r.from_, r.to) for r in gestures(context(text))]


@pytest.mark.parametrize("text", [
    "Chile imposed tariffs on Peru.",
    "Chile will not impose tariffs on Peru.",
    "Chile does not plan to impose tariffs on Peru.",
    "The talks dealt with tariffs on Peruvian fruit.",
])
def test_what_is_done_denied_or_only_talked_about_is_none(text: str) -> None:
    assert not [r for r in gestures(context(text)) if r.kind == "threat"]


def test_what_the_other_side_would_do_first_is_no_threat_of_its_own() -> None:
    told = gestures(context("Chile threatened to leave the talks if Peru imposed sanctions."))
    assert [(r.from_, r.to) for r in told if r.kind == "threat"] == [("CHL", "PER")]


def test_a_threat_is_no_commitment_too() -> None:
    assert list(commitments(context("Chile plans to impose sanctions on Peru."))) == []


def test_readiness_to_answer_a_wrong_is_a_threat_wherever_its_owner_stands() -> None:
    (found,) = gestures(context("Officials stressed the readiness of Peru, with its allies, to respond to any further Chilean aggression."))
    assert (found.kind, found.from_, found.to) == ("threat", "PER", "CHL")


def test_what_is_called_off_is_no_threat() -> None:
    assert list(gestures(context("Peru agreed to hold up imposing tariffs on Chile."))) == []


@pytest.mark.parametrize("text", [
    "Chile vowed revenge on Peru.",
    "Chile promised retaliation against Peru.",
    "Chile issued an ultimatum to Peru.",
    "Peru will face consequences, Chile's minister said.",
    "Chile warned that Peru would pay a price for the attack.",
])
def test_revenge_and_consequences_are_threats(text: str) -> None:
    assert ("threat", "CHL", "PER") in [(r.kind, r.from_, r.to) for r in gestures(context(text))]


def test_tariffs_imposed_in_retaliation_are_no_threat() -> None:
    assert not [r for r in gestures(context("Chile imposed tariffs in retaliation against Peru.")) if r.kind == "threat"]
