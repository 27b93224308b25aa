"""How sure the program is of a record."""
from __future__ import annotations

import importlib

import pytest

from dragoman.analysis import analyse
from dragoman.document import Document
from dragoman.extraction import records_of
from dragoman.extraction.confidence import Weight, factors, probability, signs, weights
from dragoman.extraction.context import Context
from dragoman.extraction.provenance import Provenance
from dragoman.records import RECORD_TYPES

module = importlib.import_module("dragoman.extraction.confidence")


def test_every_type_of_record_has_a_weight_of_its_own() -> None:
    assert {kind.model_fields["type"].default for kind in RECORD_TYPES} <= weights().keys()


def test_no_sign_was_right_more_often_than_it_was_seen() -> None:
    assert all(0 <= weight.right <= weight.records for weight in weights().values())


def test_confidence_is_the_logistic_of_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "weights", lambda: {"all": Weight(1.0, 10, 7), "quoted": Weight(-1.0, 5, 1), "long": Weight(-2.0, 5, 1)})
    assert probability(("all", "quoted", "unknown")) == 0.5
    assert probability(("all", "quoted", "long")) == 0.12
    assert [f.weight for f in factors(("all", "unknown", "long"))] == [1.0, -2.0]


def test_a_record_shows_the_word_it_was_found_by_and_how_its_fields_were_had() -> None:
    c = Context(analyse(Document(id="x", text="Tallinn thanked Finland for its help after the storm.")))
    (record,) = records_of(c)
    found = signs(c, record, Provenance(c))
    assert found[:2] == ("all", "gesture")
    assert {"gesture kind thanks", "gesture word thank", "gesture found by VERB", "gesture from resolved", "gesture to stated",
            "gesture in the news", "gesture in paragraph 0"} <= set(found)
    assert record.confidence == probability(found)


def test_every_record_that_is_read_has_a_confidence() -> None:
    text = "The presidents of Estonia and Finland met in Tallinn. They signed a memorandum on port security, the ministry said."
    records = records_of(Context(analyse(Document(id="x", text=text))))
    assert records
    assert all(record.confidence is not None and 0 <= record.confidence <= 1 for record in records)
