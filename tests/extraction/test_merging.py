"""Mentions of one fact become one record with all their evidence."""
from __future__ import annotations

from dragoman.document import Document
from dragoman.extraction.merging import told_once, with_evidence_of
from dragoman.records import Evidence, Gesture

DOCUMENT = Document(id="x", text="Latvia thanked Norway. It thanked it again. It praised it.")


def gesture(kind: str, start: int, end: int) -> Gesture:
    return Gesture(kind=kind, from_="LVA", to="NOR", evidence=(Evidence.cut(DOCUMENT, start, end),))


def test_evidence_is_joined_in_order_and_never_doubled() -> None:
    first, second = gesture("thanks", 0, 21), gesture("thanks", 23, 42)
    joined = with_evidence_of(with_evidence_of(first, second), first)
    assert joined.evidence == (*first.evidence, *second.evidence)


def test_each_fact_is_one_record_where_it_was_first_told() -> None:
    mentions = [gesture("thanks", 0, 21), gesture("praise", 44, 57), gesture("thanks", 23, 42)]
    found = told_once(mentions, lambda a, b: a.kind == b.kind)
    assert [(g.kind, len(g.evidence)) for g in found] == [("thanks", 2), ("praise", 1)]
