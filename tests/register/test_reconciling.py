"""A document is read again: what is decided stays, what is new comes, and nothing is there twice."""
from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.register.decisions import Decision
from dragoman.register.reconciling import DETACHED, Kept, anchored, judged, reconcile

DOCUMENT = Document(id="d1", text="Ministers met. Ministers signed. Nobody erred.")
WORDS = ("Ministers", "met", "signed", "Nobody")


def record(id_: str, quote: str = "Ministers", type_: str = "meeting", standing: str = "read", **fields: Any) -> Kept:
    start = DOCUMENT.text.index(quote)
    evidence = [{"quote": quote, "start": start, "end": start + len(quote), "page": None}]
    return Kept(id_, type_, standing, {"type": type_, **fields, "evidence": evidence})


@st.composite
def kept(draw: st.DrawFn) -> Kept:
    """A record that follows from its id, as records do."""
    number = draw(st.integers(0, 15))
    return record(f"r-{number}", WORDS[number % 4], ("meeting", "agreement")[number % 2], kind=number % 3, place=number % 5)


RECORDS = st.lists(kept(), max_size=7, unique_by=lambda one: one.id)
DECIDED = st.sets(st.integers(0, 15).map(lambda n: f"r-{n}"))


@given(before=RECORDS, read=RECORDS, decided=DECIDED)
def test_what_is_decided_stays_and_what_is_new_comes_once(before: list[Kept], read: list[Kept], decided: set[str]) -> None:
    found = reconcile(before, decided, read, DOCUMENT)
    ids = [one.id for one in found.records]
    assert len(ids) == len(set(ids))
    held = [one for one in before if one.id in decided]
    assert [one for one, _ in found.held] == held
    assert all(one in found.records for one in held)
    replaced = [new.id for _, new in found.held if new is not None]
    assert len(replaced) == len(set(replaced))
    assert set(ids) == {one.id for one in held} | ({one.id for one in read} - set(replaced))
    assert {one.id for one in found.added} == set(ids) - {one.id for one in before}
    assert {one.id for one in found.removed} == {one.id for one in before} - set(ids)
    assert found.detached == ()


@given(before=RECORDS, decided=DECIDED)
def test_the_same_reading_changes_nothing(before: list[Kept], decided: set[str]) -> None:
    found = reconcile(before, decided, before, DOCUMENT)
    assert list(found.records) == before
    assert (found.added, found.removed, found.detached) == ((), (), ())
    assert all(one == new for one, new in found.held)


@given(before=RECORDS, read=RECORDS, decided=DECIDED)
def test_reading_twice_is_reading_once(before: list[Kept], read: list[Kept], decided: set[str]) -> None:
    once = reconcile(before, decided, read, DOCUMENT)
    twice = reconcile(once.records, decided, read, DOCUMENT)
    assert {one.id for one in twice.records} == {one.id for one in once.records}
    assert (twice.added, twice.removed) == ((), ())


@given(before=RECORDS, read=RECORDS, decided=DECIDED, order=st.randoms(use_true_random=False))
def test_the_order_in_which_records_were_kept_does_not_matter(before: list[Kept], read: list[Kept], decided: set[str], order: Any) -> None:
    shuffled = list(before)
    order.shuffle(shuffled)
    one, other = (reconcile(some, decided, read, DOCUMENT) for some in (before, shuffled))
    assert {kept.id for kept in one.records} == {kept.id for kept in other.records}
    assert {kept.id for kept in one.added} == {kept.id for kept in other.added}


def test_a_decided_record_takes_the_place_of_the_one_that_is_most_like_it() -> None:
    decided = record("r-1", kind="talks", place="Tartu", date="2031", standing="accepted")
    read = [record("r-2", kind="visit", place="Narva", date="2030"), record("r-3", kind="talks", place="Tallinn", date="2031")]
    found = reconcile([decided], {"r-1"}, read, DOCUMENT)
    assert [one.id for one in found.records] == ["r-2", "r-1"]
    assert [(one.id, new and new.id) for one, new in found.held] == [("r-1", "r-3")]


def test_records_of_other_words_are_not_the_same_however_alike() -> None:
    decided = record("r-1", "met", kind="talks", standing="rejected")
    found = reconcile([decided], {"r-1"}, [record("r-2", "Nobody", kind="talks")], DOCUMENT)
    assert [one.id for one in found.records] == ["r-2", "r-1"]
    assert found.held == ((decided, None),)


def test_evidence_moves_to_the_nearest_place_of_its_words() -> None:
    document = Document(id="d1", text="Yesterday, Ministers met. They signed, and signed again.")
    moved = anchored(record("r-1", "signed", standing="accepted"), document)
    piece, = moved.data["evidence"]
    assert (piece["start"], piece["end"], moved.standing) == (31, 37, "accepted")


def test_a_record_whose_words_are_gone_is_detached_and_comes_back_with_them() -> None:
    decided = record("r-1", "signed", standing="corrected", kind="visit")
    gone = anchored(decided, Document(id="d1", text="Nobody came."))
    assert (gone.standing, gone.data) == (DETACHED, decided.data)
    entry = Decision(1, "2031-05-04T00:00:00+00:00", "Ann", "accept", "d1", "r-1")
    back = judged("r-1", gone, [entry])
    assert back is not None
    assert anchored(back, DOCUMENT).standing == "accepted"


def test_what_was_added_by_hand_goes_when_that_is_undone() -> None:
    made = record("r-1", standing="added")
    entry = Decision(1, "2031-05-04T00:00:00+00:00", "Ann", "add", "d1", "r-1", new=dict(made.data))
    assert judged("r-1", None, [entry]) == made
    assert judged("r-1", made, []) is None
